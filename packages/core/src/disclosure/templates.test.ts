import { expect, test } from "vitest";
import { fixedText } from "./index.ts";

test("the disclosure holds every phrase that the laws name", () => {
  const { body } = fixedText("disclosure");
  for (const phrase of [
    "not communicating with a human",
    "artificially generated",
    "may not be suitable for some minors",
    "not a therapist, doctor or lawyer",
    "988",
    "911",
  ]) {
    expect(body).toContain(phrase);
  }
});

test.each(["welcome", "restarted"] as const)("%s holds the five elements of the carriers' rules", (code) => {
  const { body } = fixedText(code);
  for (const element of [
    "Jules AI companion",
    "recurring",
    "Msg freq varies",
    "Msg&data rates may apply",
    "HELP",
    "STOP",
    "help@",
  ]) {
    expect(body).toContain(element);
  }
});

test("the confirmation of a STOP promotes nothing and points to help", () => {
  const { body } = fixedText("stopped");
  expect(body).toContain("988");
  expect(body).not.toMatch(/miss|sorry|sure\?|offer|free|discount|come back/i);
});

test.each(["disclosure", "reminder", "break-reminder", "periodic"] as const)(
  "%s says what it has to, in Spanish too",
  (code) => {
    expect(fixedText(code).body).toContain("not communicating with a human");
    expect(fixedText(code).body).toContain("artificially generated");
    expect(fixedText(code, "es").body).toContain("no te comunicas con un humano");
    expect(fixedText(code, "es").body).toContain("generado artificialmente");
  },
);

test("the one of the break says that it is time for one, and that nothing of it is human", () => {
  const { version, body } = fixedText("break-reminder");
  expect(version).toBe(2);
  expect(body).toContain("artificially generated and not human");
  expect(body).toContain("Take a break");
  expect(fixedText("break-reminder", "es").body).toContain("descanso");
});

test("the month's reminder names the ways out, and how to ask for one's data", () => {
  for (const language of ["en", "es"] as const) {
    const { body } = fixedText("periodic", language);
    for (const word of ["STOP", "EXPORT", "DELETE MY DATA"]) expect(body).toContain(word);
  }
  expect(fixedText("periodic").body).toContain("HELP");
  expect(fixedText("periodic", "es").body).toContain("AYUDA");
});

test("who asks hears that no human writes", () => {
  expect(fixedText("are-ai").body).toMatch(/an AI program.*no human writing/);
  expect(fixedText("are-ai", "es").body).toMatch(/programa de IA.*[Nn]ing\u00FAn humano/);
});

test("the question whose number it is says nothing of anybody", () => {
  expect(fixedText("whose-number").body).not.toMatch(/jules|companion|AI\b|crisis|you (?:said|told)/i);
});

test("the disclosures keep to words that are in force", () => {
  const texts = (["en", "es"] as const).flatMap((language) =>
    (["disclosure", "reminder", "break-reminder", "are-ai", "periodic"] as const).map((code) => {
      const { version, body } = fixedText(code, language);
      return `${code} ${version} ${language}: ${body}`;
    }),
  );
  expect(texts).toMatchSnapshot();
});

test("English keeps to GSM-7", () => {
  const codes = ["reminder", "break-reminder", "are-ai", "periodic", "whose-number", "new-owner"] as const;
  for (const code of codes) expect(fixedText(code).body).toMatch(/^[\n !-_a-z]*$/);
});

test.each([
  "welcome",
  "reminder",
  "break-reminder",
  "are-ai",
  "whose-number",
  "stopped",
  "restarted",
  "help",
  "help-es",
] as const)("%s is one segment", (code) => {
  expect(fixedText(code).body.length).toBeLessThanOrEqual(160);
});

test("the disclosure is two segments", () => {
  expect(fixedText("disclosure").body.length).toBeLessThanOrEqual(2 * 153);
});
