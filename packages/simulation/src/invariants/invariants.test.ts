import { occasion } from "@jules/core/conversation";
import type { EpisodeState } from "@jules/core/crisis";
import { fixedText } from "@jules/core/disclosure";
import { instant, type MemberId, memberId, type OutboundId, type PhoneNumber, textId } from "@jules/core/kernel";
import { describe, expect, test } from "vitest";
import type { PersonText, TextKind } from "../people/index.ts";
import { CALM_INVARIANTS, createChecker, type Fact, INVARIANTS } from "./index.ts";

const ANA: MemberId = memberId(`m_${"a".repeat(32)}`);
const NUMBER = "+14155550123" as PhoneNumber;
const START_MS = Date.UTC(2026, 10, 20, 17);
const MINUTE_MS = 60_000;

/** A story told by hand, as an onlooker would see it. */
function story() {
  const violations = new Set<string>();
  const checker = createChecker([...INVARIANTS, ...CALM_INVARIANTS], ({ code }) => violations.add(code));
  const items = new Map<string, Record<string, unknown>>();
  let nowMs = START_MS;
  let serial = 0;

  const see = (fact: Fact) => checker.see(fact, nowMs);
  const commit = (
    sk: string,
    fields: Readonly<Record<string, unknown>>,
    more: Partial<Extract<Fact, { kind: "committed" }>> = {},
  ) => {
    const before = items.get(sk);
    const after = { pk: ANA, sk, ...before, ...fields };
    for (const name of Object.keys(after)) if (after[name as never] === undefined) delete after[name as never];
    items.set(sk, after);
    see({ kind: "committed", before, after, ...more });
  };
  const told = {
    see,
    pass: (milliseconds: number) => {
      nowMs += milliseconds;
    },
    /** Consent, as it is committed. */
    consent: (consentState: string, consentChangedBy = "somebody") =>
      commit(
        "MEMBER",
        { consentState, consentChangedBy, consentVersion: nowMs },
        { suppression: consentState === "OPTED_OUT" || consentState === "BLOCKED" ? consentState : "NONE" },
      ),
    /** When the reminder cron is to look at Ana. */
    moment: (atMs: number) => commit("MOMENT", { dueAt: instant(atMs), dueShard: "moment-1" }),
    /** A text arrives, and is put into the inbox unless it is said otherwise. */
    text(kind: TextKind, { stored = true, holds = true, saidAtMs = nowMs, to = "+19195550100" } = {}): PersonText {
      serial += 1;
      const text: PersonText = {
        ...{ id: textId(`text-${serial}`), serial, kind, from: NUMBER, to: to as PhoneNumber },
        ...{ body: `#${serial} hey`, saidAt: instant(saidAtMs), arrivesAtMs: nowMs },
      };
      see({ kind: "arrived", text });
      const assessment = { tier: kind === "crisis" ? "high" : "none" } as const;
      if (kind === "crisis" && holds) told.episode("HOLD");
      if (stored) commit(`TEXT#${text.id}`, { openSince: "then", dueShard: "1" }, { opened: { assessment } });
      return text;
    },
    member: (fields: Readonly<Record<string, unknown>>) => commit("MEMBER", fields),
    /** The course of a crisis, as it is committed. */
    episode: (state: EpisodeState, along: readonly PersonText[] = []) =>
      commit("MEMBER", {}, { opened: { state }, along: [{ answers: along.map((text) => text.id) }] }),
    /** A crisis is answered with where to find a person. */
    help({ id: text }: PersonText, body = "Please call or text 988.") {
      told.state(`fixed.${text}`, "SENDING", {}, { counts: true });
      told.post(`fixed.${text}`, body, `intake/${text}`);
      told.accept(`fixed.${text}`, body);
      told.state(`fixed.${text}`, "SENT");
    },
    close: ({ id }: PersonText, closedBy: string) =>
      commit(`TEXT#${id}`, { openSince: undefined, dueShard: undefined, closedBy }),
    answer: ({ id }: PersonText, answeredBy: string) =>
      commit(`TEXT#${id}`, { openSince: undefined, dueShard: undefined, answeredBy }),
    state: (cause: string, state: string, fields = {}, more = {}) =>
      commit(`OUT#${cause}`, { state, ...(state === "SENDING" && { sendingAt: nowMs }), ...fields }, more),
    post: (cause: string, body = "I'm here.", by = `turn/${nowMs}`) =>
      see({ kind: "posting", id: id(cause), to: NUMBER, body, by }),
    accept(cause: string, body = "I'm here.") {
      see({ kind: "accepted", id: id(cause), carrierId: `${cause}/${nowMs}`, body });
    },
    /** Begun, handed over, accepted and settled. */
    send(cause: string, { answers = [] as readonly PersonText[], body = "I'm here." } = {}) {
      told.state(cause, "SENDING", { answers: answers.map((text) => text.id) });
      for (const text of answers) told.answer(text, id(cause));
      told.post(cause, body);
      told.accept(cause, body);
      told.state(cause, "SENT");
    },
    ask: (...last: readonly PersonText[]) => {
      const serials = last.map((text) => text.serial);
      see({ kind: "asked", by: "turn/1", last: serials, all: serials });
    },
    /** The end of it all. */
    end() {
      nowMs += 10 * MINUTE_MS;
      see({ kind: "calmed" });
      see({ kind: "ended" });
      return [...violations];
    },
  };
  return told;
}

function id(cause: string): OutboundId {
  return `${ANA}.${cause}` as OutboundId;
}

/** Ana has agreed, and has heard the terms. */
function introduced() {
  const told = story();
  told.consent("ACTIVE");
  told.send("fixed.welcome-2");
  told.send("fixed.disclosure-2", { body: fixedText("disclosure").body });
  return told;
}

describe("a story in which everything is as it should be violates nothing", () => {
  test("a text and its answer", () => {
    const told = introduced();
    const text = told.text("chat");
    told.see({ kind: "rung", member: ANA });
    told.see({ kind: "acknowledged", text: text.id });
    told.ask(text);
    told.send("reply.a", { answers: [text] });
    told.state("reply.a", "DELIVERED");
    expect(told.end()).toEqual([]);
  });

  test("help in a crisis, then a STOP and its confirmation", () => {
    const told = introduced();
    const crisis = told.text("crisis");
    told.help(crisis);
    told.ask(crisis);
    told.send("reply.a", { answers: [crisis] });
    const stop = told.text("stop");
    told.consent("OPTED_OUT", stop.id);
    told.send(`fixed.${stop.id}`, { body: fixedText("stopped").body });
    told.close(stop, "answered-at-once");
    expect(told.end()).toEqual([]);
  });

  test("a conversation that goes on for more than an hour, and a reminder in it", () => {
    const told = introduced();
    const dueAtMs = START_MS + 55 * MINUTE_MS;
    told.moment(dueAtMs);
    told.send("reply.a", { answers: [told.text("chat")] });
    told.pass(55 * MINUTE_MS);
    told.send(`fixed.${occasion("reminder", instant(dueAtMs))}`, { body: fixedText("break-reminder").body });
    told.moment(START_MS + 110 * MINUTE_MS);
    told.pass(10 * MINUTE_MS);
    told.send("reply.b", { answers: [told.text("chat")] });
    expect(told.end()).toEqual([]);
  });

  test("words that may be a revocation, the question, and a yes", () => {
    const told = introduced();
    const unclear = told.text("unclear");
    told.consent("SUSPENDED", unclear.id);
    told.send(`fixed.${unclear.id}`, { body: fixedText("clarification").body });
    told.close(unclear, "answered-at-once");
    const yes = told.text("yes");
    told.consent("ACTIVE", yes.id);
    told.send("reply.a", { answers: [yes] });
    expect(told.end()).toEqual([]);
  });
});

/** What goes wrong in each story, and the invariant that says so. */
const STORIES: readonly (readonly [code: string, what: string, tell: (told: ReturnType<typeof story>) => void])[] = [
  [
    "one-answer",
    "a reply that is accepted twice",
    (told) => {
      told.send("reply.a", { answers: [told.text("chat")] });
      told.pass(1);
      told.accept("reply.a");
    },
  ],
  [
    "one-answer",
    "two replies to one text",
    (told) => {
      const text = told.text("chat");
      told.send("reply.a", { answers: [text] });
      told.send("reply.b", { answers: [text] });
    },
  ],
  ["begun-before-posted", "a text that is handed over before it was begun", (told) => told.post("reply.a")],
  [
    "rung",
    "a text that nobody rings for",
    (told) => {
      told.see({ kind: "acknowledged", text: told.text("chat").id });
    },
  ],
  [
    "order",
    "the later text first",
    (told) => {
      const later = told.text("chat");
      told.ask(later, told.text("chat", { saidAtMs: START_MS - 1_000 }));
    },
  ],
  ["help-first", "a crisis in a prompt before help", (told) => told.ask(told.text("crisis"))],
  ["hold-opened", "a crisis that opens no hold", (told) => void told.text("crisis", { holds: false })],
  [
    "episode-after-episode",
    "an episode that somebody wrote over",
    (told) => {
      told.member({ state: "sealed-1", stateVersion: 1 });
      told.member({ state: "sealed-2", stateVersion: 1 });
    },
  ],
  [
    "hold-ended",
    "a hold that ends by itself",
    (told) => {
      told.text("crisis");
      told.episode("FOLLOW_UP");
    },
  ],
  [
    "hold-ended",
    "a hold that ends with a word that is not clear",
    (told) => {
      told.text("crisis");
      told.episode("FOLLOW_UP", [told.text("safe"), told.text("chat")]);
    },
  ],
  [
    "another-step",
    "the same words twice",
    (told) => {
      told.help(told.text("crisis"));
      told.pass(1_000);
      told.help(told.text("crisis"));
    },
  ],
  [
    "counted-once",
    "a referral that is counted at each try",
    (told) => {
      const crisis = told.text("crisis");
      told.help(crisis);
      told.state(`fixed.${crisis.id}`, "READY");
      told.pass(1);
      told.state(`fixed.${crisis.id}`, "SENDING", {}, { counts: true });
    },
  ],
  ["counted-once", "a referral that is not counted", (told) => told.send(`fixed.${told.text("crisis").id}`)],
  [
    "nothing-in-a-hold",
    "a check-in in a hold",
    (told) => {
      told.text("crisis");
      told.state("fixed.more-1", "SENDING");
    },
  ],
  [
    "nothing-in-a-hold",
    "a check-in that comes twice",
    (told) => {
      told.episode("FOLLOW_UP");
      told.send("fixed.more-1");
      told.accept("fixed.more-1");
    },
  ],
  [
    "silence",
    "a reply begun after a STOP",
    (told) => {
      told.consent("OPTED_OUT");
      told.state("reply.a", "SENDING");
    },
  ],
  [
    "silence",
    "a reply handed over two seconds after a STOP",
    (told) => {
      told.state("reply.a", "SENDING");
      told.consent("OPTED_OUT");
      told.pass(2_000);
      told.post("reply.a");
    },
  ],
  [
    "silence",
    "the confirmation of another STOP",
    (told) => {
      const stop = told.text("stop");
      told.consent("OPTED_OUT", "text-other");
      told.state(`fixed.${stop.id}`, "SENDING");
    },
  ],
  [
    "one-confirmation",
    "a STOP that is confirmed twice",
    (told) => {
      const stop = told.text("stop");
      told.consent("OPTED_OUT", stop.id);
      for (let times = 0; times < 2; times++) told.accept(`fixed.${stop.id}`);
    },
  ],
  [
    "one-confirmation",
    "a confirmation after six minutes",
    (told) => {
      const stop = told.text("stop");
      told.consent("OPTED_OUT", stop.id);
      told.pass(6 * MINUTE_MS);
      told.post(`fixed.${stop.id}`);
    },
  ],
  [
    "one-confirmation",
    "a confirmation on a toll-free number",
    (told) => {
      const stop = told.text("stop", { to: "+18335550100" });
      told.consent("OPTED_OUT", stop.id);
      told.post(`fixed.${stop.id}`);
    },
  ],
  [
    "last-word",
    "a START that is not heeded",
    (told) => {
      told.consent("OPTED_OUT");
      told.close(told.text("start"), "answered-at-once");
    },
  ],
  ["last-word", "a STOP that is not heeded", (told) => told.close(told.text("stop"), "answered-at-once")],
  [
    "introduced",
    "a reply to somebody who has not heard what Jules is",
    (told) => {
      told.consent("OPTED_OUT");
      told.consent("ACTIVE");
      told.state("reply.a", "SENDING");
    },
  ],
  ["nothing-lost", "a text that never gets into the inbox", (told) => told.text("chat", { stored: false })],
  ["nothing-lost", "a text that waits for ever", (told) => told.text("chat")],
  [
    "nothing-lost",
    "a reply that stays in doubt",
    (told) => {
      const text = told.text("chat");
      told.state("reply.a", "SENDING");
      told.answer(text, id("reply.a"));
    },
  ],
  ["settled", "a text of ours that stays READY", (told) => told.state("fixed.text-1", "READY", { dueShard: "1" })],
  ["crisis-answered", "a crisis without help", (told) => told.answer(told.text("crisis"), id("reply.a"))],
  [
    "failed-with-cause",
    "a reply that fails by itself",
    (told) => {
      told.state("reply.a", "SENDING");
      told.state("reply.a", "FAILED");
    },
  ],
  [
    "closed-with-cause",
    "a text that is closed as opted out where nobody was",
    (told) => told.close(told.text("chat"), "opted-out"),
  ],
  [
    "closed-with-cause",
    "a text that is closed because a turn failed",
    (told) => told.close(told.text("chat"), "turn-failed"),
  ],
  [
    "legal-moves",
    "a text that is sent again after it was delivered",
    (told) => {
      told.send("reply.a");
      told.state("reply.a", "DELIVERED");
      told.state("reply.a", "SENDING");
    },
  ],
  [
    "attempts-bounded",
    "a model that is asked again and again",
    (told) => {
      const text = told.text("chat");
      for (let times = 0; times < 40; times++) told.ask(text);
    },
  ],
  [
    "attempts-bounded",
    "a carrier that is asked again and again",
    (told) => {
      told.state("reply.a", "SENDING");
      for (let times = 0; times < 100; times++) told.post("reply.a", "I'm here.", `turn/${times}`);
    },
  ],
  [
    "attempts-bounded",
    "an invocation that hands a text over again and again",
    (told) => {
      told.state("reply.a", "SENDING");
      for (let times = 0; times < 5; times++) told.post("reply.a", "I'm here.", "turn/1");
    },
  ],
  [
    "no-storm",
    "a provider that is asked on in an outage",
    (told) => {
      told.see({ kind: "model-out", isOver: false });
      told.pass(6 * MINUTE_MS);
      for (let times = 0; times < 150; times++) {
        const text = told.text("chat");
        told.ask(text);
        told.ask(text);
      }
    },
  ],
  [
    "holding-once",
    "two holding texts before an answer",
    (told) => {
      told.text("chat");
      for (const cause of ["fixed.more-1", "fixed.more-2"]) told.send(cause, { body: fixedText("holding").body });
    },
  ],
  [
    "apology-once",
    "two apologies for one wait",
    (told) => {
      const [one, other] = [told.text("chat"), told.text("chat")];
      told.pass(20 * MINUTE_MS);
      told.send("reply.a", { answers: [one], body: "Sorry for the long wait. Hi." });
      told.send("reply.b", { answers: [other], body: "Sorry for the long wait. Hi." });
    },
  ],
  [
    "disclosed",
    "a reply in a conversation that has gone on for an hour",
    (told) => {
      told.send("reply.a", { answers: [told.text("chat")] });
      told.pass(40 * MINUTE_MS);
      told.send("reply.b", { answers: [told.text("chat")] });
      told.pass(30 * MINUTE_MS);
      told.send("reply.c", { answers: [told.text("chat")] });
    },
  ],
  [
    "interaction-disclosed",
    "a reply to an adult after two hours of silence",
    (told) => {
      told.member({ ageState: "VERIFIED_ADULT" });
      told.pass(120 * MINUTE_MS);
      told.send("reply.a", { answers: [told.text("chat")] });
    },
  ],
  [
    "reminded-once",
    "a reminder right after a reply with a disclosure",
    (told) => {
      told.moment(START_MS);
      told.state("reply.a", "SENDING", { discloses: "break-reminder@2" });
      told.pass(MINUTE_MS);
      told.state(`fixed.${occasion("reminder", instant(START_MS))}`, "SENDING");
    },
  ],
  [
    "reminded-once",
    "a reminder that arrives twice",
    (told) => {
      const cause = `fixed.${occasion("reminder", instant(START_MS))}`;
      const { body } = fixedText("break-reminder");
      told.moment(START_MS);
      told.send(cause, { body });
      told.accept(cause, body);
    },
  ],
  ["moments-pass", "a moment that comes and stays", (told) => void told.moment(START_MS - MINUTE_MS)],
  [
    "asked-once",
    "a question to a member who was suspended by other words",
    (told) => {
      const [one, other] = [told.text("unclear"), told.text("unclear")];
      told.consent("SUSPENDED", one.id);
      told.send(`fixed.${other.id}`, { body: fixedText("clarification").body });
    },
  ],
  [
    "asked-once",
    "a second question in one suspension",
    (told) => {
      for (const text of [told.text("unclear"), told.text("unclear")]) {
        told.consent("SUSPENDED", text.id);
        told.send(`fixed.${text.id}`, { body: fixedText("clarification").body });
      }
    },
  ],
  [
    "silence",
    "a reply to a member who was asked whether they want any",
    (told) => {
      const text = told.text("chat");
      told.consent("SUSPENDED", told.text("unclear").id);
      told.send("reply.a", { answers: [text] });
    },
  ],
  [
    "suppressed",
    "an opt-out without the number's suppression",
    (told) => told.member({ consentState: "OPTED_OUT", consentChangedBy: "somebody" }),
  ],
  [
    "calm-answers",
    "an answer after two minutes where nothing went wrong",
    (told) => {
      const text = told.text("chat");
      told.pass(2 * MINUTE_MS);
      told.send("reply.a", { answers: [text] });
    },
  ],
];

describe("each invariant says so when it is violated", () => {
  test.each(STORIES)("%s: %s", (code, _what, tell) => {
    const told = introduced();
    tell(told);
    expect(told.end()).toContain(code);
  });

  test("and there is a story for every one", () => {
    const told = new Set(STORIES.map(([code]) => code));
    expect([...INVARIANTS, ...CALM_INVARIANTS].map(({ code }) => code).filter((code) => !told.has(code))).toEqual([]);
  });
});
