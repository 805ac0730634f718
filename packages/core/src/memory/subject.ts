import { plainWords } from "../kernel/index.ts";
import { topicOf } from "./applying.ts";
import { digestOf } from "./words.ts";

/**
 * What a plain statement about oneself is about, as a topic; undefined for what is no such statement. Two that have the same
 * one say something of the same thing: `my sister's name is Ana` and `my sister is called Ann`.
 */
export function subjectOf(statement: string): string | undefined {
  const words = plainWords(statement.slice(0, 200));
  for (const [pattern, topic] of STATEMENTS) {
    const match = pattern().exec(words);
    if (match) return topicOf(topic(match.groups?.what ?? ""));
  }
  return undefined;
}

/** The topic of something that is to be kept whatever it is about. */
export function topicOfWords(statement: string): string {
  // In letters: what looks like a number is no topic.
  const letters = digestOf(plainWords(statement)).replace(/\d/g, (digit) => "abcdefghij".charAt(Number(digit)));
  return subjectOf(statement) ?? `asked/${letters}`;
}

const owned = (what: string) => what.replaceAll("'s ", "/").replace(/'s?$/, "");

const late = (source: string) => {
  let compiled: RegExp | undefined;
  return () => {
    compiled ??= new RegExp(source);
    return compiled;
  };
};

const THING = "(?<what>[a-z0-9' ]{2,40}?)";
const STATEMENTS: readonly (readonly [() => RegExp, (what: string) => string])[] = [
  [late(`^my ${THING}(?:'s)? name (?:is|was) `), (what) => `${owned(what)}/name`],
  [late("^(?:my name is|i am called|i'm called|me llamo|mi nombre es) "), () => "name"],
  [late(`^my ${THING} (?:is|are) (?:called|named) `), (what) => `${owned(what)}/name`],
  [late("^i(?:'ve| have)?(?: got| have)? an? (?<what>[a-z]{2,20}) (?:called|named) "), (what) => `${what}/name`],
  [late(`^my ${THING} (?:is|are|was) (?!not\\b)`), owned],
  [late("^(?:i|we)(?:'m| am|'re| are)? (?:now )?(?:live|living|moved|moving) (?:in|to) "), () => "home"],
  [late("^i(?:'m| am)? (?:now )?(?:work|working) (?:at|for|as|in) |^i got a (?:new )?job "), () => "job"],
  [late("^i(?:'m| am) from "), () => "origin"],
  [late("^i(?:'m| am) allergic to (?<what>[a-z ]{2,30})"), (what) => `allergy/${what}`],
  [late(`^mi ${THING} (?:ahora )?se llama `), (what) => `${what}/name`],
  [late(`^mi ${THING} es `), (what) => what],
  [late("^(?:ahora )?vivo en |^me mude a "), () => "home"],
  [late("^(?:ahora )?trabajo (?:en|de|como|para) "), () => "job"],
];
