import { type Clock, instant, type MemberId, millisecondsOf, type PhoneNumber } from "../kernel/index.ts";
import type { SharedState } from "../providers/index.ts";
import {
  CARRIED_MICRO_USD,
  counted,
  ESTIMATE,
  type Limits,
  MEASURES,
  type Measure,
  SCOPES,
  type Scope,
  WINDOWS,
} from "./limits.ts";
import { areAlike, type Heard, heardSince, loopIn, saysGoOn, sketchOf } from "./loops.ts";
import type { Quotas, QuotaVerdict, Spent, Use } from "./quotas.ts";
import { NO_RECORD, type Pause, parseRecord, RECORD_KEPT_MS, recordText, type UseRecord } from "./record.ts";
import { type Addend, Tallies } from "./tallies.ts";
import { keptMs, type Window, windowAt } from "./windows.ts";

export interface QuotaSettings {
  readonly state: SharedState;
  readonly limits: Limits;
  readonly clock: Clock;
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

type Amounts = Readonly<Record<Measure, number>>;

/** What was reckoned for a member's turn, and the windows it went into. */
interface Reserved extends Amounts {
  readonly windows: readonly Window[];
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** So many members' records a sandbox remembers by itself. */
const MOST_RECORDS = 2_000;

/**
 * Counts in fixed windows that all sandboxes share. What a turn may take is reserved before it begins and corrected when it
 * is known, so that no more is spent than the limit and what is under way. Without the shared state each sandbox goes by
 * what it has counted itself.
 */
export function createQuotas(settings: QuotaSettings): Quotas {
  const quotas = new SharedQuotas(settings);
  return { take: (use) => quotas.take(use), spend: (spent) => quotas.spend(spent) };
}

class SharedQuotas {
  readonly #settings: QuotaSettings;
  readonly #tallies: Tallies;
  readonly #records = new Map<MemberId, UseRecord>();
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
    await this.#keep(use.member, { ...record, ...changes, at: now, last: { ids: use.ids, verdict } });
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
    const scopes: readonly Scope[] = reserved ? SCOPES : ["service"];
    await this.#add(scopes, member, number, windows, minus(took, reckoned), now);
  }

  /** Counts the use in every scope, unless one of them is used up; then nothing of it stays. */
  async #counted(use: Use, texts: number, record: UseRecord, heard: Heard, now: number): Promise<Judged> {
    const windows = windowsAt(now);
    const closed = record.closed.filter((key) => windows.some((window) => key.endsWith(`:${window.startsAt}`)));
    const trail = heardSince(record.trail, heard);
    const shut = (scope: Scope, window: Window): Judged => {
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

    const amounts = { texts, tokens: ESTIMATE.tokens, cost: CARRIED_MICRO_USD + ESTIMATE.costMicroUsd };
    const over = await this.#add(SCOPES, use.member, use.number, windows, amounts, now);
    if (!over) {
      this.#remember(this.#reserved, use.member, { ...amounts, windows });
      return { verdict: { kind: "free" }, changes: { closed, trail } };
    }
    await this.#add(SCOPES, use.member, use.number, windows, minus(NOTHING, amounts), now);
    if (over.scope === "service") this.#serviceClosed = over.window;
    return shut(over.scope, over.window);
  }

  /** Adds to every measure of every window; answers what is used up by it, the member's own first. */
  async #add(
    scopes: readonly Scope[],
    member: MemberId,
    number: PhoneNumber,
    windows: readonly Window[],
    amounts: Amounts,
    now: number,
  ): Promise<{ readonly scope: Scope; readonly window: Window } | undefined> {
    const names = { member, prefix: prefixOf(number), service: "all" } as const;
    const slots = scopes.flatMap((scope) =>
      windows.flatMap((window) => MEASURES.map((measure) => ({ scope, window, measure, amount: amounts[measure] }))),
    );
    const adding = slots.filter(({ amount }) => amount !== 0);
    const addends = adding.map(({ scope, window, measure, amount }): Addend => {
      const key = `quota:${scope}:${names[scope]}:${window.name}:${window.startsAt}:${measure}`;
      return { key, amount, keptMs: keptMs(window, now) };
    });
    if (addends.length === 0) return undefined;
    const sums = await this.#tallies.add(addends);
    return adding.find(({ scope, window, measure }, index) => {
      const limit = counted(measure, this.#settings.limits[scope][window.name][measure]);
      return (sums[index] ?? 0) > limit;
    });
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

  /** What is known here and what the others know, whichever was written later. */
  async #recordOf(member: MemberId): Promise<UseRecord> {
    const own = this.#records.get(member) ?? NO_RECORD;
    const text = await this.#tallies.ask(async (state) => ({ word: await state.get(`quota:record:${member}`) }));
    const shared = (text?.word && parseRecord(text.word)) || NO_RECORD;
    return shared.at > own.at ? shared : own;
  }

  async #keep(member: MemberId, record: UseRecord): Promise<void> {
    this.#remember(this.#records, member, record);
    await this.#tallies.ask((state) => state.set(`quota:record:${member}`, recordText(record), RECORD_KEPT_MS));
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

const NOTHING: Amounts = { texts: 0, tokens: 0, cost: 0 };

function minus(one: Amounts, other: Amounts): Amounts {
  return { texts: one.texts - other.texts, tokens: one.tokens - other.tokens, cost: one.cost - other.cost };
}

function windowsAt(now: number): readonly Window[] {
  return WINDOWS.map((name) => windowAt(name, now));
}

/** Area code and exchange, which thousands share (NPA-NXX); of other countries as many digits. */
export function prefixOf(number: PhoneNumber): string {
  return /^\+1(\d{6})/.exec(number)?.[1] ?? number.slice(1, 7);
}
