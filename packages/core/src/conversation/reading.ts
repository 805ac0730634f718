import { allowanceOf } from "../age/index.ts";
import type { Entitled } from "../billing/index.ts";
import { mayLeave } from "../consent/index.ts";
import { type Assessment, lapsed } from "../crisis/index.ts";
import { doubtedSince } from "../disclosure/index.ts";
import { type Clock, Failure, type Instant, instantPlus, type MemberId, millisecondsOf } from "../kernel/index.ts";
import type { Member, MemberStore } from "../member/index.ts";
import {
  type Applied,
  applied,
  knownOf,
  type Memory,
  type MemoryExtractor,
  type ReadingCost,
  readable,
  type Stretch,
  type Transcript,
} from "../memory/index.ts";
import type { Profile, ProfileStore } from "../profile/index.ts";
import { limitsAt } from "../rules/index.ts";

/** What reading a conversation for what to remember takes. */
export interface MemoryReader {
  readonly members: Pick<MemberStore, "byId" | "episode">;
  readonly profiles: ProfileStore;
  readonly transcript: Transcript;
  readonly extractor: MemoryExtractor;
  readonly clock: Clock;
  /** The crisis check: what it hears anything in is not remembered. */
  readonly assess: (text: string) => Pick<Assessment, "verdict">;
  readonly entitled: Entitled;
}

/** Why nothing was read. */
export type Unread =
  /** There is no such member (any more), or what was asked for was asked for again since. */
  | "nobody"
  | "overtaken"
  /** Their age does not allow it, they said STOP, it is open whose number it is, or they are or may be in danger. */
  | "not-allowed"
  | "not-wanted"
  /** It is no part of their plan. What they ask to have remembered is kept all the same. */
  | "not-entitled"
  | "doubted"
  | "in-danger"
  | "nothing";

/** What came of it, in codes and counts. */
export type ReadForMemory =
  | { readonly kind: "unread"; readonly because: Unread }
  /** To be asked for again: they are still talking, the provider is out, or something was forgotten while it was read. */
  | { readonly kind: "later"; readonly because: "talking" | "provider-out" | "forgotten-meanwhile" }
  | ({
      readonly kind: "read";
      readonly texts: number;
      readonly hasMore: boolean;
      /** No extractor had anything of use to say about them, however few they were. */
      readonly isPassedOver?: true;
      readonly cost?: ReadingCost | undefined;
    } & Omit<Applied, "memory">);

/** So long after their last text somebody has paused. */
const PAUSE_MS = 5 * 60_000;
/** Who talks without a pause is read all the same: the window of a prompt is no longer than half an hour of talk. */
const LONGEST_UNREAD_MS = 30 * 60_000;
/** A ring that is this much older than the last one is taken care of by that. */
const OVERTAKEN_MS = 60_000;
/** Texts of both sides that are read at once; each time that it was in vain fewer, until one of them must be the reason. */
const TEXTS_AT_ONCE = [120, 60, 16, 4] as const;

const NOTHING_KEPT = { kept: 0, superseded: 0, repeated: 0, unfit: [] } as const;

/**
 * Reads on in a member's conversation, from where it was read up to, and keeps what is worth remembering. Where it was read up
 * to moves in the write that keeps the facts, so that a reader that dies anywhere has read nothing, and one that is doubled
 * keeps nothing twice.
 * @param rungAt when it was asked for.
 * @param tries how often this was tried, this time included.
 * @throws Failure as the stores do, and `extraction.refused`, `extraction.cut-off` or `extraction.unreadable`, with less to
 * read the next time.
 */
export async function readForMemory(
  reader: MemoryReader,
  id: MemberId,
  rungAt: Instant,
  tries = 1,
): Promise<ReadForMemory> {
  const { profiles, transcript, clock } = reader;
  const member = await reader.members.byId(id);
  const because = await reasonAgainst(reader, member);
  // What is said without the plan is not read when they have it, either.
  if (because === "in-danger" || because === "not-entitled") await moveOn(reader, id);
  if (because) return { kind: "unread", because };
  const lastRungAt = member?.contact.rungAt;
  if (lastRungAt && lastRungAt > instantPlus(rungAt, OVERTAKEN_MS)) return { kind: "unread", because: "overtaken" };
  const { memory } = await profiles.of(id);
  const isLastTry = tries >= TEXTS_AT_ONCE.length;
  const limit = TEXTS_AT_ONCE[Math.min(tries, TEXTS_AT_ONCE.length) - 1] ?? 1;
  const stretch = await transcript.after(id, memory.readUntil, limit);
  if (!stretch.until) return { kind: "unread", because: "nothing" };
  if (isTalking(stretch, clock.now())) return { kind: "later", because: "talking" };
  try {
    return await read(reader, id, memory, stretch);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === "extraction.unavailable") return { kind: "later", because: "provider-out" };
    if (!isLastTry || !error.code.startsWith("extraction.")) throw error;
    return passOver(reader, id, memory, stretch);
  }
}

async function reasonAgainst(
  { members, clock, entitled }: Pick<MemoryReader, "members" | "clock" | "entitled">,
  member: Member | undefined,
): Promise<Unread | undefined> {
  if (!member) return "nobody";
  const now = clock.now();
  if (!allowanceOf(member.age.state).memory) return "not-allowed";
  if (!mayLeave("reply", member.consent.state)) return "not-wanted";
  if (doubtedSince(member, now, limitsAt(now)) !== undefined) return "doubted";
  const { state, isUnreadable } = lapsed(await members.episode(member), now);
  if (isUnreadable || state === "HOLD" || state === "ATTENTIVE") return "in-danger";
  return entitled(member, now).memory ? undefined : "not-entitled";
}

function isTalking({ texts, heardAt, hasMore }: Stretch, at: Instant): boolean {
  const since = (moment: Instant | undefined) => (moment ? millisecondsOf(at) - millisecondsOf(moment) : Infinity);
  return !hasMore && since(heardAt) < PAUSE_MS && since(texts[0]?.at) < LONGEST_UNREAD_MS;
}

async function read(reader: MemoryReader, id: MemberId, known: Memory, stretch: Stretch): Promise<ReadForMemory> {
  const { extractor, clock, assess } = reader;
  const texts = readable(stretch.texts);
  const extraction =
    texts.length === 0
      ? undefined
      : await extractor.extract({ texts, known: knownOf(known, clock.now()), summary: known.summary?.text });
  const theirs = texts.filter(({ speaker }) => speaker === "member");
  const applying = {
    sources: new Map(theirs.map((text) => [text.id, text.at] as const)),
    readUntil: stretch.until,
    isHarmless: (text: string) => assess(text).verdict === "clear",
  };
  const keep = (memory: Memory) => applied(memory, extraction ?? { facts: [] }, applying);
  return write(reader, id, known, keep, {
    texts: theirs.length,
    hasMore: stretch.hasMore,
    ...(extraction && { cost: extraction.cost }),
  });
}

/** Moves on behind texts that no extractor takes: what comes after them is not to wait for ever. */
function passOver(reader: MemoryReader, id: MemberId, known: Memory, { until, texts, hasMore }: Stretch) {
  const keep = (memory: Memory) => ({ memory: { ...memory, readUntil: until }, ...NOTHING_KEPT });
  return write(reader, id, known, keep, { texts: texts.length, hasMore, isPassedOver: true });
}

/**
 * Moves on behind all that was said so far: what is said in a crisis, however calmly, or without the plan, is not read when it
 * is over either. What was said before it and not read yet is lost with it.
 */
async function moveOn({ profiles, transcript, clock }: MemoryReader, id: MemberId): Promise<void> {
  const { readUntil } = (await profiles.of(id)).memory;
  let newest = readUntil;
  for (;;) {
    const { until, hasMore } = await transcript.after(id, newest, TEXTS_AT_ONCE[0]);
    if (!until || until === newest) break;
    newest = until;
    if (!hasMore) break;
  }
  if (newest === readUntil) return;
  const change = (profile: Profile) =>
    profile.memory.readUntil === readUntil
      ? { ...profile, memory: { ...profile.memory, readUntil: newest } }
      : undefined;
  await profiles.change(id, change, clock.now());
}

/** Keeps it where nothing changed that it rests on: what was forgotten meanwhile, or read by somebody else. */
async function write(
  reader: MemoryReader,
  id: MemberId,
  known: Memory,
  keep: (memory: Memory) => Applied,
  rest: Pick<Extract<ReadForMemory, { kind: "read" }>, "texts" | "hasMore" | "isPassedOver" | "cost">,
): Promise<ReadForMemory> {
  // Reading takes seconds, in which somebody may have said STOP, or their age.
  const because = await reasonAgainst(reader, await reader.members.byId(id));
  if (because) return { kind: "unread", because };
  let outcome: ReadForMemory = { kind: "unread", because: "overtaken" };
  await reader.profiles.change(
    id,
    (profile) => {
      outcome = { kind: "unread", because: "overtaken" };
      if (profile.memory.readUntil !== known.readUntil) return undefined;
      if (profile.memory.forgets !== known.forgets) {
        outcome = { kind: "later", because: "forgotten-meanwhile" };
        return undefined;
      }
      const { memory, ...counts } = keep(profile.memory);
      outcome = { kind: "read", ...rest, ...counts };
      return { ...profile, memory };
    },
    reader.clock.now(),
  );
  return outcome;
}
