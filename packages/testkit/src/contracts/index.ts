import type { ConsentChange, ConsentState } from "@jules/core/consent";
import type { ConversationStore, DeliveryStore, DueStore, OutboundState, StagedText } from "@jules/core/conversation";
import { outboundId } from "@jules/core/conversation";
import { type Instant, instant, instantPlus, memberId, phoneNumber } from "@jules/core/kernel";
import type { ConsentChanges, Member, MemberDirectory } from "@jules/core/member";
import { beforeEach, describe, expect, test } from "vitest";
import { HARMLESS, MEMBER_NUMBER, number, OWN_NUMBER, receivedText } from "../builders/index.ts";

export interface Stores {
  readonly members: MemberDirectory & ConsentChanges;
  readonly conversations: ConversationStore & DeliveryStore & DueStore;
}

const change = (state: ConsentState, changedBy: string): ConsentChange => ({ state, changedBy, saidAt: AT });

const AT = instant("2026-11-20T17:00:00.000Z");

let last = 4_155_550_200;

/** A number nobody in this process has used: stores may be shared between tests. */
function newNumber() {
  last += 1;
  return phoneNumber(`+1${last}`) ?? MEMBER_NUMBER;
}

/**
 * What every implementation of the member and conversation ports must do; runs on the model and on the real table, so
 * that what is proved with the one holds for the other.
 */
export function storesContract(create: () => Promise<Stores>): void {
  let stores: Stores;
  let member: Member;

  beforeEach(async () => {
    stores = await create();
    const fresh = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
    member = await stores.members.changeConsent(fresh, change("ACTIVE", "first"), AT);
  });

  const staged = (fields: Partial<StagedText> = {}): StagedText => ({
    id: outboundId(member.id, "reply", `cause-${Math.random().toString(36).slice(2)}`),
    body: "I'm up. What happened?",
    to: MEMBER_NUMBER,
    answers: [],
    createdAt: AT,
    ...fields,
  });

  describe("members", () => {
    test("the same number is the same member, another number is another", async () => {
      const phone = newNumber();
      const first = await stores.members.byNumber(phone, OWN_NUMBER, AT);
      const again = await stores.members.byNumber(phone, number("+19195550101"), AT);
      const other = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
      expect(again.id).toBe(first.id);
      expect(again.ownNumber).toBe(OWN_NUMBER);
      expect(other.id).not.toBe(first.id);
      expect(first.consent.state).toBe("NEW");
    });

    test("two first texts at once make one member", async () => {
      const phone = newNumber();
      const found = await Promise.all([1, 2, 3].map(() => stores.members.byNumber(phone, OWN_NUMBER, AT)));
      expect(new Set(found.map((one) => one.id)).size).toBe(1);
    });

    test("a change of consent goes one version up and holds", async () => {
      const changed = await stores.members.changeConsent(member, change("OPTED_OUT", "text-1"), AT);
      expect(changed.consent).toEqual({
        state: "OPTED_OUT",
        version: member.consent.version + 1,
        changedAt: AT,
        changedBy: "text-1",
        saidAt: AT,
      });
      expect(await stores.members.byId(member.id)).toEqual(changed);
    });

    test("a change from an old version changes nothing and shows what is so now", async () => {
      const stopped = await stores.members.changeConsent(member, change("OPTED_OUT", "text-1"), AT);
      const late = await stores.members.changeConsent(member, change("ACTIVE", "text-0"), AT);
      expect(late).toEqual(stopped);
    });

    test("the carrier's opt-out counts once", async () => {
      const later = instantPlus(AT, 1_000);
      expect(await stores.members.optOut(member.id, "carrier.4775", later, later)).toBe(true);
      expect(await stores.members.optOut(member.id, "carrier.4775", later, later)).toBe(false);
      expect((await stores.members.byId(member.id))?.consent.state).toBe("OPTED_OUT");
    });

    test("the carrier's opt-out does not undo a consent that was given later", async () => {
      const earlier = instantPlus(AT, -1_000);
      expect(await stores.members.optOut(member.id, "carrier.4775", earlier, AT)).toBe(false);
      expect((await stores.members.byId(member.id))?.consent.state).toBe("ACTIVE");
    });

    test("an unknown id is nobody", async () => {
      expect(await stores.members.byId(memberId(`m_${"f".repeat(32)}`))).toBeUndefined();
    });

    test("what was marked is read back", async () => {
      await stores.members.markIntroduced(member, AT);
      await stores.members.markHelped(member, instantPlus(AT, 1_000));
      const read = await stores.members.byId(member.id);
      expect([read?.introducedAt, read?.helpedAt]).toEqual([AT, instantPlus(AT, 1_000)]);
    });
  });

  describe("the inbox", () => {
    test("a text is stored once, however often the carrier brings it", async () => {
      const text = receivedText();
      expect(await stores.conversations.receive(member, text, HARMLESS, undefined, AT)).toBe("stored");
      expect(await stores.conversations.receive(member, text, HARMLESS, undefined, AT)).toBe("seen");
      expect((await stores.conversations.open(member.id)).waiting).toHaveLength(1);
    });

    test("waiting texts come in the carrier's order, then by id, not in the order of arrival", async () => {
      const later = receivedText({ body: "second", saidAt: instantPlus(AT, 2_000) });
      const earlier = receivedText({ body: "first", saidAt: AT });
      await stores.conversations.receive(member, later, HARMLESS, undefined, AT);
      await stores.conversations.receive(member, earlier, HARMLESS, undefined, AT);
      const { waiting } = await stores.conversations.open(member.id);
      expect(waiting.map((said) => said.body)).toEqual(["first", "second"]);
      expect(waiting[0]).toMatchObject({
        from: earlier.from,
        id: earlier.id,
        saidAt: AT,
        receivedAt: AT,
        attachments: 0,
      });
    });

    test("a text that is closed from the start neither waits nor is part of the conversation", async () => {
      await stores.conversations.receive(member, receivedText({ body: "help" }), HARMLESS, "keyword", AT);
      expect((await stores.conversations.open(member.id)).waiting).toEqual([]);
      expect(await stores.conversations.recent(member.id, 10)).toEqual([]);
    });

    test("pictures are counted", async () => {
      const picture = receivedText({ body: "", media: ["https://carrier/1", "https://carrier/2"] });
      await stores.conversations.receive(member, picture, HARMLESS, undefined, AT);
      expect((await stores.conversations.open(member.id)).waiting).toMatchObject([{ body: "", attachments: 2 }]);
    });

    test("a hundred texts are read in portions that can be closed in one go", async () => {
      const texts = Array.from({ length: 100 }, () => receivedText());
      for (const text of texts) await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      let rounds = 0;
      for (let open = await stores.conversations.open(member.id); open.waiting.length > 0; rounds++) {
        const answers = open.waiting.map((text) => text.id);
        const reply = await stores.conversations.stage(member, staged({ answers }));
        expect(await stores.conversations.beginSending(member, reply, AT)).toBe("sending");
        await stores.conversations.settle(reply.id, { kind: "accepted", carrierId: "c", segments: 1 }, AT);
        open = await stores.conversations.open(member.id);
      }
      expect(rounds).toBeLessThanOrEqual(3);
    });

    test("one member's texts are not another's", async () => {
      const other = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
      await stores.conversations.receive(other, receivedText(), HARMLESS, undefined, AT);
      expect(await stores.conversations.open(member.id)).toEqual({ waiting: [], unfinished: [] });
    });

    test("texts that were closed wait no longer", async () => {
      const text = receivedText();
      await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      await stores.conversations.close(member.id, [text.id], "opted-out");
      expect((await stores.conversations.open(member.id)).waiting).toEqual([]);
    });
  });

  describe("sending", () => {
    test("a reply is staged once; the second attempt finds the first one's words", async () => {
      const first = await stores.conversations.stage(member, staged({ id: outboundId(member.id, "reply", "same") }));
      const second = await stores.conversations.stage(
        member,
        staged({ id: outboundId(member.id, "reply", "same"), body: "other words" }),
      );
      expect(second).toEqual(first);
      expect(second.body).toBe("I'm up. What happened?");
    });

    test("the move to SENDING closes the texts it answers", async () => {
      const text = receivedText();
      await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      const reply = await stores.conversations.stage(member, staged({ answers: [text.id] }));
      expect(await stores.conversations.beginSending(member, reply, AT)).toBe("sending");
      const open = await stores.conversations.open(member.id);
      expect(open.waiting).toEqual([]);
      expect(open.unfinished).toMatchObject([{ id: reply.id, state: "SENDING", sendingAt: AT, answers: [text.id] }]);
    });

    test("after a STOP no reply moves to SENDING, and its texts still wait", async () => {
      const text = receivedText();
      await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      const reply = await stores.conversations.stage(member, staged({ answers: [text.id] }));
      await stores.members.changeConsent(member, change("OPTED_OUT", "stop"), AT);
      expect(await stores.conversations.beginSending(member, reply, AT)).toBe("moved-on");
      expect((await stores.conversations.open(member.id)).waiting).toHaveLength(1);
    });

    test("a reply moves to SENDING once", async () => {
      const reply = await stores.conversations.stage(member, staged());
      expect(await stores.conversations.beginSending(member, reply, AT)).toBe("sending");
      expect(await stores.conversations.beginSending(member, reply, AT)).toBe("moved-on");
    });

    test.each([
      ["accepted", { kind: "accepted", carrierId: "c", segments: 1 }, []],
      ["refused for good", { kind: "refused", reason: "http-400", retryable: false }, []],
      ["refused for now", { kind: "refused", reason: "http-429", retryable: true }, ["READY"]],
      ["of unknown fate", { kind: "unknown", reason: "no-answer" }, ["SENDING"]],
    ] as const)("a text that is %s is left in the right state", async (_name, outcome, unfinished) => {
      const reply = await stores.conversations.stage(member, staged());
      await stores.conversations.beginSending(member, reply, AT);
      await stores.conversations.settle(reply.id, outcome, AT);
      expect((await stores.conversations.open(member.id)).unfinished.map((one) => one.state)).toEqual(unfinished);
    });

    test("a fixed text begins once, and again only from the states that are allowed", async () => {
      const id = outboundId(member.id, "fixed", "text-1");
      const begin = (...states: OutboundState[]) => stores.conversations.beginFixed(member, id, { states }, AT);
      expect(await begin("READY")).toEqual({ kind: "sending" });
      expect(await begin("READY")).toEqual({ kind: "exists", state: "SENDING" });
      expect(await begin("READY", "SENDING")).toEqual({ kind: "sending" });
      await stores.conversations.settle(id, { kind: "refused", reason: "http-500", retryable: true }, AT);
      expect(await begin("READY")).toEqual({ kind: "sending" });
      await stores.conversations.settle(id, { kind: "accepted", carrierId: "c", segments: 1 }, AT);
      expect(await begin("READY", "SENDING")).toEqual({ kind: "exists", state: "SENT" });
    });

    test("a fixed text that is being sent is begun again only after it has been for a while", async () => {
      const id = outboundId(member.id, "fixed", "text-2");
      const begin = (sendingSince: Instant) =>
        stores.conversations.beginFixed(member, id, { states: ["READY"], sendingSince }, AT);
      expect(await begin(AT)).toEqual({ kind: "sending" });
      expect(await begin(instantPlus(AT, -1))).toEqual({ kind: "exists", state: "SENDING" });
      expect(await begin(AT)).toEqual({ kind: "sending" });
    });

    test("a fixed text holds to the consent it was made under", async () => {
      await stores.members.changeConsent(member, change("OPTED_OUT", "stop"), AT);
      const id = outboundId(member.id, "fixed", "w-2");
      expect(await stores.conversations.beginFixed(member, id, { states: ["READY"] }, AT)).toEqual({
        kind: "moved-on",
      });
    });

    test("what is parked is out of the work", async () => {
      const reply = await stores.conversations.stage(member, staged());
      await stores.conversations.park(reply.id, "expired");
      expect((await stores.conversations.open(member.id)).unfinished).toEqual([]);
      expect(await stores.conversations.beginSending(member, reply, AT)).toBe("moved-on");
    });
  });

  describe("delivery", () => {
    test("states never go back, whatever the order of the carrier's words", async () => {
      const reply = await stores.conversations.stage(member, staged());
      await stores.conversations.beginSending(member, reply, AT);
      expect(await stores.conversations.record(reply.id, { kind: "delivered" }, AT)).toBe("recorded");
      expect(await stores.conversations.record(reply.id, { kind: "on-its-way" }, AT)).toBe("stale");
      expect(await stores.conversations.record(reply.id, { kind: "delivered" }, AT)).toBe("stale");
      // The answer of the send comes after its callback.
      await stores.conversations.settle(reply.id, { kind: "accepted", carrierId: "c", segments: 1 }, AT);
      expect(await stores.conversations.record(reply.id, { kind: "failed", errorCode: 4720 }, AT)).toBe("stale");
    });

    test("a text that the carrier answered with an error and delivered all the same is not sent again", async () => {
      const reply = await stores.conversations.stage(member, staged());
      await stores.conversations.beginSending(member, reply, AT);
      await stores.conversations.settle(reply.id, { kind: "refused", reason: "http-500", retryable: true }, AT);
      await stores.conversations.record(reply.id, { kind: "delivered" }, AT);
      expect(await stores.conversations.beginSending(member, reply, AT)).toBe("moved-on");
      expect((await stores.conversations.open(member.id)).unfinished).toEqual([]);
    });

    test("a word of the carrier ends the doubt about a send", async () => {
      const reply = await stores.conversations.stage(member, staged());
      await stores.conversations.beginSending(member, reply, AT);
      await stores.conversations.settle(reply.id, { kind: "unknown", reason: "no-answer" }, AT);
      await stores.conversations.record(reply.id, { kind: "on-its-way" }, AT);
      expect((await stores.conversations.open(member.id)).unfinished).toEqual([]);
    });

    test("a text that is none of ours is unknown", async () => {
      const id = outboundId(member.id, "reply", "never-sent");
      expect(await stores.conversations.record(id, { kind: "delivered" }, AT)).toBe("unknown");
    });
  });

  describe("history", () => {
    test("both sides in order, without replies that never left and without what still waits", async () => {
      const text = receivedText({ body: "hi" });
      await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      const reply = await stores.conversations.stage(
        member,
        staged({ body: "hello", answers: [text.id], createdAt: instantPlus(AT, 1_000) }),
      );
      await stores.conversations.stage(member, staged({ body: "never left", createdAt: instantPlus(AT, 2_000) }));
      await stores.conversations.beginSending(member, reply, instantPlus(AT, 1_000));
      const next = receivedText({ body: "and you?", saidAt: instantPlus(AT, 3_000) });
      await stores.conversations.receive(member, next, HARMLESS, undefined, instantPlus(AT, 3_000));
      expect(await stores.conversations.recent(member.id, 10)).toEqual([
        { speaker: "member", body: "hi" },
        { speaker: "jules", body: "hello" },
      ]);
    });

    test("a picture without words is no gap in it", async () => {
      const picture = receivedText({ body: "", media: ["https://carrier/1"] });
      await stores.conversations.receive(member, picture, HARMLESS, undefined, AT);
      const reply = await stores.conversations.stage(
        member,
        staged({ body: "nice", answers: [picture.id], createdAt: instantPlus(AT, 1_000) }),
      );
      await stores.conversations.beginSending(member, reply, AT);
      expect(await stores.conversations.recent(member.id, 10)).toEqual([
        { speaker: "member", body: "(sent a picture without words)" },
        { speaker: "jules", body: "nice" },
      ]);
    });

    test("the newest texts are kept when there are more than asked for", async () => {
      const texts = ["one", "two", "three"].map((body, index) =>
        receivedText({ body, saidAt: instantPlus(AT, index * 1_000) }),
      );
      for (const text of texts) await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      const answers = texts.map((text) => text.id);
      const reply = await stores.conversations.stage(
        member,
        staged({ body: "all right", answers, createdAt: instantPlus(AT, 9_000) }),
      );
      await stores.conversations.beginSending(member, reply, AT);
      expect((await stores.conversations.recent(member.id, 3)).map((said) => said.body)).toEqual([
        "two",
        "three",
        "all right",
      ]);
    });
  });

  describe("what is due", () => {
    const dueAt = async (at: string) => {
      const found = [];
      for await (const page of stores.conversations.due(instant(at))) found.push(...page);
      return found.filter((id) => id === member.id);
    };

    test("a text is due 45 seconds after it came, until it is answered", async () => {
      const text = receivedText();
      await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      expect(await dueAt("2026-11-20T17:00:44.999Z")).toEqual([]);
      expect(await dueAt("2026-11-20T17:00:45.000Z")).toEqual([member.id]);
      const reply = await stores.conversations.stage(member, staged({ answers: [text.id] }));
      await stores.conversations.beginSending(member, reply, AT);
      await stores.conversations.settle(reply.id, { kind: "accepted", carrierId: "c", segments: 1 }, AT);
      expect(await dueAt("2026-11-21T17:00:00.000Z")).toEqual([]);
    });

    test("what is postponed is due when it was postponed to", async () => {
      await stores.conversations.receive(member, receivedText(), HARMLESS, undefined, AT);
      await stores.conversations.stage(member, staged());
      await stores.conversations.postpone(member.id, instant("2026-11-20T17:10:00.000Z"));
      expect(await dueAt("2026-11-20T17:09:59.999Z")).toEqual([]);
      expect(await dueAt("2026-11-20T17:10:00.000Z")).toEqual([member.id]);
    });

    test("a text in doubt is due 90 seconds after it was handed over", async () => {
      const reply = await stores.conversations.stage(member, staged());
      await stores.conversations.beginSending(member, reply, AT);
      expect(await dueAt("2026-11-20T17:01:29.999Z")).toEqual([]);
      expect(await dueAt("2026-11-20T17:01:30.000Z")).toEqual([member.id]);
    });
  });
}
