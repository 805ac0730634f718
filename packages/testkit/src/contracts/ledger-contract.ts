import type { ConsentChange, ConsentState } from "@jules/core/consent";
import {
  type ConversationStore,
  type DeliveryStore,
  type Disclosing,
  type MomentStore,
  type NewOutbound,
  outboundId,
} from "@jules/core/conversation";
import { fixedText } from "@jules/core/disclosure";
import { type Instant, instant, instantPlus, type PhoneNumber } from "@jules/core/kernel";
import type { Ledger, LedgerEntry } from "@jules/core/ledger";
import type { ConsentChanges, Lease, Member, MemberDirectory } from "@jules/core/member";
import type { SendOutcome } from "@jules/core/messaging";
import type { Erasure, Erasures } from "@jules/core/privacy";
import { beforeEach, describe, expect, test } from "vitest";
import { newNumber, OWN_NUMBER } from "../builders/index.ts";

export interface LedgeredStores {
  readonly members: MemberDirectory & ConsentChanges;
  readonly conversations: ConversationStore & DeliveryStore;
  readonly moments: MomentStore;
  readonly erasures: Erasures;
  readonly erasure: Erasure;
  readonly ledger: Ledger;
}

const AT = instant("2026-11-20T17:00:00.000Z");
const LATER = instantPlus(AT, 60_000);

const change = (state: ConsentState, changedBy = "text-1", fields: Partial<ConsentChange> = {}): ConsentChange => ({
  ...{ state, changedBy, saidAt: AT, cause: "keyword" },
  ...fields,
});

/** What must be provable, and what rules need to know of a member, in every implementation of the stores. */
export function ledgerContract(create: () => Promise<LedgeredStores>): void {
  let stores: LedgeredStores;
  let phone: PhoneNumber;
  let member: Member;

  beforeEach(async () => {
    stores = await create();
    phone = newNumber();
    const fresh = await stores.members.byNumber(phone, OWN_NUMBER, AT);
    member = await stores.members.changeConsent(fresh, change("ACTIVE", "first", { cause: "wrote-first" }), AT);
  });

  const current = async () => {
    const read = await stores.members.byId(member.id);
    if (!read) throw new Error("the member is gone");
    return read;
  };
  const rows = async () => {
    const found = [];
    for await (const row of stores.ledger.rowsOf(member.numberHash)) found.push(row);
    return found;
  };
  /** What follows the first change of consent. */
  const entries = async () => (await rows()).slice(1).map(({ entry }) => entry);
  const asked: LedgerEntry = { kind: "privacy", request: "access", step: "asked", reference: "r-1" };

  describe("the ledger", () => {
    test("has a row of every change of consent, in a chain that the member knows the end of", async () => {
      await stores.members.changeConsent(member, change("OPTED_OUT"), LATER);
      const [first, second, ...more] = await rows();
      expect(first).toMatchObject({
        ...{ sequence: 1, at: AT, previousHash: "" },
        entry: { kind: "consent", from: "NEW", to: "ACTIVE", scope: "replies", cause: "wrote-first" },
      });
      expect(second).toMatchObject({
        ...{ sequence: 2, at: LATER, previousHash: first?.hash },
        entry: { kind: "consent", from: "ACTIVE", to: "OPTED_OUT", scope: "replies", cause: "keyword" },
      });
      expect(more).toEqual([]);
      expect((await current()).ledger).toEqual({ sequence: 2, hash: second?.hash });
    });

    test("has none of a change that came too late", async () => {
      await stores.members.changeConsent(member, change("OPTED_OUT"), AT);
      await stores.members.changeConsent(member, change("ACTIVE", "text-0"), AT);
      expect(await rows()).toHaveLength(2);
    });

    test("keeps nobody from a STOP who read the member before the last row", async () => {
      await stores.members.record(member, [asked], AT);
      const stopped = await stores.members.changeConsent(member, change("OPTED_OUT"), AT);
      expect(stopped.consent).toMatchObject({ state: "OPTED_OUT", version: member.consent.version + 1 });
      expect(await current()).toEqual(stopped);
      expect(await rows()).toHaveLength(3);
    });

    test("has every row of who wrote at once, each behind another", async () => {
      await Promise.all([1, 2, 3].map(() => stores.members.record(member, [asked, asked], AT)));
      const found = await rows();
      expect(found.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(found.slice(1).map(({ previousHash }) => previousHash)).toEqual(
        found.slice(0, -1).map(({ hash }) => hash),
      );
    });

    test("takes rows of who is gone", async () => {
      await stores.erasure.everythingOf(member.id);
      await stores.members.record(member, [{ ...asked, request: "erase", step: "done" }], LATER);
      expect(await entries()).toMatchObject([{ kind: "privacy", request: "erase", step: "done", reference: "r-1" }]);
      expect(await stores.members.byId(member.id)).toBeUndefined();
    });

    test("takes them without making a member again who had no row", async () => {
      const fresh = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
      await stores.erasure.everythingOf(fresh.id);
      await stores.members.record(fresh, [asked], LATER);
      expect(await stores.members.byId(fresh.id)).toBeUndefined();
    });
  });

  describe("the scope of a consent", () => {
    test("is what was agreed to, and stays where a change says nothing of it", async () => {
      const wider = await stores.members.changeConsent(member, change("ACTIVE", "start", { scope: "recurring" }), AT);
      const stopped = await stores.members.changeConsent(wider, change("OPTED_OUT"), AT);
      expect([wider.consent.scope, stopped.consent.scope]).toEqual(["recurring", "recurring"]);
      expect(await current()).toEqual(stopped);
      expect((await rows())[1]?.entry).toMatchObject({ scope: "recurring" });
    });
  });

  describe("a number that is silenced", () => {
    const erasedAndBack = async () => {
      await stores.erasure.everythingOf(member.id);
      return stores.members.byNumber(phone, OWN_NUMBER, LATER);
    };

    test.each(["OPTED_OUT", "BLOCKED"] as const)(
      "stays %s when its member is gone, and its chain goes on",
      async (state) => {
        await stores.members.changeConsent(member, change(state), AT);
        const back = await erasedAndBack();
        expect(back.id).not.toBe(member.id);
        expect(back.consent).toMatchObject({ state, saidAt: AT, changedBy: "suppressed.keyword" });
        await stores.members.changeConsent(back, change("ACTIVE", "start"), LATER);
        expect((await rows()).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
      },
    );

    test("is silenced no longer after a START", async () => {
      const stopped = await stores.members.changeConsent(member, change("OPTED_OUT"), AT);
      await stores.members.changeConsent(stopped, change("ACTIVE", "start"), AT);
      expect((await erasedAndBack()).consent.state).toBe("NEW");
    });

    test("that never was is a new one's", async () => {
      expect((await erasedAndBack()).consent.state).toBe("NEW");
    });

    test("by the carrier stays so too", async () => {
      await stores.members.optOut(member.id, member.consent.version, "carrier.4775", LATER, LATER);
      expect(await entries()).toMatchObject([{ from: "ACTIVE", to: "OPTED_OUT", cause: "carrier" }]);
      expect((await erasedAndBack()).consent.state).toBe("OPTED_OUT");
    });

    test("for a child is not opened by the carrier's opt-out", async () => {
      const blocked = await stores.members.changeConsent(member, change("BLOCKED"), AT);
      const { version } = blocked.consent;
      expect(await stores.members.optOut(member.id, version, "carrier.4775", LATER, LATER)).toBe(false);
      expect((await current()).consent.state).toBe("BLOCKED");
    });
  });

  describe("a number that was given to somebody else", () => {
    const reassign = () =>
      stores.members.optOut(member.id, member.consent.version, "carrier.4721", LATER, LATER, "number-reassigned");

    test("is noted on its member, who hears nothing any more", async () => {
      expect(await reassign()).toBe(true);
      expect(await current()).toMatchObject({ consent: { state: "OPTED_OUT" }, reassignedAt: LATER });
      expect(await stores.members.find(phone)).toBeUndefined();
    });

    test("is another member's from the next text on, and the last one is to be erased at once", async () => {
      await reassign();
      const next = await stores.members.byNumber(phone, OWN_NUMBER, instantPlus(LATER, 1_000));
      expect(next.id).not.toBe(member.id);
      expect(next.consent.state).toBe("NEW");
      expect((await stores.members.byNumber(phone, OWN_NUMBER, LATER)).id).toBe(next.id);
      expect(await stores.erasures.scheduled(member.id)).toMatchObject({ reason: "reassigned" });
      // Erasing the last one leaves the number to who has it.
      await stores.erasure.everythingOf(member.id);
      expect((await stores.members.find(phone))?.id).toBe(next.id);
      expect((await stores.members.byNumber(phone, OWN_NUMBER, LATER)).id).toBe(next.id);
    });

    test("is no longer silenced for whom it has now, even after the last one is erased", async () => {
      await reassign();
      await stores.erasure.everythingOf(member.id);
      expect((await stores.members.byNumber(phone, OWN_NUMBER, LATER)).consent.state).toBe("NEW");
    });

    test("by who had said STOP is not silenced for whom it has now", async () => {
      const { version } = member.consent;
      await stores.members.changeConsent(member, change("OPTED_OUT"), AT);
      const told = stores.members.optOut(member.id, version, "carrier.4721", LATER, LATER, "number-reassigned");
      expect(await told).toBe(false);
      expect((await current()).reassignedAt).toBe(LATER);
      expect((await stores.members.byNumber(phone, OWN_NUMBER, LATER)).consent.state).toBe("NEW");
    });

    test("is still theirs who said START after the carrier's word", async () => {
      const { version } = member.consent;
      const saidAt = instantPlus(LATER, 1_000);
      await stores.members.changeConsent(member, change("ACTIVE", "start", { saidAt }), saidAt);
      await stores.members.optOut(member.id, version, "carrier.4721", LATER, saidAt, "number-reassigned");
      expect(await current()).toMatchObject({ consent: { state: "ACTIVE" }, reassignedAt: undefined });
    });

    test("has one ledger, which rows about the one before and the one after share", async () => {
      await reassign();
      const next = await stores.members.byNumber(phone, OWN_NUMBER, LATER);
      await stores.members.record(await current(), [asked], LATER);
      await stores.members.changeConsent(next, change("ACTIVE", "theirs"), LATER);
      await stores.members.record(await current(), [asked], LATER);
      const found = await rows();
      expect(found.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
      expect(found.slice(1).map(({ previousHash }) => previousHash)).toEqual(
        found.slice(0, -1).map(({ hash }) => hash),
      );
    });
  });

  test("a member is found by their number, and nobody is made who is not there", async () => {
    expect((await stores.members.find(phone))?.id).toBe(member.id);
    const stranger = newNumber();
    expect(await stores.members.find(stranger)).toBeUndefined();
    expect(await stores.members.find(stranger)).toBeUndefined();
  });

  describe("an age", () => {
    test("goes one version up with every change, which the ledger keeps", async () => {
      expect(member.age).toMatchObject({ state: "UNKNOWN", version: 0 });
      const claimed = await stores.members.changeAge(member, { state: "CLAIMED_ADULT", by: "stated" }, AT);
      const proof = { method: "estimation", threshold: 22.5, session: "s-1" } as const;
      const verified = { ...({ state: "VERIFIED_ADULT", by: "verification" } as const), ...proof };
      const proven = await stores.members.changeAge(claimed, verified, LATER);
      expect(proven.age).toMatchObject({ state: "VERIFIED_ADULT", version: 2, since: LATER });
      expect(await current()).toEqual(proven);
      expect(await entries()).toEqual([
        { kind: "age", from: "UNKNOWN", to: "CLAIMED_ADULT", by: "stated" },
        { kind: "age", from: "CLAIMED_ADULT", to: "VERIFIED_ADULT", by: "verification", ...proof },
      ]);
    });

    test("does not change from an old version", async () => {
      const child = await stores.members.changeAge(member, { state: "CHILD", by: "stated" }, AT);
      expect(await stores.members.changeAge(member, { state: "CLAIMED_ADULT", by: "stated" }, AT)).toEqual(child);
      expect(await entries()).toHaveLength(1);
    });

    test("has notes beside it, which can be taken back", async () => {
      await stores.members.noteAge(member, { askedAt: AT, asks: 2, childDoubtAt: LATER });
      expect((await current()).age).toMatchObject({ askedAt: AT, asks: 2, childDoubtAt: LATER, version: 0 });
      await stores.members.noteAge(member, { childDoubtAt: undefined });
      expect((await current()).age).toMatchObject({ askedAt: AT, asks: 2, childDoubtAt: undefined });
    });
  });

  test("an erasure that was asked for is noted until it is taken back, and not of who is gone", async () => {
    await stores.members.noteErasureAsked(member, LATER);
    expect((await current()).erasureAskedAt).toBe(LATER);
    await stores.members.noteErasureAsked(member, undefined);
    expect((await current()).erasureAskedAt).toBeUndefined();
    await stores.erasure.everythingOf(member.id);
    await stores.members.noteErasureAsked(member, LATER);
    await stores.members.noteAge(member, { asks: 1 });
    expect(await stores.members.byId(member.id)).toBeUndefined();
  });

  const dueAt = async (at: Instant) => {
    const found = [];
    for await (const page of stores.moments.due(at)) found.push(...page);
    return found.filter((moment) => moment.member === member.id).map((moment) => moment.member);
  };

  describe("a moment", () => {
    test("is found when it has come, and not when it was moved or taken away", async () => {
      expect(await stores.members.moveMoment(member, LATER)).toBe(true);
      expect(await dueAt(instantPlus(LATER, -1))).toEqual([]);
      expect(await dueAt(LATER)).toEqual([member.id]);
      const later = instantPlus(LATER, 1_000);
      expect(await stores.members.moveMoment(await current(), later)).toBe(true);
      expect([await dueAt(LATER), await dueAt(later)]).toEqual([[], [member.id]]);
      expect(await stores.members.moveMoment(await current(), undefined)).toBe(true);
      expect([await dueAt(later), (await current()).contact.momentAt]).toEqual([[], undefined]);
    });

    test("is moved by who read it, once", async () => {
      await stores.members.moveMoment(member, LATER);
      expect(await stores.members.moveMoment(member, instantPlus(LATER, 1))).toBe(false);
      expect((await current()).contact.momentAt).toBe(LATER);
    });
  });

  const outbound = (cause: string): NewOutbound => ({
    id: outboundId(member.id, "reply", cause),
    content: { kind: "reply", body: "hi", to: phone, expiresAt: instantPlus(AT, 600_000) },
    answers: [],
    createdAt: AT,
  });
  const leased = async (at = AT): Promise<Lease> => {
    const lease = await stores.members.lease(member.id, instantPlus(at, 36_000), at);
    if (!lease || lease === "held") throw new Error(`no lease: ${lease}`);
    return lease;
  };
  const ALONE = { releases: true, apologises: false, supersedes: [] };
  const ACCEPTED: SendOutcome = { kind: "accepted", carrierId: "c", segments: 1 };
  const DISCLOSES: Disclosing = {
    text: { code: "reminder", version: 2, body: "Jules is an AI." },
    reason: "interval",
  };

  describe("what a text leaves on its member", () => {
    const traces = {
      ...{ sentAt: AT, interactionAt: AT, heardAt: AT },
      reachedOutAt: { from: [], to: [AT] },
      momentAt: { from: undefined, to: LATER },
    };

    test("is there with a reply, and with a fixed text", async () => {
      const lease = await leased();
      expect(await stores.conversations.beginReply(lease, outbound("one"), ALONE, AT, { traces })).toEqual({
        kind: "sending",
      });
      const expected = { sentAt: AT, interactionAt: AT, heardAt: AT, reachedOutAt: [AT], momentAt: LATER };
      expect((await current()).contact).toMatchObject(expected);
      expect(await dueAt(LATER)).toEqual([member.id]);
      const next = { sentAt: LATER, momentAt: { from: LATER, to: undefined } };
      const id = outboundId(member.id, "fixed", "reminder-1");
      const begun = await stores.conversations.beginFixed(
        { member },
        id,
        { states: ["READY"] },
        LATER,
        {},
        { traces: next },
      );
      expect(begun).toEqual({ kind: "sending" });
      expect((await current()).contact).toMatchObject({ sentAt: LATER, interactionAt: AT, momentAt: undefined });
      expect(await dueAt(LATER)).toEqual([]);
    });

    test.each([
      ["a moment that was moved", { momentAt: { from: AT, to: LATER } }],
      ["a count of first texts that somebody else raised", { reachedOutAt: { from: [AT], to: [AT, LATER] } }],
    ])("keeps the text back with %s", async (_name, stale) => {
      const id = outboundId(member.id, "fixed", "reminder-2");
      const begin = () =>
        stores.conversations.beginFixed({ member }, id, { states: ["READY"] }, AT, {}, { traces: stale });
      expect(await begin()).toEqual({ kind: "moved-on" });
      const reply = await stores.conversations.beginReply(await leased(), outbound("two"), ALONE, AT, {
        traces: stale,
      });
      expect(reply).toEqual({ kind: "moved-on" });
      expect((await stores.conversations.open(member.id)).unfinished).toEqual([]);
    });

    test("that uses a moment up is there once, for two workers at once", async () => {
      await stores.members.moveMoment(member, AT);
      const begin = (cause: string) => {
        const id = outboundId(member.id, "fixed", cause);
        const each = { traces: { momentAt: { from: AT, to: LATER } } };
        return stores.conversations.beginFixed({ member }, id, { states: ["READY"] }, AT, {}, each);
      };
      const begun = await Promise.all([begin("r-1"), begin("r-2")]);
      expect(begun.map(({ kind }) => kind).sort()).toEqual(["moved-on", "sending"]);
    });
  });

  describe("a disclosure", () => {
    const handOver = async (cause: string, at = AT) => {
      const text = outbound(cause);
      const lease = await leased(at);
      expect(await stores.conversations.beginReply(lease, text, ALONE, at, { discloses: DISCLOSES })).toEqual({
        kind: "sending",
      });
      return { ...text, sendingAt: at, discloses: DISCLOSES };
    };
    const settle = (text: Awaited<ReturnType<typeof handOver>>, outcome: SendOutcome = ACCEPTED) =>
      stores.conversations.settle(member, text, outcome, instantPlus(AT, 500), LATER);

    test("is the member's last one from when the carrier accepts it, with a row", async () => {
      const text = await handOver("one");
      expect((await current()).contact.disclosedAt).toBeUndefined();
      await settle(text);
      expect((await current()).contact).toMatchObject({ disclosedAt: AT, disclosedBy: text.id });
      expect(await entries()).toEqual([
        { kind: "disclosure", reason: "interval", text: { code: "reminder", version: 2, sha256: expect.any(String) } },
      ]);
      expect((await stores.conversations.open(member.id)).unfinished).toEqual([]);
    });

    test.each([
      ["refuses it", { kind: "refused", reason: "http-400", retryable: false }],
      ["gives no answer", { kind: "unknown", reason: "no-answer" }],
    ] as [string, SendOutcome][])("is none where the carrier %s", async (_name, outcome) => {
      await settle(await handOver("one"), outcome);
      expect((await current()).contact.disclosedAt).toBeUndefined();
      expect(await entries()).toEqual([]);
    });

    test("is written down though the ledger went on meanwhile", async () => {
      const text = await handOver("one");
      await stores.members.record(member, [asked], AT);
      await settle(text);
      expect((await current()).contact.disclosedBy).toBe(text.id);
      expect((await entries()).map(({ kind }) => kind)).toEqual(["privacy", "disclosure"]);
    });

    test("is written down though a callback was faster, once, and the callback's word stays", async () => {
      const text = await handOver("one");
      await stores.conversations.record(text.id, "c", { kind: "delivered" }, AT);
      await settle(text);
      await settle(text);
      expect((await current()).contact.disclosedBy).toBe(text.id);
      expect(await entries()).toHaveLength(1);
      expect(await stores.conversations.record(text.id, "c", { kind: "on-its-way" }, AT)).toMatchObject({
        kind: "stale",
      });
    });

    test("is none when a faster callback says that the text failed", async () => {
      const text = await handOver("one");
      await stores.conversations.record(text.id, "c", { kind: "failed", errorCode: 4720 }, AT);
      await settle(text);
      expect((await current()).contact.disclosedAt).toBeUndefined();
      expect(await entries()).toEqual([]);
    });

    test("is taken back when its text failed, however often that is said", async () => {
      const text = await handOver("one");
      await settle(text);
      await stores.conversations.record(text.id, "c", { kind: "failed", errorCode: 4720 }, AT);
      await stores.conversations.record(text.id, "c", { kind: "failed", errorCode: 4720 }, AT);
      expect((await current()).contact).toMatchObject({ disclosedAt: undefined, disclosedBy: undefined });
    });

    test("is taken back when its text is to be sent again", async () => {
      const text = await handOver("one");
      await settle(text);
      const forNow = { kind: "failed-for-now", errorCode: 5600, retries: 1, retryAt: LATER } as const;
      expect((await stores.conversations.record(text.id, "c", forNow, AT)).kind).toBe("again");
      expect((await current()).contact.disclosedAt).toBeUndefined();
    });

    test("stays when a text failed that was not the last to disclose", async () => {
      const first = await handOver("one");
      await settle(first);
      const second = await handOver("two", LATER);
      await settle(second);
      await stores.conversations.record(first.id, "c", { kind: "failed", errorCode: 4720 }, LATER);
      expect((await current()).contact).toMatchObject({ disclosedAt: LATER, disclosedBy: second.id });
    });

    test("of which nobody reads the member any more is accepted all the same", async () => {
      const text = await handOver("one");
      await stores.erasure.everythingOf(member.id);
      await settle(text);
      expect(await stores.members.byId(member.id)).toBeUndefined();
    });
  });

  describe("an introduction", () => {
    test("is a disclosure, put down once for who makes it twice", async () => {
      await stores.members.markIntroduced(member, AT);
      await stores.members.markIntroduced(member, LATER);
      const by = outboundId(member.id, "fixed", `disclosure-${member.consent.version}`);
      expect((await current()).contact).toMatchObject({ disclosedAt: AT, disclosedBy: by, sentAt: AT });
      expect(await entries()).toMatchObject([
        { kind: "disclosure", reason: "first-contact", text: { code: "welcome" } },
        { kind: "disclosure", reason: "first-contact", text: { code: "disclosure" } },
      ]);
    });

    test("is put down for who read the member before the ledger's last row", async () => {
      await stores.members.record(member, [asked], AT);
      await stores.members.markIntroduced(member, AT);
      expect((await current()).introducedAt).toBe(AT);
      expect(await entries()).toHaveLength(3);
    });

    test("that was sent at a moment which nobody put down is no disclosure to count from", async () => {
      const by = outboundId(member.id, "fixed", `disclosure-${member.consent.version}`);
      await stores.members.markIntroduced(member, AT, { by, texts: [fixedText("disclosure")], wasSent: true });
      expect(await current()).toMatchObject({ introducedAt: AT, contact: { disclosedAt: undefined } });
    });

    test("is made again when it failed", async () => {
      const id = outboundId(member.id, "fixed", `disclosure-${member.consent.version}`);
      await stores.conversations.beginFixed({ member }, id, { states: ["READY"] }, AT);
      await stores.members.markIntroduced(member, AT);
      await stores.conversations.record(id, "c", { kind: "failed", errorCode: 4720 }, AT);
      expect((await current()).contact.disclosedAt).toBeUndefined();
    });
  });
}
