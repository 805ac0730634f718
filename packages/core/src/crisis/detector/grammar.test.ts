import { describe, expect, test } from "vitest";
import { see } from "./features.ts";
import { eachRule, RULE_NAMES } from "./grammar.ts";
import { conceptOf, lexiconWords } from "./lexicon.ts";
import { CONTRACTIONS, SHORTHAND } from "./spelling.ts";
import { tokens } from "./tokens.ts";

const known = new Set([...lexiconWords(), ...[...CONTRACTIONS.values(), ...SHORTHAND.values()].flat()]);
for (const short of [...CONTRACTIONS.keys(), ...SHORTHAND.keys()]) known.delete(short);
const isKnown = (word: string) => known.has(word);

/** What the rules that a text follows speak of. */
function kindsIn(text: string): ReadonlySet<string> {
  const { rules } = see(tokens(text, isKnown), isKnown);
  return new Set(rules.map((rule) => RULE_NAMES[rule]?.split(".")[0] ?? ""));
}

describe("who does what to whom", () => {
  test.each([
    ["suicide", "i want to die"],
    ["suicide", "im going to hang myself"],
    ["suicide", "i dont want to live anymore"],
    ["suicide", "hope i never wake up"],
    ["suicide", "how many pills to die"],
    ["suicide", "the gun is in my hand"],
    ["suicide", "standing on the wrong side of the railing"],
    ["suicide", "me quiero morir"],
    ["other", "my friend wants to kill himself"],
    ["other", "she took all her pills"],
    ["harm", "i cut myself again"],
    ["harm", "me corto los brazos"],
    ["abuse", "my husband hits me"],
    ["abuse", "my stepdad touches my sister"],
    ["abuse", "mi esposo me pega"],
    ["abuse", "he locks me in the bathroom"],
    ["violence", "im going to shoot my boss"],
    ["violence", "bringing a gun to school"],
    ["violence", "we should hang all immigrants"],
  ])("%s: %j", (kind, text) => {
    expect(kindsIn(text)).toContain(kind);
  });

  test.each([
    ["a denial", "i would never want to kill myself"],
    ["a denial of what others do", "he never hits me"],
    ["a creature", "i killed the spider"],
    ["a program", "how do i kill a process in linux"],
    ["something that ends", "end my subscription"],
    ["mourning", "my grandma died"],
    ["a film", "a movie about suicide"],
    ["prevention", "the suicide prevention walk"],
    ["medicine as always", "i took my pills"],
    ["an idiom", "this homework is killing me"],
  ])("%s takes the danger away: %j", (_name, text) => {
    expect(kindsIn(text)).toContain("away");
  });

  test.each(["see you at lunch", "the train was late again", "ok, gracias", "can you remind me at 9?", ""])(
    "nobody does anything to anybody in %j",
    (text) => {
      expect([...kindsIn(text)]).toEqual([]);
    },
  );
});

interface Followed {
  readonly negated: boolean;
  readonly from: number;
  readonly to: number;
}

/** How a row of words follows a rule; a word in capitals stands under a "not". */
function follows(rule: string, row: string): readonly Followed[] {
  const words = row.split(" ").map((word) => ({
    word: word.toLowerCase(),
    role: conceptOf(word.toLowerCase()) ?? -1,
    negated: word !== word.toLowerCase(),
  }));
  const found: Followed[] = [];
  eachRule(words, (index, negated, from, to) => {
    if (RULE_NAMES[index] === rule) found.push({ negated, from, to });
  });
  return found;
}

describe("a rule", () => {
  test("is followed from its first word to its last", () => {
    expect(follows("suicide.wish", "today i want to die")).toEqual([{ negated: false, from: 1, to: 4 }]);
  });

  test("allows three other words between two places, and no fourth", () => {
    expect(follows("suicide.wish", "i want one two three die")).toHaveLength(1);
    expect(follows("suicide.wish", "i want one two three four die")).toHaveLength(0);
  });

  test("has an order", () => {
    expect(follows("suicide.wish", "die want i")).toHaveLength(0);
  });

  test("says whether its last place stands under a not", () => {
    expect(follows("suicide.wish", "i do not want to DIE")).toMatchObject([{ negated: true }]);
  });

  test("can ask for a not", () => {
    expect(follows("suicide.not-wake", "hope i WAKE")).toHaveLength(1);
    expect(follows("suicide.not-wake", "hope i wake")).toHaveLength(0);
  });

  test("can tie a word to the one before", () => {
    expect(follows("away.wake-plan", "wake me # early")).toHaveLength(1);
    expect(follows("suicide.plan", "made a plan today everything")).not.toHaveLength(0);
    expect(follows("suicide.plan", "made a very big plan")).toHaveLength(0);
  });
});
