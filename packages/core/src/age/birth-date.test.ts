import { expect, test } from "vitest";
import { instant } from "../kernel/index.ts";
import { ageOn } from "./birth-date.ts";

const noon = (date: string) => instant(`${date}T23:00:00Z`);

test.each([
  ["1998-04-12", "2026-11-20", 28],
  ["2010-01-31", "2026-11-20", 16],
  ["2010-01-31", "2028-01-30", 17],
  ["2010-01-31", "2028-01-31", 18],
  ["2008-11-20", "2026-11-19", 17],
  ["2008-11-20", "2026-11-20", 18],
  ["2008-02-29", "2026-02-28", 17],
  ["2008-02-29", "2026-03-01", 18],
  ["2008-02-29", "2028-02-28", 19],
  ["2008-02-29", "2028-02-29", 20],
  ["1906-11-21", "2026-11-20", 119],
  ["1906-11-20", "2026-11-20", 120],
  ["2026-11-20", "2026-11-20", 0],
])("who was born on %s is on %s %i years old", (dateOfBirth, date, years) => {
  expect(ageOn(dateOfBirth, noon(date))).toBe(years);
});

test("a birthday begins when its day has begun everywhere in the country", () => {
  expect(ageOn("2008-11-20", instant("2026-11-20T10:59:59Z"))).toBe(17);
  expect(ageOn("2008-11-20", instant("2026-11-20T11:00:00Z"))).toBe(18);
});

test.each([
  ...["2009-02-29", "2008-13-01", "2008-00-10", "2008-04-31", "2008-04-00", "1900-02-29"],
  ...["2026-11-21", "2030-01-01", "1905-11-20", "1066-10-14", "0000-01-01"],
  ...["2008", "08-11-20", "2008-1-1", "20081120", "2008-11-20T00:00:00Z", "n/a", ""],
])("%j, of no use, gives no age", (dateOfBirth) => {
  expect(ageOn(dateOfBirth, noon("2026-11-20"))).toBeUndefined();
});
