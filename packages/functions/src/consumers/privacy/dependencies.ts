import { randomBytes } from "node:crypto";
import {
  createAgendaStore,
  createArchive,
  createBillingOrders,
  createErasure,
  createErasureSchedule,
  createExportCopies,
  createLedger,
  createOwedDeletions,
  createProfileStore,
} from "@jules/adapters/dynamo";
import { lateLinks } from "@jules/adapters/links";
import { createExportFiles } from "@jules/adapters/s3";
import { createQueue } from "@jules/adapters/sqs";
import { createSecrets } from "@jules/adapters/ssm";
import { systemClock } from "../../runtime/clock.ts";
import { createConversation } from "../../runtime/conversation.ts";
import { countedBy } from "../../runtime/counted.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createPayments } from "../../runtime/payments.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSwitches } from "../../runtime/rule-switches.ts";
import { createVerifier } from "../../runtime/verifying.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";
import { createPaying } from "./paying.ts";
import { createVeriffSessions } from "./veriff.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials", "LinkSigningKeys"],
  // No request waits for the verifier, or for its secrets; and where nobody ever paid there is none of Stripe's.
  optional: ["RuleSwitches", "StripeSecretKey", "VeriffApiKey", "VeriffSharedSecret"],
  now: () => Date.now(),
});
const { documents, keyring, ...conversation } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);
const tables = { documents, membersTable: environment.MEMBERS_TABLE, keysTable: environment.MEMBER_KEYS_TABLE };

const reporter = createReporter({ service: "privacy", environment, clock: systemClock });

const ledger = createLedger(documents, environment.LEDGER_TABLE);
const { members } = conversation;
const owed = createOwedDeletions(tables);
const verifier = createVerifier(environment.VERIFF_API_URL, secrets);

export const dependencies: Dependencies = {
  ...conversation,
  reporter,
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
  clock: systemClock,
  keyring,
  sooner: createQueue({ url: environment.PRIVACY_QUEUE_URL }).bringBack,
  ledger,
  archive: createArchive({ ...tables, keyring }),
  profiles: createProfileStore({ ...tables, keyring }),
  agenda: createAgendaStore({ ...tables, keyring }),
  erasures: createErasureSchedule(tables),
  erasure: createErasure(tables),
  copies: createExportCopies(tables),
  files: createExportFiles({ bucket: environment.MEDIA_BUCKET }),
  links: lateLinks({
    keys: async () => (await secrets.read()).LinkSigningKeys,
    publicUrl: environment.PUBLIC_URL,
  }),
  newFileName: () => randomBytes(24).toString("base64url"),
  beforeErasing: [
    createPaying(async () => ({
      members,
      orders: createBillingOrders(tables),
      payments: createPayments(environment, secrets),
      clock: systemClock,
      counted: countedBy(reporter),
    })),
  ],
  vendors: [createVeriffSessions({ owed, verifier, members, ledger, clock: systemClock, reporter })],
};
