import { createBlindIndex } from "@jules/adapters/blind-index";
import {
  createAgendaStore,
  createArchive,
  createBillingOrders,
  createBillingStore,
  createConversationStore,
  createErasure,
  createErasureSchedule,
  createExportCopies,
  createKeyStore,
  createLedger,
  createMemberDirectory,
  createMemberStore,
  createOwedDeletions,
  createProfileStore,
  createVerificationStore,
} from "@jules/adapters/dynamo";
import { createKeyring } from "@jules/adapters/kms";
import { createLinks } from "@jules/adapters/links";
import { referenceOf } from "@jules/core/conversation";
import { assess } from "@jules/core/crisis/assessing";
import { Failure, type MemberId, millisecondsOf } from "@jules/core/kernel";
import type { PrivacyOrder, PrivacyTask } from "@jules/core/privacy";
import { MEMBER_NUMBER, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { createTableModel, type Item } from "@jules/testkit/dynamodb";
import { createKmsModel } from "@jules/testkit/kms";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { memoryPayments, recordingSender, switchedOn } from "@jules/testkit/memory";
import { TABLES } from "@jules/testkit/tables";
import { createHandler } from "../src/consumers/privacy/handler.ts";
import { createPaying } from "../src/consumers/privacy/paying.ts";
import { createVeriffSessions } from "../src/consumers/privacy/veriff.ts";
import { messageOf } from "../src/queues/privacy.ts";
import { recordingReporter } from "../src/runtime/recording-reporter.ts";

const PEPPERS = `1:${Buffer.alloc(32, 7).toString("base64")}`;
/** The one before the last is still to be deleted. */
const SESSIONS = ["session-1", "session-2"] as const;
const LINK_KEYS = `1:${Buffer.alloc(32, 9).toString("base64")}`;

/** Lets a sandbox die at one of its calls to the outside: before it was made, or after, unheard. */
export interface Death {
  readonly atCall: number;
  readonly when: "before" | "after";
}

/** The consumer of orders over models of the tables, of KMS, of the bucket and of a vendor, each run in a sandbox of its own. */
export function createPrivacyWorld() {
  const clock = manualClock();
  const now = () => millisecondsOf(clock.now());
  const table = createTableModel({ tables: TABLES, now });
  const { kms, keyId } = createKmsModel();
  const sender = recordingSender();
  const reporter = recordingReporter();
  const paying = memoryPayments(clock);
  const files = new Map<string, string>();
  /** Sessions that the vendor has; why it deletes none, if it does not. */
  const vendor = new Set<string>();
  let refusal: "unavailable" | "refused" | undefined;
  const verifier = {
    async deleteSession(session: string) {
      if (refusal) throw new Failure(`verification.${refusal}`, "scripted");
      vendor.delete(session);
    },
  };

  /** Stores as a sandbox has them that never saw a member before. */
  function storesOver(documents: Pick<typeof table.documents, "send">) {
    const settings = {
      documents,
      ...{ membersTable: "members", countersTable: "counters", ledgerTable: "ledger", keysTable: "keys" },
      backoff: { pause: async () => undefined, random: () => 0 },
    };
    const keys = createKeyStore(documents, "keys");
    const keyring = createKeyring({ keyId, stage: "test", keys, now, kms: kms as never });
    const members = createMemberStore({ ...settings, keyring });
    return {
      keyring,
      members: createMemberDirectory({ ...settings, members, blindIndex: async () => createBlindIndex(PEPPERS) }),
      conversations: createConversationStore({ ...settings, keyring }),
      ledger: createLedger(documents, "ledger"),
      archive: createArchive({ ...settings, keyring }),
      profiles: createProfileStore({ ...settings, keyring }),
      agenda: createAgendaStore({ ...settings, keyring }),
      erasures: createErasureSchedule(settings),
      erasure: createErasure(settings),
      copies: createExportCopies(settings),
      verifications: createVerificationStore({ ...settings, keyring }),
      owed: createOwedDeletions(settings),
      billing: createBillingStore(settings),
      orders: createBillingOrders(settings),
    };
  }
  const stores = storesOver(table.documents);
  /** How often anybody got ready to ask Stripe. */
  let paymentsMade = 0;

  /** One sandbox, which may die; nothing that it calls afterwards is there. */
  function sandbox(death?: Death) {
    let calls = 0;
    let isDead = false;
    async function call<Result>(perform: () => Promise<Result>): Promise<Result> {
      calls += 1;
      const dies = calls === death?.atCall;
      if (dies && death.when === "before") isDead = true;
      if (isDead) throw new Error("the sandbox is dead");
      try {
        return await perform();
      } finally {
        // What it was told, a refusal too, it never hears.
        if (dies) isDead = true;
        if (isDead) await Promise.reject(new Error("the sandbox is dead"));
      }
    }
    const send = (command: never) => call(() => table.documents.send(command) as Promise<unknown>);
    const own = storesOver({ send: send as typeof table.documents.send });
    const veriff = createVeriffSessions({
      ...{ ...own, clock, reporter },
      verifier: { deleteSession: (session) => call(() => verifier.deleteSession(session)) },
    });
    const payments = Object.fromEntries(
      Object.entries(paying.payments).map(([name, ask]: [string, (...given: unknown[]) => Promise<unknown>]) => [
        name,
        (...given: unknown[]) => call(() => ask(...given)),
      ]),
    ) as unknown as typeof paying.payments;
    const stripe = createPaying(async () => {
      paymentsMade += 1;
      return { ...{ members: own.members, orders: own.orders, payments, clock }, counted: () => undefined };
    });
    const handler = createHandler({
      ...own,
      ...{
        clock,
        reporter,
        switches: switchedOn(),
        sooner: async () => undefined,
        beforeErasing: [stripe],
        vendors: [veriff],
      },
      sender: { prepare: () => call(() => sender.prepare()), send: (text) => call(() => sender.send(text)) },
      files: {
        write: (key, pages) =>
          call(async () => {
            let content = "";
            for await (const page of pages) content += page;
            files.set(key, content);
          }),
        delete: (key) => call(async () => void files.delete(key)),
      },
      links: async () => createLinks({ keys: LINK_KEYS, publicUrl: "https://jules.example" }),
      newFileName: () => `file-${calls}-${now()}`,
    });
    return { handler, hasDied: () => isDead };
  }

  let orders = 0;
  function order(member: MemberId, task: PrivacyTask, fields: Partial<PrivacyOrder> = {}): PrivacyOrder {
    orders += 1;
    const answer = { to: MEMBER_NUMBER, language: "en" } as const;
    return { reference: referenceOf(`order ${orders}`), member, task, askedAt: clock.now(), answer, ...fields };
  }

  /** Has an order carried out; `again` where the queue is to bring it once more. */
  async function carryOut(given: PrivacyOrder, { death, receives = 1 }: { death?: Death; receives?: number } = {}) {
    const body = JSON.stringify(await messageOf(given, stores.keyring));
    const { handler, hasDied } = sandbox(death);
    const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 100_000 };
    const { batchItemFailures } = await handler(queueEvent({ body, groupId: given.member, receives }), context);
    return { outcome: batchItemFailures.length === 0 ? "done" : "again", hasDied: hasDied() } as const;
  }

  /** A member who talked with Jules, was in danger, and is about to prove their age, for the second time. */
  async function talkative() {
    const { members, conversations, verifications } = stores;
    const fresh = await members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
    const change = { state: "ACTIVE", changedBy: "first", saidAt: clock.now(), cause: "wrote-first" } as const;
    const member = await members.changeConsent(fresh, change, clock.now());
    await members.markIntroduced(member, clock.now());
    for (const body of ["my sister Ann got married", "Ann looked happy", "I want to die"]) {
      clock.advance(1_000);
      const text = receivedText({ body, saidAt: clock.now(), receivedAt: clock.now() });
      await conversations.receive(member, text, assess(body), "answered-at-once", clock.now());
    }
    for (const session of SESSIONS) {
      const before = await verifications.of(member.id);
      const url = "https://veriff.example/v/1";
      await verifications.open(member.id, before, { id: session, url }, [clock.now()], clock.now());
      vendor.add(session);
    }
    clock.advance(1_000);
    return (await members.byId(member.id)) ?? member;
  }

  /** They have subscribed, ten days ago. */
  async function subscribed({ id }: { readonly id: MemberId }) {
    const customer = await paying.payments.createCustomer(id);
    const subscriptionId = paying.subscribe(customer);
    const [subscription] = await paying.payments.subscriptionsOf(customer);
    await stores.billing.write(id, 0, { customer, subscription, checkout: undefined });
    clock.advance(10 * 24 * 60 * 60_000);
    const status = async () => (await paying.payments.subscriptionsOf(customer))[0]?.status;
    const hasForgotten = () => paying.customers.get(customer)?.isDeleted === true;
    return { customer, subscription: subscriptionId, status, hasForgotten };
  }

  return {
    ...{
      clock,
      table,
      stores,
      storesOver,
      sender,
      reporter,
      files,
      vendor,
      verifier,
      order,
      carryOut,
      talkative,
      paying,
      subscribed,
      PEPPERS,
    },
    paymentsMade: () => paymentsMade,
    /** Lets the vendor delete nothing from now on, or again. */
    refuse: (reason: typeof refusal) => {
      refusal = reason;
    },
    items: (name: string): readonly Item[] => [...table.items(name)],
    /** What there still is of members; but for whose a session was, which drops what the vendor says of it. */
    left: () => [...table.items("members")].filter(({ sk }) => sk !== "SESSION"),
    bodies: () => sender.accepted.map(({ body }) => body),
    kms: { kms, keyId },
  };
}
