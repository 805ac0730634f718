import type { Example } from "./corpus.ts";

/** A judged text, and what the detector made of it. */
export interface Verdict {
  readonly example: Example;
  readonly acts: boolean;
  readonly watches: boolean;
  readonly categories: readonly string[];
}

export interface Share {
  readonly hits: number;
  readonly of: number;
}

export function share(verdicts: readonly Verdict[], isHit: (verdict: Verdict) => boolean): Share {
  return { hits: verdicts.filter(isHit).length, of: verdicts.length };
}

/** A share in per cent, with the interval that holds the true one in 95 of 100 cases (Wilson, 1927). */
export function percent({ hits, of }: Share, digits = 1): string {
  if (of === 0) return "-";
  const z = 1.96;
  const rate = hits / of;
  const middle = (rate + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((rate * (1 - rate)) / of + z ** 2 / (4 * of ** 2));
  const shown = (value: number) => (100 * Math.max(0, value)).toFixed(digits);
  return `${shown(rate)} [${shown(middle - half)}-${shown(Math.min(1, middle + half))}]`;
}

/** Precision and recall of one category in one number; only texts that were acted on count as named. */
export function f1(verdicts: readonly Verdict[], category: string): number {
  const named = ({ acts, categories }: Verdict) => acts && categories.includes(category);
  const wanted = ({ example }: Verdict) => example.crisis === true && example.categories.includes(category as never);
  const counted = verdicts.filter(({ example }) => example.crisis !== undefined);
  const right = counted.filter((verdict) => named(verdict) && wanted(verdict)).length;
  return (2 * right) / (counted.filter(named).length + counted.filter(wanted).length);
}

const CATEGORIES = ["suicide", "self-harm", "violence", "abuse"] as const;

/** The figures of one set as lines of a table: what is heard and missed, by tier, category and language. */
export function figuresOf(verdicts: readonly Verdict[]): readonly (readonly [string, string, string, string])[] {
  const crises = verdicts.filter(({ example }) => example.crisis);
  const harmless = verdicts.filter(({ example }) => example.crisis === false);
  const line = (name: string, some: readonly Verdict[], digits = 1): readonly [string, string, string, string] => [
    name,
    String(some.length),
    percent(
      share(some, ({ acts }) => acts),
      digits,
    ),
    percent(
      share(some, ({ watches }) => watches),
      digits,
    ),
  ];
  const of = (isIt: (example: Example) => boolean, among = crises) => among.filter(({ example }) => isIt(example));
  return [
    line("crises", crises),
    ...(["imminent", "high", "concern"] as const).map((tier) =>
      line(
        `- ${tier}`,
        of((one) => one.tier === tier),
      ),
    ),
    ...CATEGORIES.map((name) =>
      line(
        `- ${name}`,
        of(({ categories }) => categories.includes(name)),
      ),
    ),
    line(
      "- English",
      of(({ language }) => language === "en"),
    ),
    line(
      "- Spanish, Spanglish",
      of(({ language }) => language !== "en"),
    ),
    line("no crises (false alarms)", harmless, 2),
    line(
      "- English",
      of(({ language }) => language === "en", harmless),
      2,
    ),
    line(
      "- Spanish, Spanglish",
      of(({ language }) => language !== "en", harmless),
      2,
    ),
  ].filter(([, count]) => count !== "0");
}
