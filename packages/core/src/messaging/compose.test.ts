import { describe, expect, test } from "vitest";
import { compose, encodingOf, segmentsOf } from "./index.ts";

describe("typographic characters become their plain twins", () => {
  test.each([
    ["“It’s late” – you know… \u00A0ok\u200B", '"It\'s late" - you know... ok'],
    ["one\u2009two\u202Fthree\u3000four\tfive", "one two three four five"],
    ["ﬁne, Ｈｅｌｌｏ, 𝐛𝐨𝐥𝐝, x², ½ cup, 1½ cups", "fine, Hello, bold, x2, 1/2 cup, 1 1/2 cups"],
    ["soft\u00ADhyphen, \u202Eright to left\u202C, a\u0000b", "softhyphen, right to left, ab"],
    ["A → B, 5 × 3, 72°F, 20 °C, 50¢, «yes», 3≥2", 'A -> B, 5 x 3, 72F, 20C, 50 cents, "yes", 3>=2'],
    ["cafe\u0301 and Z\u0351algo", "café and Zalgo"],
    ["one`s, Jules™", "one's, Jules"],
  ])("%s", (typographic, plain) => {
    expect(compose(typographic)).toBe(plain);
    expect(encodingOf(compose(typographic))).toBe("gsm-7");
  });
});

describe("accents", () => {
  test("in English those that GSM-7 has stay, the others go with what they cost", () => {
    expect(compose("A naïve résumé, façade, Ångström, Łódź, œuvre")).toBe(
      "A naive résumé, facade, Ångström, Lodz, oeuvre",
    );
  });

  test("Spanish keeps every one of them, and loses the rest", () => {
    expect(compose("“¿Cómo estás?” – así… ¡Qué día, Íñigo! Pingüino", { language: "es" })).toBe(
      '"¿Cómo estás?" - así... ¡Qué día, Íñigo! Pingüino',
    );
  });

  test("letters of another script were meant", () => {
    expect(compose("It's “привет”, or 你好。")).toBe('It\'s "привет", or 你好。');
  });
});

describe("markdown", () => {
  test.each([
    ["**You** are *not* `alone`, __really__ ~~no~~", "You are not alone, really no"],
    ["# Plan\n\n* walk\n• rest\n- call _Mia_\n---\n> she said", "Plan\n- walk\n- rest\n- call Mia\nshe said"],
    ["see [this page](https://a.example/b)", "see this page"],
    ["5 * 3 * 2, snake_case_name, f**k, a_b", "5 * 3 * 2, snake_case_name, f**k, a_b"],
    ["**cut off", "cut off"],
  ])("%s", (marked, plain) => expect(compose(marked)).toBe(plain));
});

describe("emoji", () => {
  const short = "That sounds lovely 🙂";

  test("go with their space where they are not wanted", () => {
    expect(compose(short)).toBe("That sounds lovely");
    expect(compose("I'm here 💛 always. Nice 🎉!\n✅ Rest")).toBe("I'm here always. Nice!\nRest");
  });

  test("a sentence that ended with one ends all the same", () => {
    expect(compose("You did it 🎉🎉 What comes next?")).toBe("You did it. What comes next?");
  });

  test("stay whole where they are wanted and cost little", () => {
    for (const emoji of ["🙂", "❤️", "👍🏽", "👩‍👩‍👧", "🇲🇽", "1️⃣"]) {
      expect(compose(`Nice ${emoji}`, { emoji: true })).toBe(`Nice ${emoji}`);
      expect(compose(`Nice ${emoji}`)).toBe("Nice");
    }
  });

  test("go where they would cost more than one segment", () => {
    const long = `${"It is good that you told me about it. ".repeat(4).trim()} 🙂`;
    expect(segmentsOf(long)).toBe(3);
    expect(compose(long, { emoji: true })).not.toContain("🙂");
  });

  test("stay where they are all there is: an answer is no silence", () => {
    expect(compose("❤️")).toBe("❤️");
  });
});

describe("length", () => {
  const sentence = "This is a sentence of some length. ";

  test("an answer that is too long ends at a whole sentence, within three segments", () => {
    const composed = compose(sentence.repeat(60));
    expect(composed.endsWith("length.")).toBe(true);
    expect([segmentsOf(composed), composed.length > 400]).toEqual([3, true]);
  });

  test("Spanish has four", () => {
    const composed = compose("Esto también es una oración así de larga. ".repeat(60), { language: "es" });
    expect(composed.endsWith("larga.")).toBe(true);
    expect(segmentsOf(composed)).toBe(4);
  });

  test("a title, a time and the number of a line end no sentence", () => {
    const composed = compose(`${sentence.repeat(12)}\nThen ask Dr. ${"Smith".repeat(40)}`);
    expect(composed.endsWith("length.")).toBe(true);
  });

  test("where no sentence ends, a word does; where no word does, it is cut", () => {
    const words = compose("word ".repeat(200));
    expect([words.endsWith("word"), segmentsOf(words)]).toEqual([true, 3]);
    expect(compose("a".repeat(3_000))).toBe("a".repeat(459));
    expect(segmentsOf(compose("😀".repeat(3_000)))).toBe(3);
  });

  test("ten thousand of anything are done in the time of a test", () => {
    for (const many of ["*", "[", "_", "`", "🙂", " ", "\n", "a. ", "\u0301", "**a", "> "]) {
      expect(segmentsOf(compose(many.repeat(10_000), { emoji: true }))).toBeLessThanOrEqual(3);
    }
  });
});

test("composed again, an answer stays as it is", () => {
  for (const answer of ["**Hi** “you” 🙂", "- a\n- b", "Łódź → here", "1. One.\n2. Two."]) {
    for (const emoji of [true, false]) {
      const once = compose(answer, { emoji });
      expect(compose(once, { emoji })).toBe(once);
    }
  }
});

test.each<[string, "en" | "es", string]>([
  ["Aquí estoy. ¿Cómo va tu día?", "en", "Aquí estoy. ¿Cómo va tu día?"],
  ["Mañana será más fácil, y mamá lo sabrá.", "en", "Mañana será más fácil, y mamá lo sabrá."],
  ["That was naïve of him, and you said so.", "es", "That was naive of him, and you said so."],
])("%j keeps what its own language needs, asked for in %s", (answer, language, expected) => {
  expect(compose(answer, { language })).toBe(expected);
});
