/** `npm run ledger:verify`: whether the ledger of consent and disclosures is as it was written. */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createDocuments, createLedger, ledgerHeads } from "@jules/adapters/dynamo";
import { environmentOf, tableOf } from "../stack/stage-tables.ts";
import { inWords, verifyLedger } from "./verification.ts";

const usage = `Usage: npm run --silent ledger:verify -- [--stage production]

Looks through the ledger of who agreed to what and what was disclosed to whom, and says which rows are not as they were
written. Ends with 1 when there are some.

  --stage NAME  of a deployment, read with the AWS credentials and region of the environment;
                without it, the local stack that runs on this machine
`;

const dataDirectory = fileURLToPath(new URL("../../../../.jules/local", import.meta.url));

process.exitCode = await main();

/** Resolves with the exit code. */
async function main(): Promise<number> {
  let stage: string;
  try {
    const options = { stage: { type: "string", default: "local" } } as const;
    stage = parseArgs({ args: process.argv.slice(2), options }).values.stage;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}`);
    return 2;
  }
  try {
    Object.assign(process.env, await environmentOf(stage, dataDirectory, process.env));
    const documents = createDocuments();
    const ledger = createLedger(documents, await tableOf(stage, "ledger"));
    const verification = await verifyLedger(ledger, ledgerHeads(documents, await tableOf(stage, "members")));
    process.stdout.write(`${inWords(verification).join("\n")}\n`);
    return verification.broken.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`The ledger could not be verified: ${messageOf(error)}\n`);
    return 1;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
