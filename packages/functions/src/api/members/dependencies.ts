import { createBlindIndex } from "@jules/adapters/blind-index";
import {
  createAgendaStore,
  createArchive,
  createBillingOrders,
  createBillingStore,
  createErasureSchedule,
  createLedger,
  createMemberDirectory,
  createProfileStore,
  createReferralCounters,
} from "@jules/adapters/dynamo";
import { lateLinks } from "@jules/adapters/links";
import { createQueue } from "@jules/adapters/sqs";
import { createSecrets } from "@jules/adapters/ssm";
import { type Books, bringUpToDate } from "@jules/core/billing/books";
import { Failure } from "@jules/core/kernel";
import { createPrivacyDesk } from "../../queues/privacy-desk.ts";
import { systemClock } from "../../runtime/clock.ts";
import { createConversation } from "../../runtime/conversation.ts";
import { countedBy } from "../../runtime/counted.ts";
import { readEnvironment } from "../../runtime/environment.ts";
import { createPayments } from "../../runtime/payments.ts";
import { createReporter } from "../../runtime/reporter.ts";
import { createSwitches } from "../../runtime/rule-switches.ts";
import { environmentSchema } from "./environment.ts";
import type { Dependencies } from "./handler.ts";

const environment = readEnvironment(environmentSchema, process.env);
const secrets = createSecrets({
  path: environment.SECRETS_PATH,
  required: ["BandwidthApiCredentials", "LinkSigningKeys", "NumberPeppers"],
  // A stage that sells nothing may have none of Stripe.
  optional: ["RuleSwitches", "StripeSecretKey"],
  now: () => Date.now(),
});
const { documents, keyring, members, ...conversation } = createConversation(
  environment,
  async () => (await secrets.read()).BandwidthApiCredentials,
);
const [ownNumber] = environment.BANDWIDTH_NUMBERS;
if (!ownNumber) throw new Failure("environment.invalid", "BANDWIDTH_NUMBERS names no number");

const reporter = createReporter({ service: "members-api", environment, clock: systemClock });

const payments = createPayments(environment, secrets);
const billingOrders = createBillingOrders({ documents, membersTable: environment.MEMBERS_TABLE });
const agenda = createAgendaStore({ documents, membersTable: environment.MEMBERS_TABLE, keyring });
const books: Books = {
  ...{ members, payments, agenda, orders: billingOrders, conversations: conversation.conversations },
  billing: createBillingStore({ documents, membersTable: environment.MEMBERS_TABLE }),
  clock: systemClock,
  counted: countedBy(reporter),
};

export const dependencies: Dependencies = {
  ...conversation,
  ...{ reporter, payments, billingOrders, agenda },
  bringUpToDate: (member) => bringUpToDate(books, member),
  links: lateLinks({ keys: async () => (await secrets.read()).LinkSigningKeys, publicUrl: environment.PUBLIC_URL }),
  sells: environment.SELLS === "yes",
  switches: createSwitches(async () => (await secrets.read()).RuleSwitches, reporter),
  clock: systemClock,
  members: createMemberDirectory({
    ...{ documents, members },
    membersTable: environment.MEMBERS_TABLE,
    ledgerTable: environment.LEDGER_TABLE,
    blindIndex: async () => createBlindIndex((await secrets.read()).NumberPeppers),
  }),
  desk: createPrivacyDesk({ queue: createQueue({ url: environment.PRIVACY_QUEUE_URL }), keyring }),
  erasures: createErasureSchedule({ documents, membersTable: environment.MEMBERS_TABLE }),
  ledger: createLedger(documents, environment.LEDGER_TABLE),
  counters: createReferralCounters(documents, environment.COUNTERS_TABLE),
  archive: createArchive({ documents, membersTable: environment.MEMBERS_TABLE, keyring }),
  profiles: createProfileStore({ documents, membersTable: environment.MEMBERS_TABLE, keyring }),
  ownNumber,
};
