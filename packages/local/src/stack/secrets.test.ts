import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FunctionResource } from "../cloudformation/index.ts";
import { type Environment, Providers } from "./providers.ts";
import { provideSecrets } from "./secrets.ts";

let dataDirectory: string;

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "jules-secrets-"));
});

afterEach(() => rm(dataDirectory, { recursive: true }));

/** A function whose role may read these secrets. */
function reader(...names: string[]): FunctionResource {
  const parameters = names.map(
    (name) => `arn:aws:ssm:us-east-1:000000000000:parameter/sst/jules/local/Secret/${name}/value`,
  );
  return {
    name: "reader",
    arn: "arn:aws:lambda:us-east-1:000000000000:function:reader",
    stackName: "local",
    logicalId: "Reader",
    handler: "index.handler",
    memorySizeMb: 128,
    timeoutMs: 3000,
    environment: {},
    statements: [{ Effect: "Allow", Action: ["ssm:GetParameters"], Resource: parameters }],
    reservedConcurrency: undefined,
  };
}

function provide(functions: FunctionResource[], environment: Environment = {}, live = false) {
  const providers = new Providers(environment, live);
  const settled = { UpstashRedisToken: "token-of-the-local-server" };
  return provideSecrets(functions, { dataDirectory, environment, providers, live, settled });
}

describe("a secret that no one has given", () => {
  test("is made up in the form its name asks for, at the place where it is looked for", async () => {
    const secrets = await provide([reader("BandwidthApiCredentials", "NumberPeppers", "BandwidthPathSecret")]);

    expect(secrets).toEqual([
      {
        name: "BandwidthApiCredentials",
        parameter: "/sst/jules/local/Secret/BandwidthApiCredentials/value",
        value: expect.stringMatching(/^local-bandwidthapi:[\w-]{32}$/),
      },
      {
        name: "NumberPeppers",
        parameter: "/sst/jules/local/Secret/NumberPeppers/value",
        value: expect.stringMatching(/^1:[A-Za-z0-9+/]{43}=$/),
      },
      {
        name: "BandwidthPathSecret",
        parameter: "/sst/jules/local/Secret/BandwidthPathSecret/value",
        value: expect.stringMatching(/^[\w-]{32}$/),
      },
    ]);
  });

  test("of Veriff is a UUID, which is what Veriff takes for a key", async () => {
    const secrets = await provide([reader("VeriffApiKey", "VeriffSharedSecret")]);

    const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
    expect(secrets.map(({ value }) => value)).toEqual([expect.stringMatching(uuid), expect.stringMatching(uuid)]);
  });

  test("of Stripe has the form that Stripe's have, and opens nothing that is real", async () => {
    const secrets = await provide([reader("StripeSecretKey", "StripeWebhookSecret", "StripeWebhookSecretPrevious")]);

    expect(secrets.map(({ value }) => value)).toEqual([
      expect.stringMatching(/^sk_test_[\w-]{32}$/),
      expect.stringMatching(/^whsec_[\w-]{32}$/),
    ]);
  });

  test("stays the same from run to run, and only its owner can read it", async () => {
    const first = await provide([reader("AnthropicApiKey")]);

    expect(await provide([reader("AnthropicApiKey", "NumberPeppers")])).toEqual([...first, expect.anything()]);
    expect((await stat(join(dataDirectory, "secrets.json"))).mode & 0o077).toBe(0);
  });

  test.each(["{", "[]", '{"AnthropicApiKey":7}'])("cannot be read from a file that holds %s", async (content) => {
    await writeFile(join(dataDirectory, "secrets.json"), content);

    await expect(provide([reader("AnthropicApiKey")])).rejects.toThrow(/secrets\.json cannot be used: .* --fresh/);
  });

  test("has no previous value", async () => {
    expect(await provide([reader("BandwidthPathSecretPrevious")])).toEqual([]);
  });
});

test("a secret that a local server has already is that one", async () => {
  for (const live of [false, true]) {
    const [secret] = await provide([reader("UpstashRedisToken")], {}, live);
    expect(secret?.value).toBe("token-of-the-local-server");
  }
});

describe("a secret in the environment", () => {
  test("is used when its provider is replaced, and not otherwise", async () => {
    const key = { ANTHROPIC_API_KEY: "sk-real" };

    const simulated = await provide([reader("AnthropicApiKey")], key);
    const replaced = await provide([reader("AnthropicApiKey")], { ...key, ANTHROPIC_BASE_URL: "http://127.0.0.1:9" });

    expect(simulated[0]?.value).not.toBe("sk-real");
    expect(replaced[0]?.value).toBe("sk-real");
  });

  test("of OpenAI is looked for by the name that OpenAI gave it, and can be missing", async () => {
    const functions = [reader("OpenAiApiKey")];

    const [simulated] = await provide(functions, { OPENAI_API_KEY: "sk-real" });
    expect(simulated?.value).toMatch(/^[\w-]{32}$/);
    expect(await provide(functions, { OPENAI_API_KEY: "sk-real" }, true)).toMatchObject([{ value: "sk-real" }]);
    expect(await provide(functions, {}, true)).toEqual([]);
    expect(await provide(functions, { OPENAI_BASE_URL: "http://127.0.0.1:9/v1" })).toEqual([]);
  });

  test("is required with --live", async () => {
    const functions = [reader("AnthropicApiKey", "BandwidthApiCredentials", "NumberPeppers")];

    await expect(provide(functions, { ANTHROPIC_API_KEY: "sk-real" }, true)).rejects.toThrow(
      "--live needs BANDWIDTH_API_CREDENTIALS in the environment.",
    );
  });
});
