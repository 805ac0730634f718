import type { Instant } from "@jules/core/kernel";
import type { Lived } from "./remembering.ts";
import { KINDS, type Kind, type Question, type SuiteText } from "./suite.ts";

/** Something that a model is told, and as of when. */
export interface Line {
  readonly at: Instant;
  readonly text: string;
  /** It is told as what is no longer so. */
  readonly isPast?: boolean;
}

export function linesOfTexts(texts: readonly SuiteText[]): readonly Line[] {
  return texts.map(({ at, body }) => ({ at, text: body }));
}

/** The lines of the notes, each as of when it was learned. */
export function linesOfNotes({ notes, memory }: Pick<Lived, "notes" | "memory">): readonly Line[] {
  const lines = notes.split("\n");
  const past = lines.findIndex((line) => line.startsWith("no longer so"));
  return lines.map((line, index) => {
    const fact = memory.facts.find(({ text }) => line.startsWith("- ") && line.includes(`: ${text}`));
    return { at: fact?.learnedAt ?? ("" as Instant), text: line, isPast: past !== -1 && index > past };
  });
}

/**
 * Whether what a model is told leads to the right answer: of what is told of a thing the newest is the answer; of what may not
 * be known nothing is told at all, neither as what is nor as what was.
 */
export function isRight({ answer, values }: Question, lines: readonly Line[]): boolean {
  const told = lines.flatMap((line) =>
    values.filter((value) => saysSo(line.text, value)).map((value) => ({ line, value })),
  );
  if (answer === undefined) return told.length === 0;
  const current = told.filter(({ line }) => !line.isPast).sort((one, other) => (one.line.at < other.line.at ? -1 : 1));
  return current.at(-1)?.value === answer;
}

function saysSo(text: string, value: string): boolean {
  return new RegExp(`(?<![\\w-])${value}(?![\\w-])`).test(text);
}

/** Of how many questions of each kind how many are answered rightly. */
export type Score = Readonly<Record<Kind, { readonly asked: number; readonly right: number }>>;

export function scoreOf(answers: readonly { readonly kind: Kind; readonly isRight: boolean }[]): Score {
  return Object.fromEntries(
    KINDS.map((kind) => {
      const asked = answers.filter((answer) => answer.kind === kind);
      return [kind, { asked: asked.length, right: asked.filter((answer) => answer.isRight).length }];
    }),
  ) as Score;
}

/** The share of right answers over some kinds. */
export function accuracy(score: Score, kinds: readonly Kind[] = KINDS): number {
  const asked = kinds.reduce((sum, kind) => sum + score[kind].asked, 0);
  return kinds.reduce((sum, kind) => sum + score[kind].right, 0) / asked;
}
