import type { OptInProof } from "@jules/core/consent";
import { optIn, optOut, remind } from "@jules/core/conversation";
import { fixedText } from "@jules/core/disclosure";
import { Failure, instantPlus } from "@jules/core/kernel";
import type { ReceivedText } from "@jules/core/messaging";
import { MEMBER_NUMBER, number, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { recordingSender, switchedOn } from "@jules/testkit/memory";
import { describe, expect, test } from "vitest";
import { createWorld } from "../../test/world.ts";
import { createAlerts } from "../runtime/alerts.ts";
import { recordingReporter } from "../runtime/recording-reporter.ts";
import { createHandler } from "./intake/handler.ts";

const DAY_MS = 24 * 60 * 60_000;
const PAGE = { code: "page-consent", version: 1, body: "I agree to recurring automated texts from Jules, an AI." };

function setUp() {
  const clock = manualClock();
  const { members, conversations, itemsOf, ledgerOf } = createWorld(clock);
  const sender = recordingSender();
  const reporter = recordingReporter();
  const switches = switchedOn();
  const opting = { members, conversations, sender, clock, switches, alerts: createAlerts(reporter) };
  const intake = createHandler({
    ...{ reporter, clock, members, sender, conversations, switches, privacy: { submit: async () => undefined } },
    doorbell: { ring: async () => undefined },
    sooner: async () => undefined,
    privacy: { submit: async () => undefined },
  });
  const say = async (body: string, fields: Partial<ReceivedText> = {}) => {
    clock.advance(2_000);
    const text = receivedText({ body, saidAt: clock.now(), receivedAt: clock.now(), ...fields });
    await intake(queueEvent({ body: JSON.stringify({ v: 1, ...text }), groupId: text.from }), lambdaContext());
  };
  const proofNow = (): OptInProof => ({
    ...{ text: PAGE, medium: "web", action: "ticked and sent", at: clock.now() },
    ...{ url: "https://jules.example/join", ip: "203.0.113.7", userAgent: "Browser/1.0" },
  });
  const to = { number: MEMBER_NUMBER, ownNumber: OWN_NUMBER };
  const member = () => members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  return {
    ...{ clock, members, sender, opting, say, member, itemsOf, proofNow },
    optIn: (proof = proofNow(), more: Partial<Parameters<typeof optIn>[1]> = {}) =>
      optIn(opting, { ...to, proof, ...more }),
    optOut: (channel: "e-mail" | "web" | "phone", at = clock.now()) => optOut(opting, { ...to, channel, at }),
    bodies: () => sender.accepted.map(({ body }) => body),
    ledger: async () => ledgerOf((await member()).numberHash),
    /** What is kept of the number, whatever becomes of its member. */
    suppressed: async () => ledgerOf((await member()).numberHash).find(({ sk }) => sk === "SUPPRESSION")?.state,
  };
}

describe("who asks for our texts on a page", () => {
  test("is asked by text to say yes, with the proof in the ledger and no address in it", async () => {
    const { optIn: ask, member, bodies, ledger } = setUp();
    expect(await ask()).toEqual({ kind: "asked", replied: "sent" });
    expect((await member()).consent).toMatchObject({ state: "PENDING", scope: "replies" });
    expect(bodies()).toEqual([fixedText("opt-in").body]);
    const rows = JSON.stringify(await ledger());
    for (const kept of ["opt-in-proof", PAGE.code, "web", "asked-on-page"]) expect(rows).toContain(kept);
    for (const personal of ["203.0.113.7", "Browser", "jules.example/join", MEMBER_NUMBER]) {
      expect(rows).not.toContain(personal);
    }
  });

  test("leaves address and browser sealed where they are erased with the member", async () => {
    const { optIn: ask, member, itemsOf } = setUp();
    await ask();
    const proofs = itemsOf((await member()).id, "PROOF#");
    expect(proofs).toHaveLength(1);
    const bytes = Buffer.from(proofs[0]?.sealed as Uint8Array).toString("latin1");
    for (const personal of ["203.0.113.7", "Browser", PAGE.body]) expect(bytes).not.toContain(personal);
  });

  test("is asked in Spanish on a Spanish page", async () => {
    const { optIn: ask, bodies, proofNow } = setUp();
    await ask(proofNow(), { language: "es" });
    expect(bodies()).toEqual([fixedText("opt-in", "es").body]);
  });

  test("is asked once, however often the same form comes, and once a day whoever fills it in", async () => {
    const { optIn: ask, bodies, clock, proofNow, itemsOf, member } = setUp();
    const proof = proofNow();
    for (const _again of [1, 2]) expect(await ask(proof)).toEqual({ kind: "asked", replied: "sent" });
    clock.advance(60_000);
    expect(await ask()).toEqual({ kind: "already-asked" });
    expect(bodies()).toHaveLength(1);
    expect(itemsOf((await member()).id, "PROOF#")).toHaveLength(1);
    clock.advance(DAY_MS);
    expect(await ask()).toMatchObject({ kind: "asked" });
    expect(bodies()).toHaveLength(2);
  });

  test("whose question could not leave is asked at the next try, under the same proof", async () => {
    const { optIn: ask, sender, bodies, proofNow, ledger } = setUp();
    sender.next({ kind: "refused", reason: "http-503", retryable: true });
    const proof = proofNow();
    await expect(ask(proof)).rejects.toThrow(Failure);
    expect(await ask(proof)).toEqual({ kind: "asked", replied: "sent" });
    expect(bodies()).toHaveLength(1);
    expect((await ledger()).filter((row) => JSON.stringify(row).includes('"opt-in-proof"'))).toHaveLength(1);
  });

  test("and says yes by text is a subscriber", async () => {
    const { optIn: ask, say, member } = setUp();
    await ask();
    await say("YES");
    expect((await member()).consent).toMatchObject({ state: "ACTIVE", scope: "recurring" });
  });

  test("after a STOP is asked again, and comes back with a yes", async () => {
    const { optIn: ask, say, member, clock, bodies } = setUp();
    await say("STOP");
    clock.advance(60_000);
    expect(await ask()).toMatchObject({ kind: "asked" });
    await say("yes");
    expect((await member()).consent.state).toBe("ACTIVE");
    expect(bodies()).toEqual([fixedText("stopped").body, fixedText("opt-in").body]);
  });

  test.each(["hi", "who is this?", "leave me alone", "I changed my mind"])(
    "after a STOP is not brought back by other words than a yes: %j",
    async (body) => {
      const { optIn: ask, say, member, clock, bodies } = setUp();
      await say("STOP");
      clock.advance(60_000);
      await ask();
      await say(body);
      expect((await member()).consent.state).toBe("PENDING");
      expect(bodies()).toEqual([fixedText("stopped").body, fixedText("opt-in").body]);
      await say("START");
      expect((await member()).consent.state).toBe("ACTIVE");
    },
  );

  test("after a STOP is asked once, and a day of silence is a STOP as before", async () => {
    const { optIn: ask, say, member, clock, bodies, opting } = setUp();
    await say("STOP");
    const once = [fixedText("stopped").body, fixedText("opt-in").body];
    clock.advance(60_000);
    expect(await ask()).toMatchObject({ kind: "asked" });
    clock.advance(DAY_MS - 1);
    expect(await ask()).toEqual({ kind: "already-asked" });
    clock.advance(60_000);
    expect(await remind(opting, (await member()).id)).toBe("silent");
    expect((await member()).consent.state).toBe("OPTED_OUT");
    for (const _day of [1, 2, 3]) {
      clock.advance(DAY_MS);
      expect(await ask()).toEqual({ kind: "already-asked" });
    }
    await say("yes");
    expect([(await member()).consent.state, bodies()]).toEqual(["OPTED_OUT", once]);
  });

  test.each(["no", "STOP"])("after a STOP and says %j is silent again, without another text", async (body) => {
    const { optIn: ask, say, member, clock, bodies } = setUp();
    await say("STOP");
    clock.advance(60_000);
    await ask();
    await say(body);
    const texts = [fixedText("stopped").body, fixedText("opt-in").body];
    expect([(await member()).consent.state, bodies()]).toEqual(["OPTED_OUT", texts]);
  });

  test("after a STOP stays suppressed until a yes", async () => {
    const { optIn: ask, say, clock, suppressed } = setUp();
    await say("STOP");
    clock.advance(60_000);
    await ask();
    expect(await suppressed()).toBe("OPTED_OUT");
    await say("yes");
    expect(await suppressed()).toBe("NONE");
  });

  test("but said STOP since then is left alone", async () => {
    const { optIn: ask, say, member, proofNow } = setUp();
    const proof = proofNow();
    await say("STOP");
    expect(await ask(proof)).toEqual({ kind: "overtaken" });
    expect((await member()).consent.state).toBe("OPTED_OUT");
  });

  test("by a clock that is ahead is opted out by the next STOP all the same", async () => {
    const { optIn: ask, say, member, proofNow, clock } = setUp();
    await ask({ ...proofNow(), at: instantPlus(clock.now(), 2 * DAY_MS) });
    await say("YES");
    await say("STOP");
    expect((await member()).consent.state).toBe("OPTED_OUT");
  });

  test("is heard by START after an opt-out by a clock that is ahead", async () => {
    const { optOut: leave, say, member, clock } = setUp();
    await say("hi");
    await leave("web", instantPlus(clock.now(), 2 * DAY_MS));
    await say("START");
    expect((await member()).consent.state).toBe("ACTIVE");
  });

  test("while they text with us changes nothing, but the proof is kept, once", async () => {
    const { optIn: ask, say, member, bodies, ledger, proofNow } = setUp();
    await say("hi");
    const proof = proofNow();
    for (const _again of [1, 2]) expect(await ask(proof)).toEqual({ kind: "already-subscribed" });
    expect((await member()).consent).toMatchObject({ state: "ACTIVE", scope: "replies" });
    expect(bodies()).toEqual([]);
    expect((await ledger()).filter((row) => JSON.stringify(row).includes('"opt-in-proof"'))).toHaveLength(1);
  });

  test("is never brought back where a child was blocked", async () => {
    const { optIn: ask, member, members, clock, bodies } = setUp();
    const change = { state: "BLOCKED", changedBy: "age", saidAt: clock.now(), cause: "child" } as const;
    await members.changeConsent(await member(), change, clock.now());
    clock.advance(1_000);
    expect(await ask()).toEqual({ kind: "blocked" });
    expect([(await member()).consent.state, bodies()]).toEqual(["BLOCKED", []]);
  });

  test.each(["+14165550123", "+18765550123", "+447700900123", "+18005550123"])(
    "with a number of no state (%s) is refused, and nothing is kept",
    async (elsewhere) => {
      const { optIn: ask, members, bodies, proofNow } = setUp();
      expect(await ask(proofNow(), { number: number(elsewhere) })).toEqual({ kind: "outside-us" });
      expect([await members.find(number(elsewhere)), bodies()]).toEqual([undefined, []]);
    },
  );
});

describe.each(["e-mail", "web", "phone"] as const)("an opt-out by %s", (channel) => {
  test("is a STOP, confirmed by one text", async () => {
    const { optOut: leave, say, member, bodies, ledger, clock } = setUp();
    await say("hi");
    clock.advance(1_000);
    expect(await leave(channel)).toEqual({ kind: "opted-out", replied: "sent" });
    expect((await member()).consent.state).toBe("OPTED_OUT");
    expect(bodies()).toEqual([fixedText("stopped").body]);
    expect(JSON.stringify(await ledger())).toContain("other-channel");
    await say("are you there?");
    expect(bodies()).toHaveLength(1);
  });

  test("counts from when they asked, days before it was put down, but not from before a START", async () => {
    const { optOut: leave, say, member, clock } = setUp();
    await say("hi");
    const at = clock.now();
    clock.advance(3 * DAY_MS);
    await leave(channel, at);
    expect((await member()).consent).toMatchObject({ state: "OPTED_OUT", changedAt: clock.now(), silentSince: at });
    await say("START");
    const started = clock.now();
    clock.advance(DAY_MS);
    await leave(channel, instantPlus(at, 1_000));
    expect((await member()).consent).toMatchObject({ state: "OPTED_OUT", silentSince: started });
  });

  test("asked for again, or after a STOP, does nothing more", async () => {
    const { optOut: leave, say, bodies, clock } = setUp();
    await say("hi");
    const at = clock.now();
    for (const _again of [1, 2]) expect(await leave(channel, at)).toEqual({ kind: "opted-out", replied: "sent" });
    clock.advance(60_000);
    expect(await leave(channel)).toEqual({ kind: "silent-already" });
    expect(bodies()).toHaveLength(1);
  });

  test("of somebody whom a text of ours asked already is obeyed without another", async () => {
    const { optOut: leave, say, member, bodies, clock } = setUp();
    await say("hi");
    await say("leave me alone");
    const at = clock.now();
    for (const kind of ["opted-out", "silent-already"]) expect(await leave(channel, at)).toMatchObject({ kind });
    expect([(await member()).consent.state, bodies()]).toEqual(["OPTED_OUT", [fixedText("clarification").body]]);
  });

  test("of a number that never texted with us is kept, without telling it of us", async () => {
    const { optOut: leave, optIn: ask, member, bodies, proofNow } = setUp();
    const before = proofNow();
    expect(await leave(channel, instantPlus(before.at, 1_000))).toEqual({ kind: "opted-out", replied: undefined });
    expect([(await member()).consent.state, bodies()]).toEqual(["OPTED_OUT", []]);
    expect(await ask(before)).toEqual({ kind: "overtaken" });
  });

  test("holds while its confirmation cannot leave, which then comes within five minutes or not at all", async () => {
    const { optOut: leave, say, member, bodies, sender, clock } = setUp();
    await say("hi");
    const at = clock.now();
    sender.next({ kind: "refused", reason: "http-503", retryable: true });
    await expect(leave(channel, at)).rejects.toThrow(Failure);
    expect((await member()).consent.state).toBe("OPTED_OUT");
    clock.advance(6 * 60_000);
    expect(await leave(channel, at)).toEqual({ kind: "opted-out", replied: "withheld" });
    expect(bodies()).toEqual([]);
  });
});
