import { customerId, NO_BILLING, type Subscription, subscriptionId } from "@jules/core/billing";
import { fixedText } from "@jules/core/disclosure";
import { instantPlus } from "@jules/core/kernel";
import { describe, expect, test } from "vitest";
import { wireKnownMember } from "../../test/conversation.ts";

const DAY_MS = 24 * 60 * 60_000;

/** A member who has paid for a month. */
async function paying() {
  const conversation = await wireKnownMember();
  const { clock, member, say, ring, world } = conversation;
  const at = clock.now();
  const subscription: Subscription = {
    ...{ id: subscriptionId("sub_1"), status: "active", period: "month", createdAt: at },
    ...{ periodStartsAt: at, periodEndsAt: instantPlus(at, 30 * DAY_MS), trialEndsAt: undefined, endsAt: undefined },
    ...{ isCollectionPaused: false, paidUntil: undefined },
  };
  const { id } = await member();
  await world.billing.write(id, 0, { customer: customerId("cus_1"), subscription, checkout: undefined });
  return {
    ...conversation,
    id,
    ordered: () => world.orders.of(id),
    async tell(body: string) {
      await say(body);
      await ring();
    },
  };
}

describe("who pays", () => {
  test.each(["STOP", "cancel", "please don't text me again"])(
    "and opts out (%s) has ordered by it that their plan ends, and hears nothing of that",
    async (words) => {
      const { tell, ordered, bodies, member } = await paying();
      await tell(words);
      expect((await member()).consent.state).toBe("OPTED_OUT");
      expect(await ordered()).toMatchObject({ ends: "at-period-end", because: "silence" });
      expect(bodies().join()).not.toMatch(/plan|pay|subscription|charge/i);
    },
  );

  test("and opted out at their carrier has ordered it, too", async () => {
    const { tell, carrierSays, ordered } = await paying();
    await tell("hey");
    await carrierSays("message-failed", { errorCode: 4775 });
    expect(await ordered()).toMatchObject({ ends: "at-period-end", because: "silence" });
  });

  test("and says that they are a child has ordered that it ends now", async () => {
    const { tell, ordered, member } = await paying();
    await tell("hi I'm 11");
    expect(await ordered()).toMatchObject({ ends: "at-period-end", because: "child" });
    await tell("yes");
    expect((await member()).consent.state).toBe("BLOCKED");
    expect(await ordered()).toMatchObject({ ends: "now", because: "child" });
  });

  test("and is a minor has ordered by that that it ends, and hears nothing of it", async () => {
    const { tell, ordered, bodies, member } = await paying();
    await tell("i'm 16");
    expect((await member()).age.state).toBe("LIKELY_MINOR");
    expect(await ordered()).toMatchObject({ ends: "at-period-end", because: "child" });
    expect(bodies().join()).not.toMatch(/plan|subscription|charge/i);
  });

  test("and talks on has ordered nothing", async () => {
    const { tell, ordered } = await paying();
    await tell("hey");
    expect(await ordered()).toBeUndefined();
  });
});

describe("a number that is somebody else's by now", () => {
  test("ends what its last owner paid, and its new owner pays nothing and has nothing of it", async () => {
    const { tell, clock, ordered, id, member, bodies, world } = await paying();
    clock.advance(46 * DAY_MS);
    await tell("hey");
    await tell("NEW");
    expect(bodies().at(-1)).toBe(fixedText("new-owner").body);
    expect(await ordered()).toMatchObject({ ends: "now", because: "gone" });
    await tell("hi there");
    const next = await member();
    expect([next.id === id, next.billing, await world.orders.of(next.id)]).toEqual([false, NO_BILLING, undefined]);
  });

  test("does so as well when the carrier says it", async () => {
    const { tell, carrierSays, ordered, id, member } = await paying();
    await tell("hey");
    await carrierSays("message-failed", { errorCode: 4721 });
    expect(await ordered()).toMatchObject({ ends: "now", because: "gone" });
    await tell("hi, who is this?");
    const next = await member();
    expect([next.id === id, next.billing]).toEqual([false, NO_BILLING]);
  });

  test("and whose new owner says STOP asks nothing of the plan of the old one", async () => {
    const { tell, carrierSays, ordered, world, member } = await paying();
    await tell("hey");
    await carrierSays("message-failed", { errorCode: 4721 });
    const before = await ordered();
    await tell("STOP");
    const next = await member();
    expect([next.consent.state, await world.orders.of(next.id)]).toEqual(["OPTED_OUT", undefined]);
    expect(await ordered()).toEqual(before);
  });
});
