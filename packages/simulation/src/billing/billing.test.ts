import { expect, test } from "vitest";
import { everyCall, STORIES } from "./index.ts";

test.each(STORIES.map((story) => [story.name, story] as const))(
  "money is taken once, and never against their will: %s, whoever is lost at whichever call",
  async (_name, story) => {
    const { broken, calls, runs } = await everyCall(story, 97);
    expect(broken).toEqual([]);
    expect(calls).toBeGreaterThan(10);
    expect(runs).toBeGreaterThan(2 * 3 * calls);
  },
);
