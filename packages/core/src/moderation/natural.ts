/**
 * How usual each letter is after each other one, 0 to 9, in English and Spanish texts to and from Jules: rows and columns are a
 * to z and the space between words. Made from the corpora of the crisis check.
 */
const USUAL = [
  "177845767668793759985753759",
  "733172026106027007327010505",
  "804180087066018106367000305",
  "832491418134349206615220609",
  "857876735649796639973756669",
  "600065006005007006156010107",
  "700072375005048106427000308",
  "830290008001118005366010407",
  "758886710667797537883604049",
  "700060003010007000006000001",
  "310171117002252101512010207",
  "934686508058418514556530629",
  "861091208001538602417100808",
  "817884817264459131785411549",
  "567757536567897639878674749",
  "812281047017207527547000307",
  "000000000000000000008000007",
  "845793518055768447776430629",
  "847582378055558731697040309",
  "835182298005339107766240519",
  "656594618427682617770300537",
  "600280007000007000204000203",
  "710172077022056004400010207",
  "412031014000001430051000205",
  "732263105003417304644030009",
  "504030012001105010003000235",
  "999998899779999988998885846",
].join("");

const LETTERS = 26;
/** Fewer pairs than this say nothing. */
const FEWEST_PAIRS = 30;
/** No text of any language in our letters that we tried came below 6.8; what a cipher makes is between 3 and 6.2. */
const LEAST_USUAL = 6.3;
/** How much more usual a text may be from its end: natural ones stay above -0.2, and reversed ones below -0.7. */
const MOST_REVERSED = -0.45;

/** How a text reads: on, backwards, or as no language. @param text lower case, without accents. */
export function readingOf(text: string): "natural" | "backwards" | "none" {
  let forwards = 0;
  let reversed = 0;
  let pairs = 0;
  let before = LETTERS;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) - 97 : -1;
    const letter = code >= 0 && code < LETTERS ? code : LETTERS;
    if (before === LETTERS && letter === LETTERS) continue;
    forwards += USUAL.charCodeAt(before * 27 + letter) - 48;
    reversed += USUAL.charCodeAt(letter * 27 + before) - 48;
    pairs += 1;
    before = letter;
  }
  // A full stop before the first word is the end of a sentence that is written backwards.
  const fewest = /^[.!?][a-z]/.test(text) ? FEWEST_PAIRS / 3 : FEWEST_PAIRS;
  if (pairs < fewest) return "natural";
  if (forwards - reversed < MOST_REVERSED * pairs) return "backwards";
  return forwards < LEAST_USUAL * pairs && pairs >= FEWEST_PAIRS ? "none" : "natural";
}
