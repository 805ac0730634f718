import type { IncomingMessage } from "node:http";

/** Input that the phone refuses, with a message for the person. */
export class RefusedInput extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** As much as the carrier takes in one text. */
const maxTextLength = 2048;
const maxBodyBytes = 64 * 1024;

/** A phone's number in E.164 form, which must not be the one that Jules answers on. */
export function parseMemberNumber(value: unknown, julesNumber: string): string {
  if (typeof value !== "string" || !/^\+[1-9]\d{6,14}$/.test(value)) {
    throw new RefusedInput("That is not a phone number. Write it with its country code, like +14155550123.");
  }
  if (value === julesNumber) throw new RefusedInput("That is Jules' own number.");
  return value;
}

export function parseText(value: unknown): string {
  if (typeof value !== "string" || value.trim() === "") throw new RefusedInput("Type a text first.");
  if (value.length > maxTextLength) {
    throw new RefusedInput(`A text has at most ${maxTextLength} characters. This one has ${value.length}.`);
  }
  return value;
}

/** Reads a JSON object. Asking for its content type keeps out the forms of other sites. */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  if (!request.headers["content-type"]?.startsWith("application/json")) {
    throw new RefusedInput("The body must be application/json.", 415);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new RefusedInput(`A text has at most ${maxTextLength} characters.`);
    chunks.push(chunk);
  }
  try {
    return Object(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  } catch {
    throw new RefusedInput("The body must be JSON.");
  }
}
