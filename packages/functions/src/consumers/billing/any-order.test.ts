import { type BillingStore, type Subscription, standingOf } from "@jules/core/billing";
import { heedNews, type News, type NewsType } from "@jules/core/billing/books";
import { type Instant, instant, instantPlus } from "@jules/core/kernel";
import { memoryBooks } from "@jules/testkit/memory";
import { expect, test } from "vitest";

const DAY_MS = 24 * 60 * 60_000;
const START = instant("2026-11-01T12:00:00Z");
const day = (days: number): Instant => instantPlus(START, days * DAY_MS);

/** What happens to a subscription, one after the other: the event, and what Stripe has from then on. */
type Life = readonly (readonly [type: NewsType, object: string, change: Partial<Subscription>])[];

const FIRST: Life = [
  ["customer.subscription.created", "sub", { status: "incomplete" }],
  ["invoice.paid", "in_1", { status: "active" }],
  ["checkout.session.completed", "cs_1", {}],
  ["customer.subscription.updated", "sub", { periodStartsAt: day(30), periodEndsAt: day(60) }],
  ["invoice.payment_failed", "in_2", {}],
  ["customer.subscription.updated", "sub", { status: "past_due" }],
];
const ENDS: Life = [...FIRST, ["customer.subscription.deleted", "sub", { status: "canceled", endsAt: day(44) }]];
const GOES_ON: Life = [...FIRST, ["invoice.paid", "in_2", { status: "active" }]];

function live(life: Life) {
  let now = START;
  const world = memoryBooks({ now: () => now });
  const { books, paying, members } = world;
  const { id, customer } = world.memberWith({ createdAt: day(-40) });
  const member = () => {
    const found = members.get(id);
    if (!found) throw new Error("the member is gone");
    return found;
  };
  const subscription = paying.subscribe(customer);
  const objects = { subscription: [subscription], invoice: ["in_1", "in_2"], checkout: ["cs_1"] } as const;
  for (const kind of ["subscription", "invoice", "checkout"] as const) {
    for (const object of objects[kind]) paying.know(kind, object, { customer, status: "complete" });
  }
  let stage = 0;
  /** As it is at Stripe once the first so many have happened; no time goes back. */
  const reach = (to: number) => {
    for (; stage < to; stage++) paying.set(subscription, life[stage]?.[2] ?? {});
    now = day(stage * 10);
  };
  const news = life.map(
    ([type, object], at): News => ({
      ...{ id: `evt_${at}`, type, createdAt: day(at * 10), member: undefined },
      object: object === "sub" ? subscription : object,
    }),
  );
  const hear = async (at: number, hearing = books) => {
    const one = news[at];
    if (one) await heedNews(hearing, one);
  };
  return {
    ...{ ...world, id, customer, subscription, member, reach, hear },
    atEnd: () => standingOf(member(), day(70)),
  };
}

/** Every order of the first seven: 5,040. */
function* orders(of: readonly number[] = [0, 1, 2, 3, 4, 5, 6]): Generator<readonly number[]> {
  if (of.length === 0) yield [];
  for (const first of of) {
    for (const rest of orders(of.filter((each) => each !== first))) yield [first, ...rest];
  }
}

/** Numbers that look like chance and are always the same. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const NEVER_HEARD = (books: ReturnType<typeof live>["books"]) => ({
  ...books,
  billing: { ...books.billing, noteHeard: () => Promise.reject(new Error("the sandbox is gone")) },
});

const LIVES = [
  ["ended", ENDS],
  ["went on", GOES_ON],
] as const;

async function inOrder(life: Life) {
  const world = live(life);
  for (let at = 0; at < life.length; at++) {
    world.reach(at + 1);
    await world.hear(at);
  }
  return { standing: world.atEnd(), subscription: world.member().billing.subscription };
}

test.each(LIVES)(
  "every order of the first seven events of a subscription that %s, all of them late and each of them twice, ends the same",
  async (_what, life) => {
    const expected = await inOrder(life);
    const different: string[] = [];
    for (const order of orders()) {
      const { reach, hear, atEnd, member } = live(life);
      reach(life.length);
      for (const at of order) await hear(at);
      for (const at of order.toReversed()) await hear(at);
      const same = JSON.stringify({ standing: atEnd(), subscription: member().billing.subscription });
      if (same !== JSON.stringify(expected)) different.push(order.join());
    }
    expect(different).toEqual([]);
    expect(expected.subscription?.status).toBe(life === ENDS ? "canceled" : "active");
    expect(expected.standing.state).toBe(life === ENDS ? "ended" : "active");
  },
);

test.each(LIVES)(
  "and so does every order in which they come while it %s: each when Stripe may be further already, some dying at their end and coming again",
  async (_what, life) => {
    const expected = JSON.stringify(await inOrder(life));
    const different: string[] = [];
    let number = 0;
    for (const order of orders()) {
      const roll = dice(++number);
      const { reach, hear, atEnd, member, books } = live(life);
      const again: number[] = [];
      for (const at of order) {
        // Nothing is said before it happened.
        reach(at + 1 + roll(life.length - at));
        const dies = roll(3) === 0;
        if (!dies) await hear(at);
        else {
          await hear(at, NEVER_HEARD(books)).catch(() => undefined);
          again.push(at);
        }
        const old = again[roll(again.length + 1)];
        if (old !== undefined) await hear(old);
      }
      for (const at of again) await hear(at);
      if (JSON.stringify({ standing: atEnd(), subscription: member().billing.subscription }) !== expected) {
        different.push(order.join());
      }
    }
    expect(different).toEqual([]);
  },
);

/** Holds every call of the ports back until it is let through. */
function stepwise<Port extends object>(port: Port, gate: () => Promise<void>): Port {
  return Object.fromEntries(
    Object.entries(port).map(([name, call]) => [
      name,
      async (...given: unknown[]) => {
        await gate();
        return (call as (...all: unknown[]) => unknown)(...given);
      },
    ]),
  ) as Port;
}

/** Somebody at work, step by step. */
function worker(run: (gate: () => Promise<void>) => Promise<unknown>) {
  let wake: (() => void) | undefined;
  let isDone = false;
  const gate = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const done = run(gate).finally(() => {
    isDone = true;
  });
  return {
    done,
    isDone: () => isDone,
    /** Lets one call through, and waits until the next is asked for. */
    async step() {
      const next = wake;
      wake = undefined;
      next?.();
      for (let turn = 0; turn < 12 && !wake && !isDone; turn++) await Promise.resolve();
    },
  };
}

test("some who hear at once, a step of the one and a step of the other in any way, never put an older state over a newer", async () => {
  const wrong: number[] = [];
  let overtaken = 0;
  for (let seed = 1; seed <= 1_500; seed++) {
    const roll = dice(seed);
    const world = live(ENDS);
    const { books, hear, reach, member } = world;
    reach(2 + roll(3));
    const watched = watchWrites(books.billing);
    const by = (at: number) =>
      worker((gate) =>
        hear(at, {
          ...books,
          members: stepwise(books.members, gate),
          payments: stepwise(books.payments, gate),
          billing: stepwise(watched.billing, gate),
        }),
      );
    const workers = [by(roll(2))];
    const stopsAfter = roll(9);
    let steps = 0;
    let toCome = 2;
    while (toCome > 0 || workers.some((each) => !each.isDone())) {
      // Something happens at Stripe, and somebody else hears of it.
      if (toCome > 0 && roll(6) === 0) {
        toCome -= 1;
        reach(toCome === 0 ? 7 : 6);
        workers.push(by(toCome === 0 ? 6 : 5));
      }
      const [frozen, ...others] = workers;
      const awake = others.filter((each) => !each.isDone());
      // One stands still in the middle of it until all the others are done.
      if (steps < stopsAfter || (toCome === 0 && awake.length === 0)) {
        await frozen?.step();
        steps += 1;
      } else await awake[roll(awake.length)]?.step();
    }
    await Promise.all(workers.map(({ done }) => done));
    overtaken += watched.refused();
    const [atStripe] = await world.paying.payments.subscriptionsOf(world.customer);
    if (JSON.stringify(member().billing.subscription) !== JSON.stringify(atStripe)) wrong.push(seed);
  }
  expect(wrong).toEqual([]);
  // Otherwise nothing was tried.
  expect(overtaken).toBeGreaterThan(50);
});

function watchWrites(billing: BillingStore) {
  let refused = 0;
  return {
    refused: () => refused,
    billing: {
      ...billing,
      async write(...given: Parameters<BillingStore["write"]>) {
        const isWritten = await billing.write(...given);
        refused += Number(!isWritten);
        return isWritten;
      },
    },
  };
}
