import { describe, expect, test } from "vitest";
import { REVOKE, revocation, UNCLEAR } from "./index.ts";

/** The texts of every day are in packages/crisis-training/revocations; here is what the rules themselves name. */
describe("plain words", () => {
  test.each([
    ...["please opt me out", "stop texting me", "lose my number", "I do not wish to be contacted", "cease and desist"],
    ...["exit", "take me off this list", "no more messages", "unsubscribe me please", "STOP TEXTING ME!!!"],
    ...[
      "STOP cancel my subscription",
      "STOP cancel my subscription before I get charged",
      "STOP end my membership now",
    ],
    ...["STOP cancela mi suscripci\u00F3n", "ALTO cancelen mi suscripcion"],
    ...["ya no me escribas", "no quiero recibir más mensajes", "dame de baja", "Please stop."],
  ])("revoke: %j", (text) => {
    expect(revocation(text).score).toBeGreaterThanOrEqual(REVOKE);
  });

  test.each(["leave me alone", "déjame en paz", "wrong number", "not interested"])("are unclear: %j", (text) => {
    const { score } = revocation(text);
    expect(score).toBeGreaterThanOrEqual(UNCLEAR);
    expect(score).toBeLessThan(REVOKE);
  });

  test.each([
    ...["I want to end it all", "stop it lol", "can you stop being sad", "I quit my job", "cancel my plans"],
    ...["stop cancelling on me", "I can't stop. Cancelled on her again", "stop subscribing me to your moods lol"],
    ...["remove the pic from your head", "don't text me while I'm at work, text after 5", "exit here then left"],
    ...["should I stop texting my ex", "he told me to lose his number", "she wrote “stop texting me”", "", "   "],
  ])("are conversation: %j", (text) => {
    expect(revocation(text).score).toBeLessThan(UNCLEAR);
  });

  test("a laugh, a later time or a passing reason takes the sharpness out", () => {
    const scores = [
      "stop texting me",
      "stop texting me lol",
      "don't text me, I'm at work",
      "don't text me, talk later",
    ];
    const [clear = 0, ...doubted] = scores.map((text) => revocation(text).score);
    expect(clear).toBeGreaterThanOrEqual(REVOKE);
    for (const score of doubted) expect(score).toBeLessThan(REVOKE);
  });

  test("the language is the words' own", () => {
    expect(revocation("no quiero más mensajes").language).toBe("es");
    expect(revocation("no more texts").language).toBe("en");
    expect(revocation("stop por favor").language).toBe("es");
  });

  test("evidence names rules and no words of the text", () => {
    const { evidence } = revocation(
      "Hi Jules, please stop texting my phone 415-555-0123, my name is Ann. Unsubscribe!",
    );
    for (const code of evidence) expect(code).toMatch(/^[a-z]+(?:[.-][a-z]+)*$/);
  });
});

/** A generator of numbers that is always the same. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

const PIECES = [
  ...[
    "stop ",
    "texting ",
    "me ",
    "please ",
    "no more ",
    "messages ",
    "the ",
    "i want to ",
    "unsubscribe ",
    "my ex ",
    "ha",
  ],
  ...[
    "wrong number ",
    "from ",
    "this list ",
    "dejen de ",
    "no me ",
    "mensajes ",
    ".",
    ",",
    '"',
    "“",
    "\n",
    "\u0000",
    "é",
  ],
  ...["\u{1F602}", "\u200B", "\uD800", "a".repeat(40), "all any some these ", "lol "],
];

describe("whatever is written", () => {
  test("has a score between none and certain, the same every time", () => {
    const next = numbers(7);
    for (let round = 0; round < 3_000; round++) {
      const text = Array.from({ length: 1 + next(14) }, () => PIECES[next(PIECES.length)]).join("");
      const one = revocation(text);
      expect(one.score).toBeGreaterThanOrEqual(0);
      expect(one.score).toBeLessThanOrEqual(1);
      expect(revocation(text)).toEqual(one);
    }
  });

  // A pattern that tries every way of taking a text apart would not come back within the test's time.
  test.each(PIECES.map((piece) => [JSON.stringify(piece.slice(0, 12)), piece] as const))(
    "is read in a time that grows with its length: %s, again and again",
    (_name, piece) => {
      const long = piece.repeat(Math.ceil(300_000 / piece.length));
      expect(revocation(long).score).toBeLessThanOrEqual(1);
      expect(revocation(`stop texting me ${long}`).score).toBeLessThanOrEqual(1);
    },
  );
});
