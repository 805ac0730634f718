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
/** Files and their text, in Base64, with room for what is around them. */
const maxBodyBytes = 8 * 1024 * 1024;
const maxFiles = 3;
/** As much as the carrier takes in one file. */
const maxFileBytes = 3_670_016;

/** A phone's number in E.164 form, which must not be the one that Jules answers on. */
export function parseMemberNumber(value: unknown, julesNumber: string): string {
  if (typeof value !== "string" || !/^\+[1-9]\d{6,14}$/.test(value)) {
    throw new RefusedInput("That is not a phone number. Write it with its country code, like +14155550123.");
  }
  if (value === julesNumber) throw new RefusedInput("That is Jules' own number.");
  return value;
}

/** A file that goes with a text, as the carrier takes it from a phone. */
export interface AttachedFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** Files as the page sends them: `{filename, contentType, base64}`. */
export function parseFiles(value: unknown): readonly AttachedFile[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > maxFiles) {
    throw new RefusedInput(`A text takes at most ${maxFiles} files.`);
  }
  return value.map((file: unknown) => {
    const { filename, contentType, base64 } = Object(file) as Readonly<Record<string, unknown>>;
    if (typeof filename !== "string" || typeof contentType !== "string" || typeof base64 !== "string") {
      throw new RefusedInput("A file has a filename, a contentType and its content in base64.");
    }
    const content = Buffer.from(base64, "base64");
    if (content.length > maxFileBytes) throw new RefusedInput("A file has at most 3.5 MB.");
    return { filename, contentType, content };
  });
}

/** @param mayBeEmpty because something goes with it. */
export function parseText(value: unknown, mayBeEmpty = false): string {
  if (mayBeEmpty && (value === undefined || value === "")) return "";
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
    if (size > maxBodyBytes) throw new RefusedInput("A text with its files has at most 8 MB.");
    chunks.push(chunk);
  }
  try {
    return Object(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  } catch {
    throw new RefusedInput("The body must be JSON.");
  }
}
