import { expect, test } from "vitest";
import { takeNotes } from "./notes.ts";

const line = (text: string, source = 1) => JSON.stringify({ source, on: "2026-11-20", from: "person", text });
const notes = (...lines: readonly string[]) =>
  (JSON.parse(takeNotes(`<texts>\n${lines.join("\n")}\n</texts>`)) as { facts: Record<string, unknown>[] }).facts;

test.each([
  ["hey jules, my sister is called Ana!", "sister/name", "My sister is called Ana", ""],
  ["actually my sister's name is Ann", "sister/name", "My sister's name is Ann", ""],
  ["I have a dog named Rex", "dog/name", "I have a dog named Rex", ""],
  ["I have an interview on March 3", "interview", "I have an interview on March 3", "2027-03-03"],
  ["I have an exam tomorrow", "exam", "I have an exam tomorrow", "2026-11-21"],
  ["I moved to Denver. it is cold", "home", "I moved to Denver", ""],
  ["mi hermana se llama Ana", "hermana/name", "Mi hermana se llama Ana", ""],
])("of %j a note is taken", (text, topic, words, day) => {
  expect(notes(line(text, 3))).toEqual([{ topic, text: words, source: 3, day }]);
});

test("of questions, talk and what Jules says none is taken", () => {
  expect(
    notes(
      line("is my sister called Ana?"),
      line("lol yes"),
      JSON.stringify({ from: "jules", text: "my name is Jules" }),
    ),
  ).toEqual([]);
});
