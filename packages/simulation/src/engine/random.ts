/** A stream of pseudo-random numbers; the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number, uniform in [0, limit). */
  below(limit: number): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  /** One of `items`, which are not empty. */
  pick<Item>(items: readonly Item[]): Item;
  /**
   * A stream of its own. It depends on this stream's seed and on `name`, not on how much was drawn: one draw more here
   * shifts nothing there.
   */
  fork(name: string): Random;
}

/** @param seed any string; streams of different seeds have nothing to do with each other. */
export function createRandom(seed: string): Random {
  return new Sfc32(hashOf(seed, 0x9e3779b9), hashOf(seed, 0x85ebca6b));
}

/** A 32-bit hash that mixes well: one character more changes every bit with even odds. */
export function hashOf(text: string, basis: number): number {
  let hash = basis ^ text.length;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  return mixed(hash);
}

/** The `nth` draw under a name, uniform in [0, 1): the same whatever else was drawn before it. */
export function drawOf(seed: number, name: string, nth = 0): number {
  return mixed(hashOf(name, seed) + Math.imul(nth, 0x9e3779b9)) / 0x1_0000_0000;
}

function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** After this many steps nothing of the seed's structure is left. */
const WARM_UP_STEPS = 12;

/** Chris Doty-Humphrey's sfc32: 128 bits of state, the fastest of the small generators that pass PractRand. */
class Sfc32 implements Random {
  readonly #seed: readonly [number, number];
  #a: number;
  #b: number;
  #c = 0x2545f491;
  #counter = 1;

  constructor(first: number, second: number) {
    this.#seed = [first, second];
    this.#a = first | 0;
    this.#b = second | 0;
    for (let step = 0; step < WARM_UP_STEPS; step++) this.next();
  }

  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  fork(name: string): Random {
    const [first, second] = this.#seed;
    return new Sfc32(hashOf(name, first), hashOf(name, second));
  }
}
