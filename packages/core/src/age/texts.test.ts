import { expect, test } from "vitest";
import { AGE_TEXT_CODES, ageText, needsLink } from "./texts.ts";

const LINK = `https://jules.example/v/${"a".repeat(50)}`;
/** The characters that GSM 03.38 has, as far as English needs them; the last four take two places. */
const GSM_7 = /^[A-Za-z0-9 @$_!"#%&'()*+,\-./:;<=>?\n[\]{}]*$/;

test.each(AGE_TEXT_CODES)(
  "%s keeps to GSM-7 in English, has its link where it needs one, and guilts nobody",
  (code) => {
    const { body } = ageText(code, "en", LINK);
    expect(body).toMatch(GSM_7);
    expect(body.length).toBeLessThanOrEqual(3 * 153);
    for (const language of ["en", "es"] as const) {
      const words = ageText(code, language, LINK).body;
      expect(words.includes(LINK)).toBe(needsLink(code));
      expect(words).not.toContain("{");
      expect(words).not.toMatch(/\b(?:miss you|sorry to see|please stay|don't go|te extrañ|no te vayas)/i);
    }
  },
);

test.each(["wind-down", "wind-down-known"] as const)(
  "R40: %s names people for teens and what the hourly notice has to say",
  (code) => {
    const english = ageText(code, "en", LINK).body;
    for (const part of [
      ...["988", "741741", "thetrevorproject.org", "LOVEIS to 22522", "1-800-422-4453"],
      ...["not communicating with a human", "artificially generated and not human", "break", "did nothing wrong"],
    ]) {
      expect(english).toContain(part);
    }
    const spanish = ageText(code, "es", LINK).body;
    for (const part of ["988", "HOLA al 741741", "1-800-422-4453", "No hablas con un humano", "descanso"]) {
      expect(spanish).toContain(part);
    }
    expect(english.includes(LINK)).toBe(code === "wind-down");
  },
);

test.each(["en", "es"] as const)("R39: the last text to a child is neutral and names help, in %s", (language) => {
  const { body } = ageText("child-end", language, LINK);
  for (const part of ["911", "988", "24", LINK]) expect(body).toContain(part);
  expect(body).not.toMatch(/sorry|love|friend|miss|siento|amig|extrañ/i);
});
