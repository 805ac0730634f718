import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { DynamoDBClient, ListTablesCommand, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { administratorAccessKeyId } from "../src/stack/index.ts";
import { LocalJules } from "./local-jules.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const MEMBER = "+14155550193";

let jules: LocalJules;
let dynamodb: DynamoDBClient;
let table: string | undefined;
beforeAll(async () => {
  jules = await LocalJules.start();
  dynamodb = new DynamoDBClient({
    endpoint: jules.ready.services.aws ?? "",
    region: "us-east-1",
    credentials: { accessKeyId: administratorAccessKeyId, secretAccessKey: "local" },
  });
  const { TableNames: names = [] } = await dynamodb.send(new ListTablesCommand({}));
  table = names.find((name) => name.startsWith("local-jules-data-ledger"));
});
afterAll(async () => {
  dynamodb.destroy();
  await jules.stop();
});

/** What `npm run --silent ledger:verify` writes, and how it ends. */
function verify(): Promise<{ readonly output: string; readonly code: unknown }> {
  const env = { ...process.env, AWS_ENDPOINT_URL: jules.ready.services.aws };
  return new Promise((resolve) => {
    execFile("node", ["run.mjs", "ledger:verify"], { cwd: root, env }, (error, output) =>
      resolve({ output, code: error ? error.code : 0 }),
    );
  });
}

async function rows() {
  const { Items: items = [] } = await dynamodb.send(new ScanCommand({ TableName: table }));
  return items.filter(({ sk }) => sk?.S?.startsWith("ROW#"));
}

describe("the ledger", () => {
  test("says who agreed to what and what was disclosed, and is found whole", async () => {
    await jules.say("hi, who is this?", MEMBER);
    await jules.say("STOP", MEMBER);
    const kinds = (await rows()).map(({ entry }) => entry?.M?.kind?.S);
    expect(kinds).toEqual(["consent", "disclosure", "disclosure", "consent"]);
    const { output, code } = await verify();
    expect([code, output]).toEqual([0, expect.stringContaining("Rows as they were written: 4; chains: 1.")]);
  });

  test("tells when somebody changes a row behind its back", async () => {
    const [first] = await rows();
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { pk: first?.pk ?? { S: "" }, sk: first?.sk ?? { S: "" } },
        UpdateExpression: "SET entry.cause = :cause",
        ExpressionAttributeValues: { ":cause": { S: "keyword" } },
      }),
    );
    const { output, code } = await verify();
    expect([code, output]).toEqual([1, expect.stringContaining("row 1: it was changed after it was written")]);
  });
});
