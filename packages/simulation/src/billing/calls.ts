/** Where somebody who works is lost: at their n-th call, before it did anything, or after it did it and before they knew. */
export interface Lost {
  readonly call: number;
  readonly when: "before" | "after";
}

/** What somebody who is lost leaves behind: nothing. */
class Lostness extends Error {}

/** Counts the calls to ports, and loses who makes the ones that a run is about. */
export class Calls {
  readonly #lost: ReadonlyMap<number, Lost["when"]>;
  readonly #pause: () => Promise<void>;
  #made = 0;

  /** @param pause passes some time before every call, so that who works side by side meets in many ways. */
  constructor(lost: readonly Lost[], pause: () => Promise<void>) {
    this.#lost = new Map(lost.map(({ call, when }) => [call, when]));
    this.#pause = pause;
  }

  get made(): number {
    return this.#made;
  }

  /** The port, each call of which may be the last of whoever makes it. */
  through<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name, receiver) => {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== "function") return method;
        return (...given: unknown[]) => this.#call(() => method.apply(target, given));
      },
    });
  }

  async #call(method: () => unknown): Promise<unknown> {
    const call = this.#made++;
    const when = this.#lost.get(call);
    await this.#pause();
    if (when === "before") throw new Lostness(`lost before call ${call}`);
    const answer = await method();
    if (when === "after") throw new Lostness(`lost after call ${call}`);
    return answer;
  }
}

/** Who is lost is followed by somebody who does the same again: a queue, a cron, or a person who clicks once more. */
export async function untilDone<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Lostness) && !isContended(error)) throw error;
    }
  }
}

function isContended(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "billing.contended";
}
