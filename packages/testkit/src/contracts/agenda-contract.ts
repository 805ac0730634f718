import type { AgendaStore, Entry, EntryId } from "@jules/core/agenda";
import { type ConversationStore, outboundId } from "@jules/core/conversation";
import { NO_EPISODE } from "@jules/core/crisis";
import { type Instant, instant, instantPlus } from "@jules/core/kernel";
import type { Member, MemberDirectory } from "@jules/core/member";
import type { TimeOfDay } from "@jules/core/preferences";
import type { Erasure } from "@jules/core/privacy";
import { beforeEach, describe, expect, test } from "vitest";
import { newNumber, OWN_NUMBER } from "../builders/index.ts";

export interface AgendaStores {
  readonly members: MemberDirectory;
  readonly conversations: ConversationStore;
  readonly agenda: AgendaStore;
  readonly erasure: Erasure;
}

const AT = instant("2026-11-20T17:00:00.000Z");
const LATER = instantPlus(AT, 60_000);
const MUCH_LATER = instantPlus(AT, 24 * 60 * 60_000);
const STOP = { state: "OPTED_OUT", changedBy: "stop", saidAt: AT, cause: "keyword" } as const;

/** What every implementation of an agenda must do. */
export function agendaContract(create: () => Promise<AgendaStores>): void {
  let stores: AgendaStores;
  let member: Member;

  beforeEach(async () => {
    stores = await create();
    member = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
  });

  const entry = (id: string, dueAt: Instant = LATER, more: Partial<Entry> = {}): Entry => ({
    ...{
      id: id as EntryId,
      member: member.id,
      kind: "reminder",
      about: "call mom",
      dueAt,
      language: "en",
      addedAt: AT,
    },
    ...more,
  });
  const daily = { days: "day", at: "09:00" as TimeOfDay, timeZone: "America/Denver" } as const;
  const due = async (at: Instant) =>
    (await stores.agenda.due(at)).filter((each) => each.member === member.id).map(({ id }) => id);
  const of = async () => (await stores.agenda.of(member.id)).map(({ id }) => id);

  describe("an entry", () => {
    test("is read as it was added, by its member alone", async () => {
      const added = entry("one", LATER, { kind: "check-in", about: "la entrevista", language: "es", every: daily });
      await stores.agenda.add(added);
      expect(await stores.agenda.of(member.id)).toEqual([added]);
      expect(await stores.agenda.read(member.id, added.id)).toEqual(added);
      const other = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
      expect(await stores.agenda.of(other.id)).toEqual([]);
      expect(await stores.agenda.read(other.id, added.id)).toBeUndefined();
    });

    test("that is added twice is the first", async () => {
      await stores.agenda.add(entry("one"));
      await stores.agenda.add(entry("one", MUCH_LATER, { about: "something else" }));
      expect(await stores.agenda.of(member.id)).toEqual([entry("one")]);
    });

    test("stands where its time puts it, among twenty at most", async () => {
      for (let hour = 25; hour > 0; hour--)
        await stores.agenda.add(entry(`h-${hour}`, instantPlus(AT, hour * 3_600_000)));
      expect(await of()).toEqual(Array.from({ length: 20 }, (_, index) => `h-${index + 1}`));
    });

    test("is due from its moment on, until it is removed", async () => {
      await stores.agenda.add(entry("one"));
      await stores.agenda.add(entry("two", MUCH_LATER));
      expect([await due(instantPlus(LATER, -1)), await due(LATER)]).toEqual([[], ["one"]]);
      expect(await due(MUCH_LATER)).toEqual(["one", "two"]);
      await stores.agenda.remove(member.id, ["one" as EntryId, "none" as EntryId]);
      expect([await due(MUCH_LATER), await of()]).toEqual([["two"], ["two"]]);
    });

    test("goes with its member", async () => {
      await stores.agenda.add(entry("one"));
      await stores.erasure.everythingOf(member.id);
      expect(await due(LATER)).toEqual([]);
    });
  });

  describe("an occurrence", () => {
    const used = { entry: "one" as EntryId, dueAt: LATER, nextAt: undefined };

    test("passes once, to the next one or away", async () => {
      await stores.agenda.add(entry("one", LATER, { every: daily }));
      const moving = { ...used, nextAt: MUCH_LATER };
      expect([await stores.agenda.pass(member.id, moving), await stores.agenda.pass(member.id, moving)]).toEqual([
        true,
        false,
      ]);
      expect(await stores.agenda.of(member.id)).toEqual([entry("one", MUCH_LATER, { every: daily })]);
      expect(await stores.agenda.pass(member.id, used)).toBe(false);
      expect(await stores.agenda.pass(member.id, { ...used, dueAt: MUCH_LATER })).toBe(true);
      expect([await of(), await due(MUCH_LATER)]).toEqual([[], []]);
    });

    test.each([undefined, MUCH_LATER])("is given back as it was (next: %s), once", async (nextAt) => {
      const added = entry("one", LATER, { every: daily });
      await stores.agenda.add(added);
      await stores.agenda.pass(member.id, { ...used, nextAt });
      await stores.agenda.restore(added, { ...used, nextAt });
      expect([await stores.agenda.of(member.id), await due(LATER)]).toEqual([[added], ["one"]]);
      await stores.agenda.pass(member.id, { ...used, nextAt: instantPlus(MUCH_LATER, 1) });
      await stores.agenda.restore(added, { ...used, nextAt });
      expect((await stores.agenda.of(member.id)).map(({ dueAt }) => dueAt)).toEqual([instantPlus(MUCH_LATER, 1)]);
    });

    const begin = (nextAt: Instant | undefined, cause = "more-1", episodeVersion?: number) =>
      stores.conversations.beginFixed(
        { member },
        outboundId(member.id, "fixed", cause),
        { states: ["READY"] },
        AT,
        { occurrence: { ...used, nextAt } },
        { episodeVersion },
      );

    test("is used up by the text that begins, and by one only", async () => {
      await stores.agenda.add(entry("one"));
      expect(await begin(MUCH_LATER)).toEqual({ kind: "sending" });
      expect(await due(LATER)).toEqual([]);
      expect(await begin(MUCH_LATER)).toEqual({ kind: "exists", state: "SENDING" });
      expect(await begin(MUCH_LATER, "more-2")).toEqual({ kind: "moved-on" });
      expect((await stores.agenda.of(member.id)).map(({ dueAt }) => dueAt)).toEqual([MUCH_LATER]);
    });

    test("goes with the last text, and no text without it", async () => {
      await stores.agenda.add(entry("one"));
      expect(await begin(undefined)).toEqual({ kind: "sending" });
      expect([await of(), await begin(undefined, "more-2")]).toEqual([[], { kind: "moved-on" }]);
    });

    test("stays when a STOP or news of their state came first", async () => {
      await stores.agenda.add(entry("one"));
      const { version } = member.sealedEpisode;
      await stores.members.remember(member.id, { episode: NO_EPISODE, version });
      expect(await begin(undefined, "more-1", version)).toEqual({ kind: "moved-on" });
      await stores.members.changeConsent(member, STOP, AT);
      expect(await begin(undefined)).toEqual({ kind: "moved-on" });
      expect(await of()).toEqual(["one"]);
    });
  });
}
