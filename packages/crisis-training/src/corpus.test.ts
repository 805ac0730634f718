import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Example, readCorpus, readJudged } from "./corpus.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "corpus-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, ...lines: readonly string[]) => writeFileSync(path.join(folder, name), lines.join("\n"));

describe("a folder of our own texts", () => {
  test("is read by family", () => {
    write("b.txt", "# out-of-milk | en | none | -", "we are out of milk", "", "#1 fan here");
    write("a.txt", "# wish | es | high | suicide, self-harm | other,overdose", "  uno  ", "dos");
    mkdirSync(path.join(folder, "drafts"));
    write("notes.md", "no text");
    expect(readCorpus(folder)).toEqual([
      {
        ...{ text: "uno", source: "a", family: "wish", language: "es", tier: "high", crisis: true },
        ...{ categories: ["suicide", "self-harm"], signals: new Set(["other", "overdose"]) },
      },
      expect.objectContaining({ text: "dos", family: "wish" }),
      expect.objectContaining({ text: "we are out of milk", source: "b", crisis: false, categories: [] }),
      expect.objectContaining({ text: "#1 fan here" }),
    ]);
  });

  test("says of a gray text neither that it is a crisis nor that it is none", () => {
    write("a.txt", "# unclear | en | gray | -", "kms");
    expect(readCorpus(folder)).toMatchObject([{ tier: "gray", crisis: undefined }]);
  });

  test.each([
    ["a tier that there is not", ["# ok | en | none | -", "hi", "", "# bad | en | grave | suicide", "hi"], 4],
    ["a category that there is not", ["# bad | en | high | sadness", "hi"], 1],
    ["a header without a tier", ["# bad", "hi"], 1],
    ["a text before the first header", ["", "hi"], 2],
  ])("with %s is refused by file and line", (_name, lines, line) => {
    write("a.txt", ...lines);
    expect(() => readCorpus(folder)).toThrow(`${path.join(folder, "a.txt")}:${line}: `);
  });
});

test("texts that others judged say what they are, and not what signals they give", () => {
  const row = { text: "hi", label: null, tier: "gray", categories: [], source: "s", family: "f", lang: "en" };
  write("a.jsonl", JSON.stringify(row), "", JSON.stringify({ ...row, label: true, tier: "high" }), "");
  expect(readJudged(folder)).toMatchObject([
    { text: "hi", crisis: undefined, signals: undefined, source: "s", family: "f", language: "en" },
    { crisis: true, tier: "high" },
  ]);
});

describe("the texts of the project", () => {
  const read = (name: string) => readCorpus(path.join(import.meta.dirname, "..", name));
  const corpus = read("corpus");
  const evaluation = read("evaluation");
  const all = [...corpus, ...evaluation];

  /** Without capitals and marks; what is only marks stays as it is. */
  const bare = ({ text }: Example) =>
    text
      .toLowerCase()
      .normalize("NFKC")
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(" ") ?? text;

  test("stand there once each, so that nothing is evaluated that was trained on", () => {
    const twice = [...Map.groupBy(all, bare).values()].filter((same) => same.length > 1);
    expect(twice.map((same) => same.map(({ source, family, text }) => `${source}/${family}: ${text}`))).toEqual([]);
  });

  test("stand under one header for each family of a file", () => {
    const headers = all.map((example, at) => {
      const { source, family } = example;
      const before = all[at - 1];
      return before?.source === source && before.family === family ? [] : [`${source}/${family}`];
    });
    const names = headers.flat();
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test("are evaluated in families that none was trained in", () => {
    const trained = new Set(corpus.map(({ family }) => family));
    expect([...new Set(evaluation.map(({ family }) => family))].filter((family) => trained.has(family))).toEqual([]);
  });

  test("name what kind of crisis they are, where they are one, and none where they are not", () => {
    const odd = all.filter(
      ({ crisis, categories }) => (crisis === true) !== categories.length > 0 && crisis !== undefined,
    );
    expect(odd.map(({ source, family }) => `${source}/${family}`)).toEqual([]);
  });

  test("are in English, Spanish or both, and give signals that are learned", () => {
    expect(new Set(all.map(({ language }) => language))).toEqual(new Set(["en", "es", "es-en"]));
    const signals = all.flatMap((example) => [...(example.signals ?? [])]);
    expect(new Set(signals)).toEqual(new Set(["other", "overdose", "eating-disorder"]));
  });

  test("are evaluated on every tier and every category", () => {
    const count = (isIt: (example: Example) => boolean) => evaluation.filter(isIt).length;
    for (const tier of ["none", "concern", "high", "imminent"]) {
      expect(count((one) => one.tier === tier)).toBeGreaterThan(20);
    }
    for (const category of ["suicide", "self-harm", "violence", "abuse"] as const) {
      expect(count(({ categories }) => categories.includes(category))).toBeGreaterThan(20);
    }
  });
});
