import { afterSuspension, mayTextFirstAt, suspensionEndsAt } from "../consent/index.ts";
import { type Episode, isWatchful } from "../crisis/index.ts";
import { type FixedTextCode, fixedText, intervalCode, intervalMs } from "../disclosure/index.ts";
import { Failure, type Instant, instant, instantPlus, type MemberId, millisecondsOf } from "../kernel/index.ts";
import type { Member, MemberStore } from "../member/index.ts";
import { type Limits, limitsAt } from "../rules/index.ts";
import { calmly } from "./departing.ts";
import { type SendGate, sendFixed } from "./gate.ts";
import { occasion, outboundId } from "./outbound-id.ts";
import { reasonNotToReachOut } from "./reaching-out.ts";
import type { Address } from "./store.ts";

export interface Reminders extends SendGate {
  readonly members: MemberStore;
  /**
   * Asks what became of a proof of age that the member began.
   * @returns when to ask again; undefined when nothing is open.
   */
  readonly pollVerification?: (member: Member) => Promise<Instant | undefined>;
}

/**
 * reminded: told in a conversation that went on; reached: the month's reminder; silent: took the silence after our question
 * as a no; moved: nothing is due before another moment; withheld: a rule or another worker kept the text back; lost: it was
 * begun, and did not leave; gone: somebody else moved the moment, or there is no such member.
 */
export type Reminded = "reminded" | "reached" | "silent" | "moved" | "withheld" | "lost" | "gone";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A conversation whose last text of ours is older than this is over, as far as anybody knows. */
const STILL_TALKING_MS = 15 * MINUTE_MS;
/** So that it does not arrive when the next one is due. */
const REMINDER_LIFETIME_MS = 5 * MINUTE_MS;
const PERIODIC_LIFETIME_MS = 30 * MINUTE_MS;
/** The month's reminder: every so often since they first wrote. */
const PERIOD_MS = 30 * DAY_MS;
/** A month's reminder that could not leave for so long is left out. */
const SLOT_MS = 7 * DAY_MS;
/** Who was told within these days need not be told again. */
const TOLD_LATELY_MS = 7 * DAY_MS;
/** A vendor that could not be asked is asked again. */
const POLL_AGAIN_MS = 60 * MINUTE_MS;
/** Of the member's day, for what can wait; the gate asks the law besides. */
const PERIODIC_HOURS = { from: 10, to: 18 };
/** An hour that suits is looked for in steps, for at most as long as a week. */
const STEP_MS = 30 * MINUTE_MS;
const LONGEST_STEPS = (7 * DAY_MS) / STEP_MS;

/**
 * Does what is due for a member at their moment, and moves the moment on. At most one text for each moment, whatever happens:
 * the write that begins it uses the moment up.
 * @throws Failure as the stores and the gate do; the moment is then looked at again, unless a text was begun.
 */
export async function remind(gate: Reminders, id: MemberId): Promise<Reminded> {
  const member = await gate.members.byId(id);
  const now = gate.clock.now();
  const moment = member?.contact.momentAt;
  if (!member || !moment || moment > now) return "gone";
  const { state } = member.consent;
  switch (state) {
    case "ACTIVE":
      return remindActive(gate, member, moment, now);
    case "SUSPENDED":
    case "PENDING": {
      const pollAt = await polled(gate, member, now);
      const reminded = await suspended(gate, member, now);
      if (pollAt) await comeBackBy(gate, id, pollAt);
      return reminded;
    }
    case "NEW":
    case "OPTED_OUT":
    case "BLOCKED":
      return moved(gate, member, await polled(gate, member, now));
    default:
      return state satisfies never;
  }
}

/** What a vendor has is asked for and deleted whatever somebody consents to; it holds nothing else up. */
async function polled(gate: Reminders, member: Member, now: Instant): Promise<Instant | undefined> {
  try {
    return await gate.pollVerification?.(member);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return instantPlus(now, POLL_AGAIN_MS);
  }
}

/** Moves the moment up to `at`, unless the cron looks before that anyway. */
async function comeBackBy(gate: Reminders, id: MemberId, at: Instant): Promise<void> {
  const member = await gate.members.byId(id);
  const moment = member?.contact.momentAt;
  if (member && (!moment || moment > at)) await gate.members.moveMoment(member, at);
}

/** A day of silence after our question is the answer. */
async function suspended(gate: Reminders, member: Member, now: Instant): Promise<Reminded> {
  const change = afterSuspension(member.consent, now);
  if (!change) return moved(gate, member, suspensionEndsAt(member.consent));
  // The silence of somebody in danger says nothing about our texts: only help reaches them meanwhile.
  const episode = await gate.members.episode(member);
  if (episode.isUnreadable) gate.alerts.episodeUnreadable();
  if (episode.isUnreadable || isWatchful(episode, now)) return moved(gate, member, instantPlus(now, DAY_MS));
  const after = await gate.members.changeConsent(member, change, now);
  // Somebody spoke at the same moment: the next run sees who they are now.
  if (after.consent.state !== "OPTED_OUT") return "withheld";
  await gate.members.moveMoment(after, undefined);
  return "silent";
}

async function remindActive(gate: Reminders, member: Member, moment: Instant, now: Instant): Promise<Reminded> {
  const switchedOn = await gate.switches.switchedOn();
  if (isStillTalking(member, now) && isStale(member, now, limitsAt(now, switchedOn))) {
    const address = await gate.conversations.addressOf(member.id);
    if (!address) return moved(gate, member, afterwards(member, now));
    const { body } = fixedText(await reminderCode(gate, member, now), address.language);
    const expiresAt = instantPlus(now, REMINDER_LIFETIME_MS);
    return say(gate, member, { ...address, moment, kind: "disclosure", body, expiresAt });
  }
  const pollAt = await gate.pollVerification?.(member);
  const slot = slotBefore(member, moment);
  const isInTime = slot !== undefined && millisecondsOf(now) - millisecondsOf(slot) < SLOT_MS;
  // One that did not arrive is not sent once more: the next month's is.
  const isDue = isInTime && !member.contact.reachedOutAt.some((at) => at >= slot);
  if (!isDue || member.consent.scope !== "recurring" || wasToldLately(member, now)) {
    return moved(gate, member, afterwards(member, now, pollAt));
  }
  return reachOut(gate, member, moment, now, pollAt);
}

/** Of an episode that cannot be read nobody knows whether it is one of danger. */
async function reminderCode(gate: Reminders, member: Member, now: Instant): Promise<FixedTextCode> {
  const code = intervalCode(member);
  if (code === calmly(code, true)) return code;
  try {
    const episode = await gate.members.episode(member);
    if (episode.isUnreadable) gate.alerts.episodeUnreadable();
    return calmly(code, episode.isUnreadable === true || isWatchful(episode, now));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return calmly(code, true);
  }
}

/** The month's reminder, at an hour that suits; a month in which a rule forbids it goes without. */
async function reachOut(
  gate: Reminders,
  member: Member,
  moment: Instant,
  now: Instant,
  pollAt: Instant | undefined,
): Promise<Reminded> {
  const address = await gate.conversations.addressOf(member.id);
  if (!address) return moved(gate, member, afterwards(member, now, pollAt));
  if (!suits(address, now)) return moved(gate, member, afterwards(member, now, pollAt, suitingHour(address, now)));
  const episode = await gate.members.episode(member);
  if (episode.isUnreadable) gate.alerts.episodeUnreadable();
  const text = { kind: "periodic", to: address.number, episode } as const;
  const reason = reasonNotToReachOut(member, text, now, await gate.switches.switchedOn());
  if (reason) return moved(gate, member, afterwards(member, now, pollAt));
  const { body } = fixedText("periodic", address.language);
  const expiresAt = instantPlus(now, PERIODIC_LIFETIME_MS);
  return say(gate, member, { ...address, moment, kind: "periodic", body, expiresAt, episode });
}

interface Saying extends Address {
  readonly moment: Instant;
  readonly kind: "disclosure" | "periodic";
  readonly body: string;
  readonly expiresAt: Instant;
  readonly episode?: Episode;
}

/** Idempotent by the moment: its text uses it up in the write that begins it. */
async function say(gate: Reminders, member: Member, saying: Saying): Promise<Reminded> {
  const { moment, number, language, kind, body, expiresAt, episode } = saying;
  const id = outboundId(member.id, "fixed", occasion("reminder", moment));
  const content = { kind, body, to: number, language, expiresAt };
  const result = await sendFixed(gate, { member }, { id, content, moment, episode });
  switch (result) {
    case "sent":
      return kind === "disclosure" ? "reminded" : "reached";
    case "withheld":
      // Used up it is not, and it must not come up every minute.
      await gate.members.moveMoment(member, afterwards(member, gate.clock.now()));
      return "withheld";
    case "refused":
    case "doubtful":
      return "lost";
    default:
      return result satisfies never;
  }
}

function isStillTalking({ contact }: Member, now: Instant): boolean {
  return contact.sentAt !== undefined && millisecondsOf(now) - millisecondsOf(contact.sentAt) < STILL_TALKING_MS;
}

function isStale(member: Member, now: Instant, limits: Limits): boolean {
  const { disclosedAt } = member.contact;
  return disclosedAt === undefined || millisecondsOf(now) - millisecondsOf(disclosedAt) >= intervalMs(member, limits);
}

function wasToldLately({ contact }: Member, now: Instant): boolean {
  return (
    contact.disclosedAt !== undefined && millisecondsOf(now) - millisecondsOf(contact.disclosedAt) < TOLD_LATELY_MS
  );
}

/** When the cron looks next: the hour that was found, an open proof of age, or the next month's reminder. */
function afterwards(member: Member, now: Instant, pollAt?: Instant, hour?: Instant): Instant | undefined {
  const month = member.consent.scope === "recurring" ? nextSlot(member, now) : undefined;
  return [hour ?? month, pollAt].filter((moment) => moment !== undefined).sort()[0];
}

/** The month's reminders of a member are due at the same distance from when they were made, whatever else happens. */
function nextSlot({ createdAt }: Member, now: Instant): Instant {
  const since = millisecondsOf(now) - millisecondsOf(createdAt);
  return instantPlus(createdAt, (Math.floor(since / PERIOD_MS) + 1) * PERIOD_MS);
}

/** The last month's reminder that was due by then; undefined before the first. */
function slotBefore({ createdAt }: Member, moment: Instant): Instant | undefined {
  const months = Math.floor((millisecondsOf(moment) - millisecondsOf(createdAt)) / PERIOD_MS);
  return months < 1 ? undefined : instantPlus(createdAt, months * PERIOD_MS);
}

function suits({ number }: Address, at: Instant): boolean {
  return mayTextFirstAt(number, at, { proactiveHours: PERIODIC_HOURS });
}

function suitingHour(address: Address, now: Instant): Instant | undefined {
  const first = Math.ceil((millisecondsOf(now) + 1) / STEP_MS) * STEP_MS;
  for (let step = 0; step < LONGEST_STEPS; step++) {
    const at = instant(first + step * STEP_MS);
    if (suits(address, at)) return at;
  }
  return undefined;
}

async function moved(gate: Reminders, member: Member, to: Instant | undefined): Promise<Reminded> {
  return (await gate.members.moveMoment(member, to)) ? "moved" : "gone";
}
