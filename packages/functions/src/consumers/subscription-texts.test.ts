import type { Subscription } from "@jules/core/billing";
import { NO_EPISODE } from "@jules/core/crisis";
import { fixedText } from "@jules/core/disclosure";
import { Failure, type Instant, instantPlus } from "@jules/core/kernel";
import { encodingOf, segmentsOf } from "@jules/core/messaging";
import { beforeEach, describe, expect, test } from "vitest";
import { wireKnownMember } from "../../test/conversation.ts";

const DAY_MS = 24 * 60 * 60_000;
/** A Friday in November. */
let jules: Awaited<ReturnType<typeof wireKnownMember>>;
beforeEach(async () => {
  jules = await wireKnownMember();
  jules.companion.sellPlans();
});

async function answerTo(...bodies: readonly string[]): Promise<string> {
  const before = jules.bodies().length;
  for (const body of bodies) await jules.say(body);
  await jules.ring();
  return jules.bodies().slice(before).join("\n---\n");
}

const inDays = (days: number): Instant => instantPlus(jules.clock.now(), days * DAY_MS);
const state = async () => (await jules.member()).consent.state;
const ordered = () => jules.companion.ordered;
const asked = () => jules.model.prompts.length;

async function linkIn(answer: string) {
  const [, token = ""] = /https:\/\/jules\.example\/b\/([\w-]+)/.exec(answer) ?? [];
  const opens = (at: Instant) => jules.links().then((links) => links.read("billing", token, at)?.member);
  return { token, opens };
}

describe("who asks what it costs", () => {
  test.each(["UPGRADE", "how much does it cost?", "BILLING", "\u00BFcu\u00E1nto cuesta?"])(
    "%s is answered with their own page, for half an hour",
    async (body) => {
      const answer = await answerTo(body);
      const { opens } = await linkIn(answer);
      const { id } = await jules.member();
      expect([await opens(inDays(29 / 1440)), await opens(inDays(31 / 1440))]).toEqual([id, undefined]);
      expect([answer.includes("Jules Plus"), asked(), segmentsOf(answer) <= 3]).toEqual([true, 0, true]);
    },
  );

  test("and pays already, is told so", async () => {
    await jules.subscribes();
    expect(await answerTo("upgrade")).toContain("You have Jules Plus. Your page: https://jules.example/b/");
    expect(await answerTo("billing")).toContain("There you can change your card, or end the plan.");
  });

  test("where nothing is sold hears that nothing is charged", async () => {
    Object.assign(jules.companion.ports.selling, { sells: false });
    expect(await answerTo("how much does it cost", "UPGRADE", "PLAN")).toBe("Jules costs nothing: nothing is charged.");
  });
});

test.each<readonly [string, number, Partial<Subscription> | undefined, string]>([
  ["in the first seven days", 1, undefined, "until Nov 27, and no payment follows"],
  ["after them", 8, undefined, "You are on Jules Free: 10 texts a day, nothing is charged."],
  [
    "in a trial",
    1,
    { status: "trialing", trialEndsAt: "2026-11-25T20:00:00.000Z" as Instant },
    "until Nov 25. Then it is",
  ],
  ["who pays", 8, {}, "You have Jules Plus. It renews on Dec 28, every month."],
  [
    "who ended it",
    8,
    { endsAt: "2026-12-28T20:00:00.000Z" as Instant },
    "runs until Dec 28 and then ends. Nothing more",
  ],
  ["whose payment is late", 8, { status: "past_due" }, "A payment is open; if it still is on Dec 12, the plan stops."],
  ["whose plan is paused", 8, { status: "paused" }, "Jules Plus is paused, and nothing is charged."],
  ["whose plan is over", 8, { status: "canceled" }, "You are on Jules Free"],
])("PLAN tells somebody %s how they stand", async (_who, days, subscription, words) => {
  jules.clock.advance(days * DAY_MS);
  if (subscription) await jules.subscribes(subscription);
  const answer = await answerTo("Plan?");
  expect(answer).toContain(words);
  expect([encodingOf(answer), segmentsOf(answer) <= 2, asked()]).toEqual(["gsm-7", true, 0]);
});

describe("cancel my subscription", () => {
  test("is ordered before it is said, and ends no texts", async () => {
    const { periodEndsAt } = await jules.subscribes();
    let orderedBefore = 0;
    jules.before("beginReply", () => {
      orderedBefore = ordered().length;
    });
    const answer = await answerTo("please cancel my subscription");
    expect(answer).toBe(
      "OK. Jules Plus ends on Dec 20, and nothing more is charged. Until then nothing changes. If you want no more texts either, reply STOP.",
    );
    expect(periodEndsAt.slice(0, 10)).toBe("2026-12-20");
    const { id } = await jules.member();
    expect([orderedBefore, ordered()]).toMatchObject([1, [{ member: id, ends: "at-period-end", because: "asked" }]]);
    expect([await state(), asked()]).toEqual(["ACTIVE", 0]);
  });

  test("counts from when it was said, however late it is heard", async () => {
    await jules.subscribes();
    const text = jules.write("cancel my subscription");
    await jules.bring(text);
    const heardAt = jules.clock.now();
    jules.clock.advance(60 * 60_000);
    await jules.ring();
    expect(ordered().map(({ orderedAt }) => orderedAt)).toEqual([heardAt]);
  });

  test("is answered by nothing before it could be ordered", async () => {
    await jules.subscribes();
    const { orders } = jules.companion.ports;
    const { place } = orders;
    orders.place = () => Promise.reject(new Failure("table.unavailable", "scripted"));
    expect(await answerTo("cancel my subscription")).toBe("");
    orders.place = place;
    await jules.letPass({ minutes: 3 });
    expect([jules.bodies().at(-1)?.includes("Jules Plus ends on"), ordered().length]).toEqual([true, 1]);
  });

  test.each<readonly [string, Partial<Subscription>, string]>([
    ["a late payment", { status: "past_due" }, "OK. Jules Plus ends now, and nothing more is charged."],
    [
      "a period that seems to be over",
      { periodEndsAt: "2026-11-20T10:00:00.000Z" as Instant },
      "it ends with what is paid",
    ],
    [
      "a new month that may not be paid yet",
      { createdAt: "2026-10-20T10:00:00.000Z" as Instant },
      "If the new month is paid already, it runs until Dec 20; if not, it ends within the hour.",
    ],
    ["in Spanish", {}, "OK. Jules Plus ends on"],
  ])("with %s", async (what, subscription, words) => {
    await jules.subscribes(subscription);
    const answer = await answerTo(what === "in Spanish" ? "quiero cancelar mi suscripci\u00F3n" : "end my plan");
    expect(answer).toContain(what === "in Spanish" ? "termina el 20 de diciembre y no se cobra nada m\u00E1s" : words);
    expect(ordered()).toHaveLength(1);
  });

  test("said again is answered with when it ends, and ordered again: they may have taken it back at Stripe", async () => {
    await jules.subscribes({ endsAt: inDays(30) });
    expect(await answerTo("stop charging me")).toContain("Jules Plus runs until Dec 20 and then ends.");
    expect([ordered().length, await state()]).toEqual([1, "ACTIVE"]);
  });

  test.each<readonly [string, Partial<Subscription>]>([
    ["over", { status: "canceled" }],
    ["never begun", { status: "incomplete_expired" }],
  ])("is ordered where what is known here is %s, for that may be old", async (_what, known) => {
    await jules.subscribes(known);
    expect(await answerTo("stop charging me")).toContain("If Jules Plus runs for this number, it ends");
    expect(ordered()).toHaveLength(1);
  });

  test("beside other things is done, and the rest is answered", async () => {
    await jules.subscribes();
    const answer = await answerTo("cancel my subscription. my day was awful");
    expect([asked(), ordered().length, answer.endsWith("Until then nothing changes.")]).toEqual([1, 1, true]);
  });

  test.each([undefined, { status: "canceled" } as const])("means silence to who pays nothing (%o)", async (past) => {
    if (past) await jules.subscribes(past);
    expect(await answerTo("cancel my subscription")).toBe(fixedText("stopped").body);
    expect(await state()).toBe("OPTED_OUT");
  });

  test.each([
    "cancel my subscription and stop texting me",
    "Cancel my subscription. Don't text me anymore.",
    "Cancel my subscription and texts",
    "cancel my subscription and everything",
    "cancel my subscription stop messaging",
    "cancel the subscription to these texts",
    "Cancel subscription stop",
    "STOP cancel my subscription",
    "STOP cancel my subscription I can't afford it",
    "CANCEL",
    "unsubscribe",
    "STOP",
  ])("%j means silence to who pays, too, and nothing is said of money", async (body) => {
    await jules.subscribes();
    expect(await answerTo(body)).toBe(fixedText("stopped").body);
    expect(await state()).toBe("OPTED_OUT");
  });

  test("into a group means silence: there no turn would answer it", async () => {
    await jules.subscribes();
    await jules.bring({ ...jules.write("cancel my subscription"), group: true });
    expect([await state(), jules.bodies()]).toEqual(["OPTED_OUT", []]);
  });

  test("brought four days later means silence: no turn answers that any more", async () => {
    await jules.subscribes();
    const text = jules.write("cancel my subscription");
    jules.clock.advance(4 * DAY_MS);
    await jules.takenInElsewhere(text);
    expect([await state(), jules.bodies()]).toEqual(["OPTED_OUT", []]);
  });

  test("to who was asked whether to stop, it means silence", async () => {
    await jules.subscribes();
    const known = await jules.member();
    const change = { state: "SUSPENDED", changedBy: "earlier", cause: "unclear-words" } as const;
    await jules.members.changeConsent(known, { ...change, saidAt: jules.clock.now() }, jules.clock.now());
    jules.clock.advance(60_000);
    await answerTo("cancel my subscription");
    expect(await state()).toBe("OPTED_OUT");
  });

  test("in a crisis is done and said in a line, after help", async () => {
    await jules.subscribes();
    const answer = await answerTo("I want to kill myself", "cancel my subscription");
    expect(answer).toContain("988");
    expect(answer).toContain("OK. Jules Plus ends on Dec 20, and nothing more is charged. Until then nothing changes.");
    expect([answer.includes("STOP"), ordered().length, await state()]).toEqual([false, 1, "ACTIVE"]);
  });

  test.each([
    ["I want to kill myself", "he takes everything. stop taking my money"],
    ["I want to kill myself. I don't want to pay anymore"],
    ["quiero matarme", "me quita todo. ya no quiero pagar"],
  ])("in a crisis of who pays nothing is talk: %s", async (...bodies) => {
    const answer = await answerTo(...bodies);
    expect(answer).toContain("988");
    expect(answer).not.toMatch(/subscription|suscripci|STOP/);
    expect(ordered()).toEqual([]);
  });

  test.each([false, true])(
    "leaves nothing behind that is no word in a danger that comes to light (pays: %s)",
    async (pays) => {
      const body = "he takes it all. stop taking my money";
      if (pays) await jules.subscribes();
      else expect(await answerTo(body)).toMatch(/You have no subscription, so nothing is charged\.$/);
      jules.model.next(async () => {
        await jules.say("I want to kill myself");
        return { kind: "answered", body: "I'm here.", inputTokens: 900, outputTokens: 20 };
      });
      const answer = await answerTo(body);
      expect(answer).toContain("988");
      expect([answer.includes("STOP"), answer.includes("Jules Plus ends on")]).toEqual([false, pays]);
      expect(answer).not.toContain("You have no subscription");
    },
  );

  test("in a crisis holds up nothing where it cannot be ordered", async () => {
    await jules.subscribes();
    jules.companion.ports.orders.place = () => Promise.reject(new Failure("table.unavailable", "scripted"));
    expect(await answerTo("I want to kill myself", "cancel my subscription")).toContain(
      "I couldn't end Jules Plus just now.",
    );
  });

  test("from who may be a minor is done", async () => {
    await jules.subscribes();
    await answerTo("i'm 16");
    expect(await answerTo("cancel my subscription")).toContain("Jules Plus ends on");
    expect(await answerTo("UPGRADE")).not.toContain("https://");
  });

  test("of a number that may be somebody else's tells nothing of whose it was", async () => {
    await jules.subscribes({ period: "year", periodEndsAt: inDays(365) });
    jules.clock.advance(50 * DAY_MS);
    expect(await answerTo("BILLING")).toContain(fixedText("whose-number").body);
    const answer = await answerTo("cancel my subscription");
    expect(answer).toContain("If Jules Plus runs for this number, it ends with what is paid");
    expect([answer.includes("https://"), ordered().length]).toEqual([false, 1]);
  });
});

describe("what may ask for an end, and is not understood", () => {
  const TEXTS = ["delete everything about me and stop charging me", "end that subscription thing already"];

  test.each(TEXTS)("%j is answered by the model, and who pays hears how it is done", async (body) => {
    expect([await answerTo(body), asked()]).toEqual([expect.not.stringMatching(/https:|subscription/), 1]);
    await jules.subscribes();
    const answer = await answerTo(body);
    expect(answer).toMatch(/^I'm here.*\nYour subscription: https:\/\/jules\.example\/b\//);
    expect(answer).toContain("Or text me just this: cancel my subscription.");
    expect([asked(), ordered().length, await state()]).toEqual([2, 0, "ACTIVE"]);
    await answerTo("cancel my subscription");
    expect([ordered().length, await state()]).toEqual([1, "ACTIVE"]);
  });

  test("where the model says that it is done, that is held back, and the page is there", async () => {
    await jules.subscribes();
    jules.model.next({
      ...{ kind: "answered", body: "No problem, it's cancelled. You won't be billed again." },
      ...{ inputTokens: 900, outputTokens: 20 },
    });
    const answer = await answerTo("end that subscription thing already");
    expect(answer).not.toMatch(/it's cancelled|billed again/);
    expect(answer).toContain("Your subscription: https://jules.example/b/");
  });

  test("who pays no more is not told a text that would end all texts", async () => {
    await jules.subscribes({ status: "canceled" });
    const answer = await answerTo("end that subscription thing already");
    expect([answer.includes("https://jules.example/b/"), answer.includes("text me just")]).toEqual([true, false]);
  });

  test.each(TEXTS)("%j is no word about money in a crisis", async (body) => {
    await jules.subscribes();
    await answerTo("I want to kill myself");
    expect(await answerTo(body)).not.toMatch(/https:|Jules Plus|subscription/);
  });
});

test.each(["UPGRADE", "BILLING", "PLAN", "how much does it cost"])(
  "%s gets no link and no standing in a crisis",
  async (body) => {
    await jules.subscribes();
    await answerTo("I want to kill myself");
    expect(await answerTo(body)).not.toMatch(/https:|Jules Plus|Jules Free/);
  },
);

test.each(["cancel plus", "refund me", "how do I cancel", "cancel the plan, i'm tired"])(
  "%j is talk where nobody pays, and of who pays is seen to",
  async (body) => {
    expect([await answerTo(body), asked()]).toEqual([expect.not.stringMatching(/Jules Plus|https:/), 1]);
    await jules.subscribes();
    const answer = await answerTo(body);
    expect(answer).toMatch(body === "cancel plus" ? /Jules Plus ends on Dec 20/ : /end the plan/);
    expect(ordered()).toHaveLength(body === "cancel plus" ? 1 : 0);
  },
);

test("soon after an episode PLAN says how they stand, and offers nothing", async () => {
  jules.clock.advance(8 * DAY_MS);
  for (const state of ["NONE", "FOLLOW_UP"] as const) {
    const { id, sealedEpisode } = await jules.member();
    const episode = { ...NO_EPISODE, state, since: jules.clock.now() };
    await jules.members.remember(id, { episode, version: sealedEpisode.version });
    for (const body of ["PLAN", "\u00BFqu\u00E9 plan tengo?"]) {
      const answer = await answerTo(body);
      expect([answer.includes("Jules Free"), answer.includes("UPGRADE")]).toEqual([true, state === "NONE"]);
    }
  }
});
