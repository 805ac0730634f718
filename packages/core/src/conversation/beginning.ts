import {
  type AgendaStore,
  type DueEntry,
  type Entry,
  isCurrent,
  isLate,
  isOfProfile,
  nextOccurrence,
  type Occurrence,
  zoneOf,
} from "../agenda/index.ts";
import type { Entitled } from "../billing/index.ts";
import { isOwedByLaw, type NoticeCode, noticeText } from "../billing/telling/index.ts";
import type { Assessment, Episode } from "../crisis/index.ts";
import { Failure, type Instant, instantPlus } from "../kernel/index.ts";
import type { Member, MemberStore } from "../member/index.ts";
import type { ReplyModel } from "../persona/index.ts";
import { allowedProfile, type Profile, type ProfileStore } from "../profile/index.ts";
import { checkInWords, reminderWords } from "./check-in.ts";
import { type SendGate, sendFixed } from "./gate.ts";
import { occasion, outboundId } from "./outbound-id.ts";
import { reasonNotToReachOut, type Withheld } from "./reaching-out.ts";
import type { Address } from "./store.ts";

export interface Beginnings extends SendGate {
  readonly members: MemberStore;
  readonly agenda: AgendaStore;
  readonly profiles: Pick<ProfileStore, "of">;
  readonly model: ReplyModel;
  /** The crisis check, for what somebody is reminded of. */
  readonly assess: (words: string) => Promise<Assessment>;
  /** What somebody may use. */
  readonly entitled: Entitled;
}

/**
 * sent: it left; kept: a rule of the hour or of the day keeps it back, or somebody was faster; late: it was of no use any
 * more; dropped: it is not to be said any more; lost: it was begun, and did not leave; gone: it is there no longer.
 */
export type BegunDue = "sent" | "kept" | "late" | "dropped" | "lost" | "gone";

/** How long the carrier has for it. */
const LIFETIME_MS = 30 * 60_000;
/** A notice that is kept back is looked at again so much later: a night or a hold is long. */
const PUT_OFF_MS = 30 * 60_000;

/**
 * Says what is due on a member's agenda. At most one text for each time that an entry is due, whatever happens: the write
 * that begins it uses the time up, and its id is made of both. Where a rule forbids it the time passes without a text: an
 * entry that comes again waits for its next, any other goes. A notice is put off for as long as anything keeps it back: a night, the cap,
 * somebody's danger, a long silence, their age, a carrier that takes nothing of us for them. It is said then if it is still true,
 * for nobody finds it out again, and the plan goes on taking money. Check-ins are part of a plan: they pass where it is over.
 * @throws Failure as the stores and the gate do; it is then due again, unless a text was begun that may have left.
 */
export async function beginDue(gate: Beginnings, due: DueEntry): Promise<BegunDue> {
  const { members, agenda, clock } = gate;
  const [member, entry] = await Promise.all([members.byId(due.member), agenda.read(due.member, due.id)]);
  const now = clock.now();
  const pass = async (nextAt: Occurrence["nextAt"], as: BegunDue) => {
    await agenda.pass(due.member, { entry: due.id, dueAt: due.dueAt, nextAt });
    return as;
  };
  if (!member || !entry) return pass(undefined, "gone");
  if (entry.dueAt !== due.dueAt) return "gone";
  const nextAt = nextOccurrence(entry, now);
  const isNotice = entry.kind === "billing-notice";
  const isSuspended = member.consent.state === "SUSPENDED";
  const waits = isNotice && isSuspended;
  if (!waits && !isCurrent(entry, member)) return pass(isSuspended ? nextAt : undefined, "dropped");
  if (isLate(entry, now)) return pass(nextAt, "late");
  const [address, profile, episode] = await Promise.all([
    gate.conversations.addressOf(member.id),
    gate.profiles.of(member.id),
    members.episode(member),
  ]);
  if (episode.isUnreadable) gate.alerts.episodeUnreadable();
  if (!address || !isOfProfile(entry, profile, address.number)) return pass(undefined, "dropped");
  const isOwed = isOwedOf(entry);
  const text = {
    kind: entry.kind,
    to: address.number,
    episode,
    wishes: profile.preferences,
    isOnce: !entry.every,
    isOwed,
  };
  const reason = reasonNotToReachOut(member, text, now, await gate.switches.switchedOn());
  if (isNotice && (waits || reason)) {
    const isTrue = noticeOf(entry, member, profile, address, now) !== undefined;
    return isTrue ? pass(instantPlus(now, PUT_OFF_MS), "kept") : pass(undefined, "dropped");
  }
  if (reason) return passesByItself(reason) ? "kept" : pass(nextAt, "dropped");
  if (entry.kind === "check-in" && !gate.entitled(member, now).checkIns) return pass(nextAt, "dropped");
  const said = await say(gate, { member, entry, address, profile, episode, nextAt });
  // One that was begun before, and is due again, uses up nothing by itself.
  return said === "kept" ? said : pass(nextAt, said);
}

function isOwedOf({ kind, about }: Entry): boolean {
  return kind === "billing-notice" && isOwedByLaw(about as NoticeCode);
}

function passesByItself(reason: Withheld): boolean {
  return reason === "hours" || reason === "cap";
}

interface Saying {
  readonly member: Member;
  readonly entry: Entry;
  readonly address: Address;
  readonly profile: Profile;
  readonly episode: Episode;
  readonly nextAt: Occurrence["nextAt"];
}

async function say(gate: Beginnings, saying: Saying): Promise<BegunDue> {
  const { member, entry, address, profile, episode, nextAt } = saying;
  const language = profile.preferences.language ?? entry.language;
  const body = await wordsOf(gate, saying, language);
  if (body === undefined) return "dropped";
  const occurrence = { entry: entry.id, dueAt: entry.dueAt, nextAt };
  const expiresAt = instantPlus(gate.clock.now(), LIFETIME_MS);
  try {
    const result = await sendFixed(
      gate,
      { member },
      {
        id: outboundId(member.id, "fixed", occasion("agenda", occasionOf(entry))),
        content: { kind: entry.kind, body, to: address.number, language, expiresAt },
        ...{ occurrence, isOwed: isOwedOf(entry), episode, episodeVersion: member.sealedEpisode.version },
      },
    );
    switch (result) {
      case "sent":
        return "sent";
      case "withheld":
        return "kept";
      case "refused":
      case "doubtful":
        return "lost";
      default:
        return result satisfies never;
    }
  } catch (error) {
    // Certainly not taken, and still of use: the carrier is asked again in a minute.
    if (error instanceof Failure && error.code === "carrier.refused") await gate.agenda.restore(entry, occurrence);
    throw error;
  }
}

/** A notice is said once, however often it was put down or put off; of anything else each time is one of its own. */
function occasionOf({ kind, id, dueAt }: Entry): string {
  return kind === "billing-notice" ? id : `${id} ${dueAt}`;
}

/** Undefined for what is not to be said, or is true no more. */
async function wordsOf(
  gate: Beginnings,
  { member, entry, address, profile }: Saying,
  language: "en" | "es",
): Promise<string | undefined> {
  const now = gate.clock.now();
  switch (entry.kind) {
    case "reminder":
      return reminderWords(gate, entry, language);
    case "check-in":
      return checkInWords(gate, entry, allowedProfile(profile, member.age.state), language, now);
    case "billing-notice":
      return noticeOf(entry, member, profile, address, now);
    default:
      return entry.kind satisfies never;
  }
}

function noticeOf(
  { about, language, addedAt }: Entry,
  member: Member,
  { preferences }: Profile,
  { number }: Address,
  at: Instant,
): string | undefined {
  const timeZone = zoneOf(preferences, number);
  return noticeText(about as NoticeCode, member, preferences.language ?? language, at, timeZone, addedAt)?.body;
}
