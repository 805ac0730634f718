import { PERSONA_VERSION } from "@jules/core/persona";
import type { Section } from "../section.ts";
import { BAD_ANSWERS } from "./bad-answers.ts";
import type { Case } from "./case.ts";
import { CHECK_NAMES, CHECKS, type CheckName, problemsOf } from "./checks.ts";
import { CASES, CORPUS } from "./corpus/index.ts";
import { RECORDED, type Recording, readRecording } from "./recordings.ts";

/** A text about nothing: what a bad answer is an answer to, where it does not matter. */
const ANY: Case = { id: "any", language: "en", said: "hey" };

/** The bad answers that a check lets pass; none, if it is worth anything. */
export function missedBy(name: CheckName): readonly string[] {
  return BAD_ANSWERS[name]
    .filter(({ answer, about }) => !CHECKS[name](answer, { ...ANY, ...about }))
    .map(({ answer }) => answer);
}

/** The texts whose answer has something wrong with it, with what. */
export function problemsIn({ answers }: Recording, cases: readonly Case[] = CASES): readonly string[] {
  return cases.flatMap((about) => {
    const answer = answers[about.id];
    const problems = answer === undefined ? ["no answer"] : problemsOf(answer, about);
    return problems.map((problem) => `${about.id}: ${problem}`);
  });
}

/** The persona regression on the answers that are kept in the repository. */
export async function personaSection(): Promise<Section> {
  const recording = readRecording(RECORDED);
  const problems = problemsIn(recording);
  const missed = CHECK_NAMES.flatMap(missedBy);
  const groups = Object.entries(CORPUS).map(([name, cases]) => {
    const kept = cases.filter((about) => problemsIn(recording, [about]).length === 0);
    return `| ${name} | ${cases.length} | ${kept.length} |`;
  });
  const checks = CHECK_NAMES.map(
    (name) => `| ${name} | ${BAD_ANSWERS[name].length - missedBy(name).length} of ${BAD_ANSWERS[name].length} |`,
  );
  const isKept = problems.length === 0 && missed.length === 0 && recording.personaVersion === PERSONA_VERSION;
  const text = [
    `Persona ${PERSONA_VERSION}; answers of persona ${recording.personaVersion} by ${recording.model}. ${originOf(recording)}`,
    `${CASES.length} texts, ${CHECK_NAMES.length} checks on each answer:`,
    ["| texts about | texts | answers without a problem |", "| --- | --- | --- |", ...groups].join("\n"),
    "What each check finds of the bad answers it was given, so that one that cannot fail is found out:",
    ["| check | bad answers caught |", "| --- | --- |", ...checks].join("\n"),
    ...(problems.length > 0 ? [problems.map((problem) => `- ${problem}`).join("\n")] : []),
    "`npm run evaluate -- --live` asks the real model (`ANTHROPIC_API_KEY`), `--record` keeps what it said, `--compare FILE` shows what is different from another recording. The checks are patterns: they find what is plainly wrong, not what is merely dull.",
  ].join("\n\n");
  return { title: "Persona", text, isKept };
}

function originOf({ model }: Recording): string {
  return model === "authored"
    ? "**They were authored for this prompt, not recorded from a live model**: they show that the checks can be met, and say nothing of how often a model meets them."
    : "They were recorded from the model.";
}
