/** GSM 03.38: the basic alphabet takes one septet per character, the extension table two. */
const basicCharacters = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const extensionCharacters = new Set("\f^{}\\[~]|€");

/** Room in one SMS, and in each part of a longer text, whose six-byte header takes its share. */
const septets = { single: 160, part: 153 };
const codeUnits = { single: 70, part: 67 };

/** How many SMS a text takes, at least one. A character is never torn between two parts. */
export function countSegments(text: string): number {
  const characters = [...text];
  const isGsm = characters.every((character) => basicCharacters.has(character) || extensionCharacters.has(character));
  return isGsm
    ? pack(
        characters.map((character) => (extensionCharacters.has(character) ? 2 : 1)),
        septets,
      )
    : pack(
        characters.map((character) => character.length),
        codeUnits,
      );
}

function pack(widths: readonly number[], room: { readonly single: number; readonly part: number }): number {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= room.single) return 1;
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room.part) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
}
