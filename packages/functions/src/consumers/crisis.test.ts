import type { Assessment, CrisisTier } from "@jules/core/crisis";
import { careLine, crisisReply, releasedText, safetyQuestion, softCheckIn, stayingText } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { fixedText } from "@jules/core/disclosure";
import { DECLINED_REPLIES, prompt } from "@jules/core/persona";
import { describe, expect, test } from "vitest";
import { begunInCrisis, noToken, REFUSED_FOR_NOW, wireConversation, wireKnownMember } from "../../test/conversation.ts";

const ANSWER = "I'm here. What's on your mind?";
const DAY = 24 * 60;

/** The check as a stub: a text names its tier, or `watch`, in brackets. What the real one hears is its own tests' subject. */
function stub(text: string): Assessment {
  const [, named = "none"] = /^\[(\w+)/.exec(text) ?? [];
  const tier = (named === "watch" ? "none" : named) as CrisisTier;
  return {
    ...{ tier, verdict: named === "none" ? "clear" : named === "watch" ? "watch" : "act" },
    categories: tier === "none" ? [] : [text.includes("abuse") ? "abuse" : "suicide"],
    signals: text.includes("farewell") ? ["farewell"] : [],
    ...{ score: 0, evidence: [], language: "en" },
  };
}

/** How the model is told to speak. */
const guidance = (tier: CrisisTier) => prompt([], { crisis: { tier, categories: ["suicide"], signals: [] } }).crisis;

const high = stub("[high]");
const STEPS = [1, 2, 3].map((step) => crisisReply(high, step).body);
const CARE = careLine("en").body;
const CHECK_IN = softCheckIn("en", ["suicide"]).body;
const STAYING = stayingText("en").body;
const QUESTION = safetyQuestion("en", ["suicide"]).body;
const RELEASED = releasedText("en").body;

/** @param wired with a member who was introduced before, unless given. */
async function wire(wired?: ReturnType<typeof wireConversation>) {
  const conversation = wired ?? (await wireKnownMember());
  conversation.assessAs(stub);
  conversation.lookAs(() => undefined);
  const { say, ring, member, sender } = conversation;
  return {
    ...conversation,
    /** Says something and has it answered. */
    async tell(body: string) {
      await say(body);
      await ring();
    },
    modeOf: (index: number) => conversation.model.prompts.at(index)?.crisis,
    /** What was counted in all. */
    counted: () => Object.values(conversation.referrals()).reduce((sum, times) => sum + times, 0),
    newest: () => sender.accepted.at(-1)?.body,
    id: async () => (await member()).id,
  };
}

describe("a crisis", () => {
  test("is answered at once, and then by Jules, who knows of it", async () => {
    const { tell, bodies, modeOf, model } = await wire();
    await tell("hey");
    await tell("[high] I want to die");
    expect(bodies()).toEqual([ANSWER, STEPS[0], ANSWER]);
    expect([modeOf(0), modeOf(1)]).toEqual([undefined, guidance("high")]);
    expect(model.prompts.at(-1)?.messages.at(-1)?.body).toContain("I want to die");
  });

  test("that goes on gets another step each time, also within one batch", async () => {
    const { write, bring, bodies, episode } = await wire();
    await bring(write("[high] I want to die"), write("hey"), write("[high] I mean it"), write("[imminent] now"));
    expect(bodies()).toEqual([STEPS[0], STEPS[1], crisisReply(stub("[imminent]"), 3).body]);
    expect(await episode()).toMatchObject({ state: "HOLD", peak: "imminent", referrals: 3 });
  });

  test("is counted once however often it is brought", async () => {
    const { write, bring, takenInElsewhere, referrals, counted } = await wire();
    const text = write("[high] I want to die");
    await bring(text);
    for (let time = 0; time < 3; time++) await takenInElsewhere(text);
    expect(counted()).toBe(1);
    expect(Object.keys(referrals())[0]).toContain("high");
  });

  test("is counted once though the carrier refuses it for now, and again nobody knows", async () => {
    const { say, sender, letPass, counted, bodies } = await wire();
    sender.next(REFUSED_FOR_NOW, "accepted-unheard", REFUSED_FOR_NOW);
    await say("[high] I want to die");
    await letPass({ minutes: 5 });
    expect(bodies().filter((body) => body === STEPS[0])).toHaveLength(2);
    expect(counted()).toBe(1);
  });

  test("is counted when it leaves, though it could only be kept at first", async () => {
    const { say, sender, counted, letPass } = await wire();
    sender.next(REFUSED_FOR_NOW);
    sender.prepareWith(async () => undefined);
    await say("[high] I want to die");
    await letPass({ minutes: 2 });
    expect(counted()).toBe(1);
  });

  test("of who said STOP is heard, and neither answered nor counted", async () => {
    const { say, bodies, episode, counted, rings, metrics } = await wire();
    await say("STOP");
    rings.length = 0;
    await say("[high] I want to die");
    expect([bodies().length, rings, counted()]).toEqual([1, [], 0]);
    expect(await episode()).toMatchObject({ state: "HOLD", referrals: 0 });
    expect(metrics.CrisisHolds).toBe(1);
  });

  test("whose help was parked by a STOP gets it when its member is back, before Jules answers", async () => {
    const { say, sender, letPass, bodies } = await wire();
    let isOut = true;
    sender.prepareWith(...Array.from({ length: 50 }, () => async () => (isOut ? noToken() : undefined)));
    await say("[high] he hits me");
    await say("STOP");
    // The queue brings the text again, to who said STOP; and the turn that would close it has a confirmation to send first.
    await letPass({ minutes: 2 });
    isOut = false;
    await say("START");
    await letPass({ minutes: 5 });
    expect(bodies().filter((body) => body === STEPS[0])).toHaveLength(1);
    expect(bodies().at(-1)).toBe(ANSWER);
    expect(bodies().indexOf(STEPS[0] ?? "")).toBeLessThan(bodies().indexOf(ANSWER));
  });

  test("whose help may not have left is answered by Jules only after it was sent once more", async () => {
    const { say, sender, after, letPass, bodies } = await wire();
    sender.prepareWith(...Array.from({ length: 3 }, () => noToken));
    await say("[high] I want to die");
    after("beginFixed", () => {
      throw new Error("the sandbox is gone");
    });
    await letPass({ minutes: 5 });
    expect(bodies()).toEqual([STEPS[0], ANSWER]);
  });

  test("of whom the carrier opts out at that moment waits for no turn", async () => {
    const { tell, say, before, carrierSays, itemsOf, model } = await wire();
    await tell("hey");
    before("beginFixed", () => carrierSays("message-failed", { errorCode: 4775 }));
    await say("[high] he hits me");
    expect((await itemsOf("TEXT#")).map(({ closedBy, openSince }) => [closedBy, openSince])).toContainEqual([
      "opted-out",
      undefined,
    ]);
    expect(model.prompts).toHaveLength(1);
  });

  test("that is brought again opens no second hold", async () => {
    const { write, bring, takenInElsewhere, metrics, episode } = await wire();
    const text = write("[high] I want to die");
    await bring(text);
    const before = await episode();
    await takenInElsewhere(text);
    expect([metrics.CrisisHolds, await episode()]).toEqual([1, before]);
  });

  test("whose inbox cannot be written after its reply is answered once, with the step that it got", async () => {
    const { say, before, letPass, bodies, episode } = await wire();
    before("receive", () => Promise.reject(new Error("the sandbox is gone")));
    await say("[high] I want to die");
    await letPass({ seconds: 30 });
    await say("[high] I mean it");
    expect(bodies()).toEqual([STEPS[0], STEPS[1]]);
    expect(await episode()).toMatchObject({ referrals: 2, risk: { signals: 2 } });
  });

  test("holds though somebody else writes the episode at the same time", async () => {
    const { say, before, members, episode, id, member } = await wire();
    const other = async () => {
      const { sealedEpisode } = await member();
      const current = await episode();
      await members.remember(await id(), { episode: current, version: sealedEpisode.version });
    };
    before("receive", other, other);
    await say("[high] I want to die");
    expect(await episode()).toMatchObject({ state: "HOLD", referrals: 1 });
  });

  test("leaves no line that says whose it was", async () => {
    const { say, ring, lines, id } = await wire();
    await say("[high] I want to die");
    await ring();
    expect(lines.map(({ line }) => line)).toEqual(["crisis.hold-opened", "crisis.answered", "turn.taken"]);
    expect(JSON.stringify(lines)).not.toContain(await id());
  });

  test.each(["the model", "the carrier", "a bug"])(
    "that a second look found leaves none either when %s fails the turn",
    async (what) => {
      const { say, ring, before, lookAs, lines, model, sender, id } = await wire();
      await say("[watch] I gave my guitar away");
      lines.length = 0;
      lookAs(() => ({ tier: "high", categories: ["suicide"] }));
      if (what === "the model") model.next("unavailable");
      if (what === "the carrier") sender.next(REFUSED_FOR_NOW);
      if (what === "a bug") before("history", () => Promise.reject(new TypeError("bug")));
      await ring(5);
      expect(lines.at(-1)?.line).toMatch(/^turn\.(postponed|abandoned)$/);
      expect(JSON.stringify(lines)).not.toContain(await id());
    },
  );

  test("is not to be read from what stands in the clear: version and ids are like anybody's", async () => {
    const { tell, letPass, itemsOf, sender } = await wire();
    const [unheard] = await itemsOf("MEMBER");
    expect(Number(unheard?.stateVersion)).toBeGreaterThan(1_000);
    await tell("[high] I want to die");
    await letPass({ minutes: DAY });
    await tell("hey");
    expect((await itemsOf("MEMBER"))[0]?.stateVersion).toBe(Number(unheard?.stateVersion) + 2);
    expect(sender.attempts.at(-1)?.id).toMatch(/^m_[0-9a-f]{32}\.fixed\.more-[0-9a-f]{16}$/);
  });

  test("leaves no line that says whose reply was held back, or what became of one", async () => {
    const { tell, model, lines, carrierSays, id } = await wire();
    await tell("[high] I want to die");
    lines.length = 0;
    model.next({ kind: "answered", body: "Cheer up!", inputTokens: 1, outputTokens: 1 });
    await tell("hey");
    await carrierSays("message-delivered");
    expect(lines.map(({ line }) => line)).toEqual(["text.taken-in", "turn.taken", "status.recorded"]);
    expect(JSON.stringify(lines.slice(1))).not.toContain(await id());
  });

  test("with the model out is told that Jules stays, once", async () => {
    const { say, ring, model, bodies, letPass } = await wire();
    model.next(...Array.from({ length: 4 }, () => "unavailable" as const));
    await say("[high] I want to die");
    await ring();
    await letPass({ minutes: 2 });
    expect(bodies()).toEqual([STEPS[0], STAYING]);
    await letPass({ minutes: 4 });
    expect(bodies()).toEqual([STEPS[0], STAYING, ANSWER]);
  });

  test("is counted with every text of ours in it that names a person to reach, each once", async () => {
    const { tell, model, sender, referrals, letPass } = await wire();
    model.next({ kind: "declined", reason: "refusal" });
    await tell("[high] I want to die");
    await letPass({ minutes: DAY });
    sender.next({ kind: "accepted", carrierId: "carrier-3", segments: 1 }, REFUSED_FOR_NOW);
    await tell("hey");
    await letPass({ minutes: 3 });
    model.next("unavailable");
    await tell("hm");
    await letPass({ minutes: 3 });
    await tell("yes im safe");
    const counts: Record<string, number> = {};
    for (const [name, times] of Object.entries(referrals())) {
      const [template = ""] = /crisis\.[a-z-]+/.exec(name) ?? [];
      counts[template] = (counts[template] ?? 0) + times;
    }
    expect(counts).toEqual({
      "crisis.suicide-high": 1,
      "crisis.staying": 2,
      "crisis.safety-question": 1,
      "crisis.released": 1,
    });
  });

  test("with a model that declines is not put off", async () => {
    const { tell, model, newest } = await wire();
    model.next({ kind: "declined", reason: "refusal" });
    await tell("[high] I want to die");
    expect(newest()).toBe(STAYING);
  });
});

test("a reply that must not leave is held back, and counted", async () => {
  const { tell, model, newest, metrics } = await wire();
  const wrong = { kind: "answered", body: "kill yourself", inputTokens: 1, outputTokens: 1 } as const;
  model.next(wrong, wrong);
  await tell("hey");
  expect(DECLINED_REPLIES).toContain(newest());
  await tell("[high] I want to die");
  expect([newest(), metrics.RepliesHeldBack]).toEqual([STAYING, 2]);
});

test.each([
  ["sexual content", "Touch yourself and think of me"],
  ["a slur", "What a faggot"],
  ["how to get drugs", "You can buy cocaine from a guy downtown"],
  ["how to make a weapon", "You can 3D print a Glock frame at home"],
  ["an urge to drink", "Have another drink, it'll help you relax"],
])("R38: a model's reply with %s reaches nobody, in a crisis or not, and is counted", async (_what, body) => {
  const { tell, model, newest, sender, metrics } = await wire();
  const wrong = { kind: "answered", body, inputTokens: 1, outputTokens: 1 } as const;
  model.next(wrong, wrong);
  await tell("hey");
  expect(DECLINED_REPLIES).toContain(newest());
  await tell("[high] I want to die");
  expect([newest(), metrics.RepliesHeldBack]).toEqual([STAYING, 2]);
  expect(sender.accepted.filter((sent) => sent.body.includes(body))).toEqual([]);
});

describe("a check that throws", () => {
  test("is half a sign: somebody is alarmed, the text is not lost, and it is answered with care", async () => {
    const { assessAs, tell, bodies, metrics, episode } = await wire();
    assessAs(() => {
      throw new RangeError("no such rule");
    });
    await tell("hey");
    expect(bodies()).toEqual([`${ANSWER}\n${CARE}`]);
    expect(metrics.CrisisCheckFailed).toBe(1);
    expect((await episode()).state).toBe("NONE");
  });

  test("lets a STOP through all the same", async () => {
    const { assessAs, say, member } = await wire();
    assessAs(() => {
      throw new RangeError("no such rule");
    });
    await say("STOP");
    expect((await member()).consent.state).toBe("OPTED_OUT");
  });
});

describe("a concern", () => {
  test("is answered with care, and once a day with where to find a person; each is counted", async () => {
    const { tell, bodies, counted, letPass, episode } = await wire();
    await tell("[concern] so tired of everything");
    await tell("[concern] nobody would miss me");
    expect(bodies()).toEqual([`${ANSWER}\n${CARE}`, ANSWER]);
    expect([counted(), (await episode()).referrals]).toEqual([1, 0]);
    await letPass({ minutes: DAY });
    await tell("[concern] so tired");
    expect([bodies().at(-1), counted()]).toEqual([begunInCrisis(`${ANSWER}\n${CARE}`), 2]);
  });

  test("that grows gets the first step, which says more than the line it had", async () => {
    const { tell, bodies } = await wire();
    await tell("[concern] so tired of everything");
    await tell("[high] I want to die");
    expect(bodies()[1]).toBe(STEPS[0]);
  });

  test("with the model out is asked plainly, once a day, instead of being told that it takes longer", async () => {
    const { say, ring, model, bodies, letPass, counted } = await wire();
    model.next(...Array.from({ length: 3 }, () => "unavailable" as const));
    await say("[concern] so tired of everything");
    await ring();
    await letPass({ minutes: 1 });
    expect([bodies(), counted()]).toEqual([[CHECK_IN], 1]);
    await letPass({ minutes: 5 });
    expect([bodies(), counted()]).toEqual([[CHECK_IN, ANSWER], 1]);
  });

  test.each([
    ["[concern] abuse: he goes through my phone", softCheckIn("en", ["abuse"])],
    ["[watch] gave my guitar away", softCheckIn("en", [])],
  ])(
    "with the model out is asked nothing that the phone must not show, or that nobody heard: %j",
    async (text, asked) => {
      const { tell, model, bodies, letPass } = await wire();
      model.next(...Array.from({ length: 3 }, () => "unavailable" as const));
      await tell(text);
      await letPass({ minutes: 1 });
      expect(bodies()).toEqual([asked.body]);
      expect(asked.body).not.toBe(CHECK_IN);
    },
  );

  test("whose check-in the carrier did not take is told where to find a person with the answer, counted once", async () => {
    const { say, ring, model, sender, bodies, letPass, counted } = await wire();
    model.next("unavailable");
    sender.next(REFUSED_FOR_NOW);
    await say("[concern] so tired of everything");
    await ring();
    await letPass({ minutes: 3 });
    expect([bodies(), counted()]).toEqual([[`${ANSWER}\n${CARE}`], 1]);
  });

  test("in an outage is asked plainly also when an ordinary text waited before it, and hears no more until the answer", async () => {
    const { say, ring, model, bodies, letPass, counted } = await wire();
    model.next(...Array.from({ length: 6 }, () => "unavailable" as const));
    await say("hey");
    await ring();
    await letPass({ minutes: 2 });
    await say("[concern] nobody would miss me");
    await letPass({ minutes: 3 });
    expect([bodies(), counted()]).toEqual([[fixedText("holding").body, CHECK_IN], 1]);
    await letPass({ minutes: 5 });
    expect(bodies().slice(2)).toEqual([ANSWER]);
  });

  test("is asked when the carrier takes the question at the second try", async () => {
    const { say, ring, model, sender, bodies, letPass, counted } = await wire();
    model.next(...Array.from({ length: 3 }, () => "unavailable" as const));
    sender.next(REFUSED_FOR_NOW);
    await say("[concern] so tired of everything");
    await ring();
    await letPass({ minutes: 2 });
    expect([bodies(), counted()]).toEqual([[CHECK_IN], 1]);
  });

  test("whose answer the carrier refuses for now is counted once", async () => {
    const { say, ring, sender, bodies, letPass, counted } = await wire();
    sender.next(REFUSED_FOR_NOW);
    await say("[concern] so tired of everything");
    await ring();
    await letPass({ minutes: 3 });
    expect([bodies(), counted()]).toEqual([[`${ANSWER}\n${CARE}`], 1]);
  });

  test("is over a day later", async () => {
    const { tell, modeOf, letPass } = await wire();
    await tell("[concern] so tired of everything");
    await tell("hey");
    await letPass({ minutes: DAY });
    await tell("hey");
    expect([modeOf(0), modeOf(1), modeOf(2)]).toEqual([guidance("concern"), guidance("concern"), undefined]);
  });

  test("followed by a farewell is a crisis", async () => {
    const { tell, bodies, episode } = await wire();
    await tell("[concern] so tired of everything");
    await tell("[concern] farewell, take care of the cat");
    expect(bodies()).toContain(STEPS[0]);
    expect((await episode()).state).toBe("HOLD");
  });
});

describe("a second look", () => {
  test("is taken at what is half a sign, with what was said before it", async () => {
    const { tell, looks, lookAs, bodies, modeOf } = await wire();
    lookAs(() => ({ tier: "none", categories: [] }));
    await tell("long day");
    await tell("[watch] I gave my guitar away");
    expect(looks).toEqual([["long day", "[watch] I gave my guitar away"]]);
    expect([bodies(), modeOf(-1)]).toEqual([[ANSWER, ANSWER], undefined]);
  });

  test("that finds a crisis has it answered by the fixed reply before Jules says a word, once", async () => {
    const { say, ring, lookAs, bodies, episode, model, letPass, counted, metrics } = await wire();
    lookAs(() => ({ tier: "high", categories: ["suicide"] }));
    model.next("unavailable");
    await say("[watch] I gave my guitar away");
    await ring();
    lookAs(() => ({ tier: "none", categories: [] }));
    await letPass({ minutes: 3 });
    expect(bodies()).toEqual([STEPS[0], STAYING, ANSWER]);
    expect(await episode()).toMatchObject({ state: "HOLD", referrals: 1, risk: { signals: 1 } });
    expect([counted(), metrics.CrisisHolds, metrics.CrisisReplies]).toEqual([2, 1, 1]);
  });

  test("that finds a crisis has it answered though the carrier is out, and the turn fails", async () => {
    const { say, ring, lookAs, bodies, sender, letPass, counted, metrics, looks } = await wire();
    lookAs(() => ({ tier: "high", categories: ["suicide"] }));
    sender.next(REFUSED_FOR_NOW);
    await say("[watch] I gave my guitar away");
    await ring();
    lookAs(() => ({ tier: "none", categories: [] }));
    await letPass({ minutes: 3 });
    expect(bodies()).toEqual([STEPS[0], ANSWER]);
    expect([counted(), metrics.CrisisRepliesFailed, looks.length]).toEqual([1, 1, 1]);
  });

  test("that finds a crisis has it answered though somebody else's words named a person to reach since it came", async () => {
    const { say, write, clock, ring, lookAs, bodies, takenInElsewhere } = await wire();
    await say("[concern] so tired of everything");
    const late = write("[watch] the railing is cold");
    lookAs((texts) => ({ tier: texts.at(-1)?.includes("railing") ? "imminent" : "concern", categories: ["suicide"] }));
    clock.advance(2_000);
    await ring();
    expect(bodies()).toEqual([`${ANSWER}\n${CARE}`]);
    await takenInElsewhere(late);
    await ring();
    expect(bodies().slice(1)).toEqual([crisisReply(stub("[imminent]"), 1).body, ANSWER]);
  });

  test("that finds a crisis has it answered though another one was answered since it came", async () => {
    const { say, write, ring, lookAs, bodies, takenInElsewhere } = await wire();
    const veiled = write("[watch] the railing is cold");
    await takenInElsewhere(veiled);
    await say("[high] abuse");
    lookAs(() => ({ tier: "imminent", categories: ["suicide"] }));
    await ring();
    expect(bodies()).toEqual([
      crisisReply(stub("[high] abuse"), 1).body,
      crisisReply(stub("[imminent]"), 2).body,
      ANSWER,
    ]);
  });

  test("that finds a crisis wakes somebody when the carrier will not take the help", async () => {
    const { tell, lookAs, sender, letPass, bodies, metrics } = await wire();
    lookAs(() => ({ tier: "high", categories: ["suicide"] }));
    sender.next({ kind: "refused", reason: "http-403", retryable: false });
    await tell("[watch] I gave my guitar away");
    expect([bodies(), metrics.CrisisRepliesFailed]).toEqual([[], 1]);
    await letPass({ minutes: 3 });
    expect(bodies()).toEqual([ANSWER]);
  });

  test("that finds a crisis sends the help once more when nobody knows whether it arrived", async () => {
    const { tell, lookAs, sender, letPass, bodies, metrics, counted } = await wire();
    lookAs(() => ({ tier: "high", categories: ["suicide"] }));
    sender.next("accepted-unheard");
    await tell("[watch] I gave my guitar away");
    expect([bodies(), metrics.CrisisRepliesFailed]).toEqual([[STEPS[0]], 1]);
    await letPass({ minutes: 4 });
    expect(bodies()).toEqual([STEPS[0], STEPS[0], ANSWER]);
    expect(counted()).toBe(1);
  });

  test("is taken at each of several texts: what clears one clears no other", async () => {
    const { say, ring, lookAs, looks, bodies, episode } = await wire();
    lookAs((texts) => ({ tier: texts.at(-1)?.includes("railing") ? "high" : "none", categories: ["suicide"] }));
    await say("[watch] the railing is cold");
    await say("[watch] anyway this homework is killing me");
    await ring();
    expect(looks.map((texts) => texts.length).sort()).toEqual([1, 2]);
    expect([bodies(), (await episode()).state]).toEqual([[STEPS[0], ANSWER], "HOLD"]);
  });

  test("is not taken at more than the last few: the others count as a concern", async () => {
    const { say, ring, lookAs, looks, bodies } = await wire();
    lookAs(() => ({ tier: "none", categories: [] }));
    for (const words of ["one", "two", "three", "four"]) await say(`[watch] ${words}`);
    await ring();
    expect([looks.length, bodies()]).toEqual([3, [`${ANSWER}\n${CARE}`]]);
  });

  test("at a new member's text comes before their introduction", async () => {
    const { say, ring, lookAs, looks, bodies, episode } = await wire(wireConversation());
    lookAs(() => ({ tier: "high", categories: ["suicide"] }));
    await say("[watch] I gave my guitar away");
    await ring();
    const [welcome, disclosure] = [fixedText("welcome").body, fixedText("disclosure").body];
    expect([bodies(), looks.length]).toEqual([[STEPS[0], welcome, disclosure, ANSWER], 1]);
    expect(await episode()).toMatchObject({ state: "HOLD", referrals: 1 });
  });

  test("at a new member's text is taken though their introduction is refused", async () => {
    const { say, ring, lookAs, sender, bodies, itemsOf } = await wire(wireConversation());
    lookAs(() => ({ tier: "high", categories: ["suicide"] }));
    sender.next(
      { kind: "accepted", carrierId: "carrier-1", segments: 1 },
      { kind: "refused", reason: "http-403", retryable: false },
    );
    await say("[watch] I gave my guitar away");
    await ring();
    expect(bodies()).toEqual([STEPS[0]]);
    expect((await itemsOf("TEXT"))[0]).toMatchObject({ closedBy: "introduction-refused" });
  });

  test("without an answer leaves a concern, and somebody learns of it", async () => {
    const { tell, bodies, metrics, lines, id } = await wire();
    await tell("[watch] I gave my guitar away");
    expect([bodies(), metrics.SecondLooksFailed]).toEqual([[`${ANSWER}\n${CARE}`], 1]);
    expect(JSON.stringify(lines.filter(({ line }) => line !== "text.taken-in"))).not.toContain(await id());
  });

  test("lowers nothing", async () => {
    const { tell, lookAs, bodies } = await wire();
    lookAs(() => ({ tier: "none", categories: [] }));
    await tell("[concern] so tired of everything");
    expect(bodies()).toEqual([`${ANSWER}\n${CARE}`]);
  });
});

describe("a hold", () => {
  async function held() {
    const wired = await wire();
    await wired.tell("[high] I want to die");
    wired.sender.accepted.length = 0;
    return wired;
  }

  test("lasts a day at least; then who writes again is asked, once a day, after the answer", async () => {
    const { tell, bodies, letPass } = await held();
    await letPass({ minutes: DAY - 5 });
    await tell("hey");
    expect(bodies()).toEqual([begunInCrisis(ANSWER)]);
    await letPass({ minutes: 5 });
    await tell("hey");
    await tell("what a day");
    expect(bodies().slice(1)).toEqual([ANSWER, QUESTION, ANSWER]);
    await letPass({ minutes: DAY });
    await tell("hey");
    expect(bodies().slice(-2)).toEqual([begunInCrisis(ANSWER), QUESTION]);
  });

  test("is asked about before anything of the answer is counted", async () => {
    const { say, ring, bodies, letPass, companion } = await held();
    await letPass({ minutes: DAY });
    companion.ports.quotas.spend = async () => {
      throw new TypeError("a mistake in counting");
    };
    await say("hey");
    await ring().catch(() => undefined);
    expect(bodies().slice(0, 2)).toEqual([begunInCrisis(ANSWER), QUESTION]);
  });

  test("is not drawn out by half a sign that the second look clears, or that nobody looks at", async () => {
    const { tell, lookAs, bodies, letPass, episode } = await held();
    const { lastSignalAt, risk } = await episode();
    await letPass({ minutes: DAY - 60 });
    await tell("[watch] this traffic is killing me");
    lookAs(() => ({ tier: "none", categories: [] }));
    await tell("[watch] dying of laughter");
    expect(await episode()).toMatchObject({ state: "HOLD", lastSignalAt, risk });
    await letPass({ minutes: 60 });
    await tell("hey");
    expect(bodies().at(-1)).toBe(QUESTION);
    await tell("[watch] i could kill for a burger");
    await tell("yes im safe");
    expect(bodies().at(-1)).toBe(RELEASED);
  });

  test("is drawn out by a farewell, whatever the second look makes of it", async () => {
    const { tell, lookAs, bodies, letPass, episode, clock } = await held();
    lookAs(() => ({ tier: "none", categories: [] }));
    await letPass({ minutes: DAY - 60 });
    await tell("[watch] farewell, take care of the cat");
    expect(bodies()).toEqual([STEPS[1], begunInCrisis(ANSWER)]);
    expect((await episode()).lastSignalAt?.slice(0, 13)).toBe(clock.now().slice(0, 13));
  });

  test("ends by clear words after the question, with the offer of a check-in", async () => {
    const { tell, newest, letPass, episode, model } = await held();
    await letPass({ minutes: DAY });
    await tell("hey");
    const asked = model.prompts.length;
    await tell("yes im safe");
    expect([newest(), model.prompts.length]).toEqual([RELEASED, asked]);
    expect(await episode()).toMatchObject({ state: "FOLLOW_UP", followUp: { kind: "offered" } });
  });

  test("about abuse is asked about quietly, and ended by being safe only", async () => {
    const { tell, letPass, episode, bodies } = await wire();
    await tell("[high] abuse");
    await letPass({ minutes: DAY });
    await tell("hey");
    expect(bodies().at(-1)).toBe(safetyQuestion("en", ["abuse"]).body);
    for (const words of ["i dont want to die anymore", "no quiero morir", "im safe at home"]) await tell(words);
    expect((await episode()).state).toBe("HOLD");
    await tell("yes, everyone is safe");
    expect([(await episode()).state, bodies().at(-1)]).toEqual(["FOLLOW_UP", RELEASED]);
  });

  test.each(["jk", "ok", "fine", "[watch] yes im safe"])("does not end by %j", async (words) => {
    const { tell, letPass, episode } = await held();
    await letPass({ minutes: DAY });
    await tell("hey");
    await tell(words);
    expect((await episode()).state).toBe("HOLD");
  });

  test.each(["no", "the thoughts are still there", "todavía no"])(
    "whose question is answered by %j gets the next step",
    async (answer) => {
      const { tell, bodies, letPass, episode } = await wire();
      await tell("[high] I want to die");
      await tell(answer);
      expect(bodies()).toEqual([STEPS[0], ANSWER, ANSWER]);
      await letPass({ minutes: DAY });
      await tell("hey");
      expect(bodies().at(-1)).toBe(QUESTION);
      await tell(answer);
      expect(bodies().slice(-2)).toEqual([STEPS[1], ANSWER]);
      expect(await episode()).toMatchObject({ state: "HOLD", referrals: 2 });
      expect((await episode()).questionAskedAt).toBeUndefined();
    },
  );

  test.each(["no im not safe", "i don't feel safe", "no estoy a salvo"])(
    "hears %j at once: the first help has asked whether they are safe",
    async (answer) => {
      const { tell, bodies, episode } = await wire();
      await tell("[high] I want to die");
      await tell(answer);
      expect(bodies()).toEqual([STEPS[0], ANSWER, STEPS[1], ANSWER]);
      expect(await episode()).toMatchObject({ state: "HOLD", referrals: 2 });
    },
  );

  test("does not end by clear words that nobody asked for, nor by such before the question", async () => {
    const { tell, say, ring, letPass, episode, bodies } = await held();
    await tell("yes im safe");
    await letPass({ minutes: DAY });
    await say("yes im safe");
    await ring();
    expect([(await episode()).state, bodies().at(-1)]).toEqual(["HOLD", QUESTION]);
  });

  test("does not end when something else was said in the same breath", async () => {
    const { tell, say, ring, before, letPass, episode } = await held();
    await letPass({ minutes: DAY });
    await tell("hey");
    await say("yes im safe");
    before("lease", () => undefined);
    before(
      "open",
      () => undefined,
      () => say("kidding"),
    );
    await ring();
    expect((await episode()).state).toBe("HOLD");
  });

  test("does not end when a crisis is heard while its end is written", async () => {
    const { tell, say, ring, before, letPass, episode, bodies } = await held();
    await letPass({ minutes: DAY });
    await tell("hey");
    await say("yes im safe");
    before("beginReply", () => say("[high] no. I want to die"));
    await ring();
    expect((await episode()).state).toBe("HOLD");
    expect(bodies()).not.toContain(RELEASED);
  });

  test.each([
    ["HELP", "help"],
    ["AYUDA", "help-es"],
  ] as const)("has every %s answered at once, and by Jules, who is told how to speak", async (word, text) => {
    const { tell, bodies, modeOf, lines, id } = await held();
    lines.length = 0;
    await tell(word);
    await tell(word);
    const help = fixedText(text).body;
    expect([bodies(), modeOf(-1)]).toEqual([[help, ANSWER, help, ANSWER], guidance("high")]);
    expect(JSON.stringify(lines.filter(({ line }) => line === "turn.taken"))).not.toContain(await id());
  });

  test("goes on when somebody says that it was a joke", async () => {
    const { tell, letPass, episode, modeOf } = await held();
    await letPass({ minutes: 60 });
    await tell("just kidding lol");
    expect([(await episode()).state, modeOf(-1)]).toEqual(["HOLD", guidance("high")]);
  });

  /** With the check as it is. */
  async function heldBy(words: string) {
    const wired = await wire();
    wired.assessAs(assess);
    wired.lookAs(() => ({ tier: "none", categories: [] }));
    await wired.tell(words);
    expect((await wired.episode()).state).toBe("HOLD");
    wired.clock.advance(DAY * 60_000);
    await wired.tell("hey");
    return wired;
  }

  test.each([
    ...["yes im safe", "I'm not suicidal anymore", "I don't want to die anymore", "I'm not going to hurt myself"],
    ...[
      "the thoughts are gone",
      "No suicidal thoughts anymore",
      "i dont want to kill myself anymore",
      "i want to live",
    ],
    ...["I no longer want to die", "im not going to kill myself", "no thoughts of hurting myself", "I'm out of danger"],
    ...["I'm not having those thoughts anymore", "im not thinking about suicide", "No more thoughts like that."],
    ...["ya no tengo esos pensamientos", "ya no quiero morir", "no, ya no quiero matarme", "estoy a salvo"],
    ...["ya no quiero hacerme daño", "no me voy a matar", "quiero vivir", "estoy bien, ya no", "no corro peligro"],
  ])("about one's own life ends by %j", async (words) => {
    const { tell, episode, bodies } = await heldBy("I want to kill myself");
    const before = bodies().length;
    await tell(words);
    expect((await episode()).state).toBe("FOLLOW_UP");
    expect([RELEASED, releasedText("es").body]).toContain(bodies().at(-1));
    expect(bodies().length).toBe(before + 1);
  });

  test.each([
    ...[
      "quiero vivir en casa",
      "no quiero morir",
      "i dont want to hurt myself",
      "I'm not suicidal anymore",
      "im safe at home",
    ],
  ])("about harm done by somebody else does not end by %j", async (words) => {
    const { tell, episode } = await heldBy("my husband hit me and said he will kill me");
    await tell(words);
    expect((await episode()).state).toBe("HOLD");
  });

  test("is not ended by the same words before the question, which are a crisis then", async () => {
    const { tell, episode, bodies } = await wire();
    await tell("[high] I want to die");
    await tell("[high] I don't want to die anymore");
    expect([bodies().slice(-2), (await episode()).state]).toEqual([[STEPS[1], ANSWER], "HOLD"]);
  });

  async function released() {
    const wired = await held();
    await wired.letPass({ minutes: DAY });
    await wired.tell("hey");
    await wired.tell("yes im safe");
    return wired;
  }

  test("that ended leads to one check-in, for who says yes to the offer", async () => {
    const { tell, episode, itemsOf } = await released();
    await tell("yes");
    expect(await episode()).toMatchObject({ state: "FOLLOW_UP", followUp: { kind: "agreed" } });
    expect((await itemsOf("MEMBER"))[0]).toMatchObject({ dueShard: expect.stringMatching(/^reach-out-\d$/) });
  });

  test("that ended leads to none for who says something else first", async () => {
    const { tell, episode } = await released();
    await tell("thank you");
    await tell("yes");
    expect(await episode()).toMatchObject({ followUp: { kind: "none" } });
  });

  test("opens again, and takes the check-in back", async () => {
    const { tell, episode, itemsOf } = await released();
    await tell("yes");
    await tell("[high] I want to die");
    expect(await episode()).toMatchObject({ state: "HOLD", followUp: { kind: "none" } });
    expect((await itemsOf("MEMBER"))[0]).not.toHaveProperty("dueShard");
  });
});
