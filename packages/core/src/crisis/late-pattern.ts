/** A regular expression that is compiled when it is first asked: most of them are not, and a cold start is in a hurry. */
export interface LatePattern {
  readonly source: string;
  readonly test: (text: string) => boolean;
}

export function latePattern(source: string): LatePattern {
  let compiled: RegExp | undefined;
  return {
    source,
    test: (text) => {
      compiled ??= new RegExp(source);
      return compiled.test(text);
    },
  };
}
