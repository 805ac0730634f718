import { readFileSync } from "node:fs";
import { instant } from "@jules/core/kernel";
import { RULES } from "@jules/core/rules";
import { describe, expect, test } from "vitest";
import { complianceDocument } from "./document.ts";
import { REQUIREMENTS } from "./requirements.ts";
import { staleContacts } from "./stale-contacts.ts";
import { testNames } from "./test-names.ts";

const PACKAGES = new URL("../../../", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, PACKAGES), "utf8");

describe("the page of compliance", () => {
  test("is what `npm run compliance` writes", () => {
    expect(read("../docs/compliance.md")).toBe(complianceDocument());
  });

  test("names every rule and every requirement", () => {
    const page = complianceDocument();
    for (const { code, title, citation } of RULES) {
      expect(page).toContain(`### ${code}: ${title}`);
      expect(page).toContain(citation);
    }
    for (const { id, requirement } of REQUIREMENTS) expect(page).toContain(`### ${id}: ${requirement}`);
  });
});

describe("the requirements", () => {
  test("are R01 to R50, in order", () => {
    const all = Array.from({ length: 50 }, (_, index) => `R${String(index + 1).padStart(2, "0")}`);
    expect(REQUIREMENTS.map(({ id }) => id)).toEqual(all);
  });

  test("name rules that exist, and every rule that is applied or may be", () => {
    const named = new Set(REQUIREMENTS.flatMap(({ rules }) => rules));
    const known = RULES.map(({ code }) => code);
    expect([...named].filter((code) => !known.includes(code))).toEqual([]);
    const wanted = RULES.filter(({ applied }) => applied !== "not-yet").map(({ code }) => code);
    expect(wanted.filter((code) => !named.has(code))).toEqual([]);
    for (const { rules } of REQUIREMENTS) expect(rules.length).toBeGreaterThan(0);
  });

  test.each(REQUIREMENTS.map((each) => [each.id, each] as const))("%s names tests that are there", (_id, { tests }) => {
    for (const { file, name } of tests)
      expect([file, [...testNames(read(file))]]).toEqual([file, expect.arrayContaining([name])]);
  });

  test.each(REQUIREMENTS.map((each) => [each.id, each] as const))(
    "%s is proven, or says why there is no test",
    (_id, { tests, instead, open }) => {
      expect(tests.length > 0 || instead !== undefined).toBe(true);
      expect(open).toBeUndefined();
    },
  );
});

describe("the names in a file of tests", () => {
  test("are found behind every form", () => {
    const source = [
      'test("one", () => {});',
      'describe("two", () => {',
      '  it("three \\"quoted\\"", async () => {});',
      '  test.each([["x"]])("four %s", () => {});',
      "  test.each<[string]>([\n    [\"y\"],\n  ])(\n    'five',\n    () => {},\n  );",
      "  describe.each(ALL)(`six`, () => {});",
      "});",
    ].join("\n");
    expect([...testNames(source)]).toEqual(["one", "two", 'three "quoted"', "four %s", "five", "six"]);
  });

  test("are no other strings", () => {
    expect([...testNames('const latest = ("one", 2); say("two", 3); contest("three", 4);')]).toEqual([]);
  });
});

test("a contact that nobody looked at for sixty days is named", () => {
  const contacts = [
    { code: "old", verifiedAt: "2026-09-01" },
    { code: "new", verifiedAt: "2026-11-01" },
  ];
  expect(staleContacts(instant("2026-10-31T00:00:00Z"), contacts)).toEqual([]);
  expect(staleContacts(instant("2026-11-01T00:00:00Z"), contacts)).toEqual(["old"]);
  expect(staleContacts(instant("2030-01-01T00:00:00Z"))).toContain("988");
});
