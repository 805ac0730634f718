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
const LATER_MS = [60_000, 50 * 60_000, 2 * 24 * 60 * 60_000, 46 * 24 * 60 * 60_000];

/** What may happen around a conversation, each the same in both worlds. */
const EVENTS: readonly ((world: Wired, pick: (most: number) => number) => Promise<unknown>)[] = [
  ...Array.from({ length: 36 }, () => says),
  async (world, pick) => {
    await world.say(`so ${WORDS[pick(6)]}`);
    await says(world, pick);
  },
  // While the model thinks, or before that.
  async (world, pick) => {
    const body = `and ${WORDS[pick(6)]} too`;
    world.after("open", () => world.say(body));
    await says(world, pick);
  },
  async (world, pick) => {
    const body = `oh and ${WORDS[pick(6)]}`;
    world.model.next(async () => {
      await world.say(body);
      return { kind: "answered", body: "Go on.", inputTokens: 1, outputTokens: 1 };
    });
    await says(world, pick);
  },
  // The carrier's word comes late, while the next turn is under way or between two.
  async (world, pick) => {
    const text = world.sender.attempts.at(-1 - pick(4));
    if (!text) return;
    const errorCode = [4720, 5600, 4432][pick(3)] ?? 4720;
    if (pick(2) === 0) world.before("beginReply", () => world.carrierSays("message-failed", { text, errorCode }));
    else await world.carrierSays("message-failed", { text, errorCode });
    await says(world, pick);
  },
  async (world, pick) => {
    const text = world.sender.attempts.at(-1 - pick(4));
    if (text) await world.carrierSays("message-delivered", { text });
  },
  async (world, pick) => {
    const refused = { kind: "refused", reason: "http-503", retryable: pick(2) === 0 } as const;
    world.sender.next([refused, { kind: "unknown", reason: "no-answer" } as const][pick(2)] ?? refused);
    await says(world, pick);
  },
  async (world, pick) => {
    world.model.next("unavailable", "unavailable");
    await says(world, pick);
  },
  async (world) => world.letPass({ minutes: 2 }),
  async (world) => {
    const { id } = await world.member();
    const keys = [];
    for await (const { key, body } of world.world.archive.texts(id)) if (mentions(body, "Ann")) keys.push(key);
    await world.world.archive.forget(id, keys);
  },
  async (world, pick) => {
    await world.say("i want to die");
    await world.ring();
    if (pick(2) === 0) await world.say("are you still there?");
    await world.ring();
  },
  async (world) => {
    await world.say("Liked “I'm here.”");
    await world.say("HELP");
  },
  async (world, pick) => {
    await world.say("STOP");
    if (pick(2) === 0) await world.ring();
    await world.say("START");
  },
  async (world, pick) => {
    world.clock.advance(LATER_MS[pick(4)] ?? 0);
    await says(world, pick);
    if (pick(2) === 0) await world.say("still me");
    await world.ring();
  },
];

async function says(world: Wired, pick: (most: number) => number): Promise<void> {
  await world.say(`${["how about", "i think of"][pick(2)]} ${WORDS[pick(6)]}${[".", "?", ""][pick(3)]}`);
  await world.ring();
}

const LIES: readonly (Lie | undefined)[] = [
  ...Array.from({ length: 20 }, () => undefined),
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
    const event = EVENTS[Math.floor(choose() * EVENTS.length)];
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

describe("what is kept of a conversation elsewhere", () => {
  test("never changes what the model is told, whatever happens and whatever the cache says", async () => {
    const runs = [];
    for (let seed = 1; seed <= 3; seed++) runs.push(await compare(seed, 50));
    const hits = runs.reduce((sum, run) => sum + run.hits, 0);
    expect(hits).toBeGreaterThan(30);
    expect(JSON.stringify(runs.map(({ prompts }) => prompts))).not.toContain(SECRET);
  }, 60_000);
});
