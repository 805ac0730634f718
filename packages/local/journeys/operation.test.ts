import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

/** Every process below `parent`, from the system's own list. */
function descendants(parent: number): readonly number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number));
  const below = rows.flatMap(([pid = 0, ppid]) => (ppid === parent ? [pid] : []));
  return below.flatMap((child) => [child, ...descendants(child)]);
}

const isAlive = (processId: number) => {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
};

test.each(["SIGTERM", "SIGINT"] as const)("%s stops everything and leaves no process behind", async (signal) => {
  const jules = await LocalJules.start();
  const below = descendants(jules.processId);
  expect(below.length).toBeGreaterThan(0);
  expect(await jules.stop(signal)).toBe(0);
  await expect.poll(() => below.filter(isAlive), { timeout: 10_000 }).toEqual([]);
});

describe("while it runs", () => {
  let jules: LocalJules;

  beforeAll(async () => {
    jules = await LocalJules.start();
  }, 60_000);

  afterAll(async () => void (await jules?.stop()));

  test("a cron can be run by name, and an unknown one says which there are", async () => {
    expect((await jules.runCron("sweeper")).ok).toBe(true);
    const unknown = await jules.runCron("tea");
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain("sweeper");
  });

  test("the clock is moved forward only, and months are quick", async () => {
    const clock = async () => Date.parse(await jules.now());
    const before = await clock();
    await jules.advance(60 * 24 * 60 * 60_000);
    expect((await clock()) - before).toBeGreaterThanOrEqual(60 * 24 * 60 * 60_000);
    await jules.say("happy new year");
    expect(await jules.bodies()).toHaveLength(3);
    // What Langfuse is told of the turn once it is done: how much it was, and no word of it.
    const traces = async () => (await fetch(`${jules.ready.services.langfuseSimulator}/simulator/requests`)).text();
    await expect.poll(traces, { timeout: 5_000 }).toContain('"langfuse.observation.type":"generation"');
    expect(await traces()).not.toContain("happy");
    for (const advanceMs of [-1, 1.5, "soon", null]) {
      const response = await fetch(`${jules.ready.control}/clock`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ advanceMs }),
      });
      expect(response.status).toBe(400);
    }
  });
});
