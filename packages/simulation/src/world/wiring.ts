import type { BlindIndex } from "@jules/adapters/blind-index";
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
} from "@jules/adapters/dynamo";
import { type Clock, memberId } from "@jules/core/kernel";
import type { MemberStore } from "@jules/core/member";
import { createReplyChain, type SharedState } from "@jules/core/providers";
import { createHandler as createDeliveryStatus } from "@jules/functions/consumers/delivery-status/handler";
import { createHandler as createIntake } from "@jules/functions/consumers/intake/handler";
import { createHandler as createTurn } from "@jules/functions/consumers/turn/handler";
import { createHandler as createReminder } from "@jules/functions/crons/disclosure-reminder/handler";
import { createHandler as createFollowUp } from "@jules/functions/crons/follow-up/handler";
import { createHandler as createSweeper } from "@jules/functions/crons/sweeper/handler";
import { recordingReporter } from "@jules/functions/runtime/recording-reporter";
import type { Reporter } from "@jules/functions/runtime/reporter";
import type { TableModel } from "@jules/testkit/dynamodb";
import { companionModels, createMemorySharedState, switchedOn } from "@jules/testkit/memory";
import { drawOf, type Timeline } from "../engine/index.ts";
import type { Handler, Sandbox } from "../lambda/index.ts";
import {
  type Carrier,
  createBringBackModel,
  createDocumentsModel,
  createDoorbellModel,
  createKeyringModel,
  createLanguageModel,
  createSecondLookModel,
  createSharedStateModel,
  type Entry,
  type Question,
  type SealedContents,
} from "../models/index.ts";
import { checkOf, opinionOf } from "../people/index.ts";

/** What the functions of one world share. */
export interface Services {
  readonly timeline: Timeline;
  readonly clock: Clock;
  readonly seed: number;
  readonly table: TableModel;
  readonly contents: SealedContents;
  readonly carrier: Carrier;
  readonly shared: SharedState;
  readonly ring: (entry: Entry) => void;
  /** Shows a record of the inbound queue again after so many seconds. */
  readonly bringBack: (receiptHandle: string, seconds: number) => void;
  readonly asked: (question: Question) => void;
  readonly reported?: (line: string, fields: object) => void;
}

/** By their names in the testkit. */
export const MEMBERS_TABLE = "members";
const KEYS_TABLE = "keys";
export const COUNTERS_TABLE = "counters";
export const LEDGER_TABLE = "ledger";

/** One logger for everything: it is silent, and the middleware wants one. */
const SILENT: Reporter = {
  ...recordingReporter(),
  report: () => undefined,
  warn: () => undefined,
  caught: () => undefined,
};

/** Nobody here asks about their data: what carries such an order out is no part of the world. */
const NO_ORDERS = {
  async submit() {
    throw new Error("nobody asks about their data here");
  },
};

/** Nobody follows a link here: what it opens is no part of the world. */
const NO_LINKS = { issue: () => "https://jules.example/v/nobody-follows-it" };

/** Each function's handler with everything it calls on going through its sandbox. The one place that knows what that is. */
export function createHandlers(services: Services): Readonly<Record<FunctionName, (sandbox: Sandbox) => Handler>> {
  const { timeline, clock, table, contents, carrier, seed } = services;

  /** The blind index hides numbers from who reads the table; nobody does here. */
  function directoryOf(common: ReturnType<typeof storesOf>["common"], members: MemberStore) {
    let asked = "";
    let times = 0;
    const hash = (number: string) => {
      asked = number;
      return `1.${number}`;
    };
    const blindIndex: BlindIndex = { current: hash, all: (number) => [hash(number)] };
    return createMemberDirectory({
      ...{ ...common, members, blindIndex: async () => blindIndex },
      // Of the number that was asked for last: a person more in the world gives nobody else another id.
      newMemberId() {
        times += 1;
        const part = (nth: number) => Math.floor(drawOf(seed, `${asked}/${times}`, nth) * 0x1_0000_0000);
        return memberId(`m_${[0, 1, 2, 3].map((nth) => part(nth).toString(16).padStart(8, "0")).join("")}`);
      },
    });
  }

  /** Draws for one sandbox, one after the other. */
  function drawing(what: string): () => number {
    let draws = 0;
    return () => {
      draws += 1;
      return drawOf(seed, what, draws);
    };
  }

  const nothingShared = () => createMemorySharedState({ now: () => timeline.nowMs });

  function storesOf(sandbox: Sandbox) {
    const documents = createDocumentsModel({ sandbox, timeline, table });
    const pause = (milliseconds: number) =>
      sandbox.call<void>("pause", "pause", () => ({ thereMs: 0, backMs: milliseconds, perform: () => undefined }));
    const backoff = { pause, random: drawing("backoff") };
    const tables = { membersTable: MEMBERS_TABLE, countersTable: COUNTERS_TABLE, ledgerTable: LEDGER_TABLE };
    return { pause, common: { ...{ documents, backoff }, ...tables } };
  }

  function conversationOf(sandbox: Sandbox) {
    const { common, pause } = storesOf(sandbox);
    const keyring = createKeyringModel({ sandbox, timeline, contents });
    const members = createMemberStore({ ...common, keysTable: KEYS_TABLE, keyring });
    const conversations = createConversationStore({ ...common, keyring });
    return {
      common,
      pause,
      keyring,
      members,
      conversations,
      sender: carrier.senderOf(sandbox),
      switches: switchedOn(),
    };
  }

  return {
    intake(sandbox) {
      const { common, members, conversations, sender, switches } = conversationOf(sandbox);
      return createIntake({
        ...{ reporter: SILENT, clock, conversations, sender, switches, assess: checkOf },
        members: directoryOf(common, members),
        doorbell: createDoorbellModel(sandbox, services.ring),
        sooner: createBringBackModel(sandbox, services.bringBack),
        privacy: NO_ORDERS,
      }) as Handler;
    },

    turn(sandbox) {
      const { common, pause, keyring, members, conversations, sender, switches } = conversationOf(sandbox);
      // One provider: an outage of all of them is the hard case, and the one that the world is about.
      const model = createReplyChain({
        ...{ clock, pause, state: createSharedStateModel(sandbox, services.shared, nothingShared) },
        models: [
          { name: "anthropic/claude-haiku-5-5", model: createLanguageModel({ sandbox, asked: services.asked }) },
        ],
        random: drawing("breaker"),
        failed: () => undefined,
      });
      const reporter = services.reported ? { ...SILENT, report: services.reported } : SILENT;
      const secondLook = createSecondLookModel(sandbox, opinionOf);
      const privacy = { ...NO_ORDERS, tally: createTally(common) };
      return createTurn({
        ...{ reporter, clock, members, conversations, sender, switches, model, secondLook, pause, privacy },
        erasures: createErasureSchedule(common),
        verifications: createVerificationStore({ ...common, keyring }),
        links: async () => NO_LINKS,
        ...companionModels().ports,
        assess: async (words) => checkOf(words),
      }) as Handler;
    },

    deliveryStatus(sandbox) {
      const { common } = storesOf(sandbox);
      return createDeliveryStatus({
        ...{ reporter: SILENT, clock },
        deliveries: createDeliveryStore(common),
        consents: createConsentChanges(common),
      }) as Handler;
    },

    sweeper(sandbox) {
      const { common } = storesOf(sandbox);
      const doorbell = createDoorbellModel(sandbox, services.ring);
      return createSweeper({ reporter: SILENT, clock, doorbell, work: createDueStore(common) }) as Handler;
    },

    reminder(sandbox) {
      const { common, members, conversations, sender, switches } = conversationOf(sandbox);
      const moments = createMomentStore(common);
      return createReminder({
        ...{ reporter: SILENT, clock, members, conversations, sender, switches, moments },
      }) as Handler;
    },

    followUp(sandbox) {
      const { common, members, conversations, sender, switches } = conversationOf(sandbox);
      const reachOuts = createReachOutStore(common);
      return createFollowUp({
        ...{ reporter: SILENT, clock, members, conversations, sender, switches, reachOuts },
      }) as Handler;
    },
  };
}

export type FunctionName = "intake" | "turn" | "deliveryStatus" | "sweeper" | "reminder" | "followUp";
