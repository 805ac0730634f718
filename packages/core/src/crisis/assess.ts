import { type Assessment, type CrisisCategory, type CrisisTier, graver } from "./assessment.ts";
import { RULES } from "./rules.ts";

/** Cuts a text into clauses: a denial or a joke in one half says nothing about the other half. */
const CLAUSE_END = /[.!?;\n]+|,| - | but | pero |\bthen\b/;

/**
 * How grave a text is, by rules alone: no model, no network, no key, no exception. Runs on every text before anything
 * else does. Levels are those of the Columbia screener, read from free text (cssrs.columbia.edu); the result steers
 * what is said back and is never shown to anybody as a score.
 */
export function assess(text: string): Assessment {
  const clauses = windowsOf(text).flatMap((window) =>
    normalise(window)
      .split(CLAUSE_END)
      .map((clause) => clause.trim())
      .filter(Boolean),
  );
  const evidence = new Set<string>();
  const categories = new Set<CrisisCategory>();
  let tier: CrisisTier = "none";
  let language: Assessment["language"] = "en";
  for (const clause of clauses) {
    for (const rule of RULES) {
      if (!rule.pattern.test(clause) || rule.unless?.test(clause)) continue;
      evidence.add(rule.code);
      categories.add(rule.category);
      if (rule.language === "es") language = "es";
      tier = graver(tier, rule.tier);
    }
  }
  return {
    tier,
    verdict: tier === "none" ? "clear" : "act",
    categories: [...categories],
    signals: [],
    score: tier === "none" ? 0 : 1,
    evidence: [...evidence],
    language,
  };
}

/** A picture message can be pages long. What is looked at in one go is not, since a hostile clause costs its square. */
const WINDOW_CHARACTERS = 4_096;
/** Longer than any phrase that the rules know. */
const OVERLAP_CHARACTERS = 256;

function windowsOf(text: string): readonly string[] {
  const windows = [text.slice(0, WINDOW_CHARACTERS)];
  for (let end = WINDOW_CHARACTERS; end < text.length; end += WINDOW_CHARACTERS - OVERLAP_CHARACTERS) {
    windows.push(text.slice(end - OVERLAP_CHARACTERS, end - OVERLAP_CHARACTERS + WINDOW_CHARACTERS));
  }
  return windows;
}

function normalise(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/['\u2018\u2019`]/g, "")
    .replace(/[^\p{L}\p{N}.!?;,\n-]+/gu, " ")
    .replace(/(\p{L})\1{2,}/gu, "$1");
}
