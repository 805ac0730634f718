import type { AgeState, SignCode } from "../age/index.ts";
import type { Occurrence } from "../agenda/index.ts";
import { type ConsentState, isProactive, mayLeave } from "../consent/index.ts";
import type { CrisisTier, Episode, Referral } from "../crisis/index.ts";
import { type Clock, Failure, type Instant, instantPlus, millisecondsOf, type OutboundId } from "../kernel/index.ts";
import type { EpisodeChange, Lease, Member, MemberStore } from "../member/index.ts";
import type { MessageSender, OutboundKind, SendOutcome } from "../messaging/index.ts";
import type { ModerationCategory, Side } from "../moderation/index.ts";
import type { ProfileStore } from "../profile/index.ts";
import { limitsAt, type SwitchedOn, type Switches } from "../rules/index.ts";
import { type Departure, departureOf, hasRules, type Occasioned, seemsDue } from "./departing.ts";
import { memberOf } from "./outbound-id.ts";
import { type Beginning, reasonNotToReachOut } from "./reaching-out.ts";
import type {
  AlongWithSending,
  BeginAgain,
  Begun,
  ConversationStore,
  EachTime,
  Holder,
  NewOutbound,
  Outbound,
  OutboundContent,
  OutboundState,
} from "./store.ts";

export interface SendGate {
  readonly members: Pick<MemberStore, "byId">;
  readonly conversations: ConversationStore;
  readonly sender: MessageSender;
  readonly clock: Clock;
  readonly alerts: Alerts;
  /** The rules that somebody switched on. */
  readonly switches: Switches;
  /** What members want of the hours: read for what we begin, and for nothing else. Who begins nothing needs none. */
  readonly profiles?: Pick<ProfileStore, "of">;
}

/** Told what operators must learn, as it happens. Nothing of it says whose it was. */
export interface Alerts {
  /** The crisis check itself failed at a text, which then counts as half a sign. */
  checkFailed(): void;
  /** @param fresh false when the text had been taken in before. */
  crisisAnswered(tier: CrisisTier, replied: GateResult | undefined, fresh: boolean): void;
  /** A crisis reply could not be handed over; it is owed. */
  crisisFailed(error: unknown): void;
  holdOpened(): void;
  secondLookFailed(): void;
  /** A member's episode opens no longer: whether they are in danger is not known. */
  episodeUnreadable(): void;
  /** Somebody told their age. Says by what, and what they count as since; never in which words, nor who. */
  ageTold(sign: SignCode, state: AgeState): void;
  /** A moderator found words beyond what Jules takes or says: whose words they were and what was found, never who nor which. */
  moderated(side: Side, categories: readonly ModerationCategory[]): void;
  /** A text named a person to reach, and could not be counted: somebody has to add it by hand. */
  uncounted(referral: Referral): void;
}

/**
 * sent: the carrier has it, now or from before; refused: the carrier will never take it; withheld: it may not leave, or
 * not any more; doubtful: handed over, no answer came.
 */
export type GateResult = "sent" | "refused" | "withheld" | "doubtful";

interface Leaving extends Occasioned {
  readonly id: OutboundId;
  readonly content: OutboundContent;
  /** How often it was handed over before. */
  readonly attempts: number;
  /** The member's episode, where who sends it knows of it. */
  readonly episode?: Episode | undefined;
  /** What it uses up of the member's agenda when it is begun for the first time. */
  readonly occurrence?: Occurrence | undefined;
  /** One that we begin because the law wants it said. */
  readonly isOwed?: boolean | undefined;
}

/** A text on its way: to whom, as they were known right before; what is handed over of it, and since when. */
interface OnItsWay extends Leaving {
  readonly member: Member;
  readonly departure: Departure;
  readonly sendingAt: Instant;
}

/** When more time than this lies between the move to SENDING and the carrier, a STOP may have come in between. */
const PAUSE_MS = 1_000;

/** A table that is too slow to say what is so now must not hold up everything for ever. */
const MOST_LOOKS = 2;

/** By then a callback would have told that an introduction arrived; before, somebody else may just be sending it. */
const INTRODUCTION_DOUBT_MS = 90_000;

/** A text that the carrier refused for now waits this long, twice as long each time, and a minute at most. */
const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Which fixed texts are begun again, and from where. Everything that was refused for now. A crisis reply from wherever it
 * got stuck: twice is better than never. So is the introduction, after a while: nothing else may be said before it arrives.
 */
function again(kind: OutboundKind, at: Instant): BeginAgain {
  switch (kind) {
    case "crisis":
      return { states: ["READY", "FAILED", "PARKED"], sendingSince: at };
    case "introduction":
      return { states: ["READY", "FAILED", "PARKED"], sendingSince: instantPlus(at, -INTRODUCTION_DOUBT_MS) };
    case "holding":
      return { states: ["READY"], onceUntilReply: true };
    case "reply":
    case "stop-confirmation":
    case "start-confirmation":
    case "help":
    case "care":
    case "follow-up":
    case "opt-in":
    case "clarification":
    case "disclosure":
    case "periodic":
    case "age":
    case "privacy":
    case "reminder":
    case "check-in":
    case "limit":
    case "billing":
    case "billing-notice":
    case "verification-code":
      return { states: ["READY"] };
    default:
      return kind satisfies never;
  }
}

/** A fixed text as the gate is given it. */
export interface FixedOutbound
  extends Pick<Leaving, "id" | "content" | "episode" | "moment" | "occurrence" | "isOwed"> {
  /** What it makes of the member's episode when it is begun for the first time; withheld when another was written since. */
  readonly remembers?: EpisodeChange | undefined;
  /** The version of the episode as it was read; withheld when another was written since. */
  readonly episodeVersion?: number | undefined;
}

/**
 * Sends one of the fixed texts (crisis, confirmations, help, introduction, holding…). Idempotent by its id. One that we
 * begin is withheld where a rule keeps it back.
 * @throws Failure `carrier.refused` or `carrier.unavailable` when the carrier cannot take it now: trying again can help.
 */
export async function sendFixed(gate: SendGate, holder: Holder, text: FixedOutbound): Promise<GateResult> {
  const { member } = holder;
  const { remembers, episodeVersion, ...rest } = text;
  const { id, content, occurrence } = rest;
  let hasBegun = false;
  try {
    return await leave(gate, member, { ...rest, attempts: 0 }, async (at, each) => {
      hasBegun = true;
      const first = { counts: content.counts, remembers, occurrence };
      const eachTime = { ...each, ...(episodeVersion !== undefined && { episodeVersion }) };
      return gate.conversations.beginFixed(holder, id, again(content.kind, at), at, first, eachTime);
    });
  } catch (error) {
    // What began is found again by its state; what did not would be forgotten when its cause is. One that changes the
    // episode, or uses up a time of the agenda, does both or nothing: that it is owed still stands there.
    if (!hasBegun && !remembers && !occurrence)
      await gate.conversations.keepFixed(member, { id, content }, gate.clock.now());
    throw error;
  }
}

/**
 * Sends a reply: a new one, which is kept in the write that begins it, or one that was kept before. A new one that the
 * carrier cannot be made ready for is kept, so that the model need not be asked again.
 * @param isKept false for one that is true only together with what it makes of the member's episode.
 * @throws Failure `carrier.refused` or `carrier.unavailable` when the carrier cannot take it now: trying again can help.
 */
export async function sendReply(
  gate: SendGate,
  lease: Lease,
  reply: NewOutbound | (Outbound & { readonly content: OutboundContent }),
  along: AlongWithSending,
  isKept = true,
): Promise<GateResult> {
  const attempts = "attempts" in reply ? reply.attempts : 0;
  let current: NewOutbound | Outbound = reply;
  try {
    const { heardAt, isTalk } = along;
    const text = { id: reply.id, content: reply.content, attempts, heardAt, isTalk };
    return await leave(gate, lease.member, text, async (at, each) => {
      const begun = await gate.conversations.beginReply(lease, current, along, at, each);
      // What is refused now is READY again; a second handing over begins from there.
      current = { ...reply, state: "READY", attempts: attempts + 1, sendingAt: at };
      return begun;
    });
  } catch (error) {
    if (isKept && current === reply && !("state" in reply)) {
      await gate.conversations.keep(lease, reply, along.supersedes, gate.clock.now());
    }
    throw error;
  }
}

/**
 * The one way out. Whatever is slow is done first; then consent is checked and the text moved to SENDING in one
 * conditional write (`begin`), and the text is handed over at once, with the disclosure that is due. After a STOP is
 * committed no such write commits.
 */
async function leave(
  gate: SendGate,
  member: Member,
  text: Leaving,
  begin: (at: Instant, each: EachTime) => Promise<Begun>,
): Promise<GateResult> {
  const { kind, expiresAt, counts } = text.content;
  for (const lastTry of [false, true]) {
    await gate.sender.prepare();
    const switchedOn = hasRules(kind) ? await gate.switches.switchedOn() : NOTHING;
    const known = await asOfNow(gate, member, kind, switchedOn);
    const at = gate.clock.now();
    const isKeptBack = isProactive(kind) && reasonNotToReachOut(known, await beginningOf(gate, text), at, switchedOn);
    const mayGo = !isKeptBack && (await isAllowed(gate, kind, member.consent.state));
    if (!mayGo || at >= expiresAt) return "withheld";
    const departure = departureOf(known, text.content, at, limitsAt(at, switchedOn), text);
    const onItsWay = { ...text, member: known, departure, sendingAt: at };
    const begun = await beginning(gate, onItsWay, begin);
    if (begun.kind === "moved-on") return "withheld";
    if (begun.kind === "exists") return afterwards(begun.state);
    if (begun.uncounted && counts) gate.alerts.uncounted(counts);
    if (await stoppedMeanwhile(gate, onItsWay)) return "withheld";
    const outcome = await handOver(gate, onItsWay);
    // What was prepared had been revoked before its time: prepared anew, it goes through the whole gate once more.
    if (outcome.kind === "refused" && outcome.reason === "unauthorized" && !lastTry) continue;
    return resultOf(outcome);
  }
  return "withheld";
}

/** A text that we begin, with what its member wants of the hours. */
async function beginningOf(
  { profiles }: SendGate,
  { id, content, episode, occurrence, isOwed }: Leaving,
): Promise<Beginning> {
  const wishes = (await profiles?.of(memberOf(id)))?.preferences;
  const { kind, to } = content;
  return { kind, to, episode, wishes, isOnce: occurrence !== undefined && occurrence.nextAt === undefined, isOwed };
}

/**
 * The member with what has left since they were read: an introduction of this very turn, a reminder of the cron. Looked up
 * only where it matters, which is about once in an interaction. The consent stays the one that the write will ask for.
 */
async function asOfNow(gate: SendGate, member: Member, kind: OutboundKind, switchedOn: SwitchedOn): Promise<Member> {
  const at = gate.clock.now();
  if (!isProactive(kind) && !seemsDue(member, kind, at, limitsAt(at, switchedOn))) return member;
  const now = await gate.members.byId(member.id);
  return now ? { ...now, consent: member.consent } : member;
}

/** Switches are asked only where one counts: nothing else waits for them. */
async function isAllowed(gate: SendGate, kind: OutboundKind, state: ConsentState): Promise<boolean> {
  if (mayLeave(kind, state)) return true;
  return kind === "crisis" && mayLeave(kind, state, await gate.switches.switchedOn());
}

/** A write whose answer is lost may have been made all the same. Nothing was handed over, so the text is put back. */
async function beginning(
  gate: SendGate,
  text: OnItsWay,
  begin: (at: Instant, each: EachTime) => Promise<Begun>,
): Promise<Begun> {
  try {
    return await begin(text.sendingAt, text.departure.each);
  } catch (error) {
    await settle(gate, text, NEVER_SENT);
    throw error;
  }
}

/** What no rule speaks of waits for no switch. */
const NOTHING: SwitchedOn = new Set();

const NEVER_SENT = { kind: "refused", reason: "not-connected", retryable: true } as const;

/**
 * A sandbox can be frozen between two lines. After a pause the consent is read once more before anything leaves; where it
 * changed, or cannot be read in time, or the text has grown too old, it is put back as never sent. Help in a crisis does
 * not wait for a slow table, as long as the consent was found unchanged.
 */
async function stoppedMeanwhile(gate: SendGate, text: OnItsWay): Promise<boolean> {
  // The look itself can be held up, and then says nothing about now.
  const { member } = text;
  let lookedAt = text.sendingAt;
  for (let looks = 0; sinceMs(gate, lookedAt) > PAUSE_MS; looks++) {
    if (looks === MOST_LOOKS && text.content.kind === "crisis") return false;
    lookedAt = gate.clock.now();
    let stopped = true;
    try {
      stopped =
        looks === MOST_LOOKS ||
        (await gate.members.byId(member.id))?.consent.version !== member.consent.version ||
        gate.clock.now() >= text.content.expiresAt;
    } finally {
      if (stopped) await settle(gate, text, NEVER_SENT);
    }
    if (stopped) return true;
  }
  return false;
}

function sinceMs(gate: SendGate, moment: Instant): number {
  return millisecondsOf(gate.clock.now()) - millisecondsOf(moment);
}

async function handOver(gate: SendGate, text: OnItsWay): Promise<SendOutcome> {
  const { kind, to, expiresAt, media } = text.content;
  const { body } = text.departure;
  const priority = kind === "crisis" ? "high" : "default";
  const sent = { id: text.id, from: text.member.ownNumber, to, body, priority, expiresAt } as const;
  const outcome = await gate.sender.send(media ? { ...sent, media } : sent);
  await settle(gate, text, outcome);
  return outcome;
}

async function settle(gate: SendGate, text: OnItsWay, outcome: SendOutcome): Promise<void> {
  const { id, content, member, sendingAt, attempts, departure } = text;
  const now = gate.clock.now();
  const retryMs = Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS);
  const handedOver = { id, content, sendingAt, discloses: departure.each.discloses };
  await gate.conversations.settle(member, handedOver, outcome, now, instantPlus(now, retryMs));
}

function resultOf(outcome: SendOutcome): GateResult {
  switch (outcome.kind) {
    case "accepted":
      return "sent";
    case "unknown":
      return "doubtful";
    case "refused":
      if (outcome.retryable) {
        throw new Failure("carrier.refused", "the carrier refused for now", { detail: outcome.reason });
      }
      return "refused";
    default:
      return outcome satisfies never;
  }
}

function afterwards(state: OutboundState): GateResult {
  switch (state) {
    case "SENT":
    case "DELIVERED":
      return "sent";
    case "SENDING":
      return "doubtful";
    case "FAILED":
      return "refused";
    case "READY":
    case "PARKED":
      return "withheld";
    default:
      return state satisfies never;
  }
}
