import { describe, expect, test } from "vitest";
import { manualClock } from "../../../testkit/src/clock/index.ts";
import { createMemorySharedState, type MemorySharedState } from "../../../testkit/src/memory/shared-state.ts";
import { type MemberId, millisecondsOf, type PhoneNumber, type TextId } from "../kernel/index.ts";
import { createQuotas, DEFAULT_LIMITS, type Limits, limitsFrom, type Quotas } from "./index.ts";

const HOUR_MS = 60 * 60_000;
const ONE = "m_1" as MemberId;
const NUMBER = "+14155550123" as PhoneNumber;
/** What the tests' model takes for an answer, in dollars and with the carrier's share. */
const TOOK = { tokens: 2_600, costMicroUsd: 3_000 };

function limits(overrides: string): Limits {
  const read = limitsFrom(overrides);
  if ("problems" in read) throw new Error(read.problems.join("; "));
  return read;
}

/** Sandboxes over one shared state. */
function setUp({ overrides = "", sandboxes = 1 } = {}) {
  const clock = manualClock();
  const state = createMemorySharedState({ now: () => millisecondsOf(clock.now()) });
  const notices: string[] = [];
  let texts = 0;
  const all = Array.from({ length: sandboxes }, () => newSandbox(state));

  function newSandbox(shared: MemorySharedState): Quotas {
    return createQuotas({
      ...{ state: shared, clock, limits: limits(overrides) },
      nameOf: (member) => `quota:${hashed(member)}`,
      digest: async () => hashed,
      notices: {
        over: ({ of, window }) => void notices.push(`over ${of} ${window}`),
        loop: () => void notices.push("loop"),
        alone: () => void notices.push("alone"),
      },
    });
  }

  const take = (body?: string, more: { member?: MemberId; number?: PhoneNumber; id?: TextId; by?: number } = {}) => {
    texts += 1;
    const { member = ONE, number = NUMBER, id = `text${texts}` as TextId, by = texts % sandboxes } = more;
    const said = body ?? wordsOf(texts);
    return (all[by] as Quotas).take({ member, number, ids: [id], bodies: [said], at: clock.now() });
  };
  const spend = (took: { tokens?: number; costMicroUsd?: number } = TOOK, member = ONE, number = NUMBER, by = 0) =>
    (all[by] as Quotas).spend({
      ...{ member, number, at: clock.now(), texts: 1 },
      ...{ tokens: took.tokens, costMicroUsd: took.costMicroUsd },
    });
  /** A turn of somebody who is answered, each by the next sandbox. */
  const turn = async (body?: string, member = ONE) => {
    const verdict = await take(body, { member });
    if (verdict.kind === "free") await spend(TOOK, member, NUMBER, texts % sandboxes);
    return verdict;
  };
  const turnOf = (member: MemberId) => turn(undefined, member);
  return { clock, state, notices, take, spend, turn, turnOf, sandbox: () => newSandbox(state) };
}

/** FNV-1a. */
function hashed(word: string): string {
  const fold = (hash: number, letter: string) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return [...word].reduce(fold, 0x811c9dc5).toString(36);
}

/** Words that no two texts share. */
function wordsOf(index: number): string {
  return Array.from({ length: 5 }, (_, at) => `word${"abcdefghijkl"[at]}${spelled(index)}`).join(" ");
}
const spelled = (index: number) => [...String(index)].map((digit) => "qwertzuiop"[Number(digit)]).join("");

async function freeOf(count: number, once: () => Promise<{ readonly kind: string }>): Promise<number> {
  let free = 0;
  for (let time = 0; time < count; time++) if ((await once()).kind === "free") free += 1;
  return free;
}

describe("S9: one number", () => {
  test.each([1, 3])(
    "gets no more answers than its limit of an hour and of a day, by %i sandboxes",
    async (sandboxes) => {
      const { turn, clock } = setUp({ overrides: "member.hour.texts=5,member.day.texts=12", sandboxes });
      const hours: number[] = [];
      for (let hour = 0; hour < 4; hour++) {
        hours.push(await freeOf(20, turn));
        clock.advance(HOUR_MS);
      }
      expect(hours).toEqual([5, 5, 2, 0]);
    },
  );

  test("whose turns all die gets at most one more from each sandbox", async () => {
    const { take } = setUp({ overrides: "member.hour.texts=10", sandboxes: 3 });
    const answers = await freeOf(60, () => take());
    expect(answers).toBeGreaterThanOrEqual(10);
    expect(answers).toBeLessThanOrEqual(13);
  });

  test("who comes back to another sandbox is judged by what they used and how they spoke at the first", async () => {
    const { turn, take } = setUp({ sandboxes: 2 });
    for (let time = 0; time < 5; time++) await turn("my ticket has the number 12 again");
    expect(await take("my ticket has the number 13 again")).toMatchObject({ kind: "loop" });
  });

  test("is told once in a window, with its end, and is free in the next", async () => {
    const { take, clock, notices } = setUp({ overrides: "member.hour.texts=1" });
    await take();
    expect(await take()).toEqual({
      ...{ kind: "over", of: "member", window: "hour", isNew: true },
      endsAt: new Date(Math.ceil(millisecondsOf(clock.now()) / HOUR_MS + 1e-9) * HOUR_MS).toISOString(),
    });
    expect(await take()).toMatchObject({ kind: "over", isNew: false });
    expect(notices).toEqual(["over member hour"]);
    clock.advance(HOUR_MS);
    expect(await take()).toEqual({ kind: "free" });
  });

  test("whose turn failed and comes back is told the same, and is counted once", async () => {
    const { take } = setUp({ overrides: "member.hour.texts=1" });
    const again = { id: "again" as TextId };
    expect(await take("hey there", again)).toEqual({ kind: "free" });
    expect(await take("hey there", again)).toEqual({ kind: "free" });
    const over = { id: "over" as TextId };
    expect(await take("and one more", over)).toMatchObject({ isNew: true });
    expect(await take("and one more", over)).toMatchObject({ isNew: true });
    expect(await take("and then")).toMatchObject({ isNew: false });
  });

  test("is limited by tokens and by cost as well, by what was reckoned until it is known what it took", async () => {
    const { take, spend, clock } = setUp({ overrides: "member.hour.tokens=14000" });
    // Reckoned with 6,500 each.
    expect(await freeOf(5, () => take())).toBe(2);
    clock.advance(HOUR_MS);
    const known = await freeOf(5, async () => {
      const verdict = await take();
      if (verdict.kind === "free") await spend();
      return verdict;
    });
    expect(known).toBe(3);
    const dear = setUp({ overrides: "member.hour.cost=0.10" });
    const answers = await freeOf(9, async () => {
      const verdict = await dear.take();
      if (verdict.kind === "free") await dear.spend({ tokens: 100, costMicroUsd: 40_000 });
      return verdict;
    });
    expect(answers).toBe(2);
  });
});

/** Ten thousand numbers that text all day, each within its own limit. */
async function pump(overrides: string, sandboxes: number, numbers = 10_000) {
  const { take, spend, clock, notices } = setUp({ overrides, sandboxes });
  let answers = 0;
  const prefixes = new Map<string, number>();
  for (let index = 0; index < numbers; index++) {
    const number = `+1${200 + (index % 97)}${555 + Math.floor(index / 970)}${String(index % 10_000).padStart(4, "0")}`;
    const member = `m_${index}` as MemberId;
    const more = { member, number: number as PhoneNumber, by: index % sandboxes };
    const verdict = await take("hello from the machine room", more);
    if (index % 500 === 0) clock.advance(60_000);
    if (verdict.kind !== "free") continue;
    answers += 1;
    prefixes.set(number.slice(2, 8), (prefixes.get(number.slice(2, 8)) ?? 0) + 1);
    await spend(TOOK, member, number as PhoneNumber, index % sandboxes);
  }
  return { answers, mostOfAPrefix: Math.max(...prefixes.values()), notices };
}

describe("S9: ten thousand numbers that pump", () => {
  test("stop at the limit of the service", async () => {
    const { answers, notices } = await pump("service.hour.texts=700,service.day.texts=700", 4);
    expect(answers).toBe(700);
    expect(notices).toContain("over service hour");
  });

  test("cost no more than the limit and what is under way", async () => {
    const { answers } = await pump("service.hour.cost=12,service.day.cost=12", 4, 2_000);
    const spentUsd = (answers * (21_000 + TOOK.costMicroUsd)) / 1_000_000;
    expect(spentUsd).toBeLessThanOrEqual(12 + (4 * 28_500) / 1_000_000);
    expect(spentUsd).toBeGreaterThan(11.5);
  });

  test("stop by prefix before that", async () => {
    const { mostOfAPrefix, notices } = await pump("prefix.hour.texts=6,prefix.day.texts=6", 4, 2_500);
    expect(mostOfAPrefix).toBe(6);
    expect(notices.filter((notice) => notice.startsWith("over prefix")).length).toBeGreaterThan(100);
  });

  test("do not use up the limits of others once they are over their own", async () => {
    const { take } = setUp({ overrides: "member.hour.texts=2,prefix.hour.texts=4" });
    await freeOf(50, () => take());
    const neighbour = { member: "m_2" as MemberId, number: "+14155559999" as PhoneNumber };
    expect(await freeOf(9, () => take(undefined, neighbour))).toBe(2);
  });
});

test("what is under way at once goes beyond a limit by no more than what it is", async () => {
  const { take } = setUp({ overrides: "service.hour.cost=1", sandboxes: 20 });
  const members = Array.from({ length: 200 }, (_, index) => `m_${index}` as MemberId);
  const verdicts = await Promise.all(members.map((member, by) => take(undefined, { member, by: by % 20 })));
  const reserved = verdicts.filter(({ kind }) => kind === "free").length * 28_500;
  expect(reserved).toBeLessThanOrEqual(1_000_000);
});

test("many sandboxes that tell each other seldom do not pass a limit", async () => {
  const { turnOf } = setUp({ overrides: "service.hour.texts=2000,service.day.texts=2000", sandboxes: 50 });
  let answers = 0;
  for (let index = 0; index < 2_500; index++) {
    if ((await turnOf(`m_${index % 900}` as MemberId)).kind === "free") answers += 1;
  }
  expect(answers).toBeLessThanOrEqual(2_000);
  expect(answers).toBeGreaterThan(1_980);
});

describe("without the shared state", () => {
  test("a member's limit and the service's hold within one sandbox, and it is said", async () => {
    const { take, state, notices } = setUp({ overrides: "member.hour.texts=5,service.hour.texts=7" });
    state.be("down");
    expect(await freeOf(20, () => take())).toBe(5);
    expect(await freeOf(20, () => take(undefined, { member: "m_2" as MemberId }))).toBe(2);
    expect(notices).toContain("alone");
  });

  test("what was counted alone counts for the others afterwards", async () => {
    const { take, state, clock, sandbox } = setUp({ overrides: "member.hour.texts=5" });
    state.be("down");
    await freeOf(3, () => take());
    state.be("up");
    clock.advance(6_000);
    await take();
    const other = sandbox();
    const at = clock.now();
    const use = (id: string) => ({ member: ONE, number: NUMBER, ids: [id as TextId], bodies: [id], at });
    expect([await other.take(use("fifth one")), await other.take(use("sixth one"))]).toMatchObject([
      { kind: "free" },
      { kind: "over" },
    ]);
  });

  test("a state that forgot everything lets nobody beyond their limit here", async () => {
    const { take, state } = setUp({ overrides: "member.hour.texts=5" });
    state.be("stale");
    expect(await freeOf(20, () => take())).toBe(5);
  });

  test("nobody waits for it twice in five seconds", async () => {
    const { take, state } = setUp();
    state.be("down");
    await freeOf(10, () => take());
    expect(state.requests).toHaveLength(1);
  });
});

test("the state is told no number and no word", async () => {
  const { take, spend, state } = setUp();
  await take("my secret is a yellow submarine");
  await spend();
  const record = (await state.get(`quota:${hashed(ONE)}`)) ?? "";
  expect(record).toContain("trail");
  for (const told of [record, ...state.requests]) {
    expect(told).not.toMatch(/yellow|submarine|5550123|m_1/);
  }
});

describe("the limits of a stage", () => {
  test("are those with reasons, and those that it sets itself", () => {
    expect(limits("")).toEqual(DEFAULT_LIMITS);
    const own = limits("member.hour.texts=60, service.day.cost=2500.50");
    expect(own.member.hour).toEqual({ ...DEFAULT_LIMITS.member.hour, texts: 60 });
    expect(own.service.day.cost).toBe(2500.5);
  });

  test.each([
    ["member.hour.words=5", /"member.hour.words" is no limit; there are member\|prefix\|service/],
    ["nobody", /"nobody" is no limit/],
    ["member.hour.texts=0", /member.hour.texts must be a number above 0, and whole/],
    ["member.hour.texts=1.5", /and whole/],
    ["member.day.cost=-1", /in US dollars/],
    ["member.day.cost=5=6", /in US dollars/],
    ["member.hour.texts=500", /member.hour.texts must not be more than member.day.texts \(400\)/],
  ])("are not %s", (overrides, words) => {
    const read = limitsFrom(overrides);
    expect("problems" in read && read.problems.join("; ")).toMatch(words);
  });
});
