import { lateTimeReader } from "@jules/adapters/chrono";
import type { Keyring } from "@jules/adapters/kms";
import type { AgendaStore } from "@jules/core/agenda";
import { customerId, type Subscription, subscriptionId } from "@jules/core/billing";
import type { ConversationStore, Intake, Windows } from "@jules/core/conversation";
import type { SecondOpinion } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { fixedText } from "@jules/core/disclosure";
import { Failure, type Instant, instantPlus, type MemberId } from "@jules/core/kernel";
import type { MemberDirectory } from "@jules/core/member";
import type { OutgoingText, ReceivedText } from "@jules/core/messaging";
import type { PrivacyOrder } from "@jules/core/privacy";
import type { SwitchCode } from "@jules/core/rules";
import { MEMBER_NUMBER, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { companionModels, recordingSender, scriptedModel } from "@jules/testkit/memory";
import { createQueueModel, type QueuedMessage } from "@jules/testkit/sqs";
import { createHandler as createDeliveryStatus } from "../src/consumers/delivery-status/handler.ts";
import { createHandler as createIntake } from "../src/consumers/intake/handler.ts";
import { createHandler as createTurn } from "../src/consumers/turn/handler.ts";
import { createHandler as createReminder } from "../src/crons/disclosure-reminder/handler.ts";
import { createHandler as createFollowUp } from "../src/crons/follow-up/handler.ts";
import { createHandler as createProactive } from "../src/crons/proactive/handler.ts";
import { createHandler as createSweeper } from "../src/crons/sweeper/handler.ts";
import { recordingReporter } from "../src/runtime/recording-reporter.ts";
import type { Reporter } from "../src/runtime/reporter.ts";
import { createWorld } from "./world.ts";

/** As the stacks have them, for the queue of texts that come in. */
const INBOUND = { visibilityMs: 24_000, maxReceiveCount: 5, retentionMs: 4 * 24 * 60 * 60_000 };

/** What goes with the first text of ours after a silence. */
const REMINDER = fixedText("reminder").body;

/** A text of ours as it begins an interaction. */
export const begun = (words: string) => `${REMINDER}\n${words}`;
/** The same in a crisis: help first. */
export const begunInCrisis = (words: string) => `${words}\n${REMINDER}`;

export const REFUSED_FOR_NOW = { kind: "refused", reason: "http-503", retryable: true } as const;

/** The carrier cannot be made ready. */
export const noToken = async () => Promise.reject(new Failure("carrier.unavailable", "scripted"));

type Operation = keyof ConversationStore | keyof MemberDirectory | keyof AgendaStore;
type Event = () => unknown;

/** What happens around the next calls of a store's operations, each event once. */
function createInterruptions() {
  const events = { before: new Map<string, Event[]>(), after: new Map<string, Event[]>() };
  const meet = async (when: keyof typeof events, operation: string) =>
    void (await events[when].get(operation)?.shift()?.());
  return {
    add: (when: keyof typeof events, operation: Operation, ...given: Event[]) =>
      void events[when].set(operation, [...(events[when].get(operation) ?? []), ...given]),
    /** The store, interrupted. */
    within<Store extends object>(store: Store): Store {
      const operations = Object.entries(store) as [string, (...given: unknown[]) => Promise<unknown>][];
      const interrupted = operations.map(([name, operation]) => [
        name,
        async (...given: unknown[]) => {
          await meet("before", name);
          const result = await operation(...given);
          await meet("after", name);
          return result;
        },
      ]);
      return Object.fromEntries(interrupted) as Store;
    },
  };
}

/**
 * One member's phone, the carrier and everything between: the inbound queue, intake, the turn, delivery status and the
 * sweeper, over models of the table, of KMS and of SQS. Only doorbells of intake are not answered by themselves: `ring`.
 * @param log where lines go; they are kept in `lines` unless said otherwise.
 * @param windowsOf what keeps the ends of conversations, in the place of its model.
 */
export function wireConversation(log?: Reporter, windowsOf?: (keyring: Keyring, now: () => number) => Windows) {
  const clock = manualClock();
  const world = createWorld(clock);
  const interruptions = createInterruptions();
  const members = interruptions.within(world.members);
  const { due, ...stores } = world.conversations;
  const conversations = interruptions.within(stores);
  const sender = recordingSender();
  const model = scriptedModel();
  const companion = companionModels();
  const { profiles } = companion.ports;
  const agenda = interruptions.within(world.agenda);
  const recorded = recordingReporter();
  const reporter = log ?? recorded;
  const rings: MemberId[] = [];
  const orders: PrivacyOrder[] = [];
  let isPrivacyOut = false;
  const privacy = {
    async submit(order: PrivacyOrder) {
      if (isPrivacyOut) throw new Failure("queue.refused", "scripted");
      orders.push(order);
    },
    tally: world.tally,
  };

  const { erasures, verifications, owed, links } = world;
  const rules = new Set<SwitchCode>();
  const switches = { switchedOn: async () => rules };
  const now = () => Date.parse(clock.now());
  let messages = 0;
  const newId = () => `message-${++messages}`;
  const dead = createQueueModel({ ...INBOUND, name: "dead.fifo", fifo: true, now, newId, maxReceiveCount: undefined });
  const inbound = createQueueModel({ ...INBOUND, name: "inbound.fifo", fifo: true, deadLetters: dead, now, newId });
  let batch: readonly QueuedMessage[] = [];
  let assessing: Intake["assess"] = assess;
  let looking: (texts: readonly string[]) => SecondOpinion | undefined = () => ({ tier: "none", categories: [] });
  const looks: (readonly string[])[] = [];

  const intake = createIntake({
    ...{ reporter, clock, members, conversations, sender, privacy, switches },
    assess: (text) => assessing(text),
    doorbell: { ring: async (ids) => void rings.push(...ids) },
    sooner: async (receiptHandle, seconds) => {
      const message = batch[Number(receiptHandle.slice("receipt-".length))];
      if (message) inbound.changeVisibility(message.receiptHandle, seconds * 1_000);
    },
  });
  const turn = createTurn({
    ...{ reporter, clock, members, conversations, sender, model, privacy, switches },
    ...{ erasures, verifications, links },
    ...companion.ports,
    assess: async (words) => assessing(words),
    ...{ agenda, times: lateTimeReader() },
    ...(windowsOf && { windows: windowsOf(world.keyring, () => Date.parse(clock.now())) }),
    pause: async (milliseconds) => clock.advance(milliseconds),
    secondLook: {
      async look(texts) {
        looks.push(texts);
        return looking(texts);
      },
    },
  });
  const deliveryStatus = createDeliveryStatus({ reporter, clock, deliveries: conversations, consents: members });
  const followUp = createFollowUp({
    ...{ reporter, clock, members, conversations, sender, switches, profiles },
    reachOuts: world.reachOuts,
  });
  const reminder = createReminder({
    ...{ reporter, clock, members, conversations, sender, switches, profiles },
    moments: world.moments,
  });
  const proactive = createProactive({
    ...{ reporter, clock, members, conversations, sender, switches, profiles, agenda, model },
    assess: async (words) => assessing(words),
    entitled: (paying, at) => companion.ports.selling.entitled(paying, at),
  });
  const swept = new Set<string>();
  const sweeper = createSweeper({
    ...{ reporter: recordingReporter(), clock, work: { due } },
    doorbell: {
      async ring(ids, cause) {
        for (const id of ids) {
          // As the queue drops a second ring for the same cause.
          if (!swept.has(`${id} ${cause}`)) await ringFor(id, 1);
          swept.add(`${id} ${cause}`);
        }
      },
    },
  });

  async function ringFor(id: MemberId, receives: number): Promise<"done" | "again"> {
    const event = queueEvent({ body: JSON.stringify({ v: 1, member: id }), groupId: id, receives });
    return (await turn(event, lambdaContext())).batchItemFailures.length === 0 ? "done" : "again";
  }

  async function deliver(): Promise<void> {
    for (;;) {
      batch = inbound.receive(10);
      if (batch.length === 0) return;
      const records = batch.map(({ body, receiveCount }) => ({ body, groupId: MEMBER_NUMBER, receives: receiveCount }));
      const { batchItemFailures } = await intake(queueEvent(...records), lambdaContext());
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      batch.forEach(({ receiptHandle }, index) => {
        if (!failed.has(`record-${index}`)) inbound.delete(receiptHandle);
      });
    }
  }

  const member = () => world.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  const bodyOf = (text: ReceivedText) => JSON.stringify({ v: 1, ...text });

  /** Writes a text, which does not leave the phone yet. It takes a second, as on a real phone. */
  function write(body: string): ReceivedText {
    clock.advance(1_000);
    return receivedText({ body, saidAt: clock.now(), receivedAt: clock.now() });
  }

  /** Puts texts into the inbound queue together, as if they had just reached us, and lets intake have what it can. */
  async function bring(...texts: readonly ReceivedText[]): Promise<void> {
    for (const text of texts) {
      const body = bodyOf({ ...text, receivedAt: clock.now() });
      inbound.send({ body, groupId: text.from, deduplicationId: text.id });
    }
    await deliver();
  }

  let seconds = 0;

  return {
    ...{ clock, members, conversations, sender, model, member, rings, write, bring, dead, looks },
    ...{ world, erasures, verifications, owed, links, companion, agenda },
    /** Switches a rule on. */
    switchOn: (code: SwitchCode) => void rules.add(code),
    /** What was ordered about the member's data. */
    orders,
    /** Whether nobody takes orders about data from now on. */
    privacyIsOut: (isOut: boolean) => {
      isPrivacyOut = isOut;
    },
    lines: recorded.lines,
    metrics: recorded.metrics,
    /** What the crisis check makes of texts from now on. */
    assessAs: (assessment: Intake["assess"]) => {
      assessing = assessment;
    },
    /** What the second look finds from now on; no danger, if not said. */
    lookAs: (look: typeof looking) => {
      looking = look;
    },
    /** The member's episode as it lies in the table. */
    episode: async () => world.members.episode(await member()),
    /** How often each referral was counted, by the name of its counter. */
    referrals: () => Object.fromEntries(world.counters().map(({ sk, referrals }) => [String(sk), Number(referrals)])),
    /** What happens right before the next calls of a store's operation; an event that throws makes the call fail. */
    before: (operation: Operation, ...events: Event[]) => interruptions.add("before", operation, ...events),
    /** What happens right after the next calls of a store's operation, before the answer is there. */
    after: (operation: Operation, ...events: Event[]) => interruptions.add("after", operation, ...events),
    say: (body: string) => bring(write(body)),
    /** Another worker of intake takes a text in, whatever the queue holds. */
    takenInElsewhere: (text: ReceivedText) => intake(queueEvent({ body: bodyOf(text) }), lambdaContext()),
    /** The cron runs that sends check-ins. */
    followUps: async () => void (await followUp({}, lambdaContext())),
    /** The cron runs that looks at whose moment has come. */
    reminders: async () => void (await reminder({}, lambdaContext())),
    /** The cron runs that says what is due on agendas. */
    proactive: async () => void (await proactive({}, lambdaContext())),
    /** Answers the member's doorbell. */
    ring: async (receives = 1) => ringFor((await member()).id, receives),
    /** Lets time pass: the queue brings back what failed, and the sweeper rings every minute. */
    async letPass(passing: { readonly seconds?: number; readonly minutes?: number }): Promise<void> {
      const until = seconds + (passing.seconds ?? 0) + 60 * (passing.minutes ?? 0);
      while (seconds < until) {
        seconds += 1;
        clock.advance(1_000);
        await deliver();
        if (seconds % 60 === 0) await sweeper({}, lambdaContext());
      }
    },
    /**
     * The carrier says what became of a text of ours.
     * @param fields.text the newest that was handed over, unless said otherwise.
     * @returns `again` when its word comes back by the queue.
     */
    async carrierSays(
      type: "message-failed" | "message-delivered",
      fields: { readonly errorCode?: number; readonly text?: OutgoingText | undefined; readonly at?: Instant } = {},
    ): Promise<"done" | "again"> {
      const { errorCode, text = sender.attempts.at(-1), at = clock.now() } = fields;
      if (!text) throw new RangeError("nothing was handed over to the carrier");
      const carrierId = `carrier-${sender.attempts.indexOf(text) + 1}`;
      const body = JSON.stringify({ v: 1, outbound: text.id, type, carrierId, at, errorCode });
      const { batchItemFailures } = await deliveryStatus(queueEvent({ body }), lambdaContext());
      return batchItemFailures.length === 0 ? "done" : "again";
    },
    /** What the phone shows. */
    bodies: () => sender.accepted.map((text) => text.body),
    /** The member's items whose sort key begins so, as they lie in the table. */
    itemsOf: async (sortKey: string, of?: MemberId) => world.itemsOf(of ?? (await member()).id, sortKey),
    /** What the ledger keeps of the number, oldest first. */
    ledger: () => world.ledger(),
    /** The member has this subscription from now on, which began now and is paid for a month, and plans are sold. */
    async subscribes(change: Partial<Subscription> = {}) {
      companion.sellPlans();
      const { id, billing } = await member();
      const now = clock.now();
      const subscription: Subscription = {
        ...{ id: subscriptionId("sub_1"), status: "active", period: "month", createdAt: now, periodStartsAt: now },
        ...{ periodEndsAt: instantPlus(now, 30 * DAY_MS), trialEndsAt: undefined, endsAt: undefined },
        ...{ isCollectionPaused: false, paidUntil: undefined, ...change },
      };
      const paying = { customer: customerId("cus_1"), checkout: undefined, subscription };
      if (!(await world.billing.write(id, billing.version, paying))) throw new Error("somebody else wrote");
      return subscription;
    },
  };
}

const DAY_MS = 24 * 60 * 60_000;

/** The same with a member who was introduced before, and who was asked their birth year as often as anybody is. */
export async function wireKnownMember(...given: Parameters<typeof wireConversation>) {
  const conversation = wireConversation(...given);
  const { clock, members, member } = conversation;
  const known = await members.changeConsent(
    await member(),
    { state: "ACTIVE", changedBy: "first", saidAt: clock.now(), cause: "wrote-first" },
    clock.now(),
  );
  await members.markIntroduced(known, clock.now());
  await members.noteAge(known, { asks: 2 });
  return conversation;
}
