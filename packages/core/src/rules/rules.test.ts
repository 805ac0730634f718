import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { instant } from "../kernel/index.ts";
import {
  FIGURES,
  figuresOfRules,
  type Limits,
  limitsAt,
  nextChanges,
  OWN_CHOICES,
  OWN_FIGURES,
  RULES,
  RULES_DAY,
  RULES_VERSION,
  rulesInForce,
  type SwitchCode,
  standingOf,
} from "./index.ts";

const at = instant("2026-11-26T12:00:00Z");
const NOTHING: ReadonlySet<SwitchCode> = new Set();
const only = (code: SwitchCode): ReadonlySet<SwitchCode> => new Set([code]);
const codesOf = (...rules: Parameters<typeof rulesInForce>) => rulesInForce(...rules).map(({ code }) => code);

const STRICTEST: Limits = {
  disclosureMinutes: { verifiedAdult: 165, anybodyElse: 50 },
  silenceMinutes: 60,
  proactiveHours: { from: 8, to: 20 },
  proactivePerDay: 3,
  optOutConfirmationMinutes: 5,
  recycledAfterDays: 45,
  adultYears: 18,
  ageProofIn: [],
};

describe("the book of rules", () => {
  test("changes with its version only", () => {
    const digest = createHash("sha256")
      .update(JSON.stringify([RULES, OWN_CHOICES]))
      .digest("hex")
      .slice(0, 16);
    // Whoever changes a rule raises RULES_VERSION, and writes both here.
    expect([RULES_VERSION, digest]).toEqual([2, "c1c7363b32c05577"]);
    expect(RULES_DAY).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test("has every code once, in letters, digits, dots and dashes", () => {
    const codes = RULES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)+$/);
  });

  test.each(RULES.map((rule) => [rule.code, rule] as const))(
    "%s says in a sentence what, and where it is written",
    (_code, rule) => {
      expect(rule.title).toMatch(/^[A-Z].{15,}\.$/);
      expect(rule.citation.length).toBeGreaterThan(10);
      expect(rule.citation).not.toMatch(/https?:|jules\.example/);
      // A rule of which nothing can be checked has to say how it is kept or why it is here.
      expect(rule.asks.length > 0 || rule.note !== undefined || rule.code.startsWith("own-")).toBe(true);
    },
  );

  test.each(RULES.map((rule) => [rule.code, rule] as const))(
    "%s begins on a day of the calendar, by a switch, or nobody knows",
    (_code, { begins, applied }) => {
      if ("from" in begins) expect(new Date(begins.from).toISOString().slice(0, 10)).toBe(begins.from);
      else if ("open" in begins) expect(begins.open).toMatch(/\.$/);
      expect("switch" in begins).toBe(applied === "when-switched-on");
    },
  );

  test("has every switch that there is", () => {
    const switches: Readonly<Record<SwitchCode, true>> = {
      "ny-art-48": true,
      "us-guard": true,
      "crisis-reply-to-opted-out": true,
    };
    const used = RULES.flatMap(({ begins }) => ("switch" in begins ? [begins.switch] : []));
    expect(used.toSorted()).toEqual(Object.keys(switches).toSorted());
  });

  test("has its figures in the file that Lambdas load: `npm run compliance` writes it", () => {
    const { figures, own } = figuresOfRules();
    expect(FIGURES).toEqual(figures);
    expect(OWN_FIGURES).toEqual(own);
  });
});

describe("the limits", () => {
  test("are the strictest of everybody's, less our distance", () => {
    expect(limitsAt(at)).toEqual(STRICTEST);
  });

  test("are at least as strict as every single rule that is in force or applied", () => {
    const limits = limitsAt(at);
    for (const { asks, applied } of RULES) {
      if (applied !== "already") continue;
      for (const demand of asks) {
        switch (demand.ask) {
          case "disclosure-interval":
            expect(limits.disclosureMinutes.verifiedAdult).toBeLessThan(demand.adults ?? Number.POSITIVE_INFINITY);
            expect(limits.disclosureMinutes.anybodyElse).toBeLessThan(demand.anybodyElse ?? Number.POSITIVE_INFINITY);
            break;
          case "break-reminder":
            expect(limits.disclosureMinutes.anybodyElse).toBeLessThan(demand.anybodyElse);
            break;
          case "quiet-hours":
            expect(limits.proactiveHours.from).toBeGreaterThanOrEqual(demand.from);
            expect(limits.proactiveHours.to).toBeLessThanOrEqual(demand.to);
            break;
          case "cap":
            expect(limits.proactivePerDay).toBeLessThanOrEqual(demand.textsPerDay);
            break;
          case "opt-out-confirmation":
            expect(limits.optOutConfirmationMinutes).toBeLessThanOrEqual(demand.withinMinutes);
            break;
          case "adults-only":
            expect(limits.adultYears).toBeGreaterThanOrEqual(demand.years);
            break;
          default:
            break;
        }
      }
    }
  });

  test("leave a reminder more time than the cron may be late", () => {
    const { verifiedAdult, anybodyElse } = limitsAt(at).disclosureMinutes;
    expect([180 - verifiedAdult, 60 - anybodyElse]).toEqual([15, 10]);
    expect(OWN_CHOICES.disclosureMargin.reason).toContain("five minutes");
  });
});

describe("time", () => {
  const YEAR_ENDS = instant("2026-12-31T23:59:59.999Z");
  const YEAR_BEGINS = instant("2027-01-01T00:00:00.000Z");

  test("the laws of 2027-01-01 bind from that day on, and change no limit", () => {
    const before = codesOf(YEAR_ENDS);
    const new2027 = codesOf(YEAR_BEGINS).filter((code) => !before.includes(code));
    expect(new2027).toEqual([
      ...["ca-ab-1043", "wa-hb-2225", "wa-hb-2225-crisis", "wa-hb-2225-manipulation"],
      ...["or-sb-1546", "or-sb-1546-crisis", "ct-pa-26-15", "ct-pa-26-15-crisis", "co-hb26-1263"],
    ]);
    expect(limitsAt(YEAR_BEGINS)).toEqual(limitsAt(YEAR_ENDS));
    expect(limitsAt(YEAR_ENDS)).toEqual(STRICTEST);
  });

  test.each(["2027-01-30T23:59:59.999Z", "2027-01-31T00:00:00.000Z", "2027-02-01T00:00:00.000Z"])(
    "the end of the waiver of revoke-all changes no limit: %s",
    (moment) => {
      expect(limitsAt(instant(moment))).toEqual(STRICTEST);
      expect(codesOf(instant(moment)).includes("us-tcpa-revoke-all")).toBe(moment >= "2027-01-31");
    },
  );

  test("a day that passes unbinds nothing", () => {
    const days = ["2025-11-05", "2026-01-01", "2026-11-26", "2027-01-01", "2027-01-31", "2027-07-01", "2030-01-01"];
    const inForce = days.map((day) => codesOf(instant(`${day}T00:00:00Z`)));
    for (const [index, codes] of inForce.entries()) {
      if (index > 0) expect(codes).toEqual(expect.arrayContaining(inForce[index - 1] ?? []));
    }
  });

  test("a rule of which nobody knows whether it is law binds never, and one with a switch never by itself", () => {
    const later = instant("2040-01-01T00:00:00Z");
    for (const rule of RULES) {
      if ("open" in rule.begins) expect(standingOf(rule, later)).toBe("open");
      if ("switch" in rule.begins) expect(standingOf(rule, later)).toBe("needs-a-switch");
    }
    expect(limitsAt(later)).toEqual(STRICTEST);
  });
});

describe("a switch", () => {
  test.each([
    ["ny-art-48", "ny-art-48", { ageProofIn: ["NY"] }],
    ["us-guard", "us-guard", { ageProofIn: ["US"], disclosureMinutes: { verifiedAdult: 25, anybodyElse: 25 } }],
    ["crisis-reply-to-opted-out", "own-crisis-reply-to-opted-out", {}],
  ] as const)("%s puts its one rule in force, at any time, and changes only what that asks", (code, rule, changed) => {
    for (const moment of [at, instant("2027-02-01T00:00:00Z")]) {
      const off = codesOf(moment, NOTHING);
      const on = codesOf(moment, only(code));
      expect(on.filter((each) => !off.includes(each))).toEqual([rule]);
      expect(off.filter((each) => !on.includes(each))).toEqual([]);
      expect(limitsAt(moment, only(code))).toEqual({ ...STRICTEST, ...changed });
    }
  });

  test("beside another counts as well", () => {
    expect(limitsAt(at, new Set(["ny-art-48", "us-guard"])).ageProofIn).toEqual(["NY", "US"]);
  });
});

describe("the calendar", () => {
  test("is in order, and all of it is to come", () => {
    const days = nextChanges(at).map(({ on }) => on);
    expect(days).toEqual(days.toSorted());
    for (const day of days) expect(day > at.slice(0, 10)).toBe(true);
  });

  test("has the laws that begin, the reports and what is to be looked up", () => {
    const changes = nextChanges(at).map(({ on, rule }) => `${on} ${rule}`);
    for (const change of [
      ...["2027-01-01 ny-art-48", "2027-10-01 az-hb-2311"],
      ...["2026-12-01 own-crisis-contacts", "2027-01-01 own-watch", "2027-01-01 wa-hb-2225", "2027-01-01 ca-ccpa"],
      ...[
        "2027-01-31 us-tcpa-revoke-all",
        "2027-07-01 ca-22603",
        "2027-07-01 ga-sb-540",
        "2027-12-31 or-sb-1546-crisis",
      ],
    ]) {
      expect(changes).toContain(change);
    }
  });

  test("has a report again every year", () => {
    const reportsAfter = (moment: string) =>
      nextChanges(instant(moment)).filter(({ rule, what }) => rule === "ca-22603" && what.includes("report"));
    expect(reportsAfter("2027-06-30T00:00:00Z").map(({ on }) => on)).toEqual(["2027-07-01"]);
    expect(reportsAfter("2027-07-02T00:00:00Z").map(({ on }) => on)).toEqual(["2028-07-01"]);
    expect(reportsAfter("2028-03-01T00:00:00Z").map(({ on }) => on)).toEqual(["2028-07-01"]);
  });
});
