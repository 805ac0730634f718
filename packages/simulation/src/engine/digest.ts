/** One number for everything that happened, in its order: two runs with the same one did the same. */
export interface Digest {
  add(fact: string): void;
  /** 14 hex digits. */
  value(): string;
}

export function createDigest(): Digest {
  let first = 0xdeadbeef;
  let second = 0x41c6ce57;
  return {
    add(fact) {
      for (let index = 0; index < fact.length; index++) {
        const code = fact.charCodeAt(index);
        first = Math.imul(first ^ code, 2_654_435_761);
        second = Math.imul(second ^ code, 1_597_334_677);
      }
      first = Math.imul(first ^ (second >>> 13), 2_246_822_507);
      second = Math.imul(second ^ (first >>> 16), 3_266_489_909);
    },
    value: () => (4_294_967_296 * (2_097_151 & second) + (first >>> 0)).toString(16).padStart(14, "0"),
  };
}
