import { randomBytes } from "node:crypto";
import {
  createArchive,
  createErasure,
  createErasureSchedule,
  createExportCopies,
  createLedger,
} from "@jules/adapters/dynamo";
import { lateLinks } from "@jules/adapters/links";
import { createExportFiles } from "@jules/adapters/s3";
import { createQueue } from "@jules/adapters/sqs";
import { createSecrets } from "@jules/adapters/ssm";
import { systemClock } from "../../runtime/clock.ts";
import { createConversation } from "../../runtime/conversation.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSwitches } from "../../runtime/rule-switches.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials", "LinkSigningKeys"],
  optional: ["RuleSwitches"],
  now: () => Date.now(),
});
const { documents, keyring, ...conversation } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);
const tables = { documents, membersTable: environment.MEMBERS_TABLE, keysTable: environment.MEMBER_KEYS_TABLE };

const reporter = createReporter({ service: "privacy", stage: environment.STAGE, clock: systemClock });

export const dependencies: Dependencies = {
  ...conversation,
  reporter,
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
  clock: systemClock,
  keyring,
  sooner: createQueue({ url: environment.PRIVACY_QUEUE_URL }).bringBack,
  ledger: createLedger(documents, environment.LEDGER_TABLE),
  archive: createArchive({ ...tables, keyring }),
  erasures: createErasureSchedule(tables),
  erasure: createErasure(tables),
  copies: createExportCopies(tables),
  files: createExportFiles({ bucket: environment.MEDIA_BUCKET }),
  links: lateLinks({
    keys: async () => (await secrets.read()).LinkSigningKeys,
    publicUrl: environment.PUBLIC_URL,
  }),
  newFileName: () => randomBytes(24).toString("base64url"),
  // Nobody pays for anything yet.
  beforeErasing: [],
  vendors: [],
};
