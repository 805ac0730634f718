import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { Failure } from "@jules/core/kernel";
import { AWS_SETTINGS } from "../aws-settings.ts";

const FRESH_MS = 5 * 60_000;
/** Whoever guesses credentials must not make us read more often than this. */
const READ_AGAIN_AFTER_MS = 10_000;

/** Values by the name they have in `sst secrets set NAME value`. */
export interface Secrets<Name extends string> {
  /**
   * All secrets of this function. One call in a cold sandbox, none in a warm one; after five minutes the old values
   * still answer while new ones are fetched in the background, so a rotated secret arrives without a deploy.
   * @throws Failure `secrets.missing` when a required one was never set, `secrets.unavailable` when there is no answer
   * and never was one.
   */
  read(): Promise<Readonly<Record<Name, string>>>;
  /**
   * For a caller whose credentials did not match: reads again if the values are older than ten seconds, since a rotated
   * secret may be what they have. Otherwise the same values.
   */
  readAgain(): Promise<Readonly<Record<Name, string>>>;
}

/**
 * Secrets kept as SSM SecureString parameters `<path>/<name>/value`, which is where SST puts them.
 * @param optional names that may be unset; they read as the empty string.
 */
export function createSecrets<Required extends string, Optional extends string = never>(settings: {
  readonly path: string;
  readonly required: readonly Required[];
  readonly optional?: readonly Optional[];
  readonly now: () => number;
}): Secrets<Required | Optional> {
  type Values = Readonly<Record<Required | Optional, string>>;
  // Five attempts with the SDK's jittered back-off: parameters are limited to 40 reads a second for all sandboxes.
  const client = new SSMClient({
    ...AWS_SETTINGS,
    maxAttempts: 5,
    requestHandler: { requestTimeout: 2_000, connectionTimeout: 1_000, throwOnRequestTimeout: true },
  });
  const names = [...settings.required, ...(settings.optional ?? [])];
  let known: { readonly values: Values; readonly readAt: number } | undefined;
  let reading: Promise<Values> | undefined;
  let triedAgainAt = Number.NEGATIVE_INFINITY;

  async function fetchAll(): Promise<Values> {
    const { Parameters: parameters = [] } = await client.send(
      new GetParametersCommand({
        Names: names.map((name) => parameterName(settings.path, name)),
        WithDecryption: true,
      }),
    );
    const byName = new Map(parameters.map((parameter) => [parameter.Name, parameter.Value ?? ""]));
    const values = Object.fromEntries(
      names.map((name) => [name, byName.get(parameterName(settings.path, name)) ?? ""]),
    ) as Values;
    const missing = settings.required.filter((name) => !values[name]);
    if (missing.length > 0) {
      throw new Failure("secrets.missing", `not set: ${missing.join(", ")} (sst secrets set NAME value)`, {
        detail: missing.join("."),
      });
    }
    known = { values, readAt: settings.now() };
    return values;
  }

  function refresh(): Promise<Values> {
    reading ??= fetchAll().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return {
    async read() {
      if (known) {
        // A failed refresh is no reason to fail: the next read tries again.
        if (settings.now() - known.readAt >= FRESH_MS) refresh().catch(() => undefined);
        return known.values;
      }
      try {
        return await refresh();
      } catch (error) {
        if (error instanceof Failure) throw error;
        throw new Failure("secrets.unavailable", "the parameter store did not answer", { cause: error });
      }
    },

    async readAgain() {
      if (!known) return this.read();
      const old = known.values;
      if (settings.now() - Math.max(known.readAt, triedAgainAt) < READ_AGAIN_AFTER_MS) return old;
      triedAgainAt = settings.now();
      return refresh().catch(() => old);
    },
  };
}

function parameterName(path: string, name: string): string {
  return `${path}/${name}/value`;
}
