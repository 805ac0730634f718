import { type ReferralCount, totalOf } from "../crisis/index.ts";
import { AREA_CODES, type State } from "../numbering/index.ts";
import { safetyProtocol } from "./protocol.ts";

/** How often somebody was referred to help. */
interface Referrals {
  /** By the operator, to numbers of any state: what each of the laws asks for, by its words. */
  readonly referralNotifications: number;
}

/** Everything of a year, for ourselves. Has small numbers in it: the public gets the total. */
export interface YearReport extends Referrals {
  readonly year: number;
  readonly byState: Readonly<Record<string, number>>;
  readonly byTier: Readonly<Record<string, number>>;
  readonly byTemplate: Readonly<Record<string, number>>;
  readonly byLanguage: Readonly<Record<string, number>>;
}

/** What a state is told about a year. */
export interface StateReport extends Referrals {
  readonly year: number;
  readonly state: State;
  /** The law that asks, where one does. */
  readonly law?: string;
  /** Of these, those to numbers with an area code of the state. */
  readonly toNumbersOfTheState: number;
  /** For California: what B&P 22603(a)(2) and (a)(3) ask for besides. */
  readonly protocols?: {
    readonly version: number;
    readonly toDetectRemoveAndRespond: readonly string[];
    readonly toProhibitResponses: readonly string[];
  };
}

/** Who asks for a number, and by which law; the day of the year it is due. */
const LAWS: Partial<Readonly<Record<State, string>>> = {
  CA: "Cal. Bus. & Prof. Code 22603 (to the Office of Suicide Prevention, every year from 1 July 2027)",
  WA: "Wash. HB 2225 (2026) (on the website: the preceding calendar year, from 1 January 2027)",
  OR: "Ore. SB 1546 (2026) (public report, every year by 31 December)",
  CO: "Colo. HB26-1263 (to the Attorney General, every year from 1 July 2027)",
};

/** The state if `value` is the postal code of one, in upper or lower case. */
export function stateOfCode(value: string): State | undefined {
  const code = value.toUpperCase();
  return Object.hasOwn(AREA_CODES, code) ? (code as State) : undefined;
}

/** @param counts of this year. */
export function yearReport(year: number, counts: readonly ReferralCount[]): YearReport {
  return {
    year,
    referralNotifications: totalOf(counts),
    byState: sums(counts, ({ state }) => state),
    byTier: sums(counts, ({ tier }) => tier),
    byTemplate: sums(counts, ({ template }) => template),
    byLanguage: sums(counts, ({ language }) => language),
  };
}

/**
 * A report holds counts and the protocol and nothing else: what it is made of knows of nobody (Cal. B&P 22603(b)).
 * @param counts of this year.
 */
export function stateReport(state: State, year: number, counts: readonly ReferralCount[]): StateReport {
  const law = LAWS[state];
  return {
    year,
    state,
    ...(law && { law }),
    referralNotifications: totalOf(counts),
    toNumbersOfTheState: totalOf(counts, state),
    ...(state === "CA" && { protocols: californiaProtocols() }),
  };
}

function californiaProtocols(): NonNullable<StateReport["protocols"]> {
  const { version, wording, texts } = safetyProtocol("en");
  const tiers = Object.values(wording.tiers.rows).map(
    ({ name, meaning, answer }) => `Tier “${name}”: ${meaning} ${answer}`,
  );
  const sent = texts.map(({ code, version, body }) => `Text ${code}, version ${version}: ${body}`);
  return {
    version,
    toDetectRemoveAndRespond: [...wording.detection.paragraphs, ...tiers, ...wording.answers.paragraphs, ...sent],
    toProhibitResponses: [
      "The language model is instructed never to do what follows, and each of its replies is checked before it leaves:",
      ...wording.never.points,
    ],
  };
}

function sums(counts: readonly ReferralCount[], nameOf: (counted: ReferralCount) => string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const counted of counts) found[nameOf(counted)] = (found[nameOf(counted)] ?? 0) + counted.count;
  return Object.fromEntries(Object.entries(found).sort(([one], [other]) => (one < other ? -1 : 1)));
}
