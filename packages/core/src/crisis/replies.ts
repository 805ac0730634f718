import type { FixedText } from "../disclosure/index.ts";
import type { Assessment, CrisisCategory } from "./assessment.ts";
import { CARE_TEXTS, type CrisisCase, FIRST_STEPS, SECOND_STEPS, THIRD_STEPS, type Wording } from "./templates.ts";

type Language = Assessment["language"];

/** What decides which help is named. */
type Danger = Pick<Assessment, "tier" | "categories" | "signals">;

export interface CrisisTemplate extends FixedText {
  readonly language: Language;
  /** The case of a first step; of later ones, which several cases share, the name of the step. */
  readonly case: string;
  /** 1: the first referral, 2: another way to a person, 3: somebody near; undefined: said around a crisis. */
  readonly step: 1 | 2 | 3 | undefined;
}

/** Every fixed text of the protocol, as it is sent. */
export const CRISIS_TEMPLATES: readonly CrisisTemplate[] = [
  ...templates(FIRST_STEPS, 1),
  ...templates(SECOND_STEPS, 2),
  ...templates(THIRD_STEPS, 3),
  ...templates(CARE_TEXTS, undefined),
];

function templates(wordings: Readonly<Record<string, Wording>>, step: CrisisTemplate["step"]): CrisisTemplate[] {
  return Object.entries(wordings).flatMap(([name, wording]) =>
    (["en", "es"] as const).map((language) => ({
      ...fixed(step ? `${name}.${step}` : name, wording, language),
      ...{ language, case: name, step },
    })),
  );
}

function fixed(name: string, wording: Wording, language: Language): FixedText {
  return { code: `crisis.${name}.${language}`, version: wording.version, body: wording[language] };
}

/**
 * The fixed reply to a text of tier high or imminent: a person to reach, and what an AI cannot do.
 * @param step 1 is the first referral of an episode, 2 the second, and so on without end. From the second on they take
 * turns, so that no text follows on itself, also when what is spoken of changes in between. Of every danger they name the
 * line that is for it, since it may be a new one at any step.
 */
export function crisisReply(assessment: Assessment, step: number): FixedText {
  const { language } = assessment;
  const name = caseOf(assessment);
  const first = FIRST_STEPS[name];
  if (step <= 1) return fixed(`${name}.1`, first, language);
  if (step % 2 === 1) return fixed(`${first.third}.3`, THIRD_STEPS[first.third], language);
  const ways = secondSteps(name, assessment);
  const second = ways[(step / 2 - 1) % ways.length] ?? first.second;
  return fixed(`${second}.2`, SECOND_STEPS[second], language);
}

/** A line for people like them comes before the general one; where minutes or the body count, after it. */
function secondSteps(name: CrisisCase, { signals }: Danger): readonly (keyof typeof SECOND_STEPS)[] {
  const general = FIRST_STEPS[name].second;
  if (!OWN_LIFE.has(name)) return [general];
  const special = ([["veteran", "veterans"] as const, ["lgbtq", "lgbtq-youth"] as const] as const)
    .filter(([signal]) => signals.includes(signal))
    .map(([, line]) => line);
  return GENERAL_FIRST.has(name) ? [general, ...special] : [...special, general];
}

const OWN_LIFE: ReadonlySet<CrisisCase> = new Set(["suicide-high", "suicide-imminent", "self-harm", "eating-disorder"]);

const GENERAL_FIRST: ReadonlySet<CrisisCase> = new Set(["suicide-imminent", "eating-disorder"]);

/** Which help fits. Danger to life is answered first, whatever else the text speaks of. */
export function caseOf({ categories, signals, tier }: Danger): CrisisCase {
  const isImminent = tier === "imminent";
  const isOfSomeoneElse = signals.includes("someone-else");
  if (signals.includes("overdose")) return isOfSomeoneElse ? "overdose-someone-else" : "overdose";
  if (isOfSomeoneElse) return caseOfSomeoneElse({ categories, signals, tier });
  if (categories.includes("suicide")) return isImminent ? "suicide-imminent" : "suicide-high";
  if (signals.includes("eating-disorder")) return "eating-disorder";
  if (categories.includes("self-harm")) return "self-harm";
  if (categories.includes("abuse")) {
    if (categories.includes("violence")) return "violent-home";
    if (isImminent) return "abuse-imminent";
    if (signals.includes("child")) return "child";
    if (signals.includes("sexual-assault")) return "sexual-assault";
    return signals.includes("partner") ? "partner" : "abuse";
  }
  if (categories.includes("violence")) return isImminent ? "violence-imminent" : "violence";
  // No category at all: the words that suit whatever it is.
  return "suicide-high";
}

function caseOfSomeoneElse({ categories, signals, tier }: Danger): CrisisCase {
  // Under way, whatever it is: 911 comes first.
  if (tier === "imminent") return "someone-else-imminent";
  const isOfLife = categories.includes("suicide") || categories.includes("self-harm");
  if (!isOfLife && categories.includes("violence")) return "violence-someone-else";
  if (!isOfLife && categories.includes("abuse")) {
    return signals.includes("child") ? "child-someone-else" : "abuse-someone-else";
  }
  return "someone-else";
}

/** Goes with the caring reply to a concern, once a day: where a person is reached. */
export function careLine(language: Language): FixedText {
  return fixed("care-line", CARE_TEXTS["care-line"], language);
}

/**
 * Answers a concern when no model is at hand, and names 988 lightly.
 * @param categories of the concern; none for a text that nobody could judge. The direct question is asked only about
 * suicide and self-harm, and never where somebody who does harm may read along.
 */
export function softCheckIn(language: Language, categories: readonly CrisisCategory[]): FixedText {
  const name = checkInFor(categories);
  return fixed(name, CARE_TEXTS[name], language);
}

function checkInFor(categories: readonly CrisisCategory[]) {
  if (categories.includes("abuse")) return "quiet-check-in";
  if (categories.includes("suicide") || categories.includes("self-harm")) return "soft-check-in";
  return "gentle-check-in";
}

/** Instead of a model's words in a crisis, when it is out or its words were held back. */
export function stayingText(language: Language): FixedText {
  return fixed("staying", CARE_TEXTS.staying, language);
}

/**
 * The question whose clear answer may end a hold.
 * @param categories what the hold is about, as `isClearlySafe` is told.
 */
export function safetyQuestion(language: Language, categories: readonly CrisisCategory[]): FixedText {
  const isOfOthers = categories.includes("abuse") || categories.includes("violence");
  const name = isOfOthers ? "safety-question-quiet" : "safety-question";
  return fixed(name, CARE_TEXTS[name], language);
}

/** Answers clear words after the question; offers one text on the next day. */
export function releasedText(language: Language): FixedText {
  return fixed("released", CARE_TEXTS.released, language);
}

/** The one text that was agreed on. */
export function followUpText(language: Language): FixedText {
  return fixed("follow-up", CARE_TEXTS["follow-up"], language);
}
