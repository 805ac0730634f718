import type { Instant, MemberId } from "../kernel/index.ts";
import type { TimeZone } from "../numbering/index.ts";
import type { TimeOfDay } from "../preferences/index.ts";
import type { LocalTime } from "./wall-clock.ts";

/** Which entry of a member's agenda. */
export type EntryId = string & { readonly __brand: "EntryId" };

/**
 * Something that Jules is to begin at a time: what a member asked to be reminded of, a question how they are, or news of
 * their subscription.
 */
export interface Entry {
  readonly id: EntryId;
  readonly member: MemberId;
  readonly kind: "reminder" | "check-in" | "billing-notice";
  /** What it is about, of a notice its code; sealed. */
  readonly about: string;
  readonly dueAt: Instant;
  /** Comes again at the same time on the member's clock, whatever the clock does. */
  readonly every?: { readonly days: "day" | "week"; readonly at: TimeOfDay; readonly timeZone: TimeZone } | undefined;
  readonly language: "en" | "es";
  readonly addedAt: Instant;
}

export interface Agenda {
  /** Twice the same id is once. @throws Failure `key.unavailable`. */
  add(entry: Entry): Promise<void>;
  /** What is still to come, the next first; at most twenty. @throws Failure `key.unavailable`. */
  of(member: MemberId): Promise<readonly Entry[]>;
  /** Removes entries; what is not there any more is none. */
  remove(member: MemberId, ids: readonly EntryId[]): Promise<void>;
}

/** One time at which an entry is due: what a text of ours uses up in the write that begins it. */
export interface Occurrence {
  readonly entry: EntryId;
  readonly dueAt: Instant;
  /** When the entry comes again; undefined when that was the last time, and the entry goes. */
  readonly nextAt: Instant | undefined;
}

/** An entry whose time has come, as far as it can be read without its member's key. */
export interface DueEntry extends Pick<Entry, "id" | "member" | "dueAt"> {}

/** The agenda as the cron that begins what is due needs it. */
export interface AgendaStore extends Agenda {
  /** What is due, the longest overdue first; at most as much as one run gets to. */
  due(at: Instant): Promise<readonly DueEntry[]>;
  /**
   * @returns undefined for what is not there any more, or opens no longer.
   * @throws Failure `key.unavailable`.
   */
  read(member: MemberId, id: EntryId): Promise<Entry | undefined>;
  /** Moves an entry on that is still due at that moment, or removes it. @returns false when it is not. */
  pass(member: MemberId, occurrence: Occurrence): Promise<boolean>;
  /** Makes an entry due again whose text was begun, and certainly did not leave; nobody may have moved it since. */
  restore(entry: Entry, used: Occurrence): Promise<void>;
}

/** A date and a time of day as somebody names them, on their own clock. */
export interface NamedTime {
  readonly local: LocalTime;
  /** The moment, where they named one that no clock can change: "in 20 minutes". */
  readonly at?: Instant | undefined;
  readonly every?: "day" | "week" | undefined;
  /** The text without the words that named it: what is to be reminded of. */
  readonly rest: string;
  /** No hour was named. */
  readonly isDayOnly?: true | undefined;
}

/** Finds the time that a text names. */
export interface TimeReader {
  /**
   * @param now the moment, on the clock of `timeZone`.
   * @returns undefined when it names none.
   */
  read(text: string, language: "en" | "es", now: Instant, timeZone: TimeZone): Promise<NamedTime | undefined>;
}
