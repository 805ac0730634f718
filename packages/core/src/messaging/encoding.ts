/** How an SMS carries its characters: seven bits each from one small alphabet, or sixteen each from all of Unicode. */
export type Encoding = "gsm-7" | "ucs-2";

/**
 * The basic table of GSM 03.38 (3GPP TS 23.038, 6.2.1): each takes one septet. All of its Greek letters are capitals that no
 * Latin one stands for.
 */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/** Its extension table (6.2.1.1): an escape and then one of these, two septets. */
const EXTENSION = "\f^{}\\[~]|€";

const SEPTETS: ReadonlyMap<string, 1 | 2> = new Map([
  ...[...BASIC].map((character) => [character, 1] as const),
  ...[...EXTENSION].map((character) => [character, 2] as const),
]);

/** How many septets a character takes; undefined for one that GSM-7 does not have. */
export function septetsOf(character: string): 1 | 2 | undefined {
  return SEPTETS.get(character);
}

/** How a text is sent: one character that GSM-7 does not have makes all of it UCS-2. */
export function encodingOf(text: string): Encoding {
  for (const character of text) if (!SEPTETS.has(character)) return "ucs-2";
  return "gsm-7";
}
