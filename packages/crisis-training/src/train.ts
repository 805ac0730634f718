import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { HEADS, type KeptWeights } from "@jules/core/crisis/detector";
import { type Example, readCorpus, readJudged } from "./corpus.ts";
import { type Learned, learn, lessonsOf, vocabularyOf } from "./learning.ts";
import { OF_EACH_PATTERN, plainSentences } from "./sentences.ts";
import { crossValidate, operatingPoints } from "./validation.ts";

const FOLDER = path.join(import.meta.dirname, "..", "corpus");
const WEIGHTS = path.join(import.meta.dirname, "..", "..", "core", "src", "crisis", "detector", "weights.json");

const { values } = parseArgs({ options: { data: { type: "string" } } });
if (!values.data) {
  process.stderr.write(
    "usage: npm run crisis:train -- --data FOLDER\nThe folder holds judged texts of other people (see README.md); the weights that ship were trained with them.\n",
  );
  process.exit(2);
}
const examples: readonly Example[] = [
  ...readCorpus(FOLDER),
  ...plainSentences(OF_EACH_PATTERN),
  ...readJudged(values.data),
];
const vocabulary = vocabularyOf(examples);
const isKnown = (word: string) => vocabulary.has(word);
const lessons = lessonsOf(examples, isKnown);
const points = operatingPoints(crossValidate(examples, lessons));
const kept = keptOf(learn(lessons.filter(({ wanted }) => wanted[0] !== -1)));
writeFileSync(WEIGHTS, `${JSON.stringify(kept)}\n`);
process.stdout.write(`${examples.length} texts, version ${kept.version}, ${JSON.stringify(kept).length} bytes\n`);
process.stdout.write(`${JSON.stringify(points, undefined, 2)}\n`);

/** The weights as bytes, without the features that came to nothing. */
function keptOf({ dictionary, table, biases }: Learned): KeptWeights {
  const heads = HEADS.length;
  let greatest = 0;
  for (const weight of table) greatest = Math.max(greatest, Math.abs(weight));
  const scale = greatest / 127;
  const features: number[] = [];
  const bytes: number[] = [];
  for (const [feature, place] of [...dictionary].toSorted(([one], [other]) => one - other)) {
    const weights = [...table.subarray(place * heads, (place + 1) * heads)].map((weight) => Math.round(weight / scale));
    if (weights.every((weight) => weight === 0)) continue;
    features.push(feature);
    bytes.push(...weights);
  }
  const file = {
    scale,
    biases: [...biases],
    ...points,
    vocabulary: [...vocabulary].toSorted().join(" "),
    features: base64(Int32Array.from(features)),
    table: base64(Int8Array.from(bytes)),
  };
  const version = createHash("sha256").update(JSON.stringify(file)).digest("hex").slice(0, 12);
  return { version, ...file };
}

function base64({ buffer }: Int32Array<ArrayBuffer> | Int8Array<ArrayBuffer>): string {
  return Buffer.from(buffer).toString("base64");
}
