import { expect, test } from "vitest";
import { CARRIER_LIMITS, encodingOf, segmentsOf, split } from "./index.ts";

/** A generator that gives the same numbers each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** GSM 03.38, sixteen to a line: the place in the table is the septet. */
const TABLE = [
  ..."@£$¥èéùìòÇ\nØø\rÅå",
  ..."Δ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ",
  ..." !\"#¤%&'()*+,-./",
  ..."0123456789:;<=>?",
  ..."¡ABCDEFGHIJKLMNO",
  ..."PQRSTUVWXYZÄÖÑÜ§",
  ..."¿abcdefghijklmno",
  ..."pqrstuvwxyzäöñüà",
];
const ESCAPED = new Map([
  ["\f", 0x0a],
  ["^", 0x14],
  ["{", 0x28],
  ["}", 0x29],
  ["\\", 0x2f],
  ["[", 0x3c],
  ["~", 0x3d],
  ["]", 0x3e],
  ["|", 0x40],
  ["€", 0x65],
]);

/** Writes the text out as septets or units, lays them into segments one after the other, and counts those. */
function slowly(text: string): number {
  const characters = [...text];
  const coded = characters.map((character): readonly number[] | undefined => {
    const escaped = ESCAPED.get(character);
    if (escaped !== undefined) return [0x1b, escaped];
    const place = character === "\u001B" ? -1 : TABLE.indexOf(character);
    return place < 0 ? undefined : [place];
  });
  const isGsm = coded.every((septets) => septets !== undefined);
  const groups = isGsm
    ? coded.map((septets) => septets ?? [])
    : characters.map((character) => character.split("").map((unit) => unit.charCodeAt(0)));
  const [single, part] = isGsm ? [160, 153] : [70, 67];
  if (groups.flat().length <= single) return 1;
  const segments: number[][] = [[]];
  for (const group of groups) {
    if ((segments.at(-1)?.length ?? 0) + group.length > part) segments.push([]);
    segments.at(-1)?.push(...group);
  }
  return segments.length;
}

test.each([
  ["", 1],
  ["a".repeat(160), 1],
  ["a".repeat(161), 2],
  ["a".repeat(306), 2],
  ["a".repeat(307), 3],
  ["€".repeat(80), 1],
  [`${"a".repeat(152)}€${"a".repeat(152)}`, 3],
  ["á".repeat(70), 1],
  ["á".repeat(71), 2],
  ["á".repeat(134), 2],
  [`${"á".repeat(66)}🙂${"á".repeat(66)}`, 3],
  [`${"a".repeat(71)}’`, 2],
])("segments are counted exactly (%#)", (text, segments) => {
  expect(segmentsOf(text)).toBe(segments);
});

test("counted as a slow reference counts, whatever the text", () => {
  const random = seeded(6);
  const alphabets = [
    "ab c.",
    "aé€{}~^",
    "aáñ",
    "a🙂👩‍👧",
    "€",
    "🙂",
    [...TABLE].filter((one) => one !== "\u001B").join(""),
  ];
  for (let round = 0; round < 700; round++) {
    const alphabet = [...(alphabets[round % alphabets.length] ?? "a")];
    const length = Math.floor(random() * 320);
    const text = Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");
    expect(segmentsOf(text)).toBe(slowly(text));
    expect(encodingOf(text) === "gsm-7").toBe([...text].every((one) => TABLE.includes(one) || ESCAPED.has(one)));
  }
});

test("what is split is all there, in parts that the carrier takes, cut where sentences end", () => {
  const random = seeded(7);
  const words = ["tea", "with", "Mia", "sí", "día", "€5", "🙂", "and", "a-very-long-word".repeat(30)];
  for (let round = 0; round < 60; round++) {
    const sentences = Array.from({ length: 1 + Math.floor(random() * 40) }, () => {
      const length = 1 + Math.floor(random() * 12);
      return `${Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(" ")}.`;
    });
    const text = sentences.join(random() < 0.5 ? " " : "\n");
    const limits = { ...CARRIER_LIMITS, segments: 1 + Math.floor(random() * 4) };
    const parts = split(text, limits);
    for (const part of parts) expect(segmentsOf(part)).toBeLessThanOrEqual(limits.segments);
    expect(parts.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
  }
});

test("a list is split between its sentences", () => {
  const list = Array.from({ length: 40 }, (_, line) => `- You told me about thing number ${line}.`).join("\n");
  const parts = split(list, { ...CARRIER_LIMITS, segments: 3 });
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(part).toMatch(/^- You[\s\S]*\d\.$/);
  expect(split("short")).toEqual(["short"]);
});
