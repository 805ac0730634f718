import { createSecondLook, type SecondLookSettings } from "@jules/core/providers";
import { manualClock } from "@jules/testkit/clock";
import { createMemorySharedState } from "@jules/testkit/memory";

/** A second look at these advisers, over a shared state of its own, and why they had no opinion. */
export function createLook(advisers: SecondLookSettings["advisers"]) {
  const failures: unknown[] = [];
  const secondLook = createSecondLook({
    ...{ advisers, clock: manualClock(), random: () => 0.5 },
    state: createMemorySharedState({ now: () => 0 }),
    failed: (_name, failure) => void failures.push(failure),
  });
  return { secondLook, failures };
}
