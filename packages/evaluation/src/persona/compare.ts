import type { Case } from "./case.ts";
import { problemsOf } from "./checks.ts";
import type { Recording } from "./recordings.ts";

/** What is different between two recordings, in lines for somebody who decides whether a model or a persona may change. */
export function compared(before: Recording, after: Recording, cases: readonly Case[]): string {
  const changes = cases.flatMap((about) => changeOf(about, before.answers[about.id], after.answers[about.id]));
  const failing = ({ answers }: Recording) =>
    cases.filter((about) => problemsOf(answers[about.id] ?? "", about).length > 0).length;
  return [
    `from: ${nameOf(before)}, ${failing(before)} of ${cases.length} with problems`,
    `to:   ${nameOf(after)}, ${failing(after)} of ${cases.length} with problems`,
    `${changes.length} of ${cases.length} answers changed`,
    "",
    ...changes,
  ].join("\n");
}

function nameOf({ model, personaVersion }: Recording): string {
  return `${model}, persona ${personaVersion}`;
}

function changeOf(about: Case, before: string | undefined, after: string | undefined): readonly string[] {
  if (before === after) return [];
  return [`${about.id}: ${about.said}\n${line("-", about, before)}\n${line("+", about, after)}\n`];
}

function line(sign: string, about: Case, answer: string | undefined): string {
  if (answer === undefined) return `${sign} (no answer)`;
  const problems = problemsOf(answer, about);
  return `${sign} ${answer}${problems.length > 0 ? `  [${problems.join("; ")}]` : ""}`;
}
