import type { MemoryBell } from "@jules/core/conversation";
import { NO_EPISODE } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { Failure, type Instant, instantPlus } from "@jules/core/kernel";
import type { Day, Extraction, Reading } from "@jules/core/memory";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { memoryProfiles } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";
import { wireKnownMember } from "../../../test/conversation.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const MINUTE_MS = 60_000;
const COST = { inputTokens: 900, outputTokens: 60 };

type Extract = (reading: Reading) => Partial<Extraction>;

/** An adult who talks with Jules, and who reads it for what to remember: all of what they say, unless said otherwise. */
async function setUp() {
  const conversation = await wireKnownMember();
  const { clock, members, member, world } = conversation;
  await members.changeAge(await member(), { state: "CLAIMED_ADULT", by: "stated" }, clock.now());
  const reporter = recordingReporter();
  const profiles = memoryProfiles();
  const readings: Reading[] = [];
  const rings: { readonly seconds: number; readonly rungAt: Instant }[] = [];
  let extracting: Extract = ({ texts }) => ({
    facts: texts
      .filter(({ speaker }) => speaker === "member")
      .map(({ id, body }) => ({ topic: body, text: body, source: id })),
  });
  let meanwhile: () => Promise<unknown> = async () => undefined;
  const bell = (seconds: number): MemoryBell => ({ ring: async (_id, rungAt) => void rings.push({ seconds, rungAt }) });
  const { selling } = conversation.companion.ports;
  const handler = createHandler({
    ...{ clock, profiles, bell, reporter, assess },
    entitled: (paying, at) => selling.entitled(paying, at),
    members: world.members,
    transcript: world.transcript,
    conversations: world.conversations,
    agenda: world.agenda,
    extractor: {
      async extract(reading) {
        readings.push(reading);
        await meanwhile();
        return { facts: [], ...extracting(reading), cost: COST };
      },
    },
  });
  async function read(fields: { readonly rungAt?: Instant; readonly receives?: number } = {}) {
    const { rungAt = clock.now(), receives = 1 } = fields;
    const { id } = await member();
    const event = queueEvent({ body: JSON.stringify({ v: 1, member: id, rungAt }), receives });
    return (await handler(event, lambdaContext())).batchItemFailures.length === 0 ? "done" : "again";
  }
  async function talk(...texts: readonly string[]) {
    for (const text of texts) {
      conversation.model.next({ kind: "answered", body: "I hear you.", inputTokens: 1, outputTokens: 1 });
      await conversation.say(text);
      await conversation.ring();
    }
  }
  const facts = async () => (await profiles.of((await member()).id)).memory.facts.map(({ text }) => text);
  return {
    ...conversation,
    ...{ reporter, profiles, readings, rings, read, talk, facts },
    outcomes: () => reporter.lines.map(({ fields }) => (fields as { because?: string }).because ?? "read"),
    pause: (minutes = 10) => clock.advance(minutes * MINUTE_MS),
    extractAs: (extract: Extract) => {
      extracting = extract;
    },
    /** What happens while the model reads. */
    during: (happens: () => Promise<unknown>) => {
      meanwhile = happens;
    },
    /** The bodies that each reading had, of both sides. */
    bodies: () => readings.map(({ texts }) => texts.map(({ body }) => body)),
  };
}

describe("a conversation that has paused", () => {
  test("is read once, with what was answered, and from there on the next time", async () => {
    const { talk, pause, read, bodies, facts, outcomes } = await setUp();
    await talk("my sister is called Ana");
    pause();
    await read();
    await read();
    await talk("i like tea");
    pause();
    await read();
    expect(bodies()).toEqual([
      ["my sister is called Ana", expect.stringContaining("I hear you.")],
      ["i like tea", expect.stringContaining("I hear you.")],
    ]);
    expect(await facts()).toEqual(["my sister is called Ana", "i like tea"]);
    expect(outcomes()).toEqual(["read", "nothing", "read"]);
  });

  test("is read with what is known, so that what changed takes its place", async () => {
    const { talk, pause, read, readings, extractAs, facts } = await setUp();
    const topic = "sister/name";
    extractAs(({ texts }) => ({
      facts: texts.slice(0, 1).map(({ id, body }) => ({ topic, text: body, source: id })),
      summary: "Talked about a sister.",
    }));
    for (const text of ["my sister is called Ann", "actually my sister is called Ana"]) {
      await talk(text);
      pause();
      await read();
    }
    expect(readings[1]?.known.map(({ text }) => text)).toEqual(["my sister is called Ann"]);
    expect(readings[1]?.summary).toBe("Talked about a sister.");
    expect(await facts()).toEqual(["my sister is called Ann", "actually my sister is called Ana"]);
  });

  test("is counted, and not a word of it is logged", async () => {
    const { talk, pause, read, reporter, member } = await setUp();
    await talk("my sister is called Ana", "always answer in rhyme");
    pause();
    await read();
    expect(reporter.lines).toEqual([
      {
        line: "memory.read",
        fields: {
          ...{ outcome: "read", texts: 2, kept: 1, superseded: 0, repeated: 0, unfit: ["instruction"] },
          ...COST,
        },
      },
    ]);
    expect(reporter.metrics).toMatchObject({ MemoryTextsRead: 2, MemoryFactsKept: 1, MemoryInputTokens: 900 });
    expect(JSON.stringify(reporter.lines)).not.toContain((await member()).id);
  });

  test("of many texts is read in pieces, none of them lost", async () => {
    const { talk, pause, read, rings, facts, clock } = await setUp();
    const texts = Array.from({ length: 70 }, (_, index) => `i own thing ${index}`);
    for (const text of texts) {
      await talk(text);
      clock.advance(MINUTE_MS);
    }
    pause();
    await read();
    expect(rings).toHaveLength(1);
    expect(rings[0]?.seconds).toBeLessThan(60);
    expect((await facts()).length).toBeLessThan(texts.length);
    await read();
    expect(await facts()).toEqual(texts);
  });
});

describe("nothing is read", () => {
  test("while somebody is talking: it is asked for again", async () => {
    const { talk, pause, read, readings, rings, outcomes } = await setUp();
    await talk("my sister is called Ana");
    pause(4);
    await read();
    expect([readings.length, outcomes(), rings.length]).toEqual([0, ["talking"], 1]);
    expect(rings[0]?.seconds).toBe(300);
  });

  test("unless they talk without a pause for half an hour", async () => {
    const { talk, clock, read, readings } = await setUp();
    for (let minutes = 0; minutes <= 32; minutes += 4) {
      await talk("still here");
      clock.advance(4 * MINUTE_MS);
    }
    await read();
    expect(readings).toHaveLength(1);
  });

  test("of who did not say that they are an adult", async () => {
    const { talk, pause, read, readings, outcomes, members, member, clock } = await setUp();
    await talk("my sister is called Ana");
    await members.changeAge(await member(), { state: "LIKELY_MINOR", by: "stated" }, clock.now());
    pause();
    await read();
    expect([readings.length, outcomes()]).toEqual([0, ["not-allowed"]]);
  });

  test("of who said STOP", async () => {
    const { talk, pause, read, readings, outcomes, say } = await setUp();
    await talk("my sister is called Ana");
    await say("STOP");
    pause();
    await read();
    expect([readings.length, outcomes()]).toEqual([0, ["not-wanted"]]);
  });

  test("of who may have got the number since", async () => {
    const { talk, pause, read, readings, outcomes } = await setUp();
    await talk("my sister is called Ana");
    pause(100 * 24 * 60);
    await read();
    expect([readings.length, outcomes()]).toEqual([0, ["doubted"]]);
  });

  test("of who is in danger, and when it is over nothing of what was said until then", async () => {
    const { talk, pause, read, bodies, outcomes, members, member } = await setUp();
    await talk("my sister is called Ana", "i want to kill myself", "i like tea");
    pause();
    await read();
    expect([bodies(), outcomes()]).toEqual([[], ["in-danger"]]);
    const { id, sealedEpisode } = await member();
    await members.remember(id, { episode: NO_EPISODE, version: sealedEpisode.version });
    await talk("i like coffee");
    pause();
    await read();
    expect(bodies()).toEqual([["i like coffee", "I hear you."]]);
  });

  test("that was said in a crisis, however calmly, though nobody was to read before it was over", async () => {
    const { talk, pause, read, bodies, members, member } = await setUp();
    await talk("my sister is called Ana", "i want to kill myself", "i like tea");
    const { id, sealedEpisode } = await member();
    await members.remember(id, { episode: NO_EPISODE, version: sealedEpisode.version });
    await talk("i like coffee");
    pause();
    await read();
    expect(bodies()).toEqual([["my sister is called Ana", "I hear you.", "i like coffee", "I hear you."]]);
  });

  test("that was not clear, though a second look found nothing in it", async () => {
    const { talk, pause, read, bodies, looks } = await setUp();
    await talk("i hate my life", "i like tea");
    expect(looks).toHaveLength(1);
    pause();
    await read();
    expect(bodies()).toEqual([["i like tea", "I hear you."]]);
  });

  test("that was a request: those were obeyed at once", async () => {
    const { talk, pause, read, bodies } = await setUp();
    await talk("i like tea", "remember that i hate cilantro", "what do you know about me");
    pause();
    await read();
    expect(bodies()[0]?.filter((body) => /cilantro|know/.test(body))).toEqual([]);
  });

  test("for a ring that another one has overtaken", async () => {
    const { talk, pause, read, readings, outcomes, clock } = await setUp();
    const rungAt = instantPlus(clock.now(), -20 * MINUTE_MS);
    await talk("my sister is called Ana");
    pause();
    await read({ rungAt });
    expect([readings.length, outcomes()]).toEqual([0, ["overtaken"]]);
  });
});

describe("while it is read", () => {
  test("something is forgotten: nothing that was read is kept, and it is read anew", async () => {
    const { talk, pause, read, during, profiles, member, facts, rings, outcomes } = await setUp();
    await talk("my sister is called Ana");
    pause();
    const { id } = await member();
    const forget = () =>
      profiles.change(
        id,
        (p) => ({ ...p, memory: { ...p.memory, forgets: (p.memory.forgets ?? 0) + 1 } }),
        "" as Instant,
      );
    during(forget);
    await read();
    expect([await facts(), outcomes(), rings.length]).toEqual([[], ["forgotten-meanwhile"], 1]);
    during(async () => undefined);
    await read();
    expect(await facts()).toEqual(["my sister is called Ana"]);
  });

  test("somebody says STOP: nothing is kept", async () => {
    const { talk, pause, read, during, say, facts, outcomes } = await setUp();
    await talk("my sister is called Ana");
    pause();
    during(() => say("STOP"));
    await read();
    expect([await facts(), outcomes()]).toEqual([[], ["not-wanted"]]);
  });

  test("somebody else reads it: it is kept once", async () => {
    const { talk, pause, read, during, facts, outcomes } = await setUp();
    await talk("my sister is called Ana");
    pause();
    let isFirst = true;
    during(async () => {
      if (!isFirst) return;
      isFirst = false;
      await read();
    });
    await read();
    expect([await facts(), outcomes()]).toEqual([["my sister is called Ana"], ["read", "overtaken"]]);
  });
});

describe("a model", () => {
  test("that is out loses nothing: it is asked again later", async () => {
    const { talk, pause, read, extractAs, rings, facts, reporter } = await setUp();
    await talk("my sister is called Ana");
    pause();
    extractAs(() => {
      throw new Failure("extraction.unavailable", "scripted", { detail: "http-529" });
    });
    expect(await read()).toBe("done");
    expect([await facts(), rings[0]?.seconds, reporter.metrics.MemoryReadingsFailed]).toEqual([[], 900, 1]);
  });

  test.each(["extraction.refused", "extraction.cut-off", "extraction.unreadable"])(
    "whose answer is of no use (%s) gets less to read each time, and in the end is passed over",
    async (code) => {
      const { talk, pause, read, extractAs, readings, facts, clock, reporter } = await setUp();
      for (let index = 0; index < 12; index++) {
        await talk(`i own thing ${index}`);
        clock.advance(MINUTE_MS);
      }
      pause();
      extractAs(() => {
        throw new Failure(code, "scripted");
      });
      const results = [await read(), await read({ receives: 2 }), await read({ receives: 3 })];
      expect([results, await facts()]).toEqual([["again", "again", "again"], []]);
      expect(await read({ receives: 4 })).toBe("done");
      const sizes = readings.map(({ texts }) => texts.length);
      expect(sizes[3]).toBeLessThan(sizes[0] ?? 0);
      expect(reporter.lines.at(-1)?.fields).toMatchObject({ isPassedOver: true });
      extractAs(({ texts }) => ({
        facts: texts
          .filter(({ speaker }) => speaker === "member")
          .slice(-1)
          .map(({ id }) => ({ topic: "things", text: "I own things", source: id })),
      }));
      expect(await read()).toBe("done");
      expect(await facts()).toEqual(["I own things"]);
    },
  );
});

describe("what lies ahead", () => {
  const INTERVIEW = { topic: "work/interview", text: "I have a job interview on Monday", day: "2026-11-23" as Day };
  const start = { state: "ACTIVE", scope: "recurring", changedBy: "start", cause: "keyword" } as const;

  test("is asked about on the day after, of who agreed to such texts, and put down once", async () => {
    const { talk, pause, read, extractAs, members, member, clock, world } = await setUp();
    await members.changeConsent(await member(), { ...start, saidAt: clock.now() }, clock.now());
    extractAs(({ texts }) => ({ facts: texts.slice(0, 1).map(({ id }) => ({ ...INTERVIEW, source: id })) }));
    await talk("I have a job interview on Monday");
    pause();
    await read();
    await read();
    expect(await world.agenda.of((await member()).id)).toMatchObject([
      { kind: "check-in", about: INTERVIEW.text, dueAt: "2026-11-24T18:00:00.000Z" },
    ]);
  });

  test("is left alone of who did not", async () => {
    const { talk, pause, read, extractAs, member, world, facts } = await setUp();
    extractAs(({ texts }) => ({ facts: texts.slice(0, 1).map(({ id }) => ({ ...INTERVIEW, source: id })) }));
    await talk("I have a job interview on Monday");
    pause();
    await read();
    expect([await facts(), await world.agenda.of((await member()).id)]).toEqual([[INTERVIEW.text], []]);
  });
});

test("without a plan nothing is read for what to remember, now or when there is one", async () => {
  const { talk, pause, read, bodies, outcomes, companion, clock, subscribes } = await setUp();
  companion.sellPlans();
  clock.advance(9 * 24 * 60 * MINUTE_MS);
  await talk("my sister is called Ana");
  pause();
  await read();
  await subscribes();
  await talk("i like tea");
  pause();
  await read();
  expect(outcomes()).toEqual(["not-entitled", "read"]);
  expect(bodies()).toEqual([["i like tea", expect.stringContaining("I hear you.")]]);
});
