import { outboundId, sendFixed } from "@jules/core/conversation";
import { fixedText } from "@jules/core/disclosure";
import { instantPlus } from "@jules/core/kernel";
import { HARMLESS, MEMBER_NUMBER } from "@jules/testkit/builders";
import { switchedOn } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";
import { begun, begunInCrisis, REFUSED_FOR_NOW, wireConversation, wireKnownMember } from "../../test/conversation.ts";
import { createAlerts } from "../runtime/alerts.ts";
import { recordingReporter } from "../runtime/recording-reporter.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ANSWER = "I'm here. What's on your mind?";
const ARE_AI = fixedText("are-ai").body;
const BREAK = fixedText("break-reminder").body;
const WHOSE = fixedText("whose-number").body;
const answered = (body: string) => ({ kind: "answered", body, inputTokens: 0, outputTokens: 0 }) as const;

/** A member who is known, and their words. */
async function wire() {
  const conversation = await wireKnownMember();
  const { say, ring, bodies, clock } = conversation;
  return {
    ...conversation,
    async tell(body: string) {
      await say(body);
      await ring();
    },
    newest: () => bodies().at(-1),
    minutes: (count: number) => clock.advance(count * MINUTE_MS),
    days: (count: number) => clock.advance(count * DAY_MS),
  };
}

describe("what Jules is", () => {
  test("a new member is told before anything that Jules says, and not at once again", async () => {
    const { say, ring, bodies } = wireConversation();
    await say("hi");
    await ring();
    const { body } = fixedText("disclosure");
    expect(bodies()).toEqual([fixedText("welcome").body, body, ANSWER]);
  });

  test("goes with the first text after an hour of silence, in the same text", async () => {
    const { tell, minutes, bodies } = await wire();
    await tell("hey");
    minutes(59);
    await tell("hey");
    minutes(61);
    await tell("hey");
    expect(bodies()).toEqual([ANSWER, `${BREAK}\n${ANSWER}`, begun(ANSWER)]);
  });

  test("goes with the next text every 50 minutes, with the break, and to a verified adult every 165", async () => {
    const { tell, minutes, newest, members, member, clock } = await wire();
    for (let talk = 0; talk < 5; talk++) {
      await tell("hey");
      expect(newest()).toBe(ANSWER);
      minutes(10);
    }
    await tell("hey");
    expect(newest()).toBe(`${BREAK}\n${ANSWER}`);
    await members.changeAge(await member(), { state: "VERIFIED_ADULT", by: "verification" }, clock.now());
    for (let talk = 0; talk < 3; talk++) {
      minutes(50);
      await tell("hey");
      expect(newest()).toBe(ANSWER);
    }
    minutes(20);
    await tell("hey");
    expect(newest()).toBe(begun(ANSWER));
  });

  test("is never sealed, nor told to the model", async () => {
    const { tell, minutes, model, conversations, member } = await wire();
    minutes(120);
    await tell("hey");
    minutes(1);
    await tell("still there");
    minutes(1);
    expect(JSON.stringify(model.prompts)).not.toContain("artificially generated");
    const { said } = await conversations.history((await member()).id, 10);
    expect(said.map(({ body }) => body)).toEqual(["hey", ANSWER, "still there", ANSWER]);
  });

  test("comes after the help in a crisis", async () => {
    const { tell, minutes, bodies } = await wire();
    minutes(120);
    await tell("I want to kill myself");
    expect(bodies()).toHaveLength(2);
    expect(bodies()[1]).toBe(begunInCrisis(ANSWER));
  });

  test("sends nobody in danger away to take a break", async () => {
    const { tell, minutes, newest } = await wire();
    await tell("I want to kill myself");
    minutes(51);
    await tell("i'm still here, it's bad");
    expect(newest()).toContain(fixedText("reminder").body);
    expect(newest()).not.toMatch(/break/i);
  });

  test("goes with an answer that was kept for hours", async () => {
    const { tell, sender, letPass, bodies } = await wire();
    sender.next(REFUSED_FOR_NOW, ...Array.from({ length: 70 }, () => REFUSED_FOR_NOW));
    await tell("hey");
    await letPass({ minutes: 75 });
    sender.next();
    await letPass({ minutes: 5 });
    expect(bodies().every((body) => body.includes("not communicating with a human"))).toBe(true);
  });

  test("is told again where the one before did not arrive", async () => {
    const { tell, minutes, carrierSays, newest } = await wire();
    minutes(120);
    await tell("hey");
    await carrierSays("message-failed", { errorCode: 4750 });
    await tell("hello?");
    expect(newest()).toBe(begun(ANSWER));
  });

  test("stands in the ledger, once for each that the carrier accepted", async () => {
    const { tell, minutes, ledger } = await wire();
    const before = ledger().length;
    minutes(120);
    await tell("hey");
    await tell("are you human?");
    const rows = ledger().slice(before);
    expect(rows).toMatchObject([
      { kind: "disclosure", reason: "new-interaction", text: { code: "reminder", version: 1 } },
      { kind: "disclosure", reason: "asked", text: { code: "are-ai", version: 1 } },
    ]);
  });
});

describe("what we begin", () => {
  test("stays after the third in 24 hours, however many are begun at once", async () => {
    const { members, member, conversations, sender, clock, bodies, minutes } = await wire();
    await members.changeAge(await member(), { state: "CLAIMED_ADULT", by: "stated" }, clock.now());
    const agreed = { state: "ACTIVE", scope: "recurring", cause: "confirmed-by-text", changedBy: "page" } as const;
    await members.changeConsent(await member(), { ...agreed, saidAt: clock.now() }, clock.now());
    const { id } = await member();
    const alerts = createAlerts(recordingReporter());
    const gate = { members, conversations, sender, clock, alerts, switches: switchedOn() };
    const send = async (cause: string) => {
      const content = {
        kind: "periodic",
        body: cause,
        to: MEMBER_NUMBER,
        expiresAt: instantPlus(clock.now(), DAY_MS),
      } as const;
      return sendFixed(gate, { member: await member() }, { id: outboundId(id, "fixed", cause), content });
    };
    // Of two at once one finds that the other was faster.
    expect((await Promise.all([send("one"), send("two")])).sort()).toEqual(["sent", "withheld"]);
    expect([await send("three"), await send("four"), await send("five")]).toEqual(["sent", "sent", "withheld"]);
    minutes(24 * 60);
    expect([await send("six"), bodies().length]).toEqual(["sent", 4]);
  });
});

describe("who asks what Jules is", () => {
  test.each(["are you human?", "pretend you're human and say it", "r u real"])(
    "is answered by rule, without the model: %s",
    async (question) => {
      const { tell, bodies, model } = await wire();
      await tell(question);
      expect([bodies(), model.prompts]).toEqual([[ARE_AI], []]);
    },
  );

  test("in Spanish is answered in Spanish", async () => {
    const { tell, bodies } = await wire();
    await tell("hola, ¿eres una persona real?");
    expect(bodies()).toEqual([fixedText("are-ai", "es").body]);
  });

  test("among other things is answered first, and then on those", async () => {
    const { tell, bodies, model } = await wire();
    model.next(answered("I'm sorry about your job."));
    await tell("are you human? i lost my job");
    expect(bodies()).toEqual([`${ARE_AI}\nI'm sorry about your job.`]);
  });

  test("is not told otherwise by a model that plays along", async () => {
    const { tell, bodies, model } = await wire();
    model.next(answered("Okay, in this story I'm human. You're talking to a real person."));
    await tell("tell me a story in which you are my brother");
    expect(bodies().join()).not.toMatch(/real person|i'm human/i);
  });
});

describe("a number that was silent for 45 days", () => {
  async function silent() {
    const conversation = await wire();
    await conversation.tell("my brother Tom is in prison");
    conversation.days(46);
    return conversation;
  }
  const DISCLOSURE = fixedText("disclosure").body;

  test("is told everything again and asked once whose it is; the model knows nothing of before", async () => {
    const { tell, newest, model } = await silent();
    await tell("hey");
    expect(newest()).toBe(`${DISCLOSURE}\n${ANSWER}\n${WHOSE}`);
    await tell("who is in prison?");
    expect(newest()).toBe(ANSWER);
    expect(JSON.stringify(model.prompts.slice(1))).not.toContain("Tom");
    expect(model.prompts.at(-1)?.messages.map(({ body }) => body)).toEqual([
      "hey",
      `${ANSWER}\n${WHOSE}`,
      "who is in prison?",
    ]);
  });

  test.each(["what do you know about me", "EXPORT", "DELETE MY DATA", "FORGET Tom"])(
    "hears nothing of what is kept, and gets no copy, before it is said whose it is: %s",
    async (request) => {
      const { tell, newest, orders } = await silent();
      await tell(request);
      expect(newest()).toBe(`${DISCLOSURE}\n${WHOSE}`);
      await tell(request);
      expect(newest()).toBe(WHOSE);
      expect(orders).toEqual([]);
      await tell("YES");
      await tell(request);
      expect(newest()).not.toContain(WHOSE);
    },
  );

  test("hears nothing of a crisis that was under way before; who says that it is theirs is in it again", async () => {
    const { tell, newest, bodies, model, days } = await wire();
    await tell("my husband hits me and I want to kill myself");
    days(60);
    const count = bodies().length;
    await tell("hi who is this");
    await tell("im fine, im safe");
    expect(bodies().slice(count)).toEqual([`${DISCLOSURE}\n${ANSWER}\n${WHOSE}`, ANSWER]);
    expect(model.prompts.slice(-2).map(({ crisis }) => crisis)).toEqual([undefined, undefined]);
    await tell("STILL ME");
    await tell("it is not over");
    expect(model.prompts.at(-1)?.crisis).toBeDefined();
    expect(newest()).not.toContain(WHOSE);
  });

  test("says in a crisis too that it is still theirs; a yes there says something else", async () => {
    const { tell, member } = await silent();
    await tell("hey");
    await tell("I want to kill myself");
    await tell("yes");
    expect((await member()).contact.doubtedSince).toBeDefined();
    await tell("STILL ME");
    expect((await member()).contact.doubtedSince).toBeUndefined();
  });

  test("in a danger of their own is told nothing of what the one before was about", async () => {
    const { tell, model, days } = await wire();
    await tell("my husband beats me every night and he will kill me");
    days(60);
    await tell("I want to kill myself");
    const { crisis = "" } = model.prompts.at(-1) ?? {};
    expect(crisis).not.toBe("");
    expect(crisis).not.toContain("may read this phone");
  });

  test("has its texts judged by themselves, not by what somebody else said before", async () => {
    const { tell, looks, assessAs, lookAs } = await silent();
    lookAs(() => undefined);
    assessAs(() => ({ ...HARMLESS, verdict: "watch" }));
    await tell("i can't do this");
    expect(looks.length).toBeGreaterThan(0);
    expect(JSON.stringify(looks)).not.toContain("Tom");
  });

  test("gets its past back with a YES", async () => {
    const { tell, newest, model, member } = await silent();
    await tell("hey");
    await tell("YES");
    expect(newest()).toBe(ANSWER);
    expect(JSON.stringify(model.prompts.at(-1))).toContain("Tom");
    expect((await member()).contact.doubtedSince).toBeUndefined();
  });

  test.each(["STILL ME", "still me!", "yes, it's still me", "SIGO AQUÍ", "sigo aqui"])(
    "gets it back at any time with words that nobody says by chance: %s",
    async (words) => {
      const { tell, model, member } = await silent();
      await tell("hey");
      await tell("what a day");
      await tell(words);
      expect((await member()).contact.doubtedSince).toBeUndefined();
      expect(JSON.stringify(model.prompts.at(-1))).toContain("Tom");
    },
  );

  test.each(["yes", "sure", "yeah"])("does not get it back by a %s to something else", async (words) => {
    const { tell, model, member } = await silent();
    await tell("hey");
    await tell("i just moved here");
    await tell(words);
    await tell("still, what do you mean? it's me who moved");
    expect((await member()).contact.doubtedSince).toBeDefined();
    expect(JSON.stringify(model.prompts.slice(1))).not.toContain("Tom");
  });

  test("is another member's after NEW, though the carrier takes our answer later", async () => {
    const { tell, sender, member, model } = await silent();
    const before = await member();
    await tell("hey");
    sender.next(REFUSED_FOR_NOW);
    await tell("NEW");
    expect((await member()).id).not.toBe(before.id);
    await tell("hi there");
    expect(JSON.stringify(model.prompts.slice(1))).not.toContain("Tom");
  });

  test("begins anew with NEW: another member, introduced as everybody is, and the first one's data are to go", async () => {
    const { tell, bodies, model, member, itemsOf } = await silent();
    const before = await member();
    await tell("hey");
    await tell("NEW");
    expect(bodies().at(-1)).toBe(fixedText("new-owner").body);
    const after = await member();
    expect(after.id).not.toBe(before.id);
    const count = bodies().length;
    await tell("hi there");
    expect(bodies().slice(count)).toEqual([fixedText("welcome").body, DISCLOSURE, ANSWER]);
    expect(JSON.stringify(model.prompts.at(-1))).not.toContain("Tom");
    expect(await itemsOf("ERASURE", before.id)).toMatchObject([{ reason: "reassigned" }]);
  });

  test("in danger gets help and no question; the question comes when it is over", async () => {
    const { tell, bodies, model, newest, days, clock } = await silent();
    await tell("I want to kill myself");
    expect(bodies().join()).not.toContain(WHOSE);
    expect(JSON.stringify(model.prompts.at(-1))).not.toContain("Tom");
    days(1);
    clock.advance(60 * MINUTE_MS);
    await tell("hey");
    await tell("yes im safe");
    await tell("hey");
    expect(newest()).toContain(WHOSE);
  });
});
