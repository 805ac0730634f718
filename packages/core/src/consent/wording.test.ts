import { describe, expect, test } from "vitest";
import { fixedText, type Language } from "../disclosure/index.ts";

/** The fixed texts that consent is given, asked for and taken back with. */
const LANGUAGES = ["en", "es"] as const satisfies readonly Language[];
const both = <Code extends string>(...codes: readonly Code[]) =>
  codes.flatMap((code) => LANGUAGES.map((language) => [code, language] as const));

/** GSM 03.38: one of these counts as one character; Spanish ones of ours keep to it as well. */
const GSM_7 = /^[A-Za-z0-9 @£$¥èéùìòÇØøÅå_ÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà\n]*$/;

describe("every text of consent", () => {
  test.each(both("welcome", "restarted", "stopped", "clarification", "opt-in"))(
    "%s in %s is one segment",
    (code, language) => {
      const { body } = fixedText(code, language);
      expect(body).toMatch(GSM_7);
      expect(body.length).toBeLessThanOrEqual(160);
      expect(body).toContain("Jules");
    },
  );

  test.each(both("welcome", "restarted", "stopped", "clarification", "opt-in"))("%s differs in %s", (code) => {
    expect(fixedText(code, "en").body).not.toBe(fixedText(code, "es").body);
  });
});

/** CTIA Messaging Principles 5.1.2.1: product, care contact, opt-out, recurring and how often, fees; and that it is AI. */
const FIVE_ELEMENTS = {
  en: [
    "Jules AI companion",
    "help@jules.example",
    "STOP to cancel",
    "recurring",
    "Msg freq varies",
    "Msg&data rates may apply",
    "HELP",
  ],
  es: [
    "Jules",
    "IA",
    "help@jules.example",
    "STOP cancela",
    "recurrentes",
    "Frecuencia variable",
    "Pueden cobrarse",
    "AYUDA",
  ],
} as const;

test.each(both("welcome", "restarted", "opt-in"))("%s in %s holds the five elements", (code, language) => {
  for (const element of FIVE_ELEMENTS[language]) expect(fixedText(code, language).body).toContain(element);
});

test.each([
  ["en", "reply YES"],
  ["es", "responde SI"],
] as const)("the question of a page asks for a yes (%s)", (language, words) => {
  expect(fixedText("opt-in", language).body).toContain(words);
});

describe.each(both("stopped", "clarification"))("%s in %s", (code, language) => {
  const { body } = fixedText(code, language);

  // 47 CFR 64.1200(a)(12): no marketing; Wash. HB 2225, Ore. SB 1546: no appeal to feelings when somebody leaves.
  test("promotes nothing and appeals to nothing", () => {
    expect(body).not.toMatch(
      /miss|sorry|sad|sure\?|really|please|love|hope|wait|goodbye|bye|friend|offer|free|discount|deal|new|try|premium|come back|here for you|!/i,
    );
    expect(body).not.toMatch(
      /extra[ñn]|triste|seguro\?|de verdad|por favor|quedate|amig|oferta|gratis|descuento|nuevo|adios/i,
    );
  });

  test("names help", () => {
    expect(body).toContain("988");
  });
});

test.each(LANGUAGES)(
  "the confirmation of a STOP says that it is done, how to come back, 988 and 911 (%s)",
  (language) => {
    const { body } = fixedText("stopped", language);
    for (const element of ["START", "988", "911"]) expect(body).toContain(element);
    expect(body).toMatch(/unsubscribed|de baja/);
  },
);

test.each(LANGUAGES)(
  "the clarification is a question that yes and STOP answer, and promises silence (%s)",
  (language) => {
    const { body } = fixedText("clarification", language);
    expect(body).toMatch(/\?/);
    expect(body).toMatch(/Reply YES|Responde SI/);
    expect(body).toContain("STOP");
    expect(body).toMatch(/No more texts until you reply|No te escribo hasta que respondas/);
  },
);
