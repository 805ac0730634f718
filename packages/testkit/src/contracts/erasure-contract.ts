import { type ConversationStore, outboundId } from "@jules/core/conversation";
import { type Instant, instant, instantPlus } from "@jules/core/kernel";
import type { Member, MemberDirectory } from "@jules/core/member";
import type { Archive, Erasure, Erasures, ExportCopies } from "@jules/core/privacy";
import { beforeEach, describe, expect, test } from "vitest";
import { HARMLESS, MEMBER_NUMBER, newNumber, OWN_NUMBER, receivedText } from "../builders/index.ts";

export interface ErasingStores {
  readonly members: MemberDirectory;
  readonly conversations: ConversationStore;
  readonly erasures: Erasures;
  readonly erasure: Erasure;
  readonly archive: Archive;
  readonly copies: ExportCopies;
}

const AT = instant("2026-11-20T17:00:00.000Z");
const LATER = instantPlus(AT, 60_000);

/** What every implementation must do that gives people their data, or takes it away. */
export function erasureContract(create: () => Promise<ErasingStores>): void {
  let stores: ErasingStores;
  let member: Member;

  beforeEach(async () => {
    stores = await create();
    member = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
  });

  const says = async (body: string, of = member) =>
    void (await stores.conversations.receive(of, receivedText({ body }), HARMLESS, undefined, AT));
  const archived = async () => {
    const found = [];
    for await (const text of stores.archive.texts(member.id)) found.push(text);
    return found;
  };

  describe("what is scheduled", () => {
    const due = async (at: Instant) => {
      const found = [];
      for await (const page of stores.erasures.due(at)) found.push(...page);
      return found.filter((id) => id === member.id);
    };

    test("is found when it is due, until it is dropped", async () => {
      await stores.erasures.schedule(member.id, LATER, "asked");
      expect([await due(instantPlus(LATER, -1)), await due(LATER)]).toEqual([[], [member.id]]);
      expect(await stores.erasures.scheduled(member.id)).toEqual({ dueAt: LATER, reason: "asked" });
      await stores.erasures.drop(member.id);
      await stores.erasures.drop(member.id);
      expect([await due(LATER), await stores.erasures.scheduled(member.id)]).toEqual([[], undefined]);
    });

    test("is everybody's, from their first text on, for when they fall silent", async () => {
      const { dueAt, reason } = (await stores.erasures.scheduled(member.id)) ?? {};
      expect(reason).toBe("silent");
      expect(Date.parse(dueAt ?? "") - Date.parse(AT)).toBe(365 * 24 * 60 * 60_000);
    });

    test("moves on from the moment that it was due, and from no other", async () => {
      await stores.erasures.schedule(member.id, AT, "child");
      await stores.erasures.postpone(member.id, LATER, instantPlus(LATER, 1_000), "silent");
      expect(await stores.erasures.scheduled(member.id)).toEqual({ dueAt: AT, reason: "child" });
      await stores.erasures.postpone(member.id, AT, LATER, "silent");
      expect(await stores.erasures.scheduled(member.id)).toEqual({ dueAt: LATER, reason: "silent" });
      expect([await due(AT), await due(LATER)]).toEqual([[], [member.id]]);
    });

    test("comes no later because somebody schedules it once more", async () => {
      await stores.erasures.schedule(member.id, LATER, "asked");
      await stores.erasures.schedule(member.id, instantPlus(LATER, 1_000), "silent");
      expect(await stores.erasures.scheduled(member.id)).toEqual({ dueAt: LATER, reason: "asked" });
      await stores.erasures.schedule(member.id, AT, "child");
      expect(await stores.erasures.scheduled(member.id)).toEqual({ dueAt: AT, reason: "child" });
    });
  });

  describe("the archive", () => {
    const theirs = { key: expect.any(String), at: AT, speaker: "member", number: MEMBER_NUMBER, wasSaid: true };

    test("has what both sides said, opened, control words too", async () => {
      await says("hello");
      await stores.conversations.receive(member, receivedText({ body: "HELP" }), HARMLESS, "keyword", AT);
      const content = { kind: "help", body: "Help is here.", to: OWN_NUMBER, expiresAt: LATER } as const;
      const id = outboundId(member.id, "fixed", "text-1");
      await stores.conversations.beginFixed({ member }, id, { states: ["READY"] }, AT);
      const accepted = { kind: "accepted", carrierId: "c", segments: 1 } as const;
      await stores.conversations.settle(member, { id, content, sendingAt: AT }, accepted, AT, AT);
      const texts = await archived();
      expect(texts).toHaveLength(3);
      expect(texts).toEqual(
        expect.arrayContaining([
          { ...theirs, text: expect.any(String), body: "hello" },
          { ...theirs, text: expect.any(String), body: "HELP" },
          { ...theirs, speaker: "jules", body: "Help is here.", kind: "help", number: OWN_NUMBER },
        ]),
      );
    });

    test("says of a text that sounded dangerous what was concluded from it, and of others nothing", async () => {
      const assessment = { ...HARMLESS, tier: "high", categories: ["suicide"] } as const;
      await stores.conversations.receive(member, receivedText({ body: "bad" }), assessment, "closed", AT);
      await says("hello");
      const danger = (await archived()).map((text) => [text.body, text.danger?.tier, text.danger?.categories]);
      expect(danger).toEqual(
        expect.arrayContaining([
          ["bad", "high", ["suicide"]],
          ["hello", undefined, undefined],
        ]),
      );
    });

    test("has how they asked for our texts outside of a text", async () => {
      const text = { code: "page", version: 1, body: "Text me" };
      const proof = { text, medium: "web", action: "ticked", at: AT, ip: "192.0.2.1" } as const;
      await stores.members.keepProof(member, proof);
      const proofs = [];
      for await (const each of stores.archive.proofs(member.id)) proofs.push(each);
      expect(proofs).toEqual([proof]);
    });

    test("gives the conversation page by page, newest first, and takes no page of somebody else's for its own", async () => {
      for (const body of ["one", "two", "three"]) {
        const saidAt = instantPlus(AT, body === "one" ? 0 : body === "two" ? 1_000 : 2_000);
        await stores.conversations.receive(member, receivedText({ body, saidAt }), HARMLESS, undefined, AT);
      }
      const first = await stores.archive.page(member.id, undefined, 2);
      expect(first?.texts.map(({ body }) => body)).toEqual(["three", "two"]);
      const second = await stores.archive.page(member.id, first?.before, 2);
      expect([second?.texts.map(({ body }) => body), second?.before]).toEqual([["one"], undefined]);
      const other = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
      expect(await stores.archive.page(other.id, first?.before, 2)).toBeUndefined();
      expect(await stores.archive.page(other.id, undefined, 2)).toEqual({ texts: [], before: undefined });
    });

    test("that forgets, with nothing to delete as well, changes what the model is told", async () => {
      const version = async () => (await stores.members.byId(member.id))?.activity.conversationVersion;
      expect(await version()).toBe(0);
      await stores.archive.forget(member.id, []);
      expect(await version()).toBe(1);
    });

    test("forgets single texts, and leaves the others", async () => {
      await says("my sister is called Ada");
      await says("nice weather");
      const keys = (await archived()).filter(({ body }) => body.includes("Ada")).map(({ key }) => key);
      await stores.archive.forget(member.id, keys);
      await stores.archive.forget(member.id, keys);
      expect((await archived()).map(({ body }) => body)).toEqual(["nice weather"]);
    });

    test("forgets more than fit into one batch", async () => {
      for (let text = 0; text < 60; text++) await says(`text ${text}`);
      const all = await archived();
      expect(all).toHaveLength(60);
      await stores.archive.forget(
        member.id,
        all.map(({ key }) => key),
      );
      expect(await archived()).toEqual([]);
    });
  });

  describe("an erased member", () => {
    test("is gone with everything, and nobody else is", async () => {
      const other = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
      await says("mine", other);
      for (let text = 0; text < 30; text++) await says(`text ${text}`);
      await stores.erasures.schedule(member.id, AT, "asked");
      await stores.members.moveMoment(member, AT);
      await stores.erasure.everythingOf(member.id);
      expect(await stores.members.byId(member.id)).toBeUndefined();
      expect((await stores.conversations.open(member.id)).waiting).toEqual([]);
      expect(await stores.erasures.scheduled(member.id)).toBeUndefined();
      expect((await stores.conversations.open(other.id)).waiting).toMatchObject([{ body: "mine" }]);
    });

    test("never gets a key again, in whatever sandbox", async () => {
      await says("hello");
      await stores.erasure.everythingOf(member.id);
      stores = await create();
      const erased = { code: "key.unavailable", detail: "erased" };
      await expect(says("a text that came late")).rejects.toMatchObject(erased);
      await expect(archived()).rejects.toMatchObject(erased);
    });

    test("who never had a key gets none", async () => {
      await stores.erasure.everythingOf(member.id);
      await expect(says("a text that came late")).rejects.toMatchObject({ code: "key.unavailable", detail: "erased" });
    });

    test("is erased as well by doing it twice", async () => {
      await says("hello");
      await stores.erasure.everythingOf(member.id);
      await stores.erasure.everythingOf(member.id);
      expect(await stores.members.byId(member.id)).toBeUndefined();
    });
  });

  describe("the copy of somebody's data", () => {
    const copy = { reference: "A", key: "exports/a", expiresAt: LATER, isComplete: false };

    test("is the one that was noted last", async () => {
      expect(await stores.copies.newest(member.id)).toBeUndefined();
      await stores.copies.note(member.id, copy);
      await stores.copies.note(member.id, { ...copy, reference: "B", isComplete: true });
      expect(await stores.copies.newest(member.id)).toEqual({ ...copy, reference: "B", isComplete: true });
    });

    test("goes with its member, and none is noted for who is gone", async () => {
      await stores.copies.note(member.id, copy);
      await stores.erasure.everythingOf(member.id);
      await stores.copies.note(member.id, copy);
      expect(await stores.copies.newest(member.id)).toBeUndefined();
    });
  });
}
