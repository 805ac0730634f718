import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startAws } from "../aws/index.ts";
import { LocalClock } from "../clock/index.ts";
import { miniStacks } from "../cloudformation/fixtures/mini-stacks.ts";
import { administratorAccessKeyId, type LocalStack, type StackOptions, startStack } from "./index.ts";

const codeDirectory = fileURLToPath(new URL("./fixtures/functions", import.meta.url));
let dataDirectory: string;
let lines: string[];
let running: LocalStack | undefined;

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "jules-stack-"));
  lines = [];
});

afterEach(async () => {
  await stop();
  await rm(dataDirectory, { recursive: true });
});

async function start(changes: Partial<StackOptions> = {}, templateChanges: Parameters<typeof miniStacks>[0] = {}) {
  const names = ["Authorizer", "Webhook", "Intake", "Sweeper"];
  running = await startStack({
    dataDirectory,
    fresh: false,
    port: 0,
    live: false,
    prewarms: true,
    environment: {},
    synthesize: async () => ({
      templates: Object.fromEntries(miniStacks(templateChanges).map((stack) => [stack.stackName, stack.template])),
      functions: Object.fromEntries(
        names.map((name) => [
          `dev-mini-messaging/${name}`,
          { codeDirectory, handler: `${name.toLowerCase()}.handler` },
        ]),
      ),
    }),
    onLine: (source, line) => void lines.push(`${source}: ${line}`),
    ...changes,
  });
  return running;
}

async function stop(): Promise<void> {
  await running?.[Symbol.asyncDispose]();
  running = undefined;
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: "POST", body: JSON.stringify(body) });
}

/** Sends a text through the REST API and waits until it is where it belongs. */
async function sendText({ ready }: LocalStack, body: string): Promise<Response> {
  const headers = { Authorization: "Basic ok" };
  const response = await fetch(`${ready.webhooks.inbound}`, { method: "POST", headers, body });
  expect((await post(`${ready.control}/settle`, {})).status).toBe(200);
  return response;
}

async function members({ ready }: LocalStack): Promise<(string | undefined)[]> {
  const credentials = { accessKeyId: administratorAccessKeyId, secretAccessKey: "any" };
  const client = new DynamoDBClient({ endpoint: `${ready.services.aws}`, region: "us-east-1", credentials });
  const { Items } = await client.send(new ScanCommand({ TableName: "dev-mini-data-Members" }));
  client.destroy();
  return (Items ?? []).map((item) => item.pk?.S).sort();
}

/** The mini stacks' route, under a path that a webhook has. */
const webhook = { Hooks: { PathPart: "webhooks" }, Hook: { PathPart: "inbound" } };

describe("a stack in miniature", () => {
  test("a text goes through the API, the function, the queue and the other function into the table", async () => {
    const stack = await start({}, webhook);

    const response = await sendText(stack, "hello");

    expect([response.status, await response.text()]).toEqual([202, "hello"]);
    expect(await members(stack)).toEqual(["hello"]);
  });

  test("without credentials it is challenged", async () => {
    const { ready } = await start({}, webhook);

    const response = await fetch(`${ready.webhooks.inbound}`, { method: "POST", body: "hello" });

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="mini"');
  });

  test("a call that the function's role does not allow is refused", async () => {
    const stack = await start();

    const response = await fetch(`${stack.ready.api}/members/intruder`);

    expect([response.status, await response.text()]).toEqual([403, "AccessDeniedException"]);
    expect(await members(stack)).toEqual([]);
  });

  test("moving the clock runs the schedule at the clock's times", async () => {
    const { ready } = await start();

    const before = ((await (await fetch(`${ready.control}/clock`)).json()) as { now: string }).now;
    const response = await post(`${ready.control}/clock`, { advanceMs: 3 * 60_000 });

    expect(response.status).toBe(200);
    await expect.poll(() => lines.filter((line) => line.includes("swept at"))).toHaveLength(3);
    const lastSwept = Date.parse(lines.at(-1)?.split("swept at ")[1] ?? "");
    expect(lastSwept).toBeGreaterThanOrEqual(Date.parse(before) + 2 * 60_000);
  });

  test("the clock goes on after a restart from where it was moved to, unless the start is a fresh one", async () => {
    const day = 24 * 60 * 60_000;
    const timeOf = async ({ ready }: LocalStack) => {
      return Date.parse(((await (await fetch(`${ready.control}/clock`)).json()) as { now: string }).now);
    };
    const first = await start();
    await post(`${first.ready.control}/clock`, { advanceMs: 3 * day });
    const moved = await timeOf(first);
    await stop();

    expect(await timeOf(await start())).toBeGreaterThanOrEqual(moved);
    await stop();

    expect(await timeOf(await start({ fresh: true }))).toBeLessThan(Date.now() + day);
  });

  test("a fresh start that finds its port taken has forgotten nothing", async () => {
    await sendText(await start({}, webhook), "hello");
    await stop();
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    await expect(start({ fresh: true, port })).rejects.toThrow("is in use");
    other.close();

    expect(await members(await start({}, webhook))).toEqual(["hello"]);
  });

  test("data outlives a restart, unless the start is a fresh one", async () => {
    await sendText(await start({}, webhook), "hello");
    await stop();

    const again = await start({}, webhook);
    expect(await members(again)).toEqual(["hello"]);
    await stop();

    expect(await members(await start({ fresh: true }, webhook))).toEqual([]);
  });
});

describe("a function that makes links", () => {
  const linking = { Sweeper: { Environment: { Variables: { PUBLIC_URL: "https://jules.example.com" } } } };

  test("makes them to the API of this machine", async () => {
    const { ready } = await start({}, linking);

    await post(`${ready.control}/crons/sweeper`, {});

    await expect.poll(() => lines.join("\n")).toContain(`links lead to ${ready.api}, ages`);
  });

  test("makes them to the address in the environment when there is one", async () => {
    const { ready } = await start({ environment: { PUBLIC_URL: "https://tunnel.example" } }, linking);

    await post(`${ready.control}/crons/sweeper`, {});

    await expect.poll(() => lines.join("\n")).toContain("links lead to https://tunnel.example, ages");
  });

  test("finds no address that it did not ask for", async () => {
    const { ready } = await start();

    await post(`${ready.control}/crons/sweeper`, {});

    await expect.poll(() => lines.join("\n")).toContain("links lead to undefined, ages are proved at undefined");
  });
});

describe("a stack that proves ages", () => {
  const secret = (name: string) => `arn:aws:ssm:us-east-1:000000000000:parameter/sst/mini/dev/Secret/${name}/value`;
  const proving = {
    Sweeper: { Environment: { Variables: { VERIFF_API_URL: "https://stationapi.veriff.com" } } },
    SweeperPolicy: {
      PolicyDocument: {
        Statement: [
          {
            Effect: "Allow",
            Action: ["ssm:GetParameters"],
            Resource: [secret("VeriffApiKey"), secret("VeriffSharedSecret")],
          },
        ],
      },
    },
  };
  const decisions = {
    Hooks: { PathPart: "webhooks" },
    Hook: { PathPart: "veriff-decision" },
    HookPost: { AuthorizationType: "NONE", AuthorizerId: undefined },
  };

  /** A session with its page, as the stack's own key creates it. */
  async function createSession({ ready }: LocalStack): Promise<{ id: string; url: string }> {
    const secrets = JSON.parse(await readFile(join(dataDirectory, "secrets.json"), "utf8")) as Record<string, string>;
    const response = await fetch(`${ready.services.veriffSimulator}/v1/sessions`, {
      method: "POST",
      headers: { "x-auth-client": secrets.VeriffApiKey ?? "" },
      body: JSON.stringify({ verification: { callback: `${ready.api}/verify/done` } }),
    });
    return ((await response.json()) as { verification: { id: string; url: string } }).verification;
  }

  test("has a simulator for it, whose decisions come in by the webhook", async () => {
    const stack = await start({}, { ...proving, ...decisions });
    const { ready } = stack;
    const { id, url } = await createSession(stack);

    await fetch(`${url}/outcome`, { method: "POST", body: new URLSearchParams({ outcome: "adult" }) });
    await post(`${ready.control}/settle`, {});

    expect(await members(stack)).toEqual([expect.stringContaining(`"verification":{"id":"${id}"`)]);
    await post(`${ready.control}/crons/sweeper`, {});
    await expect.poll(() => lines.join("\n")).toContain(`ages are proved at ${ready.services.veriffSimulator}`);
  });

  test("starts without the webhooks, too", async () => {
    const stack = await start({}, proving);

    const { url } = await createSession(stack);

    expect((await fetch(url)).status).toBe(200);
  });

  test("has links that run out when the clock says so", async () => {
    const stack = await start({}, { ...proving, ...decisions });
    await createSession(stack);

    await post(`${stack.ready.control}/clock`, { advanceMs: 7 * 24 * 60 * 60_000 });

    expect(await members(stack)).toContainEqual(expect.stringContaining('"status":"expired"'));
  });

  test("uses the one that the environment names instead", async () => {
    const { ready } = await start(
      { environment: { VERIFF_API_URL: "http://127.0.0.1:9", VERIFF_API_KEY: "k" } },
      proving,
    );

    expect(ready.services).not.toHaveProperty("veriffSimulator");
    await post(`${ready.control}/crons/sweeper`, {});
    await expect.poll(() => lines.join("\n")).toContain("ages are proved at http://127.0.0.1:9");
  });
});

test("a stack that proves no age has no simulator for it", async () => {
  expect((await start()).ready.services).not.toHaveProperty("veriffSimulator");
});

test("a stack that sells has a simulator for it, whose events come in by the webhook", async () => {
  const secret = (name: string) => `arn:aws:ssm:us-east-1:000000000000:parameter/sst/mini/dev/Secret/${name}/value`;
  const statement = {
    Effect: "Allow",
    Action: ["ssm:GetParameters"],
    Resource: [secret("StripeSecretKey"), secret("StripeWebhookSecret")],
  };
  const stack = await start(
    {},
    {
      Sweeper: { Environment: { Variables: { STRIPE_API_URL: "https://api.stripe.com" } } },
      SweeperPolicy: { PolicyDocument: { Statement: [statement] } },
      Hooks: { PathPart: "webhooks" },
      Hook: { PathPart: "stripe" },
      HookPost: { AuthorizationType: "NONE", AuthorizerId: undefined },
    },
  );
  const secrets = JSON.parse(await readFile(join(dataDirectory, "secrets.json"), "utf8")) as Record<string, string>;
  const ask = async (method: string, path: string) => {
    const headers = { authorization: `Bearer ${secrets.StripeSecretKey ?? ""}` };
    return (await (await fetch(`${stack.ready.services.stripeSimulator}${path}`, { method, headers })).json()) as {
      id: string;
    };
  };

  const { id } = await ask("POST", "/v1/customers");
  await ask("DELETE", `/v1/customers/${id}`);
  await post(`${stack.ready.control}/settle`, {});

  expect(await members(stack)).toEqual([expect.stringContaining('"type":"customer.deleted"')]);
});

describe("a stack whose queues are on a given server", () => {
  test("uses them there, and leaves the time alone", async () => {
    const queueNames = ["dev-mini-inbound.fifo", "dev-mini-messaging-DeadLetters.fifo"];
    const access = { authorize: () => true };
    const elsewhere = await startAws({ clock: new LocalClock(), dataDirectory: undefined, access });
    for (const name of queueNames) {
      elsewhere.queues.create({
        name,
        fifo: true,
        visibilityTimeoutSeconds: 30,
        retentionSeconds: 3600,
        delaySeconds: 0,
        deduplicationScope: "queue",
      });
    }
    const stack = await start({ environment: { AWS_ENDPOINT_URL_SQS: elsewhere.url } }, webhook);

    await sendText(stack, "hello");

    await expect.poll(() => members(stack)).toEqual(["hello"]);
    expect((await post(`${stack.ready.control}/clock`, { advanceMs: 1000 })).status).toBe(409);
    await stop();
    await elsewhere.close();
  });
});

describe("a start that fails leaves nothing behind", () => {
  test("when the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;

    await expect(start({ port })).rejects.toThrow(`Port ${port} is in use. Choose another with --port`);

    await expect(start()).resolves.toHaveProperty("ready.event", "ready");
    other.close();
  });

  test("when a function's role cannot read its queue", async () => {
    const changes = { IntakePolicy: { PolicyDocument: { Statement: [] } } };

    await expect(start({}, changes)).rejects.toThrow("its role may not call sqs:ReceiveMessage");
  });

  test("when the stacks cannot be synthesized", async () => {
    const synthesize = () => Promise.reject(new Error("a stack does not compile"));

    await expect(start({ synthesize })).rejects.toThrow("a stack does not compile");

    await expect(start()).resolves.toHaveProperty("ready.event", "ready");
  });
});
