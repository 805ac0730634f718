import { HISTORY_TEXTS } from "@jules/core/conversation";
import type { MemoryExtractor } from "@jules/core/memory";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { type Key, noisyExtractor, perfectExtractor } from "./extractors.ts";
import { isRight, type Line, linesOfNotes, linesOfTexts, type Score, scoreOf } from "./grading.ts";
import { live } from "./remembering.ts";
import { createSuite, type Kind, type Persona, type SuiteSize } from "./suite.ts";

/** One way to tell a model what it needs to know. */
export interface Way {
  readonly name: string;
  readonly score: Score;
  /** Of what is told beside the system's prompt, on average. */
  readonly tokens: number;
  /** Of the notes alone: on average, and at most. */
  readonly notesTokens?: { readonly mean: number; readonly most: number };
  /** Of the store, beside the end of the conversation that every turn reads. */
  readonly reads: number;
}

export interface Measured {
  readonly size: SuiteSize;
  readonly texts: number;
  readonly questions: number;
  readonly jules: Way;
  readonly noisy: Way;
  readonly last: Way;
  readonly full: Way;
}

/** Tells each life in every way, and asks what is left of it. */
export async function measure(size: SuiteSize): Promise<Measured> {
  const suite = createSuite(size);
  const [jules, noisy] = [
    await remembered("Jules, a perfect extractor", suite, (key) => perfectExtractor(key)),
    await remembered("Jules, a noisy extractor", suite, (key, index) => noisyExtractor(key, `noise ${index}`)),
  ];
  const everything = suite.map(({ days }) => days.flat());
  return {
    size,
    texts: everything.reduce((sum, texts) => sum + texts.length, 0),
    questions: suite.reduce((sum, { questions }) => sum + questions.length, 0),
    ...{ jules, noisy },
    last: toldAs(
      "the last 30 texts",
      suite,
      (index) => linesOfTexts(everything[index]?.slice(-HISTORY_TEXTS) ?? []),
      0,
    ),
    full: toldAs("every text", suite, (index) => linesOfTexts(everything[index] ?? []), 1),
  };
}

export async function remembered(
  name: string,
  suite: readonly Persona[],
  extractorFor: (key: Key, index: number) => MemoryExtractor,
): Promise<Way> {
  const lines: (readonly Line[])[] = [];
  const notesTokens: number[] = [];
  for (const [index, persona] of suite.entries()) {
    const key: Key = new Map(persona.days.flat().map(({ id, tells }) => [id, tells] as const));
    const lived = await live(persona, extractorFor(key, index));
    lines.push([...linesOfNotes(lived), ...linesOfTexts(lived.history)]);
    notesTokens.push(countTokens(lived.notes));
  }
  const way = toldAs(name, suite, (index) => lines[index] ?? [], 1);
  return { ...way, notesTokens: { mean: mean(notesTokens), most: Math.max(...notesTokens) } };
}

function toldAs(
  name: string,
  suite: readonly Persona[],
  toldOf: (index: number) => readonly Line[],
  reads: number,
): Way {
  const answers: { kind: Kind; isRight: boolean }[] = [];
  const tokens: number[] = [];
  for (const [index, { questions }] of suite.entries()) {
    const lines = toldOf(index);
    tokens.push(countTokens(lines.map(({ text }) => text).join("\n")));
    for (const question of questions) answers.push({ kind: question.kind, isRight: isRight(question, lines) });
  }
  return { name, score: scoreOf(answers), tokens: mean(tokens), reads };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
