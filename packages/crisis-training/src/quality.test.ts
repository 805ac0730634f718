import { readFileSync } from "node:fs";
import path from "node:path";
import { assess } from "@jules/core/crisis/assessing";
import { detector } from "@jules/core/crisis/detector";
import { expect, test } from "vitest";
import { type Example, readCorpus } from "./corpus.ts";
import { plainSentences } from "./sentences.ts";

const FOLDER = path.join(import.meta.dirname, "..", "evaluation");

const unseen = readCorpus(FOLDER);
const crises = unseen.filter(({ crisis }) => crisis);
const harmless = unseen.filter(({ crisis }) => crisis === false);

const share = (examples: readonly Example[], isHit: (text: string) => boolean) =>
  examples.filter(({ text }) => isHit(text)).length / examples.length;
const acts = (text: string) => assess(text).verdict === "act";
const watches = (text: string) => assess(text).verdict !== "clear";

test("the page of figures is of the weights that ship", () => {
  const { version } = JSON.parse(readFileSync(path.join(FOLDER, "results.json"), "utf8"));
  expect(version).toBe(detector().version);
});

// Scenes and hints that it never saw, the hardest there are; the figures of other people's texts are on the page.
test("of scenes it never saw, seven in ten are at least watched, eight in ten where somebody is about to act", () => {
  expect(share(crises, watches)).toBeGreaterThan(0.7);
  expect(
    share(
      crises.filter(({ tier }) => tier === "imminent"),
      watches,
    ),
  ).toBeGreaterThan(0.8);
  expect(share(crises, acts)).toBeGreaterThan(0.3);
});

test("of harmless texts made to look alike, at most six in a hundred are acted on", () => {
  expect(share(harmless, acts)).toBeLessThan(0.06);
});

test("of plain sentences that nobody trained on, nine crises in ten are heard and nearly no others", () => {
  // Another seed than the training's: the same ways of putting it, other words in them.
  const others = plainSentences(6, 4_711);
  expect(
    share(
      others.filter(({ crisis }) => crisis),
      acts,
    ),
  ).toBeGreaterThan(0.9);
  expect(
    share(
      others.filter(({ crisis }) => !crisis),
      acts,
    ),
  ).toBeLessThan(0.03);
});
