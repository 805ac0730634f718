import { createHash } from "node:crypto";
import { HEADS, type KeptWeights } from "@jules/core/crisis/detector";
import type { Learned } from "./learning.ts";
import type { OperatingPoints } from "./validation.ts";

/** The weights as bytes, without the features that came to nothing. */
export function keptOf(
  { dictionary, table, biases }: Learned,
  points: OperatingPoints,
  vocabulary: ReadonlySet<string>,
): KeptWeights {
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
