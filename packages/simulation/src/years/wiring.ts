import { createBlindIndex } from "@jules/adapters/blind-index";
import {
  createConsentChanges,
  createConversationStore,
  createDeliveryStore,
  createDueStore,
  createErasureSchedule,
  createMemberDirectory,
  createMemberStore,
  createMomentStore,
  createReachOutStore,
  createTally,
  createVerificationStore,
  type Documents,
} from "@jules/adapters/dynamo";
import type { Keyring } from "@jules/adapters/kms";
import type { Assessment, CrisisTier } from "@jules/core/crisis";
import { type MemberId, millisecondsOf, type PhoneNumber, textId } from "@jules/core/kernel";
import type { MessageSender } from "@jules/core/messaging";
import { createHandler as createDeliveryStatus } from "@jules/functions/consumers/delivery-status/handler";
import { createHandler as createIntake } from "@jules/functions/consumers/intake/handler";
import { createHandler as createTurn } from "@jules/functions/consumers/turn/handler";
import { createHandler as createReminder } from "@jules/functions/crons/disclosure-reminder/handler";
import { createHandler as createFollowUp } from "@jules/functions/crons/follow-up/handler";
import { createHandler as createSweeper } from "@jules/functions/crons/sweeper/handler";
import { recordingReporter } from "@jules/functions/runtime/recording-reporter";
import type { Reporter } from "@jules/functions/runtime/reporter";
import { OWN_NUMBER } from "@jules/testkit/builders";
import type { ManualClock } from "@jules/testkit/clock";
import { createTableModel } from "@jules/testkit/dynamodb";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { companionModels, switchedOn } from "@jules/testkit/memory";
import { TABLES } from "@jules/testkit/tables";
import { createSealedContents } from "../models/index.ts";

const PEPPERS = `1:${Buffer.alloc(32, 7).toString("base64")}`;
const BLIND_INDEX = createBlindIndex(PEPPERS);
const CONTEXT = lambdaContext();

/** Nobody reads these lines; they would only fill the memory of a thousand years. */
const SILENT: Reporter = {
  ...recordingReporter(),
  report: () => undefined,
  warn: () => undefined,
  caught: () => undefined,
};

/** The check as a stub: a text names its tier in brackets, and its language by its first word. */
function assessed(text: string): Assessment {
  const [, named = "none"] = /^\[(\w+)/.exec(text) ?? [];
  return {
    ...{ tier: named as CrisisTier, verdict: named === "none" ? "clear" : "act" },
    ...{ categories: named === "none" ? [] : ["suicide"], signals: [], score: 0, evidence: [] },
    language: text.startsWith("hola") ? "es" : "en",
  };
}

/**
 * The functions of one member's year, with their own tables: intake, turns, delivery status and the crons as they are
 * deployed, without the sandboxes that run them.
 * @param momentSet told of every moment that anybody wrote, kept or not.
 */
export function wireYear(
  clock: ManualClock,
  number: PhoneNumber,
  sender: MessageSender,
  momentSet: (at: string) => void,
) {
  const now = () => millisecondsOf(clock.now());
  const table = createTableModel({ tables: TABLES, now });
  const send = (command: { readonly input: object }) => {
    const { TransactItems = [] } = command.input as { TransactItems?: readonly { Put?: { Item: Item } }[] };
    for (const { Put } of TransactItems) if (Put?.Item.sk === "MOMENT") momentSet(String(Put.Item.dueAt));
    return table.documents.send(command as never);
  };
  const documents = { send } as Documents;
  const contents = createSealedContents();
  // What is sealed and how is nothing that a year has to show.
  const keyring: Keyring = {
    offer: () => undefined,
    cipher: async (member) => ({
      seal: (plaintext, place) => contents.seal({ member, place, plaintext }),
      open: (bytes, place) => contents.open(bytes, member, place),
    }),
  };
  const settings = {
    documents,
    ...{ membersTable: "members", countersTable: "counters", ledgerTable: "ledger" },
  };
  const store = createMemberStore({ ...settings, keysTable: "keys", keyring });
  const members = createMemberDirectory({ ...settings, members: store, blindIndex: async () => BLIND_INDEX });
  const conversations = createConversationStore({ ...settings, keyring });
  // Nobody asks about their data in these years.
  const privacy = { submit: async () => undefined, tally: createTally(settings) };
  const common = { reporter: SILENT, clock, sender, switches: switchedOn(), conversations, privacy };

  const ringing = new Set<MemberId>();
  const doorbell = {
    async ring(ids: readonly MemberId[]) {
      for (const id of ids) ringing.add(id);
    },
  };
  const intake = createIntake({
    ...common,
    members,
    doorbell,
    privacy,
    assess: assessed,
    sooner: async () => undefined,
  });
  const turn = createTurn({
    ...common,
    members: store,
    model: { reply: async () => ({ kind: "answered", body: "tell me more", inputTokens: 0, outputTokens: 0 }) },
    secondLook: { look: async () => ({ tier: "none", categories: [] }) },
    pause: async (milliseconds) => clock.advance(milliseconds),
    privacy,
    erasures: createErasureSchedule(settings),
    verifications: createVerificationStore({ ...settings, keyring }),
    links: async () => ({ issue: () => "https://jules.example/v/nobody-follows-it" }),
    ...companionModels().ports,
    assess: async (words) => assessed(words),
  });
  const reminder = createReminder({ ...common, members: store, moments: createMomentStore(settings) });
  const followUp = createFollowUp({ ...common, members: store, reachOuts: createReachOutStore(settings) });
  const sweeper = createSweeper({ reporter: SILENT, clock, doorbell, work: createDueStore(settings) });
  const deliveryStatus = createDeliveryStatus({
    ...{ reporter: SILENT, clock },
    deliveries: createDeliveryStore(settings),
    consents: createConsentChanges(settings),
  });

  let texts = 0;
  let runs = 0;
  async function answerDoorbells(): Promise<void> {
    for (const id of ringing) {
      ringing.delete(id);
      await turn(queueEvent({ body: JSON.stringify({ v: 1, member: id }), groupId: id }), CONTEXT);
    }
  }

  return {
    members,
    member: () => members.byNumber(number, OWN_NUMBER, clock.now()),
    /** A text arrives; it comes back by the queue as long as intake fails. */
    async say(body: string): Promise<void> {
      texts += 1;
      const at = clock.now();
      const text = {
        ...{ v: 1, id: textId(`text${String(texts).padStart(25, "0")}`), from: number, to: OWN_NUMBER, body },
        ...{ media: [], saidAt: at, receivedAt: at, group: false },
      };
      for (let receives = 1; receives <= 5; receives++) {
        const event = queueEvent({ body: JSON.stringify(text), groupId: number, receives });
        if ((await intake(event, CONTEXT)).batchItemFailures.length === 0) break;
        clock.advance(24_000);
      }
      await answerDoorbells();
    },
    async sweep(): Promise<void> {
      await sweeper({}, CONTEXT);
      await answerDoorbells();
    },
    /** Every third time two runs at once, as when one was slow. */
    async remind(): Promise<void> {
      runs += 1;
      await Promise.all(Array.from({ length: runs % 3 === 0 ? 2 : 1 }, () => reminder({}, CONTEXT)));
    },
    followUp: async () => void (await followUp({}, CONTEXT)),
    async failed(id: string, carrierId: string): Promise<void> {
      const status = { v: 1, outbound: id, type: "message-failed", carrierId, at: clock.now(), errorCode: 4720 };
      await deliveryStatus(queueEvent({ body: JSON.stringify(status) }), CONTEXT);
    },
  };
}

type Item = Readonly<Record<string, unknown>>;
