import { describe, expect, test } from "vitest";
import { CRISIS_TEMPLATES, PROTOCOL_VERSION, RESOURCES, type ReferralCount, referral } from "../crisis/index.ts";
import { fixedText } from "../disclosure/index.ts";
import { instant, type PhoneNumber } from "../kernel/index.ts";
import { type Language, safetyProtocol, stateOfCode, stateReport, yearReport } from "./index.ts";

const LANGUAGES: readonly Language[] = ["en", "es"];

describe.each(LANGUAGES)("the protocol in %s", (language) => {
  const protocol = safetyProtocol(language);

  test("is the one that runs: its version and its texts", () => {
    expect(protocol.version).toBe(PROTOCOL_VERSION);
    expect(protocol.texts).toEqual(CRISIS_TEMPLATES.filter((template) => template.language === language));
  });

  test("has a title for every case that has a first text, and for no other", () => {
    const cases = protocol.texts.filter(({ step }) => step === 1).map((template) => template.case);
    expect(Object.keys(protocol.wording.texts.cases).sort()).toEqual(cases.sort());
  });

  test("lists every service whose number is in a text", () => {
    const listed = JSON.stringify(protocol.resources);
    const said = [...protocol.texts, ...protocol.beside].map(({ body }) => body).join(" ");
    for (const [number] of said.matchAll(/1-\d{3}-\d{3}-\d{4}|\b(?:988|911|\d{5,6})\b/g))
      expect(listed).toContain(number);
  });

  test("shows nothing unconfirmed that no text relies on", () => {
    const hidden = RESOURCES.filter((line) => !protocol.resources.includes(line));
    expect(hidden.every(({ standing }) => standing === "unverified")).toBe(true);
  });
});

test("the address on the page is the one in the texts", () => {
  expect(fixedText("help").body).toContain(safetyProtocol("en").contact);
});

test("both languages say as much", () => {
  const [english, spanish] = LANGUAGES.map((language) => shapeOf(safetyProtocol(language).wording));
  // A word that a text to 988 has to be, in Spanish alone.
  expect(spanish?.filter((path) => !path.endsWith(".textBody"))).toEqual(english);
});

/** The paths to every string. */
function shapeOf(value: object, path = ""): string[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === "object" ? shapeOf(inner, `${path}.${name}`) : [`${path}.${name}`],
  );
}

describe("a report", () => {
  const AT = instant("2026-05-01T12:00:00Z");
  const counted = (number: string, code: string, count: number): ReferralCount => ({
    ...referral(AT, number as PhoneNumber, "high", { code, version: 1, body: "" }),
    count,
  });
  const COUNTS = [
    counted("+14155550123", "crisis.suicide-high.1.en", 4),
    counted("+14155550123", "crisis.suicide-high.1.es", 2),
    counted("+12065550123", "crisis.partner.1.en", 3),
    counted("+18005550123", "crisis.partner.1.en", 1),
  ];

  test("of a year adds up every way", () => {
    const report = yearReport(2026, COUNTS);
    expect(report).toEqual({
      year: 2026,
      referralNotifications: 10,
      byState: { CA: 6, WA: 3, unknown: 1 },
      byTier: { high: 10 },
      byTemplate: { "crisis.partner.1@1": 4, "crisis.suicide-high.1@1": 6 },
      byLanguage: { en: 8, es: 2 },
    });
  });

  test("to California has the count, the protocols and nothing else", () => {
    const report = stateReport("CA", 2026, COUNTS);
    expect(Object.keys(report)).toEqual([
      ...["year", "state", "law", "referralNotifications", "toNumbersOfTheState", "protocols"],
    ]);
    expect(report).toMatchObject({ year: 2026, referralNotifications: 10, toNumbersOfTheState: 6 });
    expect(report.protocols?.version).toBe(PROTOCOL_VERSION);
    const protocol = JSON.stringify(report.protocols);
    for (const { body } of safetyProtocol("en").texts) expect(protocol).toContain(JSON.stringify(body).slice(1, -1));
    expect(protocol).toContain("C-SSRS");
  });

  test.each([
    ["WA", 3],
    ["OR", 0],
    ["CO", 0],
  ] as const)("to %s has the count and the law that asks for it", (state, toNumbersOfTheState) => {
    const { law, ...rest } = stateReport(state, 2026, COUNTS);
    expect(law).toMatch(/^(Wash|Ore|Colo)\./);
    expect(rest).toEqual({ year: 2026, state, referralNotifications: 10, toNumbersOfTheState });
  });

  test("holds no telephone number and no id", () => {
    const numbers = RESOURCES.flatMap(({ call, text }) => [call, text?.to]).filter((each) => each !== undefined);
    for (const report of [yearReport(2026, COUNTS), stateReport("CA", 2026, COUNTS), stateReport("TX", 2026, COUNTS)]) {
      const bytes = JSON.stringify(report);
      expect(bytes).not.toMatch(/\+1\d{10}|m_[0-9a-f]{32}/);
      const dialled = [...bytes.matchAll(/1-\d{3}-\d{3}-\d{4}/g)].map(([number]) => number);
      expect(dialled.filter((number) => !numbers.includes(number))).toEqual([]);
    }
  });
});

test.each([
  ["CA", "CA"],
  ["wa", "WA"],
  ["ON", undefined],
  ["", undefined],
  ["constructor", undefined],
])("%j is the code of %s", (code, state) => {
  expect(stateOfCode(code)).toBe(state);
});
