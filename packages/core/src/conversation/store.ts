import type { Occurrence } from "../agenda/index.ts";
import type { Assessment, Referral } from "../crisis/index.ts";
import type { Language } from "../disclosure/index.ts";
import type { Instant, MemberId, OutboundId, PhoneNumber, TextId } from "../kernel/index.ts";
import type { DisclosureReason, LedgeredText } from "../ledger/index.ts";
import type { EpisodeChange, Lease, Member, Traces } from "../member/index.ts";
import type { OutboundKind, ReceivedText, SendOutcome } from "../messaging/index.ts";
import type { Exchange } from "../persona/index.ts";

/**
 * READY: may be sent; SENDING: handed to the carrier, outcome not yet known; SENT: accepted; DELIVERED and FAILED: the
 * carrier's last word; PARKED: nobody will send it, with a reason (doubt about whether it went out, too late, consent gone).
 * The moves between them are drawn in docs/reply-states.md.
 */
export type OutboundState = "READY" | "SENDING" | "SENT" | "DELIVERED" | "FAILED" | "PARKED";

/** What a text of ours says, to whom, and until when it is worth saying. */
export interface OutboundContent {
  readonly kind: OutboundKind;
  readonly body: string;
  /** Addresses of attachments, which the carrier fetches without credentials. Only a reply has some. */
  readonly media?: readonly string[] | undefined;
  readonly to: PhoneNumber;
  /** After this moment it must not leave any more, neither from us nor from the carrier. */
  readonly expiresAt: Instant;
  /** What it counts as, once, when it names a person to reach. */
  readonly counts?: Referral | undefined;
  /** What a disclosure that goes with it is written in; English, if not said. */
  readonly language?: Language | undefined;
  /** It is said in a crisis: what it says comes before everything that the law wants said besides. */
  readonly inCrisis?: boolean | undefined;
}

/** A text of ours as it comes into being. */
export interface NewOutbound {
  readonly id: OutboundId;
  readonly content: OutboundContent;
  /** The texts it answers; they stop waiting in the write that sends it. */
  readonly answers: readonly TextId[];
  readonly createdAt: Instant;
}

/** A text of ours that waits to leave, or whose fate is open. */
export interface Outbound extends Omit<NewOutbound, "content"> {
  readonly state: OutboundState;
  /** Undefined for a fixed text that was begun and not settled: which one it is stands nowhere yet. */
  readonly content: OutboundContent | undefined;
  /** How often it was handed to the carrier. */
  readonly attempts: number;
  /** When it was last handed to the carrier. */
  readonly sendingAt: Instant | undefined;
}

/** Whose text it is; with a lease's token, it leaves only while that is the newest. */
export type Holder = Pick<Lease, "member"> & Partial<Lease>;

/** From where a text that was begun before may be begun anew. */
export interface BeginAgain {
  /** Not while another text of this kind was begun since the last reply. */
  readonly onceUntilReply?: true;
  readonly states: readonly OutboundState[];
  /** Also from SENDING, if it was handed over no later than this. */
  readonly sendingSince?: Instant;
}

/** A disclosure that leaves with a text, or is one. */
export interface Disclosing {
  readonly text: LedgeredText;
  readonly reason: DisclosureReason;
}

/** What every move to SENDING does besides, in the same write. */
export interface EachTime {
  /** Kept beside the text in the clear, as code and version, so that a later word of the carrier finds it. */
  readonly discloses?: Disclosing | undefined;
  readonly traces?: Traces | undefined;
  /** The version of the episode that was read: the write holds only while nobody wrote another. */
  readonly episodeVersion?: number | undefined;
}

/** What the first move to SENDING of a fixed text does besides, in the same write; a later one does not do it again. */
export interface AtFirst {
  readonly counts?: Referral | undefined;
  readonly remembers?: EpisodeChange | undefined;
  /** What it uses up of the agenda; `moved-on` when that is not due any more. */
  readonly occurrence?: Occurrence | undefined;
}

/** What came of the move to SENDING. */
export type Begun =
  | {
      readonly kind: "sending";
      /** The text may leave, and what it counts as could not be counted. */
      readonly uncounted?: true;
    }
  /** `moved-on`: the consent or the episode changed, the lease was lost, or the text is no longer where it was. */
  | { readonly kind: "moved-on" }
  | { readonly kind: "exists"; readonly state: OutboundState };

/** One handing over to the carrier: the text, and the moment of the move to SENDING, which no other handing over has. */
export interface HandedOver {
  readonly id: OutboundId;
  readonly content: OutboundContent;
  readonly sendingAt: Instant;
  /** Where the carrier accepts it, it becomes the member's last disclosure, with a row of the ledger. */
  readonly discloses?: Disclosing | undefined;
}

/** What the move to SENDING of a reply does besides, in the same write. */
export interface AlongWithSending {
  /** Replies that are READY and take their leave: this one answers what they answered, and what was said since. */
  readonly supersedes: readonly Outbound[];
  /** The turn ends with this reply: the next one may begin. */
  readonly releases: boolean;
  /** The reply says sorry for a long wait. */
  readonly apologises: boolean;
  /** When the newest of the texts that it answers came. */
  readonly heardAt?: Instant | undefined;
  /** What the reply makes of the episode when it is begun for the first time. */
  readonly remembers?: EpisodeChange | undefined;
  /** It is talk, and not what a rule says: what was said is worth reading for what to remember. */
  readonly isTalk?: boolean | undefined;
}

/** A text of the member in their conversation. */
export interface Said {
  readonly id: TextId;
  readonly body: string;
  /** Addresses of attachments at the carrier. */
  readonly media: readonly string[];
  /** What came with it, in words, once a turn has looked: "(sent a picture: a dog on a couch)". */
  readonly seen?: string | undefined;
  readonly from: PhoneNumber;
  readonly saidAt: Instant;
  readonly receivedAt: Instant;
  /** How many turns asked the model about it, and put it off because there was no answer. */
  readonly askedInVain: number;
  /** What the crisis check made of it, and whether a turn has weighed it since. */
  readonly assessment: Assessment;
  readonly isWeighed: boolean;
}

export interface OpenWork {
  /** Unanswered texts in the carrier's order. */
  readonly waiting: readonly Said[];
  /** Texts of ours that are READY or SENDING. */
  readonly unfinished: readonly Outbound[];
  /** More is open than one turn can take. */
  readonly hasMore: boolean;
  /** How many items could not be read (another key, other bytes). They are closed, and no part of the other lists. */
  readonly unreadable: number;
}

/** A text among the last of both sides. */
export interface Place {
  /** Sorts as they were said. */
  readonly order: string;
  /** What the model is told of it; nothing of one that was closed, or never left. */
  readonly said?: Exchange | undefined;
  /** Of one of ours: the carrier has not said what became of it. */
  readonly isOpen?: true | undefined;
}

/** The end of a conversation as the model is told it. */
export interface History {
  /** Oldest first: texts that were answered by a reply, and the replies. */
  readonly said: readonly Exchange[];
  /** What waits among the texts that were looked at; it is no part of `said`. */
  readonly waiting: readonly Said[];
  /** Everything else that was looked at, `said` and what is no part of it, in order. */
  readonly places: readonly Place[];
}

export interface Address {
  readonly number: PhoneNumber;
  readonly language: Language;
}

export interface ConversationStore {
  /**
   * Writes a text into the member's inbox, sealed; waiting for an answer, or closed because `closedBy` says why not.
   * `seen` when the carrier delivered it before: then nothing is written, the episode neither.
   * `moved-on` when somebody wrote another episode since it was read.
   * @param remembers what the text makes of the member's episode, in the same write.
   */
  receive(
    member: Member,
    text: ReceivedText,
    assessment: Assessment,
    closedBy: string | undefined,
    at: Instant,
    remembers?: EpisodeChange,
  ): Promise<"stored" | "seen" | "moved-on">;
  /**
   * Writes down what a turn made of a text that waits, and of the member's episode with it.
   * @returns false when the text waits no longer, or somebody wrote another episode since it was read.
   */
  weigh(id: MemberId, text: Said, assessment: Assessment, remembers: EpisodeChange | undefined): Promise<boolean>;
  /**
   * Writes down what came with a text that waits (`seen`), and what that makes of it: whether it is to be weighed. No
   * attachment is looked at twice.
   * @returns false when the text waits no longer.
   */
  noteSeen(id: MemberId, text: Said): Promise<boolean>;

  /** Everything of this member that is not finished. Read consistently; what cannot be read is closed, with the reason. */
  open(id: MemberId): Promise<OpenWork>;

  /**
   * The last `limit` texts of both sides. Control words and what was said after a STOP are no part of it.
   * Read consistently, so that it also shows what came in since `open`.
   * @param since nothing that was said before it is part of it.
   */
  history(id: MemberId, limit: number, since?: Instant): Promise<History>;

  /**
   * Where a member is reached and in which language, as their conversation has it last; undefined when nothing of it is
   * left.
   * @throws Failure `key.unavailable`.
   */
  addressOf(id: MemberId): Promise<Address | undefined>;

  /**
   * Keeps a reply as READY, sealed, to be sent later, in the place of those it supersedes. Holds only while the lease
   * does, and while these are READY as they were read.
   * @returns false when it does not.
   */
  keep(lease: Lease, reply: NewOutbound, supersedes: readonly Outbound[], at: Instant): Promise<boolean>;

  /**
   * Keeps a fixed text that could not even be begun as READY, sealed. Does nothing when it was begun before, or when the
   * member's key is not at hand.
   * @returns whether it is kept or was begun before, so that somebody will find it.
   */
  keepFixed(member: Member, text: Pick<NewOutbound, "id" | "content">, at: Instant): Promise<boolean>;

  /**
   * The send gate's write for a reply: keeps it, sealed, as SENDING, or moves a kept one there; the texts it answers stop
   * waiting. Holds only while the member's consent is at the version in the lease, the lease is the member's newest, and
   * what it supersedes is READY as it was read. What it counts as is counted when it begins for the first time.
   */
  beginReply(
    lease: Lease,
    reply: NewOutbound | Outbound,
    along: AlongWithSending,
    at: Instant,
    each?: EachTime,
  ): Promise<Begun>;

  /**
   * The send gate's write for a fixed text, under the same condition on consent. Needs no key of the member, so that a
   * crisis is answered while keys cannot be unwrapped.
   * @param holder a lease where the text is true only as long as nobody else works on the conversation.
   */
  beginFixed(
    holder: Holder,
    id: OutboundId,
    again: BeginAgain,
    at: Instant,
    first?: AtFirst,
    each?: EachTime,
  ): Promise<Begun>;

  /**
   * Writes down what the carrier said to this handing over, and of a fixed text what it says, sealed if the member's key
   * is at hand. A status callback that was faster keeps its place, and so does a later handing over.
   * @param member whose contact and ledger a disclosure that was accepted goes into, as last read; what was not accepted
   * leaves their `sentAt` as it was.
   * @param retryAt when a text that was refused for now is due again.
   */
  settle(member: Member, text: HandedOver, outcome: SendOutcome, at: Instant, retryAt: Instant): Promise<void>;

  /**
   * Puts off all that is open of this member until `until`.
   * @param asked whether the model had no answer, which is counted.
   */
  postpone(id: MemberId, until: Instant, asked: boolean): Promise<void>;

  /** Takes a text of ours out of the work for good, with the reason. */
  park(id: OutboundId, reason: string): Promise<void>;

  /** Closes waiting texts that will get no answer, with the reason. */
  close(id: MemberId, texts: readonly TextId[], reason: string): Promise<void>;
}
