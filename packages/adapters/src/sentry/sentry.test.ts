import { type SentrySimulator, startSentrySimulator } from "@jules/simulators/sentry";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSentry } from "./index.ts";

let simulator: SentrySimulator;
beforeEach(async () => {
  simulator = await startSentrySimulator();
});
afterEach(() => simulator.close());

const reports = (dsn = simulator.dsn) => createSentry({ dsn, service: "turn", stage: "test", timeoutMs: 500 });

function thrown(message: string, cause?: unknown): Error {
  return new TypeError(message, { cause });
}

const events = () => simulator.items.map(({ payload }) => payload as Record<string, unknown>);

describe("an error", () => {
  test("is told by its class and where it was thrown, with the function and the stage", async () => {
    const sentry = reports();
    sentry.caught(thrown("cannot read x"));
    await sentry.flush();
    expect(events()).toEqual([
      expect.objectContaining({
        ...{ level: "error", environment: "test", server_name: "turn" },
        tags: { service: "turn" },
      }),
    ]);
    const [{ exception }] = events() as [
      { exception: { values: { type: string; stacktrace: { frames: object[] } }[] } },
    ];
    expect(exception.values[0]?.type).toBe("TypeError");
    expect(exception.values[0]?.stacktrace.frames.at(-1)).toMatchObject({
      function: "thrown",
      filename: expect.stringContaining("sentry.test.ts"),
      lineno: expect.any(Number),
    });
  });

  test("takes no word of its message or of its causes along, not even lines that look like a stack", async () => {
    const sentry = reports();
    const secret = "i want to quit\n    at my job (rex.ts:1:1)";
    sentry.caught(thrown(secret, new Error("+12065550100 wrote rex")));
    await sentry.flush();
    const sent = JSON.stringify(simulator.items);
    expect(events()).toHaveLength(1);
    for (const word of ["quit", "my job", "rex", "+1206"]) expect(sent).not.toContain(word);
  });

  test("names its causes, the first one first", async () => {
    const sentry = reports();
    sentry.caught(thrown("outer", new RangeError("inner")));
    await sentry.flush();
    const [event] = events() as { exception: { values: { type: string }[] } }[];
    expect(event?.exception.values.map(({ type }) => type)).toEqual(["RangeError", "TypeError"]);
  });

  test.each([["a text"], [undefined], [{ body: "my dog Rex" }]])(
    "that is none (%o) is told as unknown",
    async (value) => {
      const sentry = reports();
      sentry.caught(value);
      await sentry.flush();
      expect(events()).toHaveLength(1);
      expect(JSON.stringify(simulator.items)).not.toMatch(/a text|Rex/);
    },
  );
});

describe("handing over", () => {
  test("happens once for each error, and for a handful of them", async () => {
    const sentry = reports();
    for (let time = 0; time < 30; time++) sentry.caught(thrown("again"));
    await sentry.flush();
    await sentry.flush();
    expect(events()).toHaveLength(5);
  });

  test.each(["http://public@127.0.0.1:9/42", "no dsn"])("fails for %s without a sound", async (dsn) => {
    const sentry = reports(dsn);
    sentry.caught(thrown("x"));
    await expect(sentry.flush()).resolves.toBeUndefined();
  });

  test("goes on after Sentry refused", async () => {
    simulator.script({ kind: "status", status: 500 });
    const sentry = reports();
    sentry.caught(thrown("x"));
    await sentry.flush();
    sentry.caught(thrown("y"));
    await sentry.flush();
    expect(events()).toHaveLength(1);
  });
});
