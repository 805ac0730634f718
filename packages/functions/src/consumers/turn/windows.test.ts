import { createRedisWindows } from "@jules/adapters/redis";
import type { Windows } from "@jules/core/conversation";
import { memberId } from "@jules/core/kernel";
import { mentions } from "@jules/core/privacy";
import { describe, expect, test } from "vitest";
import { wireKnownMember } from "../../../test/conversation.ts";

const OTHER = memberId(`m_${"9".repeat(32)}`);
const SECRET = "what somebody else said";

type Lie = "nothing" | "down" | "an old one" | "somebody else's" | "garbage";

/** Redis that does as it is told, and two sandboxes' caches over it. */
function scriptedRedis() {
  const now = new Map<string, string>();
  const ever: string[] = [];
  const found = { hits: 0, asked: 0 };
  let lie: Lie | undefined;
  let theirs = "";
  const state = {
    async get(key: string) {
      const answers: Record<Lie, () => string | undefined> = {
        nothing: () => undefined,
        down: () => {
          throw new Error("scripted");
        },
        "an old one": () => ever.at(-3) ?? ever[0],
        "somebody else's": () => theirs,
        garbage: () => "bm9uc2Vuc2U=",
      };
      return lie ? answers[lie]() : now.get(key);
    },
    async set(key: string, value: string) {
      if (lie === "down") throw new Error("scripted");
      if (lie === "nothing") return;
      now.set(key, value);
      ever.push(value);
    },
  };
  function windowsOf(...[keyring, clock]: Parameters<NonNullable<Parameters<typeof wireKnownMember>[1]>>): Windows {
    const sandboxes = [1, 2].map(() => createRedisWindows({ state, keyring, now: clock }));
    return {
      async get(id, stamp) {
        const capture = {
          ...state,
          async set(_key: string, value: string) {
            theirs = value;
          },
        };
        const said = { speaker: "jules", body: SECRET } as const;
        await createRedisWindows({ state: capture, keyring, now: clock }).put(OTHER, stamp, {
          places: [{ order: "2", said }],
        });
        found.asked += 1;
        const window = await sandboxes[found.asked % 2]?.get(id, stamp);
        found.hits += Number(window !== undefined);
        return window;
      },
      put: async (id, stamp, window) => sandboxes[(found.asked + 1) % 2]?.put(id, stamp, window),
    };
  }
  return {
    found,
    windowsOf,
    tell: (next: Lie | undefined) => {
      lie = next;
    },
  };
}

type Wired = Awaited<ReturnType<typeof wireKnownMember>>;

/** Numbers in [0, 1) that are the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const WORDS = ["my sister Ann", "the dog", "work", "a dream", "Ann again", "the garden"];
const LATER_MS = [60_000, 50 * 60_000, 3 * 60 * 60_000, 46 * 24 * 60 * 60_000];

type Event = (world: Wired, pick: (most: number) => number) => Promise<unknown>;

/** What may happen around a conversation, each the same in both worlds, and how often it does. */
const EVENTS: readonly (readonly [number, Event])[] = [
  [20, says],
  [
    6,
    async (world, pick) => {
      await world.say(`so ${WORDS[pick(6)]}`);
      await says(world, pick);
    },
  ],
  // Before the model is asked, or while it thinks.
  [
    4,
    async (world, pick) => {
      const body = `and ${WORDS[pick(6)]} too`;
      world.after("open", () => world.say(body));
      await says(world, pick);
    },
  ],
  [
    4,
    async (world, pick) => {
      const body = `oh and ${WORDS[pick(6)]}`;
      world.model.next(async () => {
        await world.say(body);
        return { kind: "answered", body: "Go on.", inputTokens: 1, outputTokens: 1 };
      });
      await says(world, pick);
    },
  ],
  // The carrier's word comes late, while the next turn is under way or between two.
  [
    12,
    async (world, pick) => {
      const text = world.sender.attempts.at(-1 - pick(3));
      if (!text) return;
      const errorCode = [4720, 5600, 4432][pick(3)] ?? 4720;
      const fails = () => world.carrierSays("message-failed", { text, errorCode });
      if (pick(3) === 0) world.before("beginReply", fails);
      else await fails();
      await says(world, pick);
    },
  ],
  [
    4,
    async (world, pick) => {
      const text = world.sender.attempts.at(-1 - pick(4));
      if (text) await world.carrierSays("message-delivered", { text });
    },
  ],
  [
    3,
    async (world, pick) => {
      const refused = { kind: "refused", reason: "http-503", retryable: pick(2) === 0 } as const;
      world.sender.next([refused, { kind: "unknown", reason: "no-answer" } as const][pick(2)] ?? refused);
      await says(world, pick);
      if (pick(2) === 0) await says(world, pick);
      world.clock.advance(120_000);
      await world.ring();
    },
  ],
  [
    1,
    async (world, pick) => {
      world.model.next("unavailable", "unavailable");
      await says(world, pick);
    },
  ],
  [
    8,
    async (world) => {
      const { id } = await world.member();
      const keys = [];
      for await (const { key, body } of world.world.archive.texts(id)) if (mentions(body, "Ann")) keys.push(key);
      await world.world.archive.forget(id, keys);
    },
  ],
  [
    6,
    async (world) => {
      await world.say("Liked \u201CI'm here.\u201D");
      await world.say("HELP");
    },
  ],
  [
    2,
    async (world, pick) => {
      await world.say("STOP");
      if (pick(2) === 0) await world.ring();
      await world.say("START");
    },
  ],
];

/** After these the table alone is asked for long; so they come towards the end. */
const GRAVE: readonly (readonly [number, Event])[] = [
  [
    1,
    async (world, pick) => {
      await world.say("i want to die");
      await world.ring();
      if (pick(2) === 0) await world.say("are you still there?");
      await world.ring();
    },
  ],
  [
    3,
    async (world, pick) => {
      world.clock.advance(LATER_MS[pick(4)] ?? 0);
      await says(world, pick);
      if (pick(3) > 0) await world.say("still me");
      await world.ring();
    },
  ],
];

const weighted = (events: typeof EVENTS) =>
  events.flatMap(([weight, event]) => Array.from({ length: weight }, () => event));
const USUAL = weighted(EVENTS);
const ALL = weighted([...EVENTS, ...GRAVE, ...GRAVE, ...GRAVE]);

async function says(world: Wired, pick: (most: number) => number): Promise<void> {
  await world.say(`${["how about", "i think of"][pick(2)]} ${WORDS[pick(6)]}${[".", "?", ""][pick(3)]}`);
  await world.ring();
}

const LIES: readonly (Lie | undefined)[] = [
  ...Array.from({ length: 35 }, () => undefined),
  ...(["nothing", "down", "an old one", "somebody else's", "garbage"] as const),
];

async function compare(seed: number, events: number) {
  const redis = scriptedRedis();
  const worlds = [
    await wireKnownMember(undefined, () => ({ get: async () => undefined, put: async () => undefined })),
    await wireKnownMember(undefined, redis.windowsOf),
  ] as const;
  const choose = numbersFrom(seed);
  for (let count = 0; count < events; count++) {
    redis.tell(LIES[Math.floor(choose() * LIES.length)]);
    const possible = count < events - 15 ? USUAL : ALL;
    const event = possible[Math.floor(choose() * possible.length)];
    const own = Math.floor(choose() * 2 ** 32);
    for (const world of worlds) {
      const numbers = numbersFrom(own);
      await event?.(world, (most) => Math.floor(numbers() * most));
    }
    const [without, withIt] = worlds.map(({ model }) => model.prompts.map(({ messages }) => messages));
    expect(withIt, `event ${count} of seed ${seed}`).toEqual(without);
  }
  return { ...redis.found, prompts: worlds[1].model.prompts };
}

const SEEDS = [1, 2, 3];

describe("what is kept of a conversation elsewhere", () => {
  /** A conversation in which every answer is another, and everything that can be is at hand. */
  async function talking() {
    const redis = scriptedRedis();
    const world = await wireKnownMember(undefined, redis.windowsOf);
    const tell = async (body: string, answer: string) => {
      world.model.next(async () => {
        world.clock.advance(1_000);
        return { kind: "answered", body: answer, inputTokens: 1, outputTokens: 1 };
      });
      await world.say(body);
      await world.ring();
    };
    await tell("my sister Ann moved to Reno.", "That is far away.");
    await tell("she starts at the museum in May.", "What will she do there?");
    const told = () => JSON.stringify(world.model.prompts.at(-1)?.messages);
    return { ...world, found: redis.found, tell, told };
  }

  test("is what the model is told as long as nothing has changed", async () => {
    const { found, tell, told } = await talking();
    await tell("paintings, i think.", "Nice.");
    expect(found).toEqual({ asked: 3, hits: 2 });
    expect(told()).toContain("That is far away.");
    expect(told()).toContain("What will she do there?");
  });

  test("is not used any more once a reply of it failed at the carrier", async () => {
    const { carrierSays, found, tell, told } = await talking();
    await carrierSays("message-failed", { errorCode: 4720 });
    await tell("paintings, i think.", "Nice.");
    expect(found).toEqual({ asked: 3, hits: 1 });
    expect(told()).not.toContain("What will she do there?");
  });

  test("is not used any more once something of it was forgotten", async () => {
    const { member, world, found, tell, told } = await talking();
    const { id } = await member();
    const keys = [];
    for await (const { key, body } of world.archive.texts(id)) if (mentions(body, "Ann")) keys.push(key);
    await world.archive.forget(id, keys);
    await tell("paintings, i think.", "Nice.");
    expect(found).toEqual({ asked: 3, hits: 1 });
    expect(told()).not.toContain("Ann");
  });

  test("is not kept there once it became a crisis while the answer was on its way", async () => {
    const kept: unknown[] = [];
    const windows = { get: async () => undefined, put: async () => void kept.push("window") };
    const { say, ring, model, lookAs, bodies } = await wireKnownMember(undefined, () => windows);
    lookAs(() => ({ tier: "concern", categories: ["suicide"] }));
    const answer = { kind: "answered", body: "I hear you.", inputTokens: 1, outputTokens: 1 } as const;
    await say("hello");
    await ring();
    expect(kept).toHaveLength(1);
    model.next(async () => {
      await say("i hate my life");
      return answer;
    }, answer);
    await say("rough day at work");
    await ring();
    expect(JSON.stringify(model.prompts.at(-1))).toContain("i hate my life");
    expect([kept.length, bodies().at(-1)]).toEqual([1, expect.stringContaining("I hear you.")]);
  });

  test("never changes what the model is told, whatever happens and whatever the cache says", async () => {
    const runs = [];
    for (const seed of SEEDS) runs.push(await compare(seed, 70));
    const hits = runs.reduce((sum, run) => sum + run.hits, 0);
    expect(hits).toBeGreaterThan(30);
    expect(JSON.stringify(runs.map(({ prompts }) => prompts))).not.toContain(SECRET);
  }, 60_000);
});
