import { expect, test } from "vitest";
import { both } from "./steer.ts";
import type { Steering } from "./steering.ts";

const line = (body: string) => ({ code: body, version: 1, body });

/** What each rule may say, and whether it notes afterwards that it was said. */
function rules(noted: string[]): Readonly<Record<string, Steering>> {
  const note = (name: string) => async () => void noted.push(name);
  return {
    privacy: { alwaysAfter: line("privacy") },
    "privacy alone": { instead: line("privacy") },
    billing: { alwaysAfter: line("billing") },
    "billing alone": { instead: line("billing"), kind: "billing" },
    year: { asks: { text: line("year"), afterwards: note("year") } },
    "wind-down": { instead: line("wind-down"), kind: "age", afterwards: note("wind-down") },
    identity: { before: line("identity"), afterwards: note("identity") },
    "identity alone": { instead: line("identity"), afterwards: note("identity") },
    "whose number": { withoutHistory: true, asks: { text: line("whose number"), goesFirst: true } },
    limit: { instead: line("limit"), kind: "limit" },
    memory: { after: line("memory") },
    "memory alone": { instead: line("memory") },
    preferences: { before: line("preferences"), asks: { text: line("year"), afterwards: note("year") } },
    "preferences alone": { instead: line("preferences") },
    agenda: { before: line("agenda") },
    "agenda alone": { instead: line("agenda") },
    card: { after: line("card"), media: ["card.vcf"] },
    "card alone": { instead: line("card"), media: ["card.vcf"] },
  };
}

const bodiesOf = ({ before, instead, alwaysAfter, after, asks }: Steering) =>
  [before, instead, alwaysAfter, after, asks?.text].flatMap((text) => text?.body.split("\n") ?? []);

const NAMES = Object.keys(rules([]));

test.each(NAMES.flatMap((one) => NAMES.map((other) => [one, other] as const)))(
  "%s and then %s: each says its line, the card goes with its own, and only what is said is noted",
  async (first, second) => {
    const noted: string[] = [];
    const { [first]: one = {}, [second]: other = {} } = rules(noted);
    const said = both(one, other);
    const bodies = bodiesOf(said);
    const questions = [one.asks, other.asks].filter((asked) => asked !== undefined);
    const put = questions.find(({ goesFirst }) => goesFirst) ?? questions[0];
    const lines = [...bodiesOf({ ...one, asks: undefined }), ...bodiesOf({ ...other, asks: undefined })];
    expect(new Set(bodies)).toEqual(new Set([...lines, ...(put ? [put.text.body] : [])]));
    expect(said.media !== undefined).toBe(bodies.includes("card"));
    await said.afterwards?.();
    await said.asks?.afterwards?.();
    const due = [first, second].filter((name) => /identity|wind-down/.test(name)).map((name) => name.split(" ")[0]);
    expect(noted).toEqual([...due, ...(put?.text.body === "year" ? ["year"] : [])]);
  },
);

test("what two rules say before is told apart by a line, under both codes", () => {
  expect(both({ before: line("one") }, { before: line("two") }).before).toEqual({
    code: "one+two",
    version: 1,
    body: "one\ntwo",
  });
});
