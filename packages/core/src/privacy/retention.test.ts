import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fixedText } from "../disclosure/index.ts";
import { RULES } from "../rules/index.ts";
import { keptSeconds, NOTICE_VERSION, privacyNotice, RETENTION, type Retained } from "./index.ts";

const LANGUAGES = ["en", "es"] as const;
const SCHEDULE: readonly Retained[] = RETENTION;

describe("the schedule", () => {
  test("has every class once", () => {
    const codes = SCHEDULE.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test.each(SCHEDULE.map((each) => [each.code, each] as const))(
    "%s lies somewhere, goes somehow, and a rule asks for it",
    (_code, each) => {
      const known = RULES.map(({ code }) => code);
      expect(each.where.length).toBeGreaterThan(0);
      expect(each.goes.length).toBeGreaterThan(0);
      expect(each.because.filter((code) => !known.includes(code))).toEqual([]);
      expect(each.because.length).toBeGreaterThan(0);
    },
  );

  test("keeps for ever only what is of nobody", () => {
    const forever = SCHEDULE.filter(({ goes }) => goes.includes("never")).map(({ code }) => code);
    expect(forever).toEqual(["billing-comparison", "counters"]);
  });

  test("keeps words for twelve months at most, a child's for a day, backups for less than thirty days", () => {
    expect(keptSeconds("texts")).toBe(365 * 24 * 60 * 60);
    expect(keptSeconds("under-13")).toBe(24 * 60 * 60);
    expect(keptSeconds("backups")).toBeLessThan(30 * 24 * 60 * 60);
    expect(keptSeconds("key-backups")).toBeLessThan(keptSeconds("backups"));
    expect(() => keptSeconds("ledger")).toThrow(RangeError);
  });

  test("keeps as long as rules ask for", () => {
    const years = (code: string) => SCHEDULE.find((each) => each.code === code)?.keeps;
    const asked = RULES.flatMap(({ asks }) => asks);
    const records = Math.max(...asked.map((demand) => (demand.ask === "records" ? demand.years : 0)));
    const optOuts = Math.max(...asked.map((demand) => (demand.ask === "opt-out-kept" ? demand.years : 0)));
    expect(years("ledger")).toEqual({ atLeastYears: records });
    expect(years("suppression")).toEqual({ atLeastYears: optOuts });
    const children = asked.find((demand) => demand.ask === "children-out");
    expect(keptSeconds("under-13")).toBe((children?.deletedWithinHours ?? 0) * 60 * 60);
  });
});

describe.each(LANGUAGES)("the notice in %s", (language) => {
  const notice = privacyNotice(language);

  test("has the whole schedule, in words", () => {
    expect(notice.kept.map(({ code }) => code)).toEqual(SCHEDULE.map(({ code }) => code));
    for (const { what, howLong } of notice.kept) {
      expect(what.length).toBeGreaterThan(10);
      expect(howLong).toMatch(/^[\p{L}\p{N}].{5,}$/u);
    }
  });

  test("says truly how long a key can be had back", () => {
    expect(notice.wording.asking.points.join(" ")).toContain(` ${keptSeconds("key-backups") / (24 * 60 * 60)} d`);
  });

  test("names every company that receives something", () => {
    expect(notice.companies.map(({ name }) => name)).toEqual([
      ...[
        "Amazon Web Services",
        "Bandwidth",
        "Anthropic",
        "OpenAI",
        "Veriff",
        "Stripe",
        "Upstash",
        "Langfuse",
        "Sentry",
      ],
    ]);
  });

  test("names the address that the texts name", () => {
    expect(fixedText("help").body).toContain(notice.contact);
    expect(JSON.stringify(notice.wording)).toContain(notice.contact);
  });
});

test("both languages say as much", () => {
  const shape = (language: (typeof LANGUAGES)[number]) =>
    JSON.stringify(privacyNotice(language), (_key, value) => (typeof value === "string" ? "" : value));
  expect(shape("es")).toBe(shape("en"));
});

test("the notice changes with its version only", () => {
  const digest = createHash("sha256")
    .update(JSON.stringify([privacyNotice("en"), privacyNotice("es")]))
    .digest("hex")
    .slice(0, 16);
  // Whoever changes a word, a company or the schedule raises NOTICE_VERSION and its day, and writes both here.
  expect([NOTICE_VERSION, digest]).toEqual([7, "43e1b693708f9c40"]);
});
