import { judge, type Verdict } from "./judge.ts";
import { live } from "./live.ts";
import { planOf } from "./plan.ts";

/** Lives the years of these seeds and judges them together. */
export async function liveAndJudge(from: number, to: number): Promise<Verdict> {
  const violations: string[] = [];
  const texts: Record<string, number> = {};
  for (let seed = from; seed < to; seed++) {
    const verdict = judge(await live(planOf(seed)));
    violations.push(...verdict.violations);
    for (const [sort, count] of Object.entries(verdict.texts)) texts[sort] = (texts[sort] ?? 0) + count;
  }
  return { violations, texts: texts as Verdict["texts"] };
}
