/** The environment of the process that starts the stack. */
export type Environment = Readonly<Record<string, string | undefined>>;

interface Provider {
  /** How the names of its secrets begin. */
  readonly name: string;
  /** The variables that hold its addresses; set in the environment, they replace its simulator. All of them or none. */
  readonly addresses: readonly string[];
  /** A tool that only watches is left out when it is not given. */
  readonly watches?: true;
}

const providers: readonly Provider[] = [
  { name: "Bandwidth", addresses: ["BANDWIDTH_API_URL", "BANDWIDTH_TOKEN_URL"] },
  { name: "Anthropic", addresses: ["ANTHROPIC_BASE_URL"] },
  { name: "OpenAI", addresses: ["OPENAI_BASE_URL"] },
  { name: "Stripe", addresses: ["STRIPE_API_URL"] },
  { name: "Veriff", addresses: ["VERIFF_API_URL"] },
  { name: "Sentry", addresses: ["SENTRY_DSN"], watches: true },
  { name: "Langfuse", addresses: ["LANGFUSE_BASE_URL"], watches: true },
];

/** Who answers in place of which provider: a simulator, a server given in the environment, or with `live` the provider. */
export class Providers {
  readonly #environment: Environment;
  readonly #live: boolean;

  constructor(environment: Environment, live: boolean) {
    this.#environment = environment;
    this.#live = live;
    for (const { addresses } of providers) {
      const given = addresses.filter((variable) => environment[variable]);
      if (given.length > 0 && given.length < addresses.length)
        throw new Error(`${addresses.join(" and ")} go together.`);
    }
  }

  /** Whether the provider's simulator is not to run. */
  isReplaced(name: string): boolean {
    const provider = providers.find((each) => each.name === name);
    return this.#live || (provider?.addresses.some((variable) => this.#environment[variable]) ?? false);
  }

  /** Whether a secret of that name opens a provider that is not simulated. */
  isForReplaced(secretName: string): boolean {
    const owner = providers.find(({ name }) => secretName.toLowerCase().startsWith(name.toLowerCase()));
    return owner !== undefined && this.isReplaced(owner.name);
  }

  /**
   * A function's variables with every provider's address replaced; `simulators` has the addresses of those that run.
   * Throws for a provider that has neither: nothing reaches a real one without `live`.
   */
  redirect(
    variables: Readonly<Record<string, string>>,
    simulators: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>> {
    const redirected = { ...variables };
    for (const { addresses, watches } of providers) {
      for (const variable of addresses) {
        if (redirected[variable] === undefined) continue;
        const address = this.#environment[variable] || simulators[variable] || (this.#live ? redirected[variable] : "");
        if (address) redirected[variable] = address;
        else if (watches) delete redirected[variable];
        else throw new Error(`A function needs ${variable}, and there is no simulator for it: set it, or use --live.`);
      }
    }
    return redirected;
  }
}
