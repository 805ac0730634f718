import type { Age, AgeChange } from "../age/index.ts";
import type { Billing } from "../billing/index.ts";
import type { Consent, ConsentCause, ConsentChange, OptInProof } from "../consent/index.ts";
import type { Episode } from "../crisis/index.ts";
import type { Instant, MemberId, NumberHash, OutboundId, PhoneNumber } from "../kernel/index.ts";
import type { LedgerEntry, LedgeredText, LedgerHead } from "../ledger/index.ts";
import type { Activity } from "./activity.ts";

/** A person who texts Jules, as far as it can be read without their key. */
export interface Member {
  readonly id: MemberId;
  readonly consent: Consent;
  readonly createdAt: Instant;
  /** When the carrier last accepted the welcome and the disclosure; undefined until the first contact is complete. */
  readonly introducedAt: Instant | undefined;
  /** When HELP was last answered, or half a sign of a danger from where we do not text. */
  readonly helpedAt: Instant | undefined;
  /** When a reply last said sorry for a long wait. */
  readonly apologisedAt: Instant | undefined;
  /** The number of ours they write to; answers come from it. */
  readonly ownNumber: PhoneNumber;
  readonly sealedEpisode: SealedEpisode;
  /** Whose ledger and suppression they are. */
  readonly numberHash: NumberHash;
  readonly age: Age;
  readonly contact: Contact;
  readonly activity: Activity;
  /** What they pay. */
  readonly billing: Billing;
  readonly ledger: LedgerHead;
  /** When they asked for everything to be deleted, and did not confirm it yet. */
  readonly erasureAskedAt: Instant | undefined;
  /** When we learned that the number was given to somebody else: who texts from it next is another person. */
  readonly reassignedAt: Instant | undefined;
}

/** When anything passed between a member and us, as far as rules need it. */
export interface Contact {
  /** When the carrier last accepted a disclosure, and with which text of ours. */
  readonly disclosedAt: Instant | undefined;
  readonly disclosedBy: OutboundId | undefined;
  /** When a text of the conversation last began to leave that the carrier did not refuse. */
  readonly sentAt: Instant | undefined;
  /** When the present interaction began: with the first text of ours after a silence. */
  readonly interactionAt: Instant | undefined;
  /** When the newest of the texts that were answered came. */
  readonly heardAt: Instant | undefined;
  /** When we last texted first; the newest at the end, and not more than the rules count. */
  readonly reachedOutAt: readonly Instant[];
  /** When the reminder cron looks at this member next. */
  readonly momentAt: Instant | undefined;
  /**
   * Since when it is open whether the number is still theirs: from then on it had been silent for too long. Nothing that was
   * said before is used until they say so.
   */
  readonly doubtedSince: Instant | undefined;
  /** When it was last asked for that what they said be read for what to remember. */
  readonly rungAt?: Instant | undefined;
}

export const NO_CONTACT: Contact = {
  disclosedAt: undefined,
  disclosedBy: undefined,
  sentAt: undefined,
  interactionAt: undefined,
  heardAt: undefined,
  reachedOutAt: [],
  momentAt: undefined,
  doubtedSince: undefined,
};

/** What a text of ours leaves behind on its member, in the write that begins it. */
export interface Traces {
  readonly sentAt?: Instant;
  readonly interactionAt?: Instant;
  readonly heardAt?: Instant;
  /** Takes the place of the list that was read; the write holds only while that is still there. */
  readonly reachedOutAt?: { readonly from: readonly Instant[]; readonly to: readonly Instant[] };
  /** Moves the moment; with `from` only while it is still there, so that a moment is used once. */
  readonly momentAt?: { readonly from?: Instant | undefined; readonly to: Instant | undefined };
  readonly doubtedSince?: Instant;
  readonly rungAt?: Instant;
}

/** The course of a member's crisis, or of none, as it lies in the table: only the member's key opens it. */
export interface SealedEpisode {
  /** Undefined for a member who never had one written. */
  readonly bytes: Uint8Array | undefined;
  /** Grows by one with every write, from a random number on: it lies in the clear. */
  readonly version: number;
}

/** An episode that takes the place of the one that was read; a write with it holds only while nobody wrote another. */
export interface EpisodeChange {
  readonly episode: Episode;
  /** The version that was read. */
  readonly version: number;
}

/**
 * The right to work on a member's conversation, for one worker at a time. Its token grows with every lease of the member:
 * a worker that was overtaken (frozen, presumed dead) holds an older one, and nothing it writes for the conversation holds.
 */
export interface Lease {
  /** As read when the lease was given. */
  readonly member: Member;
  readonly token: number;
}

/** What somebody was told at first, and with which text of ours last. */
export interface Introduction {
  readonly by: OutboundId;
  readonly texts: readonly LedgeredText[];
  /**
   * They were sent: where the member does not know of the disclosure, nobody put down when that was, and the next text makes
   * it again.
   */
  readonly wasSent?: true;
}

/** Changes of consent that come from outside the conversation. */
export interface ConsentChanges {
  /**
   * Opts a member out on the carrier's word about a text that the number opted out (error 4775).
   * @param underVersion the version of the consent that the text was handed over under: the word does not undo one that
   * was given since, however late it comes.
   * @param reportedAt the carrier's time of that word.
   * @param cause that the number was given to somebody else (error 4721) is noted on the member too; who texts from it
   * next is another one. `carrier`, if not given.
   * @returns false when they already were, or have consented since.
   */
  optOut(
    id: MemberId,
    underVersion: number,
    changedBy: string,
    reportedAt: Instant,
    at: Instant,
    cause?: Extract<ConsentCause, "carrier" | "number-reassigned">,
  ): Promise<boolean>;

  /**
   * Suspends a member on the carrier's word that a text was blocked (error 4772), which does not say by whom: nothing is
   * begun by us until they write again. The versions and times are as for an opt-out.
   * @returns false when nobody is to be suspended, or they have consented since.
   */
  suspend(id: MemberId, underVersion: number, changedBy: string, at: Instant): Promise<boolean>;
}

export interface MemberStore {
  byId(id: MemberId): Promise<Member | undefined>;

  /**
   * Takes the member's lease until `until`. `held` while somebody else's has not run out; undefined when there is no such
   * member.
   */
  lease(id: MemberId, until: Instant, at: Instant): Promise<Lease | "held" | undefined>;

  /** Gives the lease back before its time; does nothing when somebody else has one by now. */
  release(lease: Lease): Promise<void>;

  /**
   * Changes the consent from the version in `member`, one version up, with a row of the ledger; an opt-out and a block
   * write the suppression of the number in the same write, which outlives the member.
   * Returns the member as it is afterwards; when somebody else was faster, as it then is, unchanged by us.
   */
  changeConsent(member: Member, change: ConsentChange, at: Instant): Promise<Member>;

  /**
   * Changes the age state from the version in `member`, one version up, and puts it into the ledger.
   * Returns the member as it is afterwards; when somebody else was faster, as it then is, unchanged by us.
   */
  changeAge(member: Member, change: AgeChange, at: Instant): Promise<Member>;

  /** Notes that the birth year was asked for, or that something made us think of a child. */
  noteAge(member: Member, note: Partial<Pick<Age, "askedAt" | "asks" | "childDoubtAt">>): Promise<void>;

  /** Notes when somebody asked for their data to be deleted; undefined takes it back. */
  noteErasureAsked(member: Member, at: Instant | undefined): Promise<void>;

  /**
   * Moves the moment at which the reminder cron looks at this member.
   * @returns false when it is no longer the one in `member`.
   */
  moveMoment(member: Member, to: Instant | undefined): Promise<boolean>;

  /** They said that the number is still theirs: what was said before may be used again. */
  settleDoubt(member: Member): Promise<void>;

  /** They said that the number was given to them by somebody else: who texts from it next is another member. */
  noteReassigned(member: Member, at: Instant): Promise<void>;

  /**
   * Keeps, sealed and to be erased with the member, what proves that they asked for our texts.
   * @returns false when the proof of this moment is kept already.
   * @throws Failure `key.unavailable`.
   */
  keepProof(member: Member, proof: OptInProof): Promise<boolean>;

  /** Appends to the member's ledger, for what no other write of the member is about. */
  record(member: Member, entries: readonly LedgerEntry[], at: Instant): Promise<void>;

  /**
   * Does nothing when the consent has changed since: after a STOP they are told again. Gives a member without an episode
   * an empty one, if their key is at hand: that there is one must tell nothing. An introduction is a disclosure: it
   * becomes the member's last one, with rows of the ledger.
   * @param introduction the whole one in English, if not given.
   */
  markIntroduced(member: Member, at: Instant, introduction?: Introduction): Promise<void>;

  markHelped(member: Member, at: Instant): Promise<void>;
  /**
   * The member's episode as it was read with them; none when there is none, and `isUnreadable` when it opens no longer.
   * @throws Failure `key.unavailable` when the member's key is not to be had now.
   */
  episode(member: Member): Promise<Episode>;
  /** The same for who cannot wait: undefined when it is not to be had at once. */
  episodeAtHand(member: Member): Promise<Episode | undefined>;
  /**
   * Writes the member's episode.
   * @returns false when somebody wrote another since the member was read.
   * @throws Failure `key.unavailable`.
   */
  remember(id: MemberId, change: EpisodeChange): Promise<boolean>;
}

/** Finds members by their number. Only intake can: nobody else needs the key of the blind index. */
export interface MemberDirectory extends MemberStore {
  /**
   * The member who texts from `number`; created, in consent state NEW, at the first text from it.
   * Needs no key of the member, so that STOP and a crisis reply work while keys cannot be unwrapped.
   * A number that is suppressed makes a member who is opted out, or blocked; one that was reassigned makes another member.
   * @param needsHelp that help must reach them whatever the ledger says: while it cannot be asked they are made without it,
   * and it is asked by the first change of their consent, before which nothing but help leaves.
   */
  byNumber(number: PhoneNumber, ownNumber: PhoneNumber, at: Instant, needsHelp?: boolean): Promise<Member>;

  /** The member of this number, if there is one. */
  find(number: PhoneNumber): Promise<Member | undefined>;
}
