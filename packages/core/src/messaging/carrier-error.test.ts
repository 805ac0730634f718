import { describe, expect, test } from "vitest";
import { carrierError } from "./index.ts";

/** As the carrier's page lists them; the wait is in seconds. */
const LISTED: readonly (readonly [codes: string, group: string, retries: number, seconds: number])[] = [
  ["4001", "configuration", 0, 0],
  ["4301 4302 4303 4350", "permanent", 0, 0],
  ["4360", "expired", 0, 0],
  ["4401", "permanent", 0, 0],
  ["4403", "configuration", 0, 0],
  ["4404 4406 4408", "permanent", 0, 0],
  ["4405 4407", "configuration", 0, 0],
  ["4409", "media", 0, 0],
  ["4410 4411 4412", "media", 0, 0],
  ["4420 4421 4431 4433 4434", "configuration", 0, 0],
  ["4432", "configuration", 0, 0],
  ["4435", "configuration", 0, 0],
  ["4451 4452", "configuration", 0, 0],
  ["4470", "content", 0, 0],
  ["4481", "configuration", 0, 0],
  ["4482", "opted-out", 0, 0],
  ["4492", "permanent", 0, 0],
  ["4493", "configuration", 0, 0],
  ["4700", "permanent", 0, 0],
  ["4701 4702", "transient", 1, 60],
  ["4711 4712", "media", 0, 0],
  ["4720", "permanent", 0, 0],
  ["4721", "opted-out", 0, 0],
  ["4730", "transient", 1, 60],
  ["4740", "configuration", 0, 0],
  ["4750 4751 4752 4753", "permanent", 0, 0],
  ["4770", "content", 0, 0],
  ["4771", "content", 0, 0],
  ["4772", "suspended", 0, 0],
  ["4773 4774", "configuration", 0, 0],
  ["4775", "opted-out", 0, 0],
  ["4780 4781 4785", "permanent", 0, 0],
  ["4790 4791 4792 4793", "configuration", 0, 0],
  ["4795", "configuration", 0, 0],
  ["5100 5101 5111 5211 5220", "transient", 2, 5],
  ["5106 5201", "transient", 1, 60],
  ["5231", "transient", 1, 5],
  ["5500 5501 5999", "transient", 1, 5],
  ["5600 5610 5620 5630 5650", "transient", 1, 60],
  ["9902", "unknown", 0, 0],
  ["9999", "unknown", 0, 0],
];

const rows = LISTED.flatMap(([codes, ...meaning]) =>
  codes.split(" ").map((code) => [Number(code), ...meaning] as const),
);

describe("a code that the carrier lists", () => {
  test.each(rows)("%i is %s, sent again %i times, not before %i s", (code, group, retries, seconds) => {
    expect(carrierError(code)).toEqual({ class: group, retries, retryAfterMs: seconds * 1_000 });
  });
});

describe("a code that it does not list", () => {
  test.each([
    ["a 4xxx fails in the same way again", [4000, 4199, 4999], { class: "permanent", retries: 0, retryAfterMs: 0 }],
    ["a 5xxx is tried once more", [5000, 5112, 5599], { class: "transient", retries: 1, retryAfterMs: 5_000 }],
    ["a 56xx is tried once more, later", [5601, 5699], { class: "transient", retries: 1, retryAfterMs: 60_000 }],
    [
      "anything else is never sent again",
      [0, -4775, 3999, 6000, 9000, 30007, Number.NaN, Number.POSITIVE_INFINITY],
      { class: "unknown", retries: 0, retryAfterMs: 0 },
    ],
  ])("%s", (_rule, codes, expected) => {
    for (const code of codes) expect(carrierError(code), `${code}`).toEqual(expected);
  });
});

test("every number has an answer, and only what is transient is ever sent again, within a chat's ten minutes", () => {
  const classes = new Set([
    "permanent",
    "transient",
    "expired",
    "opted-out",
    "suspended",
    "configuration",
    "content",
    "media",
    "unknown",
  ] as const);
  for (let code = 1_000; code <= 9_999; code++) {
    const error = carrierError(code);
    expect(classes, `${code}`).toContain(error.class);
    if (error.class === "transient") {
      expect([1, 2], `${code}`).toContain(error.retries);
      expect(error.retryAfterMs, `${code}`).toBeGreaterThanOrEqual(5_000);
      expect(error.retryAfterMs * error.retries, `${code}`).toBeLessThan(10 * 60_000);
    } else {
      expect(error, `${code}`).toMatchObject({ retries: 0, retryAfterMs: 0 });
    }
  }
});
