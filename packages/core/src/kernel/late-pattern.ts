/** A regular expression that is compiled when it is first asked: most of them are not, and a cold start is in a hurry. */
export interface LatePattern {
  readonly source: string;
  readonly test: (text: string) => boolean;
  /** The part of a text that it matches first; empty when there is none. */
  readonly match: (text: string) => string;
}

export function latePattern(source: string): LatePattern {
  let compiled: RegExp | undefined;
  const pattern = () => {
    compiled ??= new RegExp(source);
    return compiled;
  };
  return { source, test: (text) => pattern().test(text), match: (text) => pattern().exec(text)?.[0] ?? "" };
}
