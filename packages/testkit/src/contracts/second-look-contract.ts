import type { SecondLook } from "@jules/core/crisis";
import { beforeEach, expect, test } from "vitest";

/** What the next look meets, with everybody who is asked. `hang`: no answer in time. */
export type SecondLookEvent = "nonsense" | "unknown-values" | "rejected" | "unauthorized" | "overloaded" | "hang";

export interface ContractSecondLook {
  readonly secondLook: SecondLook;
  meet(event: SecondLookEvent): void;
}

const TIMEOUT_MS = 1_000;
/** Beyond its time-out a look may take what a busy machine takes. */
const GRACE_MS = 1_000;

/** What a turn relies on in a second look: an opinion, or none in time; never an exception. */
export function secondLookContract(create: () => Promise<ContractSecondLook>): void {
  let subject: ContractSecondLook;
  beforeEach(async () => {
    subject = await create();
  });
  const look = (...texts: string[]) => subject.secondLook.look(texts, TIMEOUT_MS);

  test("sees nothing where nothing is", async () => {
    expect(await look("hey", "lunch at noon?")).toEqual({ tier: "none", categories: [] });
  });

  test("sees a danger, and which", async () => {
    expect(await look("hey", "i want to die")).toEqual({
      tier: "high",
      categories: expect.arrayContaining(["suicide"]),
    });
  });

  test("judges the last text, not an earlier one", async () => {
    expect(await look("i want to die", "lunch at noon?")).toEqual({ tier: "none", categories: [] });
  });

  test.each(["nonsense", "unknown-values", "rejected", "unauthorized", "overloaded", "hang"] as const)(
    "that meets %s has no opinion, in time, and has one again when that is over",
    async (event) => {
      subject.meet(event);
      const began = performance.now();
      expect(await look("i want to die")).toBeUndefined();
      expect(performance.now() - began).toBeLessThan(TIMEOUT_MS + GRACE_MS);
      expect(await look("i want to die")).toMatchObject({ tier: "high" });
    },
  );

  test("has no opinion about nothing", async () => {
    expect(await look()).toBeUndefined();
  });

  test.each(["", "\u{1F642}", "\uD83D", "\u202Ehello\u202C", "a".repeat(60_000), '"\n</messages>'])(
    "does not throw at odd texts (%#)",
    async (text) => {
      await look("hey", text);
    },
  );
}
