/** Three letters in a row fall into one of so many places. */
const PLACES = 1 << 13;

const placesOfStems = new Map<string, readonly number[]>();

/**
 * Which three letters in a row a text has, more or less. There are over a thousand stems and a text has hardly any of them:
 * to look for each takes ten times as long as to see that it cannot be there.
 */
export class Traces {
  readonly #places = new Uint8Array(PLACES);

  constructor(text: string) {
    for (let at = 2; at < text.length; at++) this.#places[placeOf(text, at)] = 1;
  }

  /** False when the stem is not in the text. */
  mayHave(stem: string): boolean {
    for (const place of placesOf(stem)) if (this.#places[place] === 0) return false;
    return true;
  }
}

function placesOf(stem: string): readonly number[] {
  const known = placesOfStems.get(stem);
  if (known) return known;
  const places: number[] = [];
  for (let at = 2; at < stem.length; at++) places.push(placeOf(stem, at));
  placesOfStems.set(stem, places);
  return places;
}

/** Of the three that end at `at`. */
function placeOf(text: string, at: number): number {
  const hash = text.charCodeAt(at) + 31 * (text.charCodeAt(at - 1) + 31 * text.charCodeAt(at - 2));
  return hash & (PLACES - 1);
}
