import {
  createAddresses,
  createAgendaStore,
  createBillingOrders,
  createBillingStore,
  createDocuments,
  createKeyStore,
  createMemberStore,
} from "@jules/adapters/dynamo";
import { createKeyring } from "@jules/adapters/kms";
import type { Secrets } from "@jules/adapters/ssm";
import type { BillingOrders } from "@jules/core/billing";
import type { Books } from "@jules/core/billing/books";
import type { ConversationStore } from "@jules/core/conversation";
import { millisecondsOf } from "@jules/core/kernel";
import type { MemberStore } from "@jules/core/member";
import * as z from "zod/mini";
import { systemClock } from "./clock.ts";
import { countedBy } from "./counted.ts";
import { reporting, text } from "./environment.ts";
import { createPayments, paymentsEnvironment } from "./payments.ts";
import type { Reporter } from "./reporter.ts";

/** What every function needs that brings what a member pays up to date. */
export const booksEnvironment = {
  ...reporting,
  ...paymentsEnvironment,
  SECRETS_PATH: text,
  MEMBERS_TABLE: text,
  MEMBER_KEYS_TABLE: text,
  LEDGER_TABLE: text,
  KMS_KEY_ID: text,
};

const schema = z.object(booksEnvironment);

/** What is known of what members pay, and who takes the money. */
export function createBooks(
  environment: z.output<typeof schema>,
  secrets: Pick<Secrets<"StripeSecretKey">, "read">,
  reporter: Pick<Reporter, "warn">,
): Books & {
  readonly members: MemberStore;
  readonly conversations: Pick<ConversationStore, "addressOf">;
  readonly orders: BillingOrders;
} {
  const documents = createDocuments();
  const keysTable = environment.MEMBER_KEYS_TABLE;
  const keyring = createKeyring({
    keyId: environment.KMS_KEY_ID,
    stage: environment.STAGE,
    keys: createKeyStore(documents, keysTable),
    now: () => millisecondsOf(systemClock.now()),
  });
  const tables = { documents, membersTable: environment.MEMBERS_TABLE, keyring };
  return {
    members: createMemberStore({ ...tables, keysTable, ledgerTable: environment.LEDGER_TABLE }),
    billing: createBillingStore(tables),
    payments: createPayments(environment, secrets),
    agenda: createAgendaStore(tables),
    conversations: createAddresses(tables),
    orders: createBillingOrders(tables),
    clock: systemClock,
    counted: countedBy(reporter),
  };
}
