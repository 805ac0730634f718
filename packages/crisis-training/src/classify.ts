import { createInterface } from "node:readline";
import { assess } from "@jules/core/crisis/assessing";

/**
 * Judges texts: a line of JSON `{"id","text"}` in, a line of JSON `{"id","crisis","score","categories","tier","watch"}` out,
 * in the same order. A line that is none is named on standard error; the others are judged all the same, and the exit code
 * is 1.
 */
let number = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  number++;
  if (!line.trim()) continue;
  const asked = asQuestion(line);
  if (!asked) {
    process.stderr.write(`line ${number} is no {"id","text"}\n`);
    process.exitCode = 1;
    continue;
  }
  const { verdict, score, categories, tier } = assess(asked.text);
  const answer = { id: asked.id, crisis: verdict === "act", score, categories, tier, watch: verdict !== "clear" };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

function asQuestion(line: string): { readonly id: unknown; readonly text: string } | undefined {
  try {
    const { id, text } = JSON.parse(line);
    return typeof text === "string" && id !== undefined ? { id, text } : undefined;
  } catch {
    return undefined;
  }
}
