import { describe, expect, test } from "vitest";
import { instant } from "../../kernel/index.ts";
import { DEFAULT_LIMITS } from "../../quotas/index.ts";
import { PLANS } from "../plans.ts";
import { amountInWords, dayInWords, type Sold, subscriptionTerms } from "./index.ts";

const MONTHLY: Sold = {
  price: { minor: 999, currency: "usd", period: "month" },
  trialEndsAt: instant("2026-11-29T17:00:00Z"),
  limits: DEFAULT_LIMITS,
};
const YEARLY_AT_ONCE: Sold = {
  price: { minor: 7_999, currency: "usd", period: "year" },
  trialEndsAt: undefined,
  limits: DEFAULT_LIMITS,
};

/** Who changes a word counts the version up, and writes the words of both down anew: vitest -u. */
test.each([
  ["monthly after a trial", MONTHLY],
  ["yearly at once", YEARLY_AT_ONCE],
] as const)("the words of %s are those of their version", (_what, sold) => {
  for (const language of ["en", "es"] as const) {
    const { code, version, body } = subscriptionTerms(sold, language);
    expect(body).toMatchSnapshot(`${code} ${version}`);
  }
});

describe.each(["en", "es"] as const)("in %s they say", (language) => {
  const { body, acceptance, sections } = subscriptionTerms(MONTHLY, language);
  const atOnce = subscriptionTerms(YEARLY_AT_ONCE, language);

  const WORDS = {
    en: {
      "what is limited": ["120 texts an hour and 400 a day", "not answered"],
      "that we may reduce what Jules does": ["We may limit or reduce what Jules does at any time, also while you pay"],
      "the price, and how often": ["$9.99 every month"],
      "when the trial ends, and what is charged then": ["On November 29, 2026, $9.99 is charged"],
      "that it renews until it is ended": ["renews by itself", "until you end it"],
      "how to end it: by text, on the page, by e-mail": ['"cancel my subscription"', "BILLING", "help@jules.example"],
      "what STOP does": ["If you text STOP", "ends in the same way"],
      "what is given back and what is not": ["no money is given back, unless a law says so", "is given back."],
      "that help is no part of it": ["Help in a crisis", "cost nothing"],
      "what happens when a payment fails": [`${PLANS.grace.days} days`],
      "what is free": [`${PLANS.free.entitles.textsADay} a day`],
    },
    es: {
      "what is limited": ["120 mensajes por hora y 400 al día", "no se responden"],
      "that we may reduce what Jules does": [
        "Podemos limitar o reducir lo que hace Jules en cualquier momento, también mientras pagas",
      ],
      "the price, and how often": ["$9.99 cada mes"],
      "when the trial ends, and what is charged then": ["El 29 de noviembre de 2026 se cobran $9.99"],
      "that it renews until it is ended": ["Se renueva por sí solo", "hasta que tú lo termines"],
      "how to end it: by text, on the page, by e-mail": ['"cancela mi suscripción"', "BILLING", "help@jules.example"],
      "what STOP does": ["Si escribes STOP", "de la misma manera"],
      "what is given back and what is not": ["no se devuelve dinero, salvo que una ley lo diga", "se devuelve."],
      "that help is no part of it": ["ayuda en una crisis", "no cuestan nada"],
      "what happens when a payment fails": [`${PLANS.grace.days} días`],
      "what is free": [`${PLANS.free.entitles.textsADay} al día`],
    },
  }[language];

  test.each(Object.entries(WORDS))("%s", (_what, phrases) => {
    for (const phrase of phrases) expect(body).toContain(phrase);
  });

  test("beside the box, once more, what is accepted: limits, reducing, the price and that it goes on", () => {
    for (const word of language === "es"
      ? [
          "18 años",
          "los límites",
          "reducirse",
          "$9.99",
          "29 de noviembre de 2026",
          "cada mes",
          "hasta que yo lo termine",
        ]
      : ["18 or older", "the limits", "reduced", "$9.99", "November 29, 2026", "every month", "until I end it"]) {
      expect(acceptance).toContain(word);
    }
    expect(body.endsWith(acceptance)).toBe(true);
    for (const { heading, points } of sections) for (const line of [heading, ...points]) expect(body).toContain(line);
  });

  test("without a trial, that it is charged today, and of no free days", () => {
    expect(atOnce.body).toContain(language === "es" ? "Hoy se cobran $79.99" : "$79.99 is charged today");
    expect(atOnce.body).not.toMatch(/free days|días gratis|undefined/);
  });

  test("nothing that pleads or praises", () => {
    expect(body).not.toMatch(/miss|sorry|sure\?|only \$|best|hurry|echar de menos|lamentamos|seguro|mejor oferta/i);
  });
});

test("the limits are those of the stage", () => {
  const limits = {
    ...DEFAULT_LIMITS,
    member: {
      hour: { ...DEFAULT_LIMITS.member.hour, texts: 33 },
      day: { ...DEFAULT_LIMITS.member.day, texts: 77 },
    },
  };
  expect(subscriptionTerms({ ...MONTHLY, limits }, "en").body).toContain("33 texts an hour and 77 a day");
});

test("amounts and days are written as people write them", () => {
  expect(amountInWords({ minor: 999, currency: "usd" })).toBe("$9.99");
  expect(amountInWords({ minor: 8_000, currency: "usd" })).toBe("$80.00");
  expect(amountInWords({ minor: 950, currency: "eur" })).toBe("9.50 EUR");
  // In the evening of the day before, in New York.
  expect(dayInWords(instant("2026-12-01T03:00:00Z"), "en")).toBe("November 30, 2026");
  expect(dayInWords(instant("2026-12-01T03:00:00Z"), "es")).toBe("30 de noviembre de 2026");
});
