import { DynamoDB, ResourceInUseException, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { TABLES } from "@jules/testkit/tables";
import { ASK_TIMEOUT_MS, AWS_CLIENT } from "./engine.ts";

/**
 * Makes the tables of a stage on the DynamoDB server at `url`; disposing of the answer deletes them again. Throws, and
 * leaves the server as it was, when it has a table of that name.
 */
export async function makeStageTables(url: string, signal: AbortSignal): Promise<AsyncDisposable> {
  const dynamodb = new DynamoDB({
    endpoint: url,
    region: AWS_CLIENT.AWS_REGION,
    credentials: { accessKeyId: AWS_CLIENT.AWS_ACCESS_KEY_ID, secretAccessKey: AWS_CLIENT.AWS_SECRET_ACCESS_KEY },
  });
  const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(ASK_TIMEOUT_MS)]);
  const made: string[] = [];
  const remove = async () => {
    for (const TableName of made) await dynamodb.deleteTable({ TableName });
    dynamodb.destroy();
  };
  try {
    for (const table of TABLES) {
      const { TableName } = table;
      await dynamodb.createTable({ ...table, BillingMode: "PAY_PER_REQUEST" }, { abortSignal });
      made.push(TableName);
      await waitUntilTableExists(
        { client: dynamodb, maxWaitTime: ASK_TIMEOUT_MS / 1_000, minDelay: 1, abortSignal },
        { TableName },
      );
    }
  } catch (error) {
    await remove();
    if (!(error instanceof ResourceInUseException)) throw error;
    throw new Error("It has our tables already, and the suites need new ones.");
  }
  return { [Symbol.asyncDispose]: remove };
}
