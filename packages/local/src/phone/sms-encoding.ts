export type SmsEncoding = "GSM-7" | "UCS-2";

/** GSM 03.38. A character of the extension table takes two septets. */
const basicAlphabet = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const extensionTable = new Set("\f^{}\\[~]|€");

/** Units that fit into a text of one segment, and into each segment of a longer one. */
const capacities = { "GSM-7": { single: 160, joined: 153 }, "UCS-2": { single: 70, joined: 67 } };

/** The encoding that a phone chooses for a text: one character outside GSM-7 moves all of it to UCS-2. */
export function smsEncoding(text: string): SmsEncoding {
  return [...text].every((character) => basicAlphabet.has(character) || extensionTable.has(character))
    ? "GSM-7"
    : "UCS-2";
}

/** How many segments a text takes, at least one. No character is divided between two. */
export function countSegments(text: string): number {
  const encoding = smsEncoding(text);
  const { single, joined } = capacities[encoding];
  const sizes = [...text].map((character) => {
    return encoding === "UCS-2" ? character.length : extensionTable.has(character) ? 2 : 1;
  });
  if (sizes.reduce((sum, size) => sum + size, 0) <= single) return 1;
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > joined) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}
