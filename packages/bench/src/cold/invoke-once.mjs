/**
 * What Lambda does with a new sandbox, in one process: loads a bundle, hands it one event, and ends.
 * `node invoke-once.mjs <bundle> <file with the event>`; plain JavaScript, so that no sample pays for type stripping.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , bundle, eventFile] = process.argv;
const context = {
  functionName: "bench",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:bench",
  memoryLimitInMB: "256",
  awsRequestId: "00000000-0000-4000-8000-000000000000",
  getRemainingTimeInMillis: () => 30_000,
};
const { handler } = await import(pathToFileURL(bundle).href);
const { statusCode = 200, batchItemFailures = [] } = await handler(
  JSON.parse(readFileSync(eventFile, "utf8")),
  context,
);
process.exit(statusCode === 200 && batchItemFailures.length === 0 ? 0 : 1);
