import { randomInt } from "node:crypto";

const idLength = 29;
const idAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** A message id as the carrier writes it: opaque to the receiver, 29 characters. */
export function newMessageId(now: number): string {
  let id = String(now);
  while (id.length < idLength) id += idAlphabet.charAt(randomInt(idAlphabet.length));
  return id;
}

/** Callbacks carry microseconds, where API answers carry milliseconds. */
export function formatMicroseconds(now: number): string {
  return new Date(now).toISOString().replace("Z", "000Z");
}
