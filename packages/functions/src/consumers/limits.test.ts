import { NO_EPISODE } from "@jules/core/crisis";
import { fixedText } from "@jules/core/disclosure";
import { type Instant, instantPlus, millisecondsOf } from "@jules/core/kernel";
import { encodingOf, segmentsOf } from "@jules/core/messaging";
import { createQuotas, limitsFrom } from "@jules/core/quotas";
import { createMemorySharedState } from "@jules/testkit/memory";
import { beforeEach, describe, expect, test } from "vitest";
import { wireKnownMember } from "../../test/conversation.ts";

let jules: Awaited<ReturnType<typeof wireKnownMember>>;
beforeEach(async () => {
  jules = await wireKnownMember();
});

/** Limits as the turn has them, over a state in memory. */
function limitBy(overrides: string): void {
  const limits = limitsFrom(overrides);
  if ("problems" in limits) throw new Error(limits.problems.join());
  const { clock } = jules;
  const quotas = createQuotas({
    ...{ clock, limits, state: createMemorySharedState({ now: () => millisecondsOf(clock.now()) }) },
    nameOf: (member) => `quota:${member}`,
    digest: async () => (word) => Buffer.from(word).toString("hex").padEnd(5, "0").slice(-5),
    notices: { over: () => undefined, loop: () => undefined, alone: () => undefined },
  });
  Object.assign(jules.companion.ports.quotas, quotas);
}

/** What is texted back to these words. */
async function answersTo(body: string): Promise<readonly string[]> {
  const before = jules.bodies().length;
  await jules.say(body);
  await jules.ring();
  return jules.bodies().slice(before);
}

const closings = async () => jules.world.closings((await jules.member()).id);
const asked = () => jules.model.prompts.length;

const hour = (moment: Instant) => instantPlus(moment, 60 * 60_000);

describe("who has reached a limit", () => {
  beforeEach(() => limitBy("member.hour.texts=2"));

  test("is told once, with its end and 988, then meets silence, and is answered in the next hour", async () => {
    await answersTo("hey jules");
    await answersTo("my day was long");
    const [told = "", ...more] = await answersTo("and my boss was rude");
    expect(told).toMatch(/I'm quiet for \d+ minutes and then here again.*988/);
    expect(more).toEqual([]);
    expect(await answersTo("are you there")).toEqual([]);
    expect((await closings()).at(-1)).toBe("over-limit");
    expect(asked()).toBe(2);
    jules.clock.advance(60 * 60_000);
    expect((await answersTo("good morning")).join()).not.toContain("quiet for");
    expect(asked()).toBe(3);
  });

  test("is told in Spanish who writes Spanish", async () => {
    await answersTo("hola, \u00BFc\u00F3mo est\u00E1s hoy?");
    await answersTo("tuve un d\u00EDa muy largo en el trabajo");
    expect((await answersTo("y mi jefe estuvo muy pesado conmigo")).join()).toContain("vuelvo en");
  });

  test("is helped in a crisis, by the fixed words and by Jules, as often as it takes", async () => {
    for (const body of ["hey jules", "my day was long", "and my boss was rude", "so rude"]) await answersTo(body);
    expect((await answersTo("I want to kill myself")).join()).toContain("988");
    const before = asked();
    expect(await answersTo("I have the pills here")).not.toEqual([]);
    expect(await answersTo("are you there")).not.toEqual([]);
    expect(asked()).toBeGreaterThan(before);
  });

  test("is heard with half a sign of a danger", async () => {
    for (const body of ["hey jules", "my day was long", "and my boss was rude"]) await answersTo(body);
    jules.lookAs(() => ({ tier: "concern", categories: ["suicide"] }));
    expect(await answersTo("i gave my dog away today, i won't need him anymore")).not.toEqual([]);
  });

  test("can say STOP, ask for HELP, for their data and what Jules is", async () => {
    for (const body of ["hey jules", "my day was long", "and my boss was rude", "so rude"]) await answersTo(body);
    expect((await answersTo("EXPORT")).join()).toContain("putting your data together");
    expect((await answersTo("are you human?")).join()).toContain(fixedText("are-ai").body);
    expect((await answersTo("wait, are you a real person? my boss asked me that")).join()).toContain("AI program");
    expect((await answersTo("HELP")).join()).toContain("help@jules.example");
    expect((await answersTo("STOP")).join()).toContain("unsubscribed");
  });
});

test("everybody is told once when the service has to pause, and a bank of phones is told nothing", async () => {
  const endsAt = hour(jules.clock.now());
  const over = { kind: "over", window: "hour", endsAt } as const;
  jules.companion.limitAs(() => ({ ...over, of: "service", isNew: true }));
  expect((await answersTo("hey jules")).join()).toContain("nothing you did");
  jules.companion.limitAs(() => ({ ...over, of: "service", isNew: false }));
  expect(await answersTo("hey jules")).toEqual([]);
  jules.companion.limitAs(() => ({ ...over, of: "prefix", isNew: true }));
  expect(await answersTo("hey jules")).toEqual([]);
  expect((await closings()).slice(-2)).toEqual(["over-limit", "over-limit"]);
});

test.each(["UPGRADE", "BILLING", "PLAN"])(
  "%s is counted, and answers no bank of phones and no machine",
  async (body) => {
    jules.companion.sellPlans();
    const ofWhat = async () => [(await answersTo(body)).length, jules.companion.uses.length];
    expect(await ofWhat()).toEqual([1, 1]);
    jules.companion.limitAs(() => ({ kind: "loop", isNew: false }));
    expect(await ofWhat()).toEqual([0, 2]);
    const over = { kind: "over", window: "hour", endsAt: hour(jules.clock.now()), isNew: true } as const;
    jules.companion.limitAs(() => ({ ...over, of: "prefix" }));
    expect(await ofWhat()).toEqual([0, 3]);
    for (const text of [body, "and my boss was rude"]) await jules.say(text);
    expect(await answersTo("so rude")).toEqual([]);
  },
);

test("whoever is limited can end their plan", async () => {
  await jules.subscribes();
  jules.companion.limitAs(() => ({ kind: "loop", isNew: false }));
  expect((await answersTo("cancel my subscription")).join()).toContain("Jules Plus ends on");
});

describe("a machine that answers each of our texts", () => {
  const WORDS = "Thank you for contacting Acme. Our office is closed, we will answer next week.";
  beforeEach(() => limitBy(""));

  async function loop(): Promise<void> {
    for (let time = 0; time < 6; time++) {
      await answersTo(WORDS);
      jules.clock.advance(20_000);
    }
  }

  test("is told once that Jules pauses, and then meets silence", async () => {
    await loop();
    expect(jules.bodies().at(-1)).toContain("GO ON");
    expect(asked()).toBe(5);
    expect(await answersTo(WORDS)).toEqual([]);
    expect((await closings()).at(-1)).toBe("loop");
    jules.clock.advance(2 * 60 * 60_000);
    expect(await answersTo(WORDS)).toEqual([]);
  });

  test.each(["oh sorry, that was my phone. it's me now", "GO ON"])(
    "is followed by a person who says %j, and is answered",
    async (words) => {
      await loop();
      await answersTo(WORDS);
      expect(await answersTo(words)).toHaveLength(1);
      expect(asked()).toBe(6);
    },
  );

  test("is helped when it speaks of a danger", async () => {
    for (let time = 0; time < 8; time++) {
      expect((await answersTo("I want to kill myself tonight, please somebody")).length).toBeGreaterThan(0);
    }
    expect(jules.bodies().join()).not.toContain("GO ON");
  });
});

test("what an answer took is counted, and texts that came in meanwhile", async () => {
  await answersTo("hey jules");
  expect(jules.companion.spent).toEqual([
    expect.objectContaining({ member: (await jules.member()).id, texts: 1, tokens: expect.any(Number) }),
  ]);
  expect(jules.companion.uses).toHaveLength(1);
});

describe("who has used the texts that are free of a day", () => {
  /** On the ninth day, with ten texts answered. */
  beforeEach(async () => {
    limitBy("");
    jules.companion.sellPlans();
    jules.clock.advance(9 * 24 * 60 * 60_000);
    for (let text = 1; text <= 10; text++) expect(await answersTo(TALK[text - 1] ?? "")).not.toEqual([]);
  });
  const TALK = ["hey jules", "my day was long", "my boss was rude", "i like tea", "it rained", "i had soup"];
  TALK.push("my cat sleeps", "the bus was late", "what a week", "so anyway");

  test("is told once what is free, when it goes on and how, and where help is; and is answered the next day", async () => {
    const [told = "", ...more] = await answersTo("are you there");
    expect(told).toMatch(/That was today's 10 free texts\. I answer again in \d+ hours?; .*reply UPGRADE.*988/);
    expect([more, segmentsOf(told) <= 2, encodingOf(told)]).toEqual([[], true, "gsm-7"]);
    expect([await answersTo("hello?"), (await closings()).at(-1), asked()]).toEqual([[], "over-limit", 10]);
    jules.clock.advance(24 * 60 * 60_000);
    expect((await answersTo("good morning")).join()).not.toContain("free texts");
    expect(asked()).toBe(11);
  });

  test("is helped in a crisis and answered by Jules as often as it takes", async () => {
    await answersTo("are you there");
    expect((await answersTo("I want to kill myself")).join()).toContain("988");
    const before = asked();
    expect(await answersTo("I have the pills here")).not.toEqual([]);
    expect(await answersTo("are you there")).not.toEqual([]);
    expect(asked()).toBeGreaterThan(before);
  });

  test.each(["FOLLOW_UP", "ATTENTIVE"] as const)(
    "is answered in an episode (%s), and hears of no plan",
    async (now) => {
      expect((await answersTo("are you there")).join()).toContain("UPGRADE");
      const { id, sealedEpisode } = await jules.member();
      const since = jules.clock.now();
      const episode = { ...NO_EPISODE, state: now, since, lastSignalAt: since, peak: "high" } as const;
      await jules.members.remember(id, { episode, version: sealedEpisode.version });
      const answer = await answersTo("my cat came home");
      expect([answer.length, /UPGRADE|free/.test(answer.join()), asked()]).toEqual([1, false, 11]);
    },
  );

  test("can ask what it costs, for HELP and for their data, and say STOP", async () => {
    await answersTo("are you there");
    expect((await answersTo("UPGRADE")).join()).toContain("https://jules.example/b/");
    expect((await answersTo("EXPORT")).join()).toContain("putting your data together");
    expect((await answersTo("HELP")).join()).toContain("help@jules.example");
    expect((await answersTo("STOP")).join()).toContain("unsubscribed");
  });

  test("goes on at once when they pay", async () => {
    await answersTo("are you there");
    await jules.subscribes();
    expect((await answersTo("and now?")).join()).not.toContain("free texts");
    expect(asked()).toBe(11);
  });
});

test("in the first seven days, and where nothing is sold, no plan limits anybody", async () => {
  limitBy("");
  const says = async () => {
    for (let text = 1; text <= 11; text++) await answersTo(`today ${"so much of a day ".repeat(text)}`);
  };
  await says();
  jules.companion.sellPlans();
  await says();
  expect(jules.bodies().join()).not.toContain("free texts");
});
