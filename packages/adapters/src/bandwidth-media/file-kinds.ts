import type { Picture } from "@jules/core/pictures";

/** What the bytes of an attachment are, whatever its name and its header say. */
export type FileKind =
  | { readonly kind: "picture"; readonly type: Picture["type"] }
  | { readonly kind: "text"; readonly body: string }
  | { readonly kind: "unseen" | "sound" | "film" | "contact" | "layout" | "other" };

/** Longer than any text that a phone turns into a file. */
const MOST_TEXT_CHARACTERS = 1_600;

/** First bytes, as Latin-1, at an offset. A test of several names all of them. */
const SIGNS: readonly { readonly at?: number; readonly begins: RegExp; readonly is: FileKind }[] = [
  { begins: /^\xFF\xD8\xFF/, is: { kind: "picture", type: "image/jpeg" } },
  { begins: /^\x89PNG\r\n/, is: { kind: "picture", type: "image/png" } },
  { begins: /^GIF8[79]a/, is: { kind: "picture", type: "image/gif" } },
  { begins: /^RIFF[\s\S]{4}WEBP/, is: { kind: "picture", type: "image/webp" } },
  { begins: /^RIFF[\s\S]{4}WAVE/, is: { kind: "sound" } },
  { begins: /^RIFF[\s\S]{4}AVI /, is: { kind: "film" } },
  // ISO base media: the brand tells a still from a film (ISO/IEC 14496-12; HEIF is 23008-12).
  { at: 4, begins: /^ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1|avif|avis)/, is: { kind: "unseen" } },
  { at: 4, begins: /^ftypM4A/, is: { kind: "sound" } },
  { at: 4, begins: /^ftyp/, is: { kind: "film" } },
  { begins: /^[\s\S]E\xDF\xA3/, is: { kind: "film" } },
  { begins: /^(?:BM|II\*|MM[\s\S]\*)/, is: { kind: "unseen" } },
  { begins: /^(?:#!AMR|OggS|ID3|caff|\xFF[\xF1\xF9\xFA\xFB\xF2\xF3])/, is: { kind: "sound" } },
  { begins: /^%PDF/, is: { kind: "other" } },
  { begins: /^(?:\xEF\xBB\xBF)?\s{0,16}BEGIN:VCARD/i, is: { kind: "contact" } },
  { begins: /^(?:\xEF\xBB\xBF)?\s{0,16}<(?:\?xml|smil|!DOCTYPE smil)/i, is: { kind: "layout" } },
];

const FIRST_BYTES = 64;

export function fileKindOf(bytes: Uint8Array): FileKind {
  const first = Buffer.from(bytes.subarray(0, FIRST_BYTES)).toString("latin1");
  const sign = SIGNS.find(({ at = 0, begins }) => begins.test(first.slice(at)));
  return sign?.is ?? textIn(bytes) ?? { kind: "other" };
}

/** Undefined of what is no text in UTF-8. */
function textIn(bytes: Uint8Array): FileKind | undefined {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const isBinary = /(?!\s)\p{Cc}/u.test(text);
  const body = text.trim();
  return isBinary || !body ? undefined : { kind: "text", body: body.slice(0, MOST_TEXT_CHARACTERS).toWellFormed() };
}
