import { crisisReply, type Referral, type ReferralCounters, referral } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { instant } from "@jules/core/kernel";
import { beforeEach, expect, test } from "vitest";
import { MEMBER_NUMBER, number } from "../builders/index.ts";

export interface CountersUnderTest extends ReferralCounters {
  /**
   * Counts in one write with putting down `cause`, on the condition that it was not put down before.
   * @returns false when it was, and nothing is counted.
   */
  count(referral: Referral, cause: string): Promise<boolean>;
}

/** What counts and reads referrals must do; runs on the model and on the real table. */
export function referralCountersContract(create: () => Promise<CountersUnderTest>): void {
  let counters: CountersUnderTest;
  let year = 2100;
  let causes = 0;

  // A year that nobody in this process has used: tables may be shared between tests.
  beforeEach(async () => {
    counters = await create();
    year += 1;
  });

  const reply = crisisReply(assess("I want to die"), 1);
  const inYear = (fields: Partial<Referral> = {}): Referral => ({
    ...referral(instant(`${year}-06-01T00:00:00Z`), MEMBER_NUMBER, "high", reply),
    ...fields,
  });
  const count = (one: Referral) => counters.count(one, `cause-${Date.now()}-${causes++}`);

  test("nothing was counted in a year without referrals", async () => {
    expect(await counters.ofYear(year)).toEqual([]);
  });

  test("a referral is counted where it belongs", async () => {
    await count(inYear());
    expect(await counters.ofYear(year)).toEqual([{ ...inYear(), count: 1 }]);
  });

  test("many are one number, however they are spread", async () => {
    for (let times = 0; times < 40; times++) await count(inYear());
    expect(await counters.ofYear(year)).toEqual([{ ...inYear(), count: 40 }]);
  });

  test("a write that is refused counts nothing: the same cause is counted once", async () => {
    const cause = `once-${Date.now()}-${causes++}`;
    expect([await counters.count(inYear(), cause), await counters.count(inYear(), cause)]).toEqual([true, false]);
    expect(await counters.ofYear(year)).toEqual([{ ...inYear(), count: 1 }]);
  });

  test("states, tiers, templates and languages are counted apart, and years are", async () => {
    const elsewhere = referral(instant(`${year}-06-01T00:00:00Z`), number("+18005550123"), "imminent", {
      ...{ code: "crisis.other.es", version: 12, body: "" },
    });
    await count(inYear());
    await count(inYear({ tier: "concern" }));
    await count(inYear({ language: "es" }));
    await count(inYear({ state: "NY" }));
    await count(elsewhere);
    await count(inYear({ year: year + 1_000 }));
    const counted = await counters.ofYear(year);
    expect(counted).toHaveLength(5);
    expect(counted).toContainEqual({ ...elsewhere, state: "unknown", language: "es", count: 1 });
    expect(await counters.ofYear(year + 1_000)).toHaveLength(1);
  });
}
