import { type Episode, heard, NO_EPISODE } from "@jules/core/crisis";
import { fixedText } from "@jules/core/disclosure";
import { Failure, type Instant, instantPlus } from "@jules/core/kernel";
import { HARMLESS } from "@jules/testkit/builders";
import { lambdaContext } from "@jules/testkit/lambda";
import { recordingSender, switchedOn } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";
import { begun, noToken, REFUSED_FOR_NOW, wireKnownMember } from "../../../test/conversation.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ANSWER = "I'm here. What's on your mind?";
const REMINDER = fixedText("reminder").body;
const BREAK = fixedText("break-reminder").body;
const PERIODIC = fixedText("periodic").body;
const CRISIS = { ...HARMLESS, tier: "high", verdict: "act" } as const;

/** A member of San Francisco who has just begun to talk, an hour after they were introduced. */
async function talking(state: "VERIFIED_ADULT" | "CLAIMED_ADULT" | "UNKNOWN" = "UNKNOWN") {
  const conversation = await wireKnownMember();
  const { clock, member, members, say, ring, reminders, sender } = conversation;
  if (state !== "UNKNOWN") await members.changeAge(await member(), { state, by: "verification" }, clock.now());
  clock.advance(HOUR_MS);
  const chat = async () => {
    await say("hey");
    await ring();
  };
  await chat();
  return {
    ...conversation,
    chat,
    /** Minutes pass, and the cron runs in each. */
    async pass(minutes: number, run: () => Promise<void> = reminders) {
      for (let minute = 0; minute < minutes; minute++) {
        clock.advance(MINUTE_MS);
        await run();
      }
    },
    /** Days pass in steps of half an hour. */
    async passDays(days: number) {
      for (let step = 0; step < days * 48; step++) {
        clock.advance(30 * MINUTE_MS);
        await reminders();
      }
    },
    /** They asked for texts that we begin. */
    async agree() {
      const change = { state: "ACTIVE", scope: "recurring", cause: "confirmed-by-text", changedBy: "page" } as const;
      await members.changeConsent(await member(), { ...change, saidAt: clock.now() }, clock.now());
    },
    async write(episode: Episode) {
      const { id, sealedEpisode } = await member();
      await members.remember(id, { episode, version: sealedEpisode.version });
    },
    since: (count: number) => sender.accepted.slice(count).map(({ body }) => body),
  };
}

describe("in a conversation that goes on", () => {
  test.each([
    ["UNKNOWN", 45, 10, BREAK],
    ["CLAIMED_ADULT", 45, 10, BREAK],
    ["VERIFIED_ADULT", 160, 10, REMINDER],
  ] as const)("%s is told once, five minutes after it was due", async (state, talkedFor, further, words) => {
    const { chat, pass, since } = await talking(state);
    // They go on talking, every ten minutes.
    for (let minutes = 0; minutes + 10 <= talkedFor; minutes += 10) {
      await pass(10);
      await chat();
    }
    const rest = talkedFor % 10;
    if (rest) {
      await pass(rest);
      await chat();
    }
    const before = since(0).length;
    await pass(further - 1);
    expect(since(before)).toEqual([]);
    await pass(1);
    expect(since(before)).toEqual([words]);
    await pass(30);
    expect(since(before)).toEqual([words]);
  });

  test("the next text of ours takes it along, and the cron has nothing to say", async () => {
    const { chat, pass, since } = await talking();
    await pass(51);
    await chat();
    expect(since(1)).toEqual([`${BREAK}\n${ANSWER}`]);
    await pass(20);
    expect(since(1)).toHaveLength(1);
  });

  test("that is over nobody is told", async () => {
    const { pass, since } = await talking();
    await pass(200);
    expect(since(1)).toEqual([]);
  });

  test("two runs at once tell it once", async () => {
    const { chat, pass, since, reminders } = await talking();
    await pass(45);
    await chat();
    await pass(10, async () => void (await Promise.all([reminders(), reminders()])));
    expect(since(2)).toEqual([BREAK]);
  });

  test.each([
    ["who STOPs in between", "OPTED_OUT"],
    ["who is asked whether they want no more texts", "SUSPENDED"],
    ["who is a child", "BLOCKED"],
  ] as const)("%s is not told", async (_name, state) => {
    const { chat, pass, since, member, members, clock } = await talking();
    await pass(45);
    await chat();
    const change = { state, changedBy: "text", saidAt: clock.now(), cause: "keyword" } as const;
    await members.changeConsent(await member(), change, clock.now());
    await pass(40);
    expect(since(2)).toEqual([]);
  });

  test("a STOP at the very moment is stronger", async () => {
    const { chat, pass, since, before, say } = await talking();
    await pass(45);
    await chat();
    before("beginFixed", () => say("STOP"));
    await pass(10);
    expect(since(2)).toEqual([expect.stringContaining("unsubscribed")]);
  });

  test("in a crisis it is told as well: it is no text that we begin", async () => {
    const { chat, pass, since, write, clock } = await talking();
    await pass(45);
    await chat();
    await write(heard(NO_EPISODE, CRISIS, clock.now()));
    await pass(10);
    // Nobody in danger is told to take a break.
    expect(since(2)).toEqual([REMINDER]);
  });

  test("in Spanish to who writes Spanish", async () => {
    const { say, ring, pass, since } = await talking();
    await pass(45);
    await say("hola, que tal tu dia?");
    await ring();
    await pass(10);
    expect(since(2)).toEqual([fixedText("break-reminder", "es").body]);
  });

  test("at any hour", async () => {
    const { chat, pass, since, clock } = await talking();
    // Three in the morning.
    clock.advance(16 * HOUR_MS);
    await chat();
    await pass(45);
    await chat();
    await pass(10);
    expect(since(3)).toEqual([BREAK]);
  });

  test.each(["byId", "addressOf", "beginFixed", "settle"] as const)(
    "at most once, though the function is gone right after %s",
    async (operation) => {
      const { chat, pass, since, after } = await talking();
      await pass(45);
      await chat();
      await pass(9);
      after(operation, () => Promise.reject(new Error("the sandbox is gone")));
      await pass(20);
      expect(since(2).filter((body) => body === BREAK).length).toBeLessThanOrEqual(1);
      await chat();
      expect(since(2).some((body) => body.startsWith(BREAK))).toBe(true);
    },
  );

  test("a carrier that cannot be made ready is asked again a minute later, and no line says whose it is", async () => {
    const { chat, pass, since, sender, lines, member } = await talking();
    await pass(45);
    await chat();
    await pass(9);
    sender.prepareWith(noToken);
    await pass(1);
    expect([since(2), lines.at(-2)?.line, lines.at(-1)?.fields]).toEqual([
      [],
      "reminder.failed",
      expect.objectContaining({ failed: 1, reminded: 0 }),
    ]);
    await pass(1);
    expect(since(2)).toEqual([BREAK]);
    const own = lines.filter(({ line }) => line.startsWith("reminder"));
    expect(JSON.stringify(own)).not.toContain((await member()).id);
  });

  test("one that the carrier refused goes with the next text, or by itself within five minutes", async () => {
    const { chat, pass, since, sender, letPass } = await talking();
    await pass(45);
    await chat();
    await pass(9);
    sender.next(REFUSED_FOR_NOW);
    await pass(1);
    await letPass({ minutes: 6 });
    expect(since(2)).toEqual([BREAK]);
  });

  test("how late it looked is counted", async () => {
    const { chat, pass, clock, reminders, metrics, lines } = await talking();
    await pass(45);
    await chat();
    clock.advance(13 * MINUTE_MS);
    await reminders();
    expect(lines.at(-1)).toMatchObject({ line: "reminders.done", fields: { reminded: 1, lagMs: expect.any(Number) } });
    expect([metrics.RemindersSent, Math.round((metrics.ReminderLagMs ?? 0) / MINUTE_MS)]).toEqual([1, 3]);
  });
});

describe("the reminder of every month", () => {
  test("comes by day, once, to who agreed to it, and begins an interaction of its own", async () => {
    const { agree, passDays, since, sender, member, members, clock } = await talking();
    await members.changeAge(await member(), { state: "CLAIMED_ADULT", by: "stated" }, clock.now());
    await agree();
    await passDays(31);
    expect(since(1)).toEqual([PERIODIC]);
    // San Francisco, in December.
    const hour = (Number(sender.accepted.at(-1)?.expiresAt.slice(11, 13)) + 24 - 8) % 24;
    expect(hour).toBeGreaterThanOrEqual(10);
    expect(hour).toBeLessThanOrEqual(18);
    await passDays(10);
    expect(since(1)).toEqual([PERIODIC]);
  }, 60_000);

  test.each<[string, (given: Awaited<ReturnType<typeof talking>>) => Promise<void>]>([
    ["who only texted us", async () => undefined],
    [
      "who stopped",
      async ({ agree, say }) => {
        await agree();
        await say("STOP");
      },
    ],
    ["whose age nobody knows", async ({ agree }) => agree()],
    [
      "in a hold",
      async ({ agree, member, members, clock, write }) => {
        await members.changeAge(await member(), { state: "CLAIMED_ADULT", by: "stated" }, clock.now());
        await agree();
        await write(heard(NO_EPISODE, { ...CRISIS, tier: "imminent" }, clock.now()));
      },
    ],
  ])(
    "does not come to %s",
    async (_name, prepare) => {
      const given = await talking();
      await prepare(given);
      await given.passDays(32);
      expect(given.since(1)).not.toContain(PERIODIC);
    },
    60_000,
  );

  test("is left out where something was disclosed in the last week", async () => {
    const { agree, passDays, since, member, members, clock, chat } = await talking();
    await members.changeAge(await member(), { state: "CLAIMED_ADULT", by: "stated" }, clock.now());
    await agree();
    await passDays(27);
    await chat();
    await passDays(10);
    expect(since(2)).toEqual([]);
  }, 60_000);

  test("costs nothing once nobody is to be told: who has not texted for 45 days is asked anew when they do", async () => {
    const { agree, passDays, since, member, members, clock } = await talking();
    await members.changeAge(await member(), { state: "CLAIMED_ADULT", by: "stated" }, clock.now());
    await agree();
    await passDays(100);
    expect(since(1)).toEqual([PERIODIC]);
  }, 60_000);
});

describe("who was asked whether they want no more texts", () => {
  test("and says nothing for a day hears no more, without another word", async () => {
    const { member, members, clock, pass, since } = await talking();
    const asked = { state: "SUSPENDED", changedBy: "text", saidAt: clock.now(), cause: "unclear-words" } as const;
    await members.changeConsent(await member(), asked, clock.now());
    clock.advance(DAY_MS - 2 * MINUTE_MS);
    await pass(1);
    expect((await member()).consent.state).toBe("SUSPENDED");
    await pass(1);
    expect((await member()).consent).toMatchObject({
      state: "OPTED_OUT",
      changedBy: "no-answer-text",
    });
    expect(since(1)).toEqual([]);
    expect((await member()).contact.momentAt).toBeUndefined();
  });
});

test("whom the carrier blocks was not asked anything, and is not opted out by silence", async () => {
  const { member, members, clock, pass } = await talking();
  const blocked = { state: "SUSPENDED", changedBy: "carrier.4772", saidAt: clock.now(), cause: "carrier" } as const;
  await members.changeConsent(await member(), blocked, clock.now());
  clock.advance(2 * DAY_MS);
  await pass(2);
  const { consent, contact } = await member();
  expect([consent.state, contact.momentAt]).toEqual(["SUSPENDED", undefined]);
});

describe("a proof of age that is open", () => {
  /** The cron, over what a vendor says. */
  async function polling(answer: () => Instant | undefined = () => undefined) {
    const conversation = await talking();
    const { clock, members, conversations, member } = conversation;
    const polled: string[] = [];
    const sender = recordingSender();
    const { id } = await member();
    const now = async () => (await members.byId(id)) ?? conversation.member();
    const handler = createHandler({
      ...{ members, conversations, clock, sender, reporter: recordingReporter(), switches: switchedOn() },
      moments: {
        async *due(at) {
          const { momentAt } = (await now()).contact;
          if (momentAt && momentAt <= at) yield [{ member: id, at: momentAt }];
        },
      },
      pollVerification: async () => {
        polled.push(clock.now());
        return answer();
      },
    });
    const look = () => handler({}, lambdaContext());
    return { ...conversation, look, polled, accepted: sender.accepted, now };
  }

  test("is asked about at the moment that was named", async () => {
    const { clock, look, polled, accepted } = await polling();
    clock.advance(60 * MINUTE_MS);
    await look();
    expect(polled).toHaveLength(1);
    expect(accepted).toEqual([]);
  });

  test.each(["OPTED_OUT", "BLOCKED", "SUSPENDED"] as const)(
    "is worked off for somebody who is %s, for as long as it is open",
    async (state) => {
      let left = 2;
      const { clock, members, look, polled, accepted, now } = await polling(() => {
        left -= 1;
        return left > 0 ? instantPlus(clock.now(), 30 * MINUTE_MS) : undefined;
      });
      const change = { state, changedBy: "text", saidAt: clock.now(), cause: "keyword" } as const;
      await members.changeConsent(await now(), change, clock.now());
      for (let hour = 0; hour < 30; hour++) {
        clock.advance(60 * MINUTE_MS);
        await look();
      }
      expect(polled.length).toBeGreaterThanOrEqual(2);
      expect([left <= 0, accepted, (await now()).contact.momentAt]).toEqual([true, [], undefined]);
    },
  );

  test("holds no silence up that ends a question, though the vendor is out", async () => {
    const { clock, members, look, now } = await polling(() => {
      throw new Failure("verification.unavailable", "scripted");
    });
    const change = { state: "SUSPENDED", changedBy: "t", saidAt: clock.now(), cause: "unclear-words" } as const;
    await members.changeConsent(await now(), change, clock.now());
    clock.advance(DAY_MS);
    await look();
    expect((await now()).consent.state).toBe("OPTED_OUT");
    expect((await now()).contact.momentAt).toBe(instantPlus(clock.now(), HOUR_MS));
  });
});

test("a text that begins an interaction says so first", async () => {
  const { since } = await talking();
  expect(since(0)).toEqual([begun(ANSWER)]);
});
