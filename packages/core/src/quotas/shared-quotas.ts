import { type Clock, instant, type MemberId, millisecondsOf, type PhoneNumber } from "../kernel/index.ts";
import type { SharedState } from "../providers/index.ts";
import {
  CARRIED_MICRO_USD,
  counted,
  ESTIMATE,
  type LimitOf,
  type Limits,
  MEASURES,
  type Measure,
  SCOPES,
  type Scope,
  WINDOWS,
} from "./limits.ts";
import { areAlike, type Heard, heardSince, loopIn, saysGoOn, sketchOf } from "./loops.ts";
import type { Quotas, QuotaVerdict, Spent, Use } from "./quotas.ts";
import {
  type Amounts,
  combined,
  NO_RECORD,
  NOTHING,
  type Pause,
  parseRecord,
  RECORD_KEPT_MS,
  recordText,
  type Sums,
  type UseRecord,
  withMore,
} from "./record.ts";
import { type Addend, Tallies } from "./tallies.ts";
import { keptMs, type Window, windowAt } from "./windows.ts";

export interface QuotaSettings {
  readonly state: SharedState;
  readonly limits: Limits;
  readonly clock: Clock;
  /** What a member is called in the shared state, where no id lies in the clear. */
  readonly nameOf: (member: MemberId) => string;
  /** A keyed hash of a word: what members write lies nowhere in the clear, and nobody can try words. */
  readonly digest: () => Promise<(word: string) => string>;
  /** Told what operators must learn. */
  readonly notices: QuotaNotices;
}

export interface QuotaNotices {
  /** A limit is reached; said once for each member who meets it, or each time for a prefix. Names nobody. */
  over(verdict: Extract<QuotaVerdict, { kind: "over" }>): void;
  /** A machine seems to answer us. */
  loop(): void;
  /** The shared state has no answer: what is used is counted in this sandbox alone. */
  alone(): void;
}

/** What was reckoned for a member's turn, and the windows it went into. */
interface Reserved extends Amounts {
  readonly windows: readonly Window[];
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Of so many uses a sandbox tells the others together, while limits are far. */
const UNTOLD_USES = 20;
/** So many members' records a sandbox remembers by itself. */
const MOST_RECORDS = 2_000;

/**
 * Counts in fixed windows that all sandboxes share. What a turn may take is reserved before it begins and corrected when it
 * is known, so that no more is spent than the limit and what is under way. Without the shared state each sandbox goes by
 * what it has counted itself.
 *
 * A command of the shared state costs, so a turn has two: a member's record is read when they take and written when they have
 * spent, and what they share with others is told for some twenty uses at once.
 */
export function createQuotas(settings: QuotaSettings): Quotas {
  const quotas = new SharedQuotas(settings);
  return { take: (use) => quotas.take(use), spend: (spent) => quotas.spend(spent) };
}

class SharedQuotas {
  readonly #settings: QuotaSettings;
  readonly #tallies: Tallies;
  readonly #records = new Map<MemberId, UseRecord>();
  /** What of their sums the shared record does not have. */
  readonly #untold = new Map<MemberId, Sums>();
  readonly #reserved = new Map<MemberId, Reserved>();
  /** A window of the service that is used up. */
  #serviceClosed: Window | undefined;

  constructor(settings: QuotaSettings) {
    this.#settings = settings;
    const now = () => millisecondsOf(settings.clock.now());
    this.#tallies = new Tallies({ state: settings.state, now, alone: () => settings.notices.alone() });
  }

  async take(use: Use): Promise<QuotaVerdict> {
    const now = millisecondsOf(use.at);
    const found = await this.#recordOf(use.member);
    const known = new Set(found.last?.ids);
    const fresh = use.ids.filter((id) => !known.has(id)).length;
    if (found.last && fresh === 0) return found.last.verdict;

    const heard = await this.#heard(use, now);
    const record = withoutEndedPause(found, heard, use.bodies, now);
    const { verdict, changes } = loopOf(record, heard, now) ?? (await this.#counted(use, fresh, record, heard, now));
    if (verdict.kind === "over" && (verdict.isNew || verdict.of === "prefix")) this.#settings.notices.over(verdict);
    if (verdict.kind === "loop" && verdict.isNew) this.#settings.notices.loop();
    const judged = { ...record, ...changes, at: now, last: { ids: use.ids, verdict } };
    // Who is free is written down with what they spend; sooner where a turn before died without that.
    const waits = verdict.kind === "free" && !this.#untold.has(use.member);
    if (verdict.kind === "free") this.#owe(use.member, reckonedFor(fresh), windowsAt(now));
    if (waits) this.#remember(this.#records, use.member, judged);
    else await this.#tell(use.member, judged);
    return verdict;
  }

  async spend({ member, number, at, texts, tokens, costMicroUsd }: Spent): Promise<void> {
    const now = millisecondsOf(at);
    const reserved = this.#reserved.get(member);
    this.#reserved.delete(member);
    const { windows, ...reckoned } = reserved ?? { ...NOTHING, windows: windowsAt(now) };
    const took = {
      texts: Math.max(texts, reckoned.texts),
      tokens: tokens ?? ESTIMATE.tokens,
      cost: CARRIED_MICRO_USD + (costMicroUsd ?? ESTIMATE.costMicroUsd),
    };
    const difference = combined(took, reckoned, minus);
    if (reserved) {
      const record = this.#records.get(member) ?? NO_RECORD;
      this.#owe(member, difference, windows);
      await this.#tell(member, { ...record, sums: withMore(record.sums, windows.map(keyOf), difference) });
    }
    await this.#add(reserved ? COMMON : ["service"], number, windows, difference, now, "in-time");
  }

  /** Counts the use in every scope, unless one of them is used up; then nothing of it stays. */
  async #counted(use: Use, texts: number, record: UseRecord, heard: Heard, now: number): Promise<Judged> {
    const windows = windowsAt(now);
    const closed = record.closed.filter((key) => windows.some((window) => key.endsWith(`:${window.startsAt}`)));
    const trail = heardSince(record.trail, heard);
    const shut = (scope: LimitOf, window: Window): Judged => {
      const key = `${scope}:${window.name}:${window.startsAt}`;
      const isNew = !closed.includes(key);
      const endsAt = instant(window.endsAt);
      const verdict = { kind: "over", of: scope, window: window.name, endsAt, isNew } as const;
      return { verdict, changes: { closed: isNew ? [...closed, key] : closed, trail } };
    };
    // What a member was told stays so until the window ends, and costs no look.
    const told = windows.find(({ name, startsAt }) => closed.includes(`member:${name}:${startsAt}`));
    if (told) return shut("member", told);
    const out = this.#serviceClosed;
    if (out && now < out.endsAt) return shut("service", out);

    const amounts = reckonedFor(texts);
    const sums = withMore(record.sums, windows.map(keyOf), amounts);
    const mine = windows.find((window) =>
      MEASURES.some((measure) => {
        return (sums[keyOf(window)]?.[measure] ?? 0) > this.#limitOf("member", window, measure);
      }),
    );
    if (mine) return shut("member", mine);
    // Who pays from now on goes on at once. Several texts that are answered together may go beyond it.
    const day = windows.find(({ name }) => name === "day");
    const isOfDay = day && (record.sums[keyOf(day)]?.texts ?? 0) >= (use.textsADay ?? Infinity);
    if (day && isOfDay) return shut("plan", day);

    const over = await this.#add(COMMON, use.number, windows, amounts, now, "where-near");
    if (!over) {
      this.#remember(this.#reserved, use.member, { ...amounts, windows });
      return { verdict: { kind: "free" }, changes: { closed, trail, sums } };
    }
    await this.#add(COMMON, use.number, windows, combined(NOTHING, amounts, minus), now, "at-once");
    if (over.scope === "service") this.#serviceClosed = over.window;
    return shut(over.scope, over.window);
  }

  /** Adds to what many share; answers what is used up by it, the prefix first. */
  async #add(
    scopes: readonly Common[],
    number: PhoneNumber,
    windows: readonly Window[],
    amounts: Amounts,
    now: number,
    tell: Parameters<Tallies["add"]>[1],
  ): Promise<{ readonly scope: Scope; readonly window: Window } | undefined> {
    const names = { prefix: prefixOf(number), service: "all" } as const;
    const mostUntold = MEASURES.map((measure) => UNTOLD_USES * reckonedFor(1)[measure]);
    const slots = scopes.flatMap((scope) => windows.map((window) => ({ scope, window })));
    const addends = slots.map(({ scope, window }): Addend => {
      return {
        key: `quota:${scope}:${names[scope]}:${keyOf(window)}`,
        amounts: MEASURES.map((measure) => amounts[measure]),
        limits: MEASURES.map((measure) => this.#limitOf(scope, window, measure)),
        ...{ keptMs: keptMs(window, now), mostUntold },
      };
    });
    const sums = await this.#tallies.add(addends, tell);
    return slots.find((_, index) => {
      const { limits } = addends[index] as Addend;
      return sums[index]?.some((sum, at) => sum > (limits[at] ?? 0));
    });
  }

  #limitOf(scope: Scope, window: Window, measure: Measure): number {
    return counted(measure, this.#settings.limits[scope][window.name][measure]);
  }

  async #heard({ bodies }: Use, at: number): Promise<Heard> {
    const length = bodies.reduce((sum, body) => sum + body.length, 0);
    try {
      return { at, length, sketch: sketchOf(bodies, await this.#settings.digest()) };
    } catch {
      // Without the key the pace still shows.
      return { at, length, sketch: [] };
    }
  }

  /** What is known here and what the others know, whichever was written later; of the sums what is more. */
  async #recordOf(member: MemberId): Promise<UseRecord> {
    const own = this.#records.get(member) ?? NO_RECORD;
    const text = await this.#tallies.ask(async (state) => ({ word: await state.get(this.#settings.nameOf(member)) }));
    const shared = (text?.word && parseRecord(text.word)) || NO_RECORD;
    const untold = this.#untold.get(member);
    const isBehind = untold ? shared.at > own.at : shared.at >= own.at;
    const sumOf = (window: string) =>
      combined(
        combined(shared.sums[window] ?? NOTHING, untold?.[window] ?? NOTHING, plus),
        own.sums[window] ?? NOTHING,
        Math.max,
      );
    const windows = Object.keys({ ...own.sums, ...shared.sums });
    const sums = Object.fromEntries(windows.map((window) => [window, sumOf(window)]));
    return { ...(isBehind ? shared : own), sums };
  }

  /** Writes a record down, here and for the others. */
  async #tell(member: MemberId, record: UseRecord): Promise<void> {
    this.#remember(this.#records, member, record);
    const told = await this.#tallies.ask(async (state) => {
      await state.set(this.#settings.nameOf(member), recordText(record), RECORD_KEPT_MS);
      return true;
    });
    if (told) this.#untold.delete(member);
  }

  #owe(member: MemberId, amounts: Amounts, windows: readonly Window[]): void {
    this.#remember(this.#untold, member, withMore(this.#untold.get(member) ?? {}, windows.map(keyOf), amounts));
  }

  #remember<Value>(values: Map<MemberId, Value>, member: MemberId, value: Value): void {
    values.delete(member);
    values.set(member, value);
    const [oldest] = values.keys();
    if (values.size > MOST_RECORDS && oldest !== undefined) values.delete(oldest);
  }
}

/** What is made of a use, and what that changes in the member's record. */
interface Judged {
  readonly verdict: QuotaVerdict;
  readonly changes: Partial<UseRecord>;
}

/** Whether these texts belong to a loop that is paused, or are the first that show one; undefined when a person speaks. */
function loopOf({ pause, trail, pausedAt }: UseRecord, heard: Heard, now: number): Judged | undefined {
  if (pause) return { verdict: { kind: "loop", isNew: false }, changes: {} };
  const longer = heardSince(trail, heard);
  const kind = loopIn(longer);
  if (!kind) return undefined;
  const isNew = pausedAt === undefined || now - pausedAt >= DAY_MS;
  return {
    verdict: { kind: "loop", isNew },
    changes: { trail: longer, pause: { kind, since: now, sketch: heard.sketch }, ...(isNew && { pausedAt: now }) },
  };
}

/** Who goes on begins anew: the same pace, or the same words, have to show again. */
function withoutEndedPause(record: UseRecord, heard: Heard, bodies: readonly string[], now: number): UseRecord {
  const { pause, ...rest } = record;
  return pause && !isStillPaused(pause, heard, bodies, now) ? { ...rest, trail: [] } : record;
}

/**
 * A loop of the same words is over with other words. One of pace, whose words differ anyway, is over after an hour of
 * silence. GO ON ends both.
 */
function isStillPaused({ kind, since, sketch }: Pause, heard: Heard, bodies: readonly string[], now: number): boolean {
  if (bodies.some(saysGoOn)) return false;
  if (kind === "repetition") return now - since < DAY_MS && areAlike(sketch, heard.sketch);
  return now - since < HOUR_MS;
}

type Common = Exclude<Scope, "member">;
const COMMON: readonly Common[] = SCOPES.filter((scope) => scope !== "member");

/** What an answer to so many texts is reckoned with. */
function reckonedFor(texts: number): Amounts {
  return { texts, tokens: ESTIMATE.tokens, cost: CARRIED_MICRO_USD + ESTIMATE.costMicroUsd };
}

const plus = (one: number, other: number) => one + other;
const minus = (one: number, other: number) => one - other;

function keyOf({ name, startsAt }: Window): string {
  return `${name}:${startsAt}`;
}

function windowsAt(now: number): readonly Window[] {
  return WINDOWS.map((name) => windowAt(name, now));
}

/** Area code and exchange, which thousands share (NPA-NXX); of other countries as many digits. */
export function prefixOf(number: PhoneNumber): string {
  return /^\+1(\d{6})/.exec(number)?.[1] ?? number.slice(1, 7);
}
