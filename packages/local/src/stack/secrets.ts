import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import type { FunctionResource } from "../cloudformation/index.ts";
import { readKept, writeKept } from "../kept/index.ts";
import type { Environment, Providers } from "./providers.ts";

export interface Secret {
  readonly name: string;
  /** Where `sst secrets set` puts it. */
  readonly parameter: string;
  readonly value: string;
}

const fileName = "secrets.json";

/** What a stage may go without: there they are given, or they are not there. The local stack has simulators for them. */
const optionalWhenReplaced = ["OpenAiApiKey", "LangfuseKeys"];

/** What nobody sets as a rule: made up it would mean something. */
const unsetUnlessGiven = ["RuleSwitches"];

/** A role that may read a secret names its parameter: `…:parameter/sst/<app>/<stage>/Secret/<name>/value`. */
const secretParameter = /:parameter(\/.+\/Secret\/(\w+)\/value)$/;

/**
 * The secrets that the functions' roles may read, with their values: from the environment (`ANTHROPIC_API_KEY` for
 * `AnthropicApiKey`) if their provider is a real or a given one, else made up once and kept in the data folder. Previous
 * values (`…Previous`), which only a rotation has, come from the environment alone, and so do those of a real provider that a
 * stage can do without. Throws for what `live` lacks.
 */
export async function provideSecrets(
  functions: readonly FunctionResource[],
  options: {
    readonly dataDirectory: string;
    readonly environment: Environment;
    readonly providers: Providers;
    readonly live: boolean;
    /** Values that the stack's own servers have, by the secret's name. */
    readonly settled: Readonly<Record<string, string>>;
  },
): Promise<readonly Secret[]> {
  const { environment, providers, live, settled } = options;
  const file = join(options.dataDirectory, fileName);
  const kept = (await readKept(file, isKeptSecrets)) ?? {};
  const secrets: Secret[] = [];
  const missing: string[] = [];
  for (const [name, parameter] of secretParameters(functions)) {
    const isReplaced = providers.isForReplaced(name);
    const isFromEnvironment = isReplaced || unsetUnlessGiven.includes(name);
    const given = settled[name] ?? (isFromEnvironment ? environment[variableOf(name)] : undefined);
    const isOptional =
      name.endsWith("Previous") ||
      unsetUnlessGiven.includes(name) ||
      (isReplaced && optionalWhenReplaced.includes(name));
    if (given) secrets.push({ name, parameter, value: given });
    else if (isOptional) continue;
    else if (live && isReplaced) missing.push(variableOf(name));
    else {
      kept[name] ??= makeUp(name);
      secrets.push({ name, parameter, value: kept[name] });
    }
  }
  if (missing.length > 0) throw new Error(`--live needs ${missing.join(", ")} in the environment.`);
  await writeKept(file, kept);
  return secrets;
}

function secretParameters(functions: readonly FunctionResource[]): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const statement of functions.flatMap((each) => each.statements)) {
    if (![statement.Action].flat().includes("ssm:GetParameters")) continue;
    for (const resource of [statement.Resource ?? []].flat()) {
      const [, parameter, name] = secretParameter.exec(resource) ?? [];
      if (parameter && name) parameters.set(name, parameter);
    }
  }
  return parameters;
}

function isKeptSecrets(value: unknown): value is Record<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((secret) => typeof secret === "string");
}

/** `AnthropicApiKey` -> `ANTHROPIC_API_KEY`; `OpenAI` is one word, as that company's own tools have it. */
function variableOf(secretName: string): string {
  return secretName
    .replace(/^OpenAi/, "Openai")
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_")
    .toUpperCase();
}

/** The form follows from the name: a pair of credentials, a versioned list of keys, what Veriff or Stripe gives out, or one token. */
function makeUp(name: string): string {
  const token = randomBytes(24).toString("base64url");
  if (name.endsWith("Credentials")) return `local-${name.toLowerCase().replace("credentials", "")}:${token}`;
  if (name.endsWith("Peppers") || name.endsWith("SigningKeys")) return `1:${randomBytes(32).toString("base64")}`;
  if (name === "LangfuseKeys") return `pk-lf-local:sk-lf-${token}`;
  if (name === "VeriffApiKey" || name === "VeriffSharedSecret") return randomUUID();
  if (name === "StripeSecretKey") return `sk_test_${token}`;
  if (name === "StripeWebhookSecret") return `whsec_${token}`;
  return token;
}
