import { encodingOf, septetsOf } from "./encoding.ts";

/** What one text may take. */
export interface TextLimits {
  readonly segments: number;
  readonly characters: number;
}

/** What Bandwidth takes in one message is 2,048 characters; beyond ten segments handsets stop putting them together. */
export const CARRIER_LIMITS: TextLimits = { segments: 10, characters: 2_048 };

/** Room in a text of one segment, and in each of several, whose headers take six bytes (3GPP TS 23.040, 9.2.3.24.1). */
const ROOM = { "gsm-7": { single: 160, part: 153 }, "ucs-2": { single: 70, part: 67 } } as const;

/**
 * How many SMS segments the carrier counts, and is paid for: at least one. Septets in GSM-7, UTF-16 units in UCS-2; neither an
 * escape with its character nor a surrogate pair is torn between two segments.
 */
export function segmentsOf(text: string): number {
  const encoding = encodingOf(text);
  const { single, part } = ROOM[encoding];
  let segments = 1;
  let units = 0;
  let used = 0;
  for (const character of text) {
    const width = encoding === "gsm-7" ? (septetsOf(character) ?? 1) : character.length;
    units += width;
    if (used + width > part) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return units <= single ? 1 : segments;
}

/** Whether a text keeps to limits. */
export function fits(text: string, { segments, characters }: TextLimits): boolean {
  return text.length <= characters && segmentsOf(text) <= segments;
}
