import { stayingText } from "@jules/core/crisis";
import { Failure } from "@jules/core/kernel";
import type { Judgement, Side } from "@jules/core/moderation";
import { DECLINED_REPLIES } from "@jules/core/persona";
import { describe, expect, test } from "vitest";
import { wireKnownMember } from "../../test/conversation.ts";

const FLAGGED: Judgement = { kind: "flagged", categories: ["sexual"] };
const answered = (body: string) => ({ kind: "answered", body, inputTokens: 1, outputTokens: 1 }) as const;

async function wire() {
  const conversation = await wireKnownMember();
  const { say, ring, bodies, companion } = conversation;
  return {
    ...conversation,
    flag: (flagged: Side) => companion.judgeAs((_text, side) => (side === flagged ? FLAGGED : { kind: "clear" })),
    async tell(body: string) {
      await say(body);
      await ring();
    },
    newest: () => bodies().at(-1) ?? "",
  };
}

const isDeclined = (body: string) => DECLINED_REPLIES.some((reply) => body.endsWith(reply));
const turnOf = (lines: readonly { readonly line: string; readonly fields: object }[]) =>
  lines.findLast(({ line }) => line === "turn.taken")?.fields;

describe("an answer that a moderator flags", () => {
  test("reaches nobody; that Jules has no good answer does, and it is counted without a name", async () => {
    const { flag, model, tell, newest, sender, metrics, lines } = await wire();
    flag("jules");
    model.next(answered("something warm and unfit"));
    await tell("tell me a story.");
    expect(isDeclined(newest())).toBe(true);
    expect(sender.attempts.filter(({ body }) => body.includes("unfit"))).toEqual([]);
    expect(metrics).toMatchObject({ RepliesHeldBack: 1 });
    expect(turnOf(lines)).toMatchObject({ declined: "moderated" });
    expect(JSON.stringify(turnOf(lines))).not.toMatch(/m_[0-9a-f]{32}/);
    expect(lines).toContainEqual({ line: "words.moderated", fields: { side: "jules", categories: ["sexual"] } });
  });

  test("is in a crisis the text that Jules stays", async () => {
    const { flag, model, tell, newest } = await wire();
    flag("jules");
    model.next(answered("something warm and unfit"));
    await tell("I want to kill myself");
    expect(newest()).toContain(stayingText("en").body);
  });
});

describe("a text that a moderator flags", () => {
  test("is declined, and counted by itself", async () => {
    const { flag, tell, newest, metrics } = await wire();
    flag("member");
    await tell("something unfit to ask for.");
    expect(isDeclined(newest())).toBe(true);
    expect(metrics).toMatchObject({ TextsModerated: 1 });
    expect(metrics.RepliesHeldBack ?? 0).toBe(0);
  });

  test("is not even judged in a crisis: what somebody in danger says is never declined", async () => {
    const { flag, model, tell, newest, companion } = await wire();
    flag("member");
    model.next(answered("I'm right here with you."));
    await tell("I want to kill myself");
    expect(newest()).toContain("I'm right here with you.");
    expect(companion.judged.map(({ side }) => side)).toEqual(["jules"]);
  });

  test("costs no time: the model is asked before it is judged", async () => {
    const { model, tell, companion, newest } = await wire();
    let judge: (judgement: Judgement) => void = () => {};
    const judged = new Promise<Judgement>((resolve) => {
      judge = resolve;
    });
    companion.ports.moderator.judge = async (_text, side) => (side === "member" ? judged : { kind: "clear" });
    model.next(async () => {
      judge({ kind: "clear" });
      return answered("Sounds like a good day.");
    });
    await tell("i had a good day.");
    expect(newest()).toContain("Sounds like a good day.");
  });
});

describe("without a moderator", () => {
  test("the guards decide alone", async () => {
    const { model, tell, newest, companion } = await wire();
    companion.judgeAs(() => ({ kind: "unknown" }));
    model.next(answered("Sounds like a good day."));
    await tell("i had a good day.");
    expect(newest()).toContain("Sounds like a good day.");
    model.next(answered("Touch yourself and think of me"));
    await tell("and now something else.");
    expect(isDeclined(newest())).toBe(true);
  });

  test("an outage of the model is an outage, whatever is found in the text", async () => {
    const { flag, model, tell, lines } = await wire();
    flag("member");
    model.next("unavailable", "unavailable");
    await tell("something unfit to ask for.");
    expect(lines.at(-1)).toMatchObject({ line: "turn.postponed", fields: { failure: "model.unavailable" } });
  });
});

test("nobody is judged when the turn has too little time left for it", async () => {
  const { clock, model, tell, newest, companion } = await wire();
  model.next(async () => {
    clock.advance(21_000);
    return answered("Late, and here.");
  });
  await tell("are you slow today?");
  expect(newest()).toContain("Late, and here.");
  expect(companion.judged.map(({ side }) => side)).toEqual(["member"]);
});

test("what the model declined is judged no further", async () => {
  const { model, tell, companion } = await wire();
  model.next({ kind: "declined", reason: "refusal" });
  await tell("something odd.");
  expect(companion.judged.map(({ side }) => side)).toEqual(["member"]);
});

test("a failure of the turn is none of the moderator's", async () => {
  const { model, tell, lines } = await wire();
  model.next(async () => Promise.reject(new Failure("model.unavailable", "scripted")), "unavailable");
  await tell("hello there you.");
  expect(lines.filter(({ line }) => line === "words.moderated")).toEqual([]);
});
