import { type ConversationStore, outboundId } from "@jules/core/conversation";
import { type Instant, instant, instantPlus } from "@jules/core/kernel";
import type { Member, MemberDirectory } from "@jules/core/member";
import type { Archive, Erasure, Erasures } from "@jules/core/privacy";
import { beforeEach, describe, expect, test } from "vitest";
import { HARMLESS, newNumber, OWN_NUMBER, receivedText } from "../builders/index.ts";

export interface ErasingStores {
  readonly members: MemberDirectory;
  readonly conversations: ConversationStore;
  readonly erasures: Erasures;
  readonly erasure: Erasure;
  readonly archive: Archive;
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

    test("comes no later because somebody schedules it once more", async () => {
      await stores.erasures.schedule(member.id, LATER, "asked");
      await stores.erasures.schedule(member.id, instantPlus(LATER, 1_000), "silent");
      expect(await stores.erasures.scheduled(member.id)).toEqual({ dueAt: LATER, reason: "asked" });
      await stores.erasures.schedule(member.id, AT, "child");
      expect(await stores.erasures.scheduled(member.id)).toEqual({ dueAt: AT, reason: "child" });
    });
  });

  describe("the archive", () => {
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
          { key: expect.any(String), at: AT, speaker: "member", body: "hello", wasSaid: true },
          { key: expect.any(String), at: AT, speaker: "member", body: "HELP", wasSaid: true },
          { key: expect.any(String), at: AT, speaker: "jules", body: "Help is here.", kind: "help", wasSaid: true },
        ]),
      );
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
}
