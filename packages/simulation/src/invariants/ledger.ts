import { isFixed, memberOf, type OutboundState, occasion } from "@jules/core/conversation";
import type { CrisisTier, EpisodeState } from "@jules/core/crisis";
import { fixedText } from "@jules/core/disclosure";
import type { MemberId, OutboundId, PhoneNumber, TextId } from "@jules/core/kernel";
import type { OutboundKind } from "@jules/core/messaging";
import type { PersonText } from "../people/index.ts";
import type { Fact, FactOf, Opened, StoredItem } from "./fact.ts";
import { discloses, withoutDisclosure } from "./words.ts";

/** What is known of a text that a person sent. */
export interface TextRecord {
  readonly text: PersonText;
  readonly firstArrivedAtMs: number;
  /** The how manieth text of its person it was to arrive. */
  readonly ordinal: number;
  member: MemberId | undefined;
  isStored: boolean;
  answeredBy: OutboundId | undefined;
  closedBy: string | undefined;
  timesAsked: number;
  /** What was made of it. */
  tier: CrisisTier;
  storedAtMs: number;
  /** A doorbell was in the queue after the text was in the inbox. */
  wasRung: boolean;
}

interface Acceptance {
  readonly carrierId: string;
  readonly atMs: number;
  /** The carrier has said that it did not arrive. */
  isUndelivered: boolean;
}

/** What is known of a text of ours. */
export interface OutboundRecord {
  readonly id: OutboundId;
  readonly member: MemberId;
  kind: OutboundKind;
  /** The text that it answers at once, if it does. */
  readonly cause: TextRecord | undefined;
  state: OutboundState | undefined;
  /** When it was last written. */
  writtenAtMs: number;
  answers: readonly TextId[];
  /** Which invocations handed it over, each time. */
  readonly postedBy: string[];
  readonly postedAtMs: number[];
  /** What it said when it was handed over last, without the disclosure that went with it. */
  body: string;
  timesCounted: number;
  isRefusedForGood: boolean;
  readonly acceptances: Acceptance[];
}

interface Silence {
  readonly fromMs: number;
  toMs: number;
}

interface Begun {
  readonly by: OutboundId;
  readonly atMs: number;
}

/** What is known of a member. */
export interface MemberRecord {
  readonly id: MemberId;
  consentState: string;
  consentChangedBy: string;
  /** Since when their consent is what it is. */
  consentSinceMs: number;
  readonly suspensions: Silence[];
  /** The question that was accepted last since they are suspended, and the one before it. */
  askedBy: OutboundRecord | undefined;
  askedBefore: OutboundRecord | undefined;
  ageState: string;
  /** When a text that says what Jules is was accepted last. */
  disclosedAtMs: number;
  /** When the last text of the conversation before the present one was accepted. */
  spokenBeforeMs: number;
  spokenAtMs: number;
  /** The last text that began to leave with a disclosure, and the one before it. */
  disclosureBegun: Begun | undefined;
  disclosureBegunBefore: Begun | undefined;
  /** When the reminder cron is to look at them. */
  momentAtMs: number;
  readonly silences: Silence[];
  /** The disclosure was accepted since the member last came or came back. */
  isIntroduced: boolean;
  /** Replies that were accepted and said sorry. */
  readonly apologies: { readonly reply: OutboundRecord; readonly atMs: number }[];
  /** Texts that were accepted since the last reply and said that the answer takes longer, and what waited then. */
  holdings: { readonly holding: OutboundRecord; readonly waiting: readonly TextRecord[] }[];
  /** Confirmations of a STOP that were accepted since the member is opted out. */
  confirmations: OutboundRecord[];
  readonly texts: TextRecord[];
  /** The state of their episode, and the one before the write that was made last. */
  episode: EpisodeState;
  episodeBefore: EpisodeState;
  /** When time alone ends it. */
  episodeEndsAtMs: number;
  /** Crisis replies that were handed over since there was no episode, in order. */
  referrals: OutboundRecord[];
}

/** Items that lie in the index of what is due, and are no text that waits: a check-in, a reminder, an erasure. */
const NOT_WORK: ReadonlySet<string> = new Set(["MEMBER", "MOMENT", "ERASURE"]);

/** Everything that is known, kept up to date fact by fact. */
export class Ledger {
  nowMs = 0;
  readonly texts = new Map<TextId, TextRecord>();
  readonly bySerial = new Map<number, TextRecord>();
  readonly outbounds = new Map<OutboundId, OutboundRecord>();
  readonly members = new Map<MemberId, MemberRecord>();
  readonly blocked = new Set<PhoneNumber>();
  /** Items in the index of open work or in that of overdue work, by key, and since when. */
  readonly open = new Map<string, number>();

  /** When the model was asked, and when texts arrived for the first time, in order. */
  readonly questionsAtMs: number[] = [];
  readonly arrivalsAtMs: number[] = [];
  modelOutSinceMs: number | undefined;
  /** How often each invocation has asked the model. */
  readonly questionsBy = new Map<string, number>();

  askedBy(invocation: string): number {
    return this.questionsBy.get(invocation) ?? 0;
  }

  /** Invocations that may have had no key in time. */
  readonly hindered = new Set<string>();

  readonly #textsFrom = new Map<PhoneNumber, number>();

  /** How many texts of this person have arrived. */
  textsFrom(number: PhoneNumber): number {
    return this.#textsFrom.get(number) ?? 0;
  }

  /** Causes of texts that moments bring. */
  readonly #reminders = new Map<string, MemberId>();

  readonly #replies = new Map<TextId, OutboundRecord[]>();

  /** Every reply that was ever kept to answer the text. */
  repliesTo(text: TextId): readonly OutboundRecord[] {
    return this.#replies.get(text) ?? [];
  }

  outbound(id: OutboundId): OutboundRecord {
    const known = this.outbounds.get(id);
    if (known) return known;
    const cause = id.slice(id.indexOf(".", id.indexOf(".") + 1) + 1);
    const { texts } = this.member(memberOf(id));
    // A crisis and a STOP in one text are answered by two of ours.
    const confirmed = texts.find((record) => cause === occasion("confirmation", record.text.id));
    const text = confirmed ?? this.texts.get(cause as TextId);
    const kind = confirmed
      ? "stop-confirmation"
      : this.#reminders.has(cause)
        ? "disclosure"
        : kindOf(id, cause, text, texts);
    const made: OutboundRecord = {
      ...{ id, member: memberOf(id), kind, cause: text },
      ...{ state: undefined, writtenAtMs: 0, answers: [], postedBy: [], isRefusedForGood: false, acceptances: [] },
      ...{ body: "", timesCounted: 0, postedAtMs: [] },
    };
    this.outbounds.set(id, made);
    return made;
  }

  member(id: MemberId): MemberRecord {
    const known = this.members.get(id);
    if (known) return known;
    const made: MemberRecord = {
      ...{ id, consentState: "NEW", consentChangedBy: "", silences: [], suspensions: [], isIntroduced: false },
      ...{ consentSinceMs: this.nowMs, ageState: "UNKNOWN", momentAtMs: Number.POSITIVE_INFINITY },
      ...{
        disclosedAtMs: Number.NEGATIVE_INFINITY,
        spokenBeforeMs: Number.NEGATIVE_INFINITY,
        spokenAtMs: Number.NEGATIVE_INFINITY,
      },
      ...{ askedBy: undefined, askedBefore: undefined, disclosureBegun: undefined, disclosureBegunBefore: undefined },
      ...{ apologies: [], holdings: [], confirmations: [], texts: [], referrals: [] },
      ...{ episode: "NONE", episodeBefore: "NONE", episodeEndsAtMs: Number.POSITIVE_INFINITY },
    };
    this.members.set(id, made);
    return made;
  }

  /** Since when the member is opted out; undefined when they are not. */
  silentSinceMs(id: MemberId): number | undefined {
    const last = this.members.get(id)?.silences.at(-1);
    return last && last.toMs === Number.POSITIVE_INFINITY ? last.fromMs : undefined;
  }

  /** Takes a fact in; what is asked about it is asked of the ledger as it is afterwards. */
  note(fact: Fact, atMs: number): void {
    this.nowMs = atMs;
    switch (fact.kind) {
      case "arrived":
        this.#arrived(fact);
        return;
      case "committed":
        this.#committed(fact);
        return;
      case "asked":
        this.questionsAtMs.push(atMs);
        this.questionsBy.set(fact.by, this.askedBy(fact.by) + 1);
        for (const serial of new Set(fact.last)) {
          const record = this.bySerial.get(serial);
          if (record && isUnanswered(record)) record.timesAsked += 1;
        }
        return;
      case "acknowledged":
        return;
      case "hindered":
        this.hindered.add(fact.by);
        return;
      case "rung":
        for (const record of this.members.get(fact.member)?.texts ?? []) record.wasRung = true;
        return;
      case "posting": {
        const record = this.outbound(fact.id);
        const member = this.member(record.member);
        if (atMs >= member.episodeEndsAtMs) member.referrals = [];
        record.postedBy.push(fact.by);
        record.postedAtMs.push(atMs);
        record.body = withoutDisclosure(fact.body);
        // What it says tells more than its id, which says nothing on purpose.
        record.kind = KIND_OF_BODY.get(record.body) ?? record.kind;
        if (record.kind === "crisis" && !member.referrals.includes(record)) member.referrals.push(record);
        return;
      }
      case "refused":
        this.outbound(fact.id).isRefusedForGood = true;
        return;
      case "accepted":
        this.#accepted(fact);
        return;
      case "undelivered":
        for (const acceptance of this.outbound(fact.id).acceptances) {
          if (acceptance.carrierId === fact.carrierId) acceptance.isUndelivered = true;
        }
        return;
      case "model-out":
        this.modelOutSinceMs = fact.isOver ? undefined : atMs;
        return;
      case "blocked":
        this.blocked.add(fact.number);
        return;
      case "calmed":
      case "ended":
        return;
      default:
        fact satisfies never;
    }
  }

  #arrived({ text }: FactOf<"arrived">): void {
    if (this.texts.has(text.id)) return;
    this.arrivalsAtMs.push(this.nowMs);
    const ordinal = this.textsFrom(text.from) + 1;
    this.#textsFrom.set(text.from, ordinal);
    const record: TextRecord = {
      ...{ text, firstArrivedAtMs: this.nowMs, ordinal, member: undefined, isStored: false },
      ...{ answeredBy: undefined, closedBy: undefined, timesAsked: 0, wasRung: false, tier: "none", storedAtMs: 0 },
    };
    this.texts.set(text.id, record);
    this.bySerial.set(text.serial, record);
  }

  #accepted({ id, carrierId, body }: FactOf<"accepted">): void {
    const record = this.outbound(id);
    record.acceptances.push({ carrierId, atMs: this.nowMs, isUndelivered: false });
    const member = this.member(record.member);
    if (record.kind === "introduction" && id.includes(".disclosure-")) member.isIntroduced = true;
    if (record.kind === "reply") member.holdings = [];
    if (record.kind === "holding") {
      member.holdings.push({ holding: record, waiting: member.texts.filter(isUnanswered) });
    }
    if (record.kind === "clarification") {
      member.askedBefore = member.askedBy;
      member.askedBy = record;
    }
    if (record.kind === "stop-confirmation") member.confirmations.push(record);
    if (discloses(body)) member.disclosedAtMs = this.nowMs;
    member.spokenBeforeMs = member.spokenAtMs;
    if (IN_CONVERSATION.has(record.kind)) member.spokenAtMs = this.nowMs;
    if (withoutDisclosure(body).startsWith(APOLOGY)) member.apologies.push({ reply: record, atMs: this.nowMs });
  }

  #committed({ before, after, opened, counts }: FactOf<"committed">): void {
    const item = after ?? before;
    const { pk, sk } = item as { readonly pk: string; readonly sk?: string };
    if (sk === undefined) return;
    // A member's own place in the index is that of a check-in, which waits for its day.
    if (!NOT_WORK.has(sk) && (after?.openSince !== undefined || after?.dueShard !== undefined))
      this.#opened(`${pk}/${sk}`);
    else if (before?.openSince !== undefined || before?.dueShard !== undefined) this.open.delete(`${pk}/${sk}`);
    if (sk === "MOMENT") this.#momentCommitted(pk as MemberId, after);
    if (!after) return;
    if (sk === "MEMBER") this.#memberCommitted(pk as MemberId, after, opened);
    else if (sk.startsWith("TEXT#")) this.#textCommitted(pk as MemberId, sk.slice(5) as TextId, after, opened);
    else if (sk.startsWith("OUT#")) {
      const record = this.outbound(outboundIdOf(after));
      record.state = after.state as OutboundState;
      record.writtenAtMs = this.nowMs;
      if (record.state === "SENDING" && before?.sendingAt !== after.sendingAt) this.#begun(record, after);
      if (counts && record.state === "SENDING") record.timesCounted += 1;
      if (!before && after.answers) this.#answersCommitted(record, after.answers as TextId[]);
    }
  }

  #begun({ id, member: whose, kind }: OutboundRecord, after: StoredItem): void {
    if (!after.discloses && kind !== "disclosure") return;
    const member = this.member(whose);
    member.disclosureBegunBefore = member.disclosureBegun;
    member.disclosureBegun = { by: id, atMs: this.nowMs };
  }

  #opened(key: string): void {
    if (!this.open.has(key)) this.open.set(key, this.nowMs);
  }

  #answersCommitted(record: OutboundRecord, answers: readonly TextId[]): void {
    record.answers = answers;
    for (const text of answers) {
      const replies = this.#replies.get(text);
      if (replies) replies.push(record);
      else this.#replies.set(text, [record]);
    }
  }

  #momentCommitted(id: MemberId, after: StoredItem | undefined): void {
    const member = this.member(id);
    member.momentAtMs = after ? Date.parse(String(after.dueAt)) : Number.POSITIVE_INFINITY;
    if (after) this.#reminders.set(occasion("reminder", String(after.dueAt)), member.id);
  }

  #memberCommitted(id: MemberId, after: StoredItem, opened: Opened | undefined): void {
    const member = this.member(id);
    member.episodeBefore = member.episode;
    member.episode = opened?.state ?? member.episode;
    if (opened) member.episodeEndsAtMs = endOf(opened);
    const state = String(after.consentState);
    if (state === "OPTED_OUT" && member.consentState !== "OPTED_OUT") {
      member.silences.push({ fromMs: this.nowMs, toMs: Number.POSITIVE_INFINITY });
      member.isIntroduced = false;
      member.confirmations = [];
    }
    const silence = member.silences.at(-1);
    if (state !== "OPTED_OUT" && silence?.toMs === Number.POSITIVE_INFINITY) silence.toMs = this.nowMs;
    const suspension = member.suspensions.at(-1);
    if (state !== "SUSPENDED" && suspension?.toMs === Number.POSITIVE_INFINITY) suspension.toMs = this.nowMs;
    if (state === "SUSPENDED" && member.consentState !== "SUSPENDED") {
      member.suspensions.push({ fromMs: this.nowMs, toMs: Number.POSITIVE_INFINITY });
      member.askedBefore = undefined;
      member.askedBy = undefined;
    }
    if (state !== member.consentState) member.consentSinceMs = this.nowMs;
    member.consentState = state;
    member.consentChangedBy = String(after.consentChangedBy);
    member.ageState = String(after.ageState ?? "UNKNOWN");
  }

  #textCommitted(id: MemberId, text: TextId, after: StoredItem, opened: Opened | undefined): void {
    const record = this.texts.get(text);
    if (!record) return;
    if (!record.isStored) {
      this.member(id).texts.push(record);
      record.storedAtMs = this.nowMs;
    }
    record.tier = opened?.assessment?.tier ?? record.tier;
    record.member = id;
    record.isStored = true;
    record.answeredBy = after.answeredBy as OutboundId | undefined;
    record.closedBy = after.closedBy as string | undefined;
  }
}

const KIND_OF_BODY: ReadonlyMap<string, OutboundKind> = new Map([
  [fixedText("welcome").body, "introduction"],
  [fixedText("disclosure").body, "introduction"],
  [fixedText("stopped").body, "stop-confirmation"],
  [fixedText("stopped", "es").body, "stop-confirmation"],
  [fixedText("restarted").body, "start-confirmation"],
  [fixedText("help").body, "help"],
  [fixedText("help-es").body, "help"],
  [fixedText("holding").body, "holding"],
  [fixedText("reminder").body, "disclosure"],
  [fixedText("break-reminder").body, "disclosure"],
  [fixedText("clarification").body, "clarification"],
  [fixedText("periodic").body, "periodic"],
]);

/** Kinds that are part of a conversation, or say what Jules is. */
const IN_CONVERSATION: ReadonlySet<OutboundKind> = new Set([
  ...(["reply", "holding", "care", "follow-up"] as const),
  ...(["introduction", "age", "disclosure"] as const),
]);

/** A concern is over after a day, and what comes after a hold after three. */
function endOf({ state, since = "", lastSignalAt = "" }: Opened): number {
  if (state === "ATTENTIVE") return Date.parse(lastSignalAt) + DAY_MS;
  if (state === "FOLLOW_UP") return Date.parse(since) + 3 * DAY_MS;
  return state === "NONE" ? 0 : Number.POSITIVE_INFINITY;
}

const DAY_MS = 24 * 60 * 60_000;

/** How a reply begins that says sorry for a long wait. */
export const APOLOGY = "Sorry for the long wait";

/** Handings over that the carrier accepted and did not call undelivered. */
export function arrivalsOf({ acceptances }: OutboundRecord): number {
  return acceptances.filter((acceptance) => !acceptance.isUndelivered).length;
}

/** The text of ours that a write moves to SENDING, if it does. */
export function beginningOf(
  before: StoredItem | undefined,
  after: StoredItem | undefined,
  ledger: Ledger,
): OutboundRecord | undefined {
  if (after?.state !== "SENDING" || before?.sendingAt === after.sendingAt) return undefined;
  return ledger.outbound(outboundIdOf(after));
}

/** The id of the text of ours that an item is of. */
export function outboundIdOf({ pk, sk }: StoredItem): OutboundId {
  return `${String(pk)}.${String(sk).slice("OUT#".length)}` as OutboundId;
}

export function isUnanswered({ answeredBy, closedBy }: TextRecord): boolean {
  return answeredBy === undefined && closedBy === undefined;
}

/** The carrier's order: by its time, then by id. */
export function orderOf({ text }: TextRecord): string {
  return `${text.saidAt}#${text.id}`;
}

/** Its id says nothing of what it is, but for who tries all that it can be. */
function kindOfOccasion(cause: string, texts: readonly TextRecord[]): OutboundKind {
  if (texts.some(({ text }) => cause === occasion("holding", text.id))) return "holding";
  const isCare = texts.some(({ text }) =>
    (["check-in", "question"] as const).some((kind) => cause === occasion(kind, text.id)),
  );
  return isCare ? "care" : "follow-up";
}

function kindOf(
  id: OutboundId,
  cause: string,
  text: TextRecord | undefined,
  texts: readonly TextRecord[],
): OutboundKind {
  if (!isFixed(id)) return "reply";
  if (/^(welcome|disclosure)-/.test(cause)) return "introduction";
  if (cause.startsWith("more-")) return kindOfOccasion(cause, texts);
  switch (text?.text.kind) {
    case "stop":
      return "stop-confirmation";
    case "start":
      return "start-confirmation";
    case "help":
      return "help";
    case "unclear":
      return "clarification";
    default:
      return "crisis";
  }
}
