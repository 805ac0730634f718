import type { Consent, ConsentChange } from "../consent/index.ts";
import type { Episode } from "../crisis/index.ts";
import type { Instant, MemberId, PhoneNumber } from "../kernel/index.ts";

/** A person who texts Jules, as far as it can be read without their key. */
export interface Member {
  readonly id: MemberId;
  readonly consent: Consent;
  readonly createdAt: Instant;
  /** When the carrier last accepted the welcome and the disclosure; undefined until the first contact is complete. */
  readonly introducedAt: Instant | undefined;
  /** When HELP was last answered. */
  readonly helpedAt: Instant | undefined;
  /** When a reply last said sorry for a long wait. */
  readonly apologisedAt: Instant | undefined;
  /** The number of ours they write to; answers come from it. */
  readonly ownNumber: PhoneNumber;
  readonly sealedEpisode: SealedEpisode;
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

/** Changes of consent that come from outside the conversation. */
export interface ConsentChanges {
  /**
   * Opts a member out on the carrier's word about a text that the number opted out (error 4775).
   * @param underVersion the version of the consent that the text was handed over under: the word does not undo one that
   * was given since, however late it comes.
   * @param reportedAt the carrier's time of that word.
   * @returns false when they already were, or have consented since.
   */
  optOut(id: MemberId, underVersion: number, changedBy: string, reportedAt: Instant, at: Instant): Promise<boolean>;
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
   * Changes the consent from the version in `member`, one version up.
   * Returns the member as it is afterwards; when somebody else was faster, as it then is, unchanged by us.
   */
  changeConsent(member: Member, change: ConsentChange, at: Instant): Promise<Member>;

  /**
   * Does nothing when the consent has changed since: after a STOP they are told again. Gives a member without an episode
   * an empty one, if their key is at hand: that there is one must tell nothing.
   */
  markIntroduced(member: Member, at: Instant): Promise<void>;

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
   */
  byNumber(number: PhoneNumber, ownNumber: PhoneNumber, at: Instant): Promise<Member>;
}
