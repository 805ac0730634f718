import type { BillingOrder } from "@jules/core/billing";
import { carryOut } from "@jules/core/billing/books";
import type { MemberId } from "@jules/core/kernel";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext } from "@jules/testkit/lambda";
import { memoryBooks } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const MINUTE_MS = 60_000;

function setUp() {
  const clock = manualClock();
  const world = memoryBooks(clock);
  const reporter = recordingReporter();
  const { books, ordering } = world;
  let carryOne: (order: BillingOrder) => Promise<unknown> = async () => undefined;
  const handler = createHandler({
    ...{ reporter, clock, orders: ordering },
    carryOut: async (order) => {
      await carryOne(order);
      return carryOut(books, order);
    },
  });
  const paying = () => {
    const { id, customer } = world.memberWith();
    return { id, customer, subscription: world.paying.subscribe(customer) };
  };
  return {
    ...{ ...world, clock, reporter, payingMember: paying },
    place: (member: MemberId, because: BillingOrder["because"] = "asked") =>
      books.orders.place({ member, ends: "at-period-end", because, orderedAt: clock.now() }),
    run: (remainingMs = 50_000) => handler({}, { ...lambdaContext(), getRemainingTimeInMillis: () => remainingMs }),
    /** Before each order, whatever it is. */
    before: (what: typeof carryOne) => {
      carryOne = what;
    },
    endOf: async (member: MemberId) => world.members.get(member)?.billing.subscription?.endsAt,
    done: () => reporter.lines.filter(({ line }) => line === "billing-orders.done").map(({ fields }) => fields),
  };
}

describe("an order", () => {
  test("is carried out within a minute, and nothing is done where none is due", async () => {
    const { place, run, payingMember, endOf, done, paying } = setUp();
    const { id } = payingMember();
    await place(id);
    await run();
    expect(await endOf(id)).toBeDefined();
    paying.out(true);
    await run();
    expect(done()).toMatchObject([
      { ending: 1, failed: 0 },
      { ending: 0, failed: 0, moot: 0 },
    ]);
  });

  test("that fails is tried again after 1, 2, 4, … 60 minutes until it is done, and its age is told", async () => {
    const { place, run, payingMember, paying, clock, reporter, done, endOf } = setUp();
    const { id } = payingMember();
    await place(id);
    paying.out(true);
    const tries: number[] = [];
    for (let minute = 0; minute <= 190; minute++) {
      const before = reporter.metrics.BillingOrdersFailed ?? 0;
      await run();
      if ((reporter.metrics.BillingOrdersFailed ?? 0) > before) tries.push(minute);
      clock.advance(MINUTE_MS);
    }
    expect(tries).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);
    const ages = done().flatMap((fields) => ("ageSeconds" in fields && fields.ageSeconds ? [fields.ageSeconds] : []));
    expect(ages.at(-1)).toBe(183 * 60);
    expect(reporter.lines.find(({ line }) => line === "billing-order.failed")?.fields).toEqual({
      failure: "payments.unavailable",
    });
    paying.out(false);
    clock.advance(60 * MINUTE_MS);
    await run();
    expect(await endOf(id)).toBeDefined();
    expect(done().at(-1)).toMatchObject({ ending: 1, failed: 0, ageSeconds: 0 });
  });

  test("that no run ever came to the end of is as old as it is", async () => {
    const { place, run, payingMember, clock, done, before } = setUp();
    await place(payingMember().id);
    clock.advance(90 * MINUTE_MS);
    await run(1_000);
    before(async () => {
      throw new TypeError("nobody foresaw this");
    });
    await run();
    expect(done()).toMatchObject([
      { waiting: 1, ageSeconds: 90 * 60 },
      { failed: 1, ageSeconds: 90 * 60 },
    ]);
  });

  test("that fails keeps none of the others waiting", async () => {
    const { place, run, payingMember, before, endOf, reporter } = setUp();
    const all = Array.from({ length: 9 }, payingMember);
    for (const { id } of all) await place(id);
    const [bad] = all;
    before(async ({ member }) => {
      if (member === bad?.id) throw new TypeError("nobody foresaw this");
    });
    await run();
    const ends = await Promise.all(all.map(({ id }) => endOf(id)));
    expect(ends.map((end) => end !== undefined)).toEqual(all.map(({ id }) => id !== bad?.id));
    expect(reporter.errors).toHaveLength(1);
  });

  test("is carried out beside a few others only", async () => {
    const { place, run, payingMember, before } = setUp();
    for (const { id } of Array.from({ length: 12 }, payingMember)) await place(id);
    let now = 0;
    let most = 0;
    before(async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    });
    await run();
    expect(most).toBe(4);
  });

  test("for which there is no time is due at the next run", async () => {
    const { place, run, payingMember, endOf, done } = setUp();
    const { id } = payingMember();
    await place(id);
    await run(10_000);
    expect([await endOf(id), done()]).toEqual([undefined, [expect.objectContaining({ waiting: 1 })]]);
    await run();
    expect(await endOf(id)).toBeDefined();
  });
});

test("no line says whose order it was", async () => {
  const { place, run, payingMember, reporter, paying } = setUp();
  const { id, customer, subscription } = payingMember();
  await place(id, "silence");
  await run();
  await place(id, "silence");
  paying.out(true);
  await run();
  for (const told of [id, customer, subscription]) expect(JSON.stringify(reporter.lines)).not.toContain(told);
});
