import { readFileSync } from "node:fs";
import path from "node:path";
import { REVOKE, revocation, UNCLEAR } from "@jules/core/consent";
import { isAtLeast } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { describe, expect, test } from "vitest";
import { readCorpus } from "../corpus.ts";
import { heard, obeyed, page, scored } from "./page.ts";
import { readJudged } from "./texts.ts";

const PACKAGE = path.join(import.meta.dirname, "..", "..");
const heldOut = readJudged("held-out");
const tuning = readJudged("tuning");

const rate = ({ hits, of }: { readonly hits: number; readonly of: number }) => hits / of;

describe("the texts", () => {
  test("are enough, and no text or family is in both parts", () => {
    expect(heldOut.length + tuning.length).toBeGreaterThanOrEqual(400);
    expect(heldOut.length).toBeGreaterThanOrEqual(200);
    const [one, other] = [heldOut, tuning].map((part) => new Set(part.map(({ text }) => text.toLowerCase())));
    expect([...(one ?? [])].filter((text) => other?.has(text))).toEqual([]);
  });

  test("and the page of figures are of the wording that ships: npm run consent:evaluate", () => {
    const written = readFileSync(path.join(PACKAGE, "..", "..", "docs", "revocation-evaluation.md"), "utf8");
    expect(written).toBe(page(heldOut, tuning));
  });
});

describe("of families that the wording was not made on", () => {
  test("hardly anything is obeyed at once that was not meant so, and three in four that were are", () => {
    const { precision, recall } = obeyed(scored(heldOut));
    expect(rate(precision)).toBeGreaterThanOrEqual(0.97);
    expect(rate(recall)).toBeGreaterThanOrEqual(0.75);
  });

  test("of a hundred everyday texts that share its words, at most two are asked about", () => {
    const talk = scored(heldOut).filter(({ meaning }) => meaning === "none");
    expect(talk.filter(({ score }) => score >= UNCLEAR).length / talk.length).toBeLessThanOrEqual(0.02);
    expect(rate(heard(scored(heldOut)).precision)).toBeGreaterThanOrEqual(0.95);
  });
});

test.each(tuning)("$text ($meaning)", ({ text, meaning }) => {
  const { score } = revocation(text);
  expect(score >= REVOKE ? "revoke" : score >= UNCLEAR ? "unclear" : "none").toBe(meaning);
});

describe("of the texts that the crisis check was trained and measured on", () => {
  const texts = ["corpus", "evaluation"].flatMap((folder) => readCorpus(path.join(PACKAGE, folder)));

  test("none that is grave is obeyed as an opt-out without being helped", () => {
    const grave = texts.filter(({ tier }) => tier === "high" || tier === "imminent");
    expect(grave.length).toBeGreaterThan(1_000);
    const unhelped = grave.filter(
      ({ text }) => revocation(text).score >= REVOKE && !isAtLeast(assess(text).tier, "concern"),
    );
    expect(unhelped).toEqual([]);
  });

  test("none that is grave is asked about instead of being answered", () => {
    const grave = texts.filter(({ tier }) => tier === "high" || tier === "imminent");
    const isAsked = ({ text }: { readonly text: string }) => {
      const { score } = revocation(text);
      return score >= UNCLEAR && score < REVOKE && assess(text).verdict === "clear";
    };
    expect(grave.filter(isAsked)).toEqual([]);
  });
});
