import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slimAwsClients, slimmed } from "./slim-aws-clients.ts";

const ADAPTERS = fileURLToPath(new URL("../packages/adapters/src", import.meta.url));
const resolve = createRequire(join(ADAPTERS, "index.ts")).resolve;

/** The clients as the adapters use them, and what they made of an answer. */
const ASKING = `
import { DecryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
const settings = { region: "us-east-1", credentials: { accessKeyId: "id", secretAccessKey: "key" }, maxAttempts: 2 };
const asked = {
  kms: [KMSClient, new DecryptCommand({ CiphertextBlob: new Uint8Array([1]), EncryptionContext: { app: "jules" } })],
  sqs: [SQSClient, new SendMessageBatchCommand({ QueueUrl: "https://sqs/1/queue", Entries: [{ Id: "0", MessageBody: "body" }] })],
  ssm: [SSMClient, new GetParametersCommand({ Names: ["/a", "/b"], WithDecryption: true })],
};
export async function ask(service, endpoint) {
  const [Client, command] = asked[service];
  try {
    const { $metadata: { attempts }, ...answer } = await new Client({ ...settings, endpoint }).send(command);
    return { attempts, answer };
  } catch (error) {
    const { name, message, $fault, $metadata: { attempts, httpStatusCode } } = error;
    return { name, message, $fault, attempts, httpStatusCode, isError: error instanceof Error };
  }
}
`;

type Service = "kms" | "sqs" | "ssm";
type Ask = (service: Service, endpoint: string) => Promise<Record<string, unknown>>;

let folder: string;
const bundles = {} as Record<"whole" | "slim", { readonly ask: Ask; readonly bytes: number }>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "jules-slim-"));
  const { build } = createRequire(import.meta.resolve("sst/constructs"))("esbuild");
  for (const [name, plugins] of [
    ["whole", []],
    ["slim", [slimAwsClients]],
  ] as const) {
    const outfile = join(folder, `${name}.mjs`);
    const stdin = { contents: ASKING, resolveDir: ADAPTERS };
    await build({
      stdin,
      outfile,
      plugins,
      bundle: true,
      minify: true,
      format: "esm",
      platform: "node",
      mainFields: ["module"],
    });
    const { ask } = (await import(pathToFileURL(outfile).href)) as { ask: Ask };
    bundles[name] = { ask, bytes: (await readFile(outfile)).length };
  }
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const REQUESTED: Record<Service, string> = {
  kms: JSON.stringify({ KeyId: "key", Plaintext: "AQI=" }),
  sqs: JSON.stringify({
    Successful: [{ Id: "0", MessageId: "id", MD5OfMessageBody: "841a2d689ad86bd1611447453c22c6fc" }],
    Failed: [],
  }),
  ssm: JSON.stringify({ Parameters: [{ Name: "/a", Value: "a", Version: 1 }], InvalidParameters: ["/b"] }),
};

const ANSWERS: readonly (readonly [string, number, (service: Service) => string])[] = [
  ["an answer", 200, (service) => REQUESTED[service]],
  ["an error of the service", 400, (service) => errorOf(ERRORS[service])],
  ["a throttle", 400, () => errorOf("ThrottlingException")],
  ["an error that nobody knows", 400, () => errorOf("NeverHeardOfException")],
  ["an outage", 500, () => errorOf("InternalServerError")],
  ["no JSON", 503, () => "<html>"],
];
const ERRORS: Record<Service, string> = { kms: "DisabledException", sqs: "QueueDoesNotExist", ssm: "InvalidKeyId" };
const errorOf = (name: string) =>
  JSON.stringify({ __type: `com.amazonaws.service#${name}`, message: "what went wrong" });

describe.each(["kms", "sqs", "ssm"] as const)("the client of %s, slim", (service) => {
  test.each(ANSWERS)("makes the same of %s", async (_, status, body) => {
    const { whole, slim, asked } = await askBoth(service, status, body(service));
    expect(slim).toEqual(whole);
    expect(asked[1]).toEqual(asked[0]);
  });
});

test("the client of sqs, slim, names an error by its code in the query protocol", async () => {
  const headers = { "x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender" };
  const { whole, slim } = await askBoth("sqs", 400, errorOf("QueueDoesNotExist"), headers);
  expect(whole.name).toBe("QueueDoesNotExist");
  expect(slim).toEqual({ ...whole, name: "AWS.SimpleQueueService.NonExistentQueue" });
});

/** What both clients made of an answer, and what they had asked. */
async function askBoth(
  service: Service,
  status: number,
  answer: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let asked = "";
    request.on("data", (chunk) => {
      asked += chunk;
    });
    request.on("end", () => {
      bodies.push(asked);
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1", ...headers }).end(answer);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const whole = await bundles.whole.ask(service, endpoint);
  const asked = bodies.splice(0);
  const slim = await bundles.slim.ask(service, endpoint);
  server.closeAllConnections();
  server.close();
  return { whole, slim, asked: [asked, bodies] };
}

test("what is left out is most of the clients' tables", () => {
  expect(bundles.whole.bytes - bundles.slim.bytes).toBeGreaterThan(90_000);
});

test.each(["kms", "sqs", "ssm"])("the table of %s is as the plugin expects it", async (service) => {
  const client = resolve(`@aws-sdk/client-${service}`).replace(/dist-cjs.*$/, "");
  const table = await readFile(join(client, "dist-es/schemas/schemas_0.js"), "utf8");
  expect(table.match(/^n0_registry\.registerError\(/gm)?.length).toBeGreaterThan(10);
  expect(slimmed(table)).not.toMatch(/n0_registry\.registerError|\[_\w+\]:/);
});
