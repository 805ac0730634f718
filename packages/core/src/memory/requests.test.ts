import { expect, test } from "vitest";
import { correctionIn, memoryRequest, subjectOf } from "./index.ts";

test.each([
  ["remember that my sister is called Ana", "my sister is called Ana"],
  ["Remember: I'm vegan", "I'm vegan"],
  ["hey jules, please remember that I hate cilantro", "I hate cilantro"],
  ["can you remember that my dog is Rex?", "my dog is Rex"],
  ["don't forget my birthday is May 4", "my birthday is May 4"],
  ["don\u2019t forget that I work nights", "I work nights"],
  ["remember my sister's name is Ana", "my sister's name is Ana"],
  ["remember i work nights now", "i work nights now"],
  ["recuerda que soy vegana", "soy vegana"],
  ["acu\u00E9rdate de que mi hermana se llama Ana", "mi hermana se llama Ana"],
  ["no olvides que vivo en Austin", "vivo en Austin"],
  ["remember that the hotline is 555-1234", "the hotline is 555-1234"],
])("%s is to be remembered", (text, what) => {
  expect(memoryRequest(text)).toEqual({ kind: "remember", what });
});

test.each([
  "forget that",
  "Forget what I just said.",
  "please forget that",
  "delete my last message please",
  "forget i said that",
  "olvida eso",
  "por favor borra lo que acabo de decir",
])("%s lets go of what was said last", (text) => {
  expect(memoryRequest(text)).toEqual({ kind: "forget-last" });
});

test.each([
  "remember that time we talked about my dog",
  "remember that night?",
  "do you remember my sister",
  "remember me?",
  "remember to buy milk",
  "don't forget to call",
  "forget it",
  "forget about work for a day",
  "i can't remember what I said",
  "forget that, let's talk about Rex",
  "FORGET my sister",
  "olv\u00EDdalo",
  "recuerda que d\u00EDa tan feliz",
  "",
])("%s is talk", (text) => {
  expect(memoryRequest(text)).toBeUndefined();
});

test.each([
  ["actually my sister's name is Ana", "my sister's name is Ana"],
  ["That's wrong: my sister is called Ana", "my sister is called Ana"],
  ["that's not true anymore, I live in Denver", "I live in Denver"],
  ["no, actually I moved to Denver", "I moved to Denver"],
  ["en realidad mi hermana se llama Ana", "mi hermana se llama Ana"],
])("%s corrects", (text, what) => {
  expect(correctionIn(text)).toBe(what);
});

test.each(["actually i'm tired", "that's wrong", "actually, is my sister called Ana?", "my sister is called Ana"])(
  "%s corrects nothing",
  (text) => {
    expect(correctionIn(text)).toBeUndefined();
  },
);

test("statements about the same have the same subject, however they say it", () => {
  const subjects = (...statements: readonly string[]) => new Set(statements.map(subjectOf));
  expect(subjects("My sister is called Ann", "my sister\u2019s name is Ana")).toEqual(new Set(["sister/name"]));
  expect(subjects("I have a dog named Rex", "my dog's name is Max")).toEqual(new Set(["dog/name"]));
  expect(subjects("I live in Boston", "I moved to Denver", "I'm living in Austin")).toEqual(new Set(["home"]));
  expect(subjects("Vivo en Austin", "me mud\u00E9 a Dallas")).toEqual(new Set(["home"]));
  expect(subjects("my sister's job is teaching")).toEqual(new Set(["sister/job"]));
  expect(subjects("we had a nice day")).toEqual(new Set([undefined]));
});

test.each(["remember that ", "actually ", "no, ", "my ", "please "])("10 KB of %j take linear time", (piece) => {
  const long = piece.repeat(10_000 / piece.length);
  expect([memoryRequest(long), correctionIn(long)]).toEqual([undefined, undefined]);
  expect(() => subjectOf(long)).not.toThrow();
});
