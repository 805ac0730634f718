/** Whose use is counted: one member's, that of all numbers which begin alike (NPA-NXX), and everybody's. */
export const SCOPES = ["member", "prefix", "service"] as const;
export const WINDOWS = ["hour", "day"] as const;
export const MEASURES = ["texts", "tokens", "cost"] as const;

export type Scope = (typeof SCOPES)[number];
/** What a limit may be one of: a scope's, which the service sets, or that of what a member pays. */
export type LimitOf = Scope | "plan";
export type WindowName = (typeof WINDOWS)[number];
export type Measure = (typeof MEASURES)[number];

/** What may be used in one window: texts of members, tokens in and out, and cost in US dollars. */
type Limit = Readonly<Record<Measure, number>>;

export type Limits = Readonly<Record<Scope, Readonly<Record<WindowName, Limit>>>>;

/**
 * The limits of a stage that says nothing else. A turn is reckoned with `ESTIMATE`, so that the three measures of a row
 * are reached at about the same time by ordinary texts, and the cost goes first where a model is dearer than planned.
 */
export const DEFAULT_LIMITS: Limits = {
  member: {
    // Two a minute for a whole hour: livelier than any evening we know of, and sixty in ten minutes are still free.
    hour: { texts: 120, tokens: 800_000, cost: 4 },
    // Who texts with Jules for eight waking hours, a text every minute and a bit.
    day: { texts: 400, tokens: 2_700_000, cost: 12 },
  },
  prefix: {
    // A prefix has 10,000 numbers and at ten million members some 70 of ours: twenty of them at their hour's limit at
    // once are no neighbourhood but a bank of phones.
    hour: { texts: 2_400, tokens: 16_000_000, cost: 80 },
    day: { texts: 12_000, tokens: 80_000_000, cost: 360 },
  },
  service: {
    // What the owner is ready to pay when everything is wrong at once. To be raised with the number of members: a day of
    // 200,000 texts is one of about 7,000 members who text thirty times.
    hour: { texts: 30_000, tokens: 200_000_000, cost: 900 },
    day: { texts: 200_000, tokens: 1_350_000_000, cost: 6_000 },
  },
};

/**
 * What one answer is reckoned with before it is known what it took: a full prompt of some 6,000 tokens (docs/evaluation.md),
 * and the answer; what these cost at a small model's price of one dollar a million, with nothing cached. Generous, for what is
 * reckoned too low is spent beyond the limit.
 */
export const ESTIMATE = { tokens: 6_500, costMicroUsd: 7_500 } as const;

/** What the carrier takes for a text in and two segments out, fees of the networks included. */
export const CARRIED_MICRO_USD = 21_000;

const MICRO = 1_000_000;

/** A limit in the unit that is counted: cost in millionths of a dollar. */
export function counted(measure: Measure, limit: number): number {
  return measure === "cost" ? Math.round(limit * MICRO) : limit;
}

/**
 * The limits with what a stage sets itself: `member.hour.texts=60,service.day.cost=2500`.
 * @returns what is wrong with it, in words, where it is wrong.
 */
export function limitsFrom(overrides: string | undefined): Limits | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const limits = copyOf(DEFAULT_LIMITS);
  for (const entry of (overrides ?? "").split(",").map((part) => part.trim())) {
    if (entry === "") continue;
    const [path = "", value = "", ...more] = entry.split("=").map((part) => part.trim());
    const [scope = "", window = "", measure = "", ...deeper] = path.split(".");
    if (!isOneOf(SCOPES, scope) || !isOneOf(WINDOWS, window) || !isOneOf(MEASURES, measure) || deeper.length > 0) {
      problems.push(`"${path}" is no limit; there are ${SCOPES.join("|")}.${WINDOWS.join("|")}.${MEASURES.join("|")}`);
      continue;
    }
    const limit = Number(value);
    const isLimit = more.length === 0 && /^\d{1,12}(?:\.\d{1,2})?$/.test(value) && limit > 0;
    if (!isLimit || (measure !== "cost" && !Number.isInteger(limit))) {
      problems.push(`${path} must be a number above 0${measure === "cost" ? ", in US dollars" : ", and whole"}`);
      continue;
    }
    limits[scope][window][measure] = limit;
  }
  for (const scope of SCOPES) {
    for (const measure of MEASURES) {
      const { hour, day } = limits[scope];
      if (hour[measure] > day[measure]) {
        problems.push(`${scope}.hour.${measure} must not be more than ${scope}.day.${measure} (${day[measure]})`);
      }
    }
  }
  return problems.length > 0 ? { problems } : limits;
}

type Writable = Record<Scope, Record<WindowName, Record<Measure, number>>>;

function copyOf(limits: Limits): Writable {
  const windowsOf = (scope: Scope) =>
    Object.fromEntries(WINDOWS.map((window) => [window, { ...limits[scope][window] }])) as Writable[Scope];
  return Object.fromEntries(SCOPES.map((scope) => [scope, windowsOf(scope)])) as Writable;
}

function isOneOf<Name extends string>(names: readonly Name[], value: string): value is Name {
  return (names as readonly string[]).includes(value);
}
