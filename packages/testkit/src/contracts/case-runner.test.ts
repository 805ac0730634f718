import { describe, expect, test } from "vitest";
import { caseRunner } from "./case-runner.ts";

describe("a case runner", () => {
  const check = caseRunner({ "a case that is known to differ": "it throws" });
  const ran: string[] = [];

  check("a case", async () => {
    ran.push("a case");
  });
  check("a case that is known to differ", async () => {
    ran.push("a case that is known to differ");
    throw new Error("it differs");
  });

  test("runs its cases, and takes the failure of one that is known to differ", () => {
    expect(ran).toEqual(["a case", "a case that is known to differ"]);
  });

  test("takes no name twice", () => {
    expect(() => check("a case", async () => {})).toThrow('Two cases have the name "a case".');
  });
});
