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
import type { Books } from "@jules/core/billing/books";
import { millisecondsOf } from "@jules/core/kernel";
import * as z from "zod/mini";
import { billingCounts } from "./billing-counts.ts";
import { systemClock } from "./clock.ts";
import { reporting, text } from "./environment.ts";
import { createPayments, paymentsEnvironment } from "./payments.ts";
import type { Reporter } from "./reporter.ts";

/** What every function needs that knows what members pay. */
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

/** What members pay, where it is kept, and who takes it. */
export function createBooks(
  environment: z.output<typeof schema>,
  secrets: Pick<Secrets<"StripeSecretKey">, "read">,
  reporter: Reporter,
): Books {
  const documents = createDocuments();
  const keysTable = environment.MEMBER_KEYS_TABLE;
  const table = { documents, membersTable: environment.MEMBERS_TABLE, ledgerTable: environment.LEDGER_TABLE };
  const keyring = createKeyring({
    keyId: environment.KMS_KEY_ID,
    stage: environment.STAGE,
    keys: createKeyStore(documents, keysTable),
    now: () => millisecondsOf(systemClock.now()),
  });
  return {
    members: createMemberStore({ ...table, keysTable, keyring }),
    billing: createBillingStore(table),
    payments: createPayments(environment, secrets),
    agenda: createAgendaStore({ ...table, keyring }),
    conversations: createAddresses({ ...table, keyring }),
    orders: createBillingOrders(table),
    clock: systemClock,
    counted: billingCounts(reporter),
  };
}
