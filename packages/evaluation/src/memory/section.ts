import { createAnthropicMemoryExtractor } from "@jules/adapters/anthropic";
import type { Section } from "../section.ts";
import { accuracy } from "./grading.ts";
import { type Measured, measure, remembered, type Way } from "./measure.ts";
import { createSuite, KINDS, type Kind, type SuiteSize, WHOLE } from "./suite.ts";

/** The kinds that full context can answer: nothing that was said is ever gone from it. */
const REMEMBERED: readonly Kind[] = ["recall", "update", "time", "abstain"];
const OF_FULL_CONTEXT = 0.95;
const NOTES_TOKENS = 800;
/** A real model reads so many lives: more would cost money and tell little. */
const LIVE: SuiteSize = { personas: 4, days: 40 };

/** How much of a life is there when it is asked about, measured. */
export async function memorySection(): Promise<Section> {
  const measured = await measure(WHOLE);
  return { title: "Memory", text: report(measured), isKept: isKept(measured) };
}

/** Whether the targets are met: of what is remembered, of what it takes, and of what is forgotten. */
export function isKept({ jules, noisy, full }: Measured): boolean {
  const { forget } = jules.score;
  return (
    accuracy(jules.score, REMEMBERED) >= OF_FULL_CONTEXT * accuracy(full.score, REMEMBERED) &&
    [jules, noisy].every(({ notesTokens }) => (notesTokens?.most ?? 0) <= NOTES_TOKENS) &&
    [jules, noisy].every(({ reads }) => reads <= 1) &&
    [forget, noisy.score.forget].every(({ asked, right }) => asked > 0 && right === asked)
  );
}

/** The same with the real model as the reader of a few lives, as a table. */
export async function liveMemory({
  apiKey,
  baseUrl = "https://api.anthropic.com",
}: {
  readonly apiKey: string;
  readonly baseUrl?: string | undefined;
}): Promise<string> {
  const model = process.env.EXTRACTOR_MODEL ?? "claude-haiku-5-5";
  const extractor = createAnthropicMemoryExtractor({ baseUrl, model, apiKey: async () => apiKey });
  const way = await remembered(`Jules, ${model}, ${LIVE.personas} lives`, createSuite(LIVE), () => extractor);
  return `## Memory, live\n\n${table([way])}\n`;
}

function report(measured: Measured): string {
  const { size, texts, questions, jules, noisy, last, full } = measured;
  const share = accuracy(jules.score, REMEMBERED) / accuracy(full.score, REMEMBERED);
  return `${size.personas} made-up lives are told by text on ${size.days} days of nearly half a year, ${texts.toLocaleString("en")} texts of both sides: names, homes, jobs and dates, some of which change and some of which are forgotten with FORGET, between small talk and 33 things a life that nobody asks about. Then ${questions.toLocaleString("en")} questions are put, each with one answer. What is graded is what reaches the prompt (the notes, and the last 30 texts), by rule and not by a model: the newest of what is told of a thing must be the answer, and of what was never told or was forgotten nothing may be told at all.

${table([jules, noisy, last, full])}

- ${percent(share)} of what every text in the prompt would answer (target: ${percent(OF_FULL_CONTEXT)}), within ${jules.notesTokens?.most} tokens of notes at most (target: ${NOTES_TOKENS}, counted as o200k does) and one read more.
- Forgotten means forgotten, in ${jules.score.forget.right} of ${jules.score.forget.asked} cases, with a noisy extractor too. Whoever puts every text into the prompt forgets nothing.
- What is missing are facts that the crisis check was not sure of ("My partner is …" with some names): these are not kept, on purpose.

It measures keeping, superseding, selecting and forgetting, with the code that runs, and not how well a model reads: the perfect extractor knows what each text tells, the noisy one misses 3 in 100 facts, names 5 otherwise, repeats 10, and now and then makes something up or writes down an order or a hotline. \`npm run evaluate -- --live\` has ${LIVE.personas} lives read by the real model (needs \`ANTHROPIC_API_KEY\`).`;
}

function table(ways: readonly Way[]): string {
  return `| | ${KINDS.join(" | ")} | all but forget | tokens told | of them notes | reads more |
| - | ${KINDS.map(() => "-").join(" | ")} | - | - | - | - |
${ways.map(row).join("\n")}`;
}

function row({ name, score, tokens, notesTokens, reads }: Way): string {
  const cells = KINDS.map((kind) => percent(score[kind].right / score[kind].asked));
  const notes = notesTokens ? `${Math.round(notesTokens.mean)} (${notesTokens.most} at most)` : "-";
  const all = percent(accuracy(score, REMEMBERED));
  return `| ${[name, ...cells, all, Math.round(tokens).toLocaleString("en"), notes, reads].join(" | ")} |`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
