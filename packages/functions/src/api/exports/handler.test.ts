import { createLinks } from "@jules/adapters/links";
import { instantPlus, memberId } from "@jules/core/kernel";
import type { ExportCopy } from "@jules/core/privacy";
import { manualClock } from "@jules/testkit/clock";
import { expect, test } from "vitest";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const DAY_MS = 24 * 60 * 60_000;
const member = memberId(`m_${"7".repeat(32)}`);

function setUp(changes: Partial<ExportCopy> | "none" = {}) {
  const clock = manualClock();
  const expiresAt = instantPlus(clock.now(), DAY_MS);
  const reporter = recordingReporter();
  const links = createLinks({
    keys: `1:${Buffer.alloc(32, 5).toString("base64")}`,
    publicUrl: "https://jules.example",
  });
  const whole = { reference: "A", key: "exports/abc", expiresAt, isComplete: true };
  const copy = changes === "none" ? undefined : { ...whole, ...changes };
  const handler = createHandler({
    ...{ clock, reporter, links: async () => links },
    copies: { newest: async (id) => (id === member ? copy : undefined) },
    fileUrl: (key, seconds) => `https://bucket.example/${key}?for=${seconds}`,
  });
  const open = (token: string) => handler({ pathParameters: { token } });
  const tokenFor = (purpose: "export" | "verify" = "export") =>
    links.issue(purpose, member, expiresAt).split("/").at(-1) ?? "";
  return { clock, reporter, open, tokenFor };
}

test("a link leads to the file, for five minutes", async () => {
  const { open, tokenFor } = setUp();
  const answer = await open(tokenFor());
  expect(answer).toMatchObject({
    statusCode: 303,
    headers: { location: "https://bucket.example/exports/abc?for=300", "cache-control": "no-store" },
  });
});

test.each(["", "x", "not-a-token"])("%j is no link", async (token) => {
  const { open, reporter } = setUp();
  expect((await open(token)).statusCode).toBe(404);
  expect(reporter.metrics).toEqual({ LinksForged: 1 });
});

test("a link for something else is none", async () => {
  const { open, tokenFor } = setUp();
  expect((await open(tokenFor("verify"))).statusCode).toBe(404);
});

test("a link that has expired says so, and how to get another", async () => {
  const { open, tokenFor, clock } = setUp();
  const token = tokenFor();
  clock.advance(DAY_MS);
  const answer = await open(token);
  expect(answer.statusCode).toBe(410);
  expect(answer.body).toContain("EXPORT");
});

test.each([
  ["whose member is erased", "none"],
  ["that is not whole yet", { isComplete: false }],
] as const)("a copy %s is gone", async (_name, copy) => {
  const { open, tokenFor, reporter } = setUp(copy);
  expect((await open(tokenFor())).statusCode).toBe(410);
  expect(JSON.stringify(reporter.lines)).not.toContain(member);
});
