import { describe, expect, test } from "vitest";
import { providerFailure, readFailure } from "./index.ts";

const headers = (named: Readonly<Record<string, string>>) => new Map(Object.entries(named)) as never;

describe("a provider that did not answer", () => {
  test.each([
    [0, {}, "no-answer", { isPassing: true, isRefused: false, retryAfterMs: 0 }],
    [529, {}, "http-529", { isPassing: true, isRefused: false, retryAfterMs: 0 }],
    [429, { "retry-after": "3" }, "http-429.retry-after-3", { isPassing: true, retryAfterMs: 3_000 }],
    [429, { "retry-after-ms": "1200", "retry-after": "9" }, "http-429.retry-after-2", { retryAfterMs: 2_000 }],
    [503, { "retry-after": "1e9" }, "http-503.retry-after-600", { isPassing: true, retryAfterMs: 600_000 }],
    [503, { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" }, "http-503", { isPassing: true, retryAfterMs: 0 }],
    [503, { "retry-after": "-4" }, "http-503", { retryAfterMs: 0 }],
    [401, { "retry-after": "1" }, "http-401.retry-after-1", { isPassing: false, isRefused: true }],
    [402, {}, "http-402", { isPassing: false, isRefused: true }],
    [418, {}, "http-418", { isPassing: false, isRefused: false }],
  ])("with status %i and %j says %s", (status, named, detail, read) => {
    const failure = providerFailure({ status, headers: headers(named) });
    expect(failure).toMatchObject({ code: "model.unavailable", detail });
    expect(readFailure(failure.detail)).toMatchObject({ isSpared: false, ...read });
  });
});

test.each(["breaker-open", "retry-budget"])("%s: it was not asked", (detail) => {
  expect(readFailure(detail)).toMatchObject({ isSpared: true, isPassing: false, isRefused: false });
});

test("a detail of another kind says nothing", () => {
  expect(readFailure(undefined)).toEqual({ isPassing: false, isRefused: false, isSpared: false, retryAfterMs: 0 });
});
