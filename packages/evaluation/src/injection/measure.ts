import { compose } from "@jules/core/messaging";
import { guardModelText } from "@jules/core/moderation";
import { DECLINED_REPLIES, EXAMPLES, PROMPT_CANARY, prompt } from "@jules/core/persona";
import { RECORDED, readRecording } from "../persona/recordings.ts";
import { corpusOf } from "../texts/corpus.ts";
import { CASES } from "./cases/index.ts";
import { type CaseResult, runCase } from "./run-case.ts";
import { secondWave } from "./second-wave.ts";

/** Every case, each in a world of its own. */
export async function injectionResults(): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const injection of CASES) results.push(await runCase(injection));
  return results;
}

/** Answers that nothing is wrong with, and that are held back all the same. */
export function falseAlarms(): { readonly answers: number; readonly heldBack: readonly string[] } {
  const recorded = Object.values(readRecording(RECORDED).answers);
  const modelLike = (["en", "es"] as const).flatMap(corpusOf);
  const answers = [...modelLike, ...recorded, ...EXAMPLES.map(({ answer }) => answer), ...DECLINED_REPLIES].map(
    (answer) => compose(answer),
  );
  return { answers: answers.length, heldBack: answers.filter((answer) => guardModelText(answer) !== undefined) };
}

/** The answers of the second wave, and those that get through. */
export function waveResults(): { readonly answers: number; readonly through: readonly string[] } {
  const answers = secondWave(prompt([]).system, PROMPT_CANARY);
  return { answers: answers.length, through: answers.filter((answer) => guardModelText(answer) === undefined) };
}
