import type { OptInProof } from "../consent/index.ts";
import type { Assessment } from "../crisis/index.ts";
import type { Instant, MemberId, PhoneNumber, TextId } from "../kernel/index.ts";
import type { OutboundKind } from "../messaging/index.ts";

/** Which of a member's texts; means nothing to anybody else. */
export type ArchivedKey = string & { readonly __brand: "ArchivedKey" };

/** One text of a conversation, as its member may have it or have it forgotten. */
export interface ArchivedText {
  readonly key: ArchivedKey;
  /** Which text of theirs it is: what was taken from it names it as its source. */
  readonly text?: TextId | undefined;
  readonly at: Instant;
  readonly speaker: "member" | "jules";
  readonly body: string;
  /** The member's, at that time. */
  readonly number: PhoneNumber;
  /** What the crisis check made of a text of theirs, where that was more than nothing. */
  readonly danger?: Pick<Assessment, "tier" | "categories"> | undefined;
  /** False for a text of ours that the carrier did not take, or that never got so far. */
  readonly wasSaid: boolean;
  /** Of a text of ours. */
  readonly kind?: OutboundKind;
}

export interface ArchivePage {
  readonly texts: readonly ArchivedText[];
  /** Where the next page begins; undefined when there is none. */
  readonly before: string | undefined;
}

/** Everything that was said with a member and is still there. */
export interface Archive {
  /**
   * Both sides' texts, in no order. What cannot be opened any more is left out.
   * @throws Failure `key.unavailable` when the member's key is not to be had now; with detail `erased`, never again.
   */
  texts(id: MemberId): AsyncIterable<ArchivedText>;
  /**
   * Texts of both sides as they were said, newest first; fixed ones are not among them. What cannot be opened any more is
   * left out. Costs as much as the page has texts, however many there are.
   * @param before where an earlier page ended, as that says; means nothing to anybody else.
   * @returns undefined where no page of theirs ended so.
   * @throws Failure `key.unavailable`.
   */
  page(id: MemberId, before: string | undefined, limit: number): Promise<ArchivePage | undefined>;
  /** How they asked for our texts outside of a text. */
  proofs(id: MemberId): AsyncIterable<OptInProof>;
  /**
   * Deletes these texts for good; what was kept of the conversation elsewhere is not used any more, with no texts neither.
   * Twice is the same as once.
   */
  forget(id: MemberId, keys: readonly ArchivedKey[]): Promise<void>;
}
