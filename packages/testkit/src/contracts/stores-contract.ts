import type { ConsentChange, ConsentState } from "@jules/core/consent";
import type {
  AlongWithSending,
  ConversationStore,
  DeliveryStatus,
  DeliveryStore,
  DueStore,
  NewOutbound,
  Outbound,
  OutboundState,
  ReachOutStore,
  Said,
} from "@jules/core/conversation";
import { outboundId } from "@jules/core/conversation";
import {
  type Assessment,
  agreed,
  type Episode,
  heard,
  NO_EPISODE,
  type Referral,
  type ReferralCounters,
  referral,
  referred,
  released,
} from "@jules/core/crisis";
import { type Instant, instant, instantPlus, memberId } from "@jules/core/kernel";
import type { ConsentChanges, EpisodeChange, Lease, Member, MemberDirectory } from "@jules/core/member";
import type { SendOutcome } from "@jules/core/messaging";
import { beforeEach, describe, expect, test } from "vitest";
import { HARMLESS, MEMBER_NUMBER, newNumber, number, OWN_NUMBER, receivedText } from "../builders/index.ts";

export interface Stores {
  readonly members: MemberDirectory & ConsentChanges;
  readonly conversations: ConversationStore & DeliveryStore & DueStore;
  readonly reachOuts: ReachOutStore;
  readonly counters: ReferralCounters;
}

const change = (state: ConsentState, changedBy: string): ConsentChange => ({
  state,
  changedBy,
  saidAt: AT,
  cause: "keyword",
});

const AT = instant("2026-11-20T17:00:00.000Z");

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

  const reply = (fields: Partial<NewOutbound> & { readonly body?: string } = {}): NewOutbound => {
    const { body = "I'm up. What happened?", ...rest } = fields;
    return {
      id: outboundId(member.id, "reply", `cause-${Math.random().toString(36).slice(2)}`),
      content: { kind: "reply", body, to: MEMBER_NUMBER, expiresAt: instantPlus(AT, 600_000) },
      answers: [],
      createdAt: AT,
      ...rest,
    };
  };
  const leased = async (at = AT): Promise<Lease> => {
    const lease = await stores.members.lease(member.id, instantPlus(at, 36_000), at);
    if (!lease || lease === "held") throw new Error(`no lease: ${lease}`);
    return lease;
  };
  const ALONE: AlongWithSending = { releases: true, apologises: false, supersedes: [] };
  /** Begins a reply under a lease of its own. */
  const send = async (text: NewOutbound | Outbound, at: Instant = AT) => {
    const lease = await leased(at);
    const begun = await stores.conversations.beginReply(lease, text, ALONE, at);
    await stores.members.release(lease);
    return begun;
  };
  const settle = (text: NewOutbound, outcome: SendOutcome, sendingAt: Instant = AT) =>
    stores.conversations.settle(member, { ...text, sendingAt }, outcome, AT, instantPlus(AT, 15_000));
  const ACCEPTED: SendOutcome = { kind: "accepted", carrierId: "c", segments: 1 };
  const REFUSED_FOR_NOW: SendOutcome = { kind: "refused", reason: "http-429", retryable: true };
  const unfinished = async () => (await stores.conversations.open(member.id)).unfinished;

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
        scope: "replies",
        version: member.consent.version + 1,
        changedAt: AT,
        silentSince: AT,
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
      const optOut = () => stores.members.optOut(member.id, member.consent.version, "carrier.4775", later, later);
      expect([await optOut(), await optOut()]).toEqual([true, false]);
      expect((await stores.members.byId(member.id))?.consent.state).toBe("OPTED_OUT");
    });

    test("the carrier's opt-out does not undo a consent that was given after its text, however late it comes", async () => {
      const { version } = member.consent;
      const stopped = await stores.members.changeConsent(member, change("OPTED_OUT", "stop"), AT);
      await stores.members.changeConsent(stopped, change("ACTIVE", "start"), AT);
      const later = instantPlus(AT, 60_000);
      expect(await stores.members.optOut(member.id, version, "carrier.4775", later, later)).toBe(false);
      expect((await stores.members.byId(member.id))?.consent.state).toBe("ACTIVE");
    });

    test("the carrier's block suspends once, and neither who consented since nor who is silent", async () => {
      const suspend = () => stores.members.suspend(member.id, member.consent.version, "carrier.4772", AT);
      expect([await suspend(), await suspend()]).toEqual([true, false]);
      const suspended = await stores.members.byId(member.id);
      expect(suspended?.consent).toMatchObject({ state: "SUSPENDED", changedBy: "carrier.4772", saidAt: AT });
      const silent = await stores.members.changeConsent(suspended ?? member, change("OPTED_OUT", "stop"), AT);
      expect(await stores.members.suspend(member.id, silent.consent.version, "carrier.4772", AT)).toBe(false);
      expect((await stores.members.byId(member.id))?.consent.state).toBe("OPTED_OUT");
    });

    test("a proof of consent is kept once for its moment", async () => {
      const text = { code: "page", version: 1, body: "I agree" };
      const proof = { text, medium: "web", action: "sent", at: AT, ip: "203.0.113.7" } as const;
      const keep = (at: Instant) => stores.members.keepProof(member, { ...proof, at });
      expect([await keep(AT), await keep(AT), await keep(instantPlus(AT, 1))]).toEqual([true, false, true]);
    });

    test("an unknown id is nobody", async () => {
      expect(await stores.members.byId(memberId(`m_${"f".repeat(32)}`))).toBeUndefined();
    });

    test("a lease is one worker's until it runs out or is given back, and each has a token of its own", async () => {
      const lease = (at: Instant) => stores.members.lease(member.id, instantPlus(at, 36_000), at);
      const first = await leased();
      expect(first.member).toEqual(member);
      expect(await lease(instantPlus(AT, 35_999))).toBe("held");
      const second = await leased(instantPlus(AT, 36_000));
      expect(second.token).toBeGreaterThan(first.token);
      // The first is no longer its holder's to give back.
      await stores.members.release(first);
      expect(await lease(instantPlus(AT, 36_001))).toBe("held");
      await stores.members.release(second);
      expect((await leased(instantPlus(AT, 36_002))).token).toBeGreaterThan(second.token);
    });

    test("of two workers at once one gets the lease", async () => {
      const until = instantPlus(AT, 36_000);
      const got = await Promise.all([1, 2, 3].map(() => stores.members.lease(member.id, until, AT)));
      expect(got.filter((one) => one === "held")).toHaveLength(2);
    });

    test("nobody has no lease", async () => {
      const nobody = memberId(`m_${"e".repeat(32)}`);
      expect(await stores.members.lease(nobody, instantPlus(AT, 1), AT)).toBeUndefined();
    });

    test("a change of consent does not need the lease, and does not take it", async () => {
      await leased();
      const stopped = await stores.members.changeConsent(member, change("OPTED_OUT", "stop"), AT);
      expect(stopped.consent.state).toBe("OPTED_OUT");
      expect(await stores.members.lease(member.id, instantPlus(AT, 36_000), AT)).toBe("held");
    });

    test("what was marked under an older consent is not marked", async () => {
      await stores.members.changeConsent(member, change("OPTED_OUT", "stop"), AT);
      await stores.members.markIntroduced(member, AT);
      expect((await stores.members.byId(member.id))?.introducedAt).toBeUndefined();
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
        media: [],
      });
    });

    test("a text that is closed from the start neither waits nor is part of the conversation", async () => {
      await stores.conversations.receive(member, receivedText({ body: "help" }), HARMLESS, "keyword", AT);
      expect((await stores.conversations.open(member.id)).waiting).toEqual([]);
      expect(await stores.conversations.history(member.id, 10)).toMatchObject({ said: [], waiting: [], places: [{}] });
    });

    test("pictures are kept", async () => {
      const picture = receivedText({ body: "", media: ["https://carrier/1", "https://carrier/2"] });
      await stores.conversations.receive(member, picture, HARMLESS, undefined, AT);
      expect((await stores.conversations.open(member.id)).waiting).toMatchObject([{ body: "", media: picture.media }]);
    });

    test("a hundred texts are read in portions that can be closed in one go", async () => {
      const texts = Array.from({ length: 100 }, () => receivedText());
      for (const text of texts) await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      let rounds = 0;
      expect((await stores.conversations.open(member.id)).hasMore).toBe(true);
      for (let open = await stores.conversations.open(member.id); open.waiting.length > 0; rounds++) {
        const answers = open.waiting.map((text) => text.id);
        const answer = reply({ answers });
        expect(await send(answer)).toEqual({ kind: "sending" });
        await settle(answer, ACCEPTED);
        open = await stores.conversations.open(member.id);
      }
      expect(rounds).toBeLessThanOrEqual(3);
    });

    test("one member's texts are not another's", async () => {
      const other = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
      await stores.conversations.receive(other, receivedText(), HARMLESS, undefined, AT);
      expect(await stores.conversations.open(member.id)).toMatchObject({ waiting: [], unfinished: [] });
    });

    test("what is owed is read first, however many texts wait", async () => {
      for (let text = 0; text < 60; text++) {
        await stores.conversations.receive(member, receivedText(), HARMLESS, undefined, AT);
      }
      await stores.conversations.keep(await leased(), reply({ createdAt: instantPlus(AT, 60_000) }), [], AT);
      expect(await unfinished()).toHaveLength(1);
    });

    test("texts that were closed wait no longer", async () => {
      const text = receivedText();
      await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      await stores.conversations.close(member.id, [text.id], "opted-out");
      expect((await stores.conversations.open(member.id)).waiting).toEqual([]);
    });
  });

  describe("an episode", () => {
    const CRISIS: Assessment = { ...HARMLESS, tier: "high", verdict: "act", categories: ["suicide"], evidence: ["e"] };
    const HOLD = heard(NO_EPISODE, CRISIS, AT);
    const current = async () => {
      const read = await stores.members.byId(member.id);
      if (!read) throw new Error("the member is gone");
      return read;
    };
    const episode = async () => stores.members.episode(await current());
    /** The version of the member's episode after so many writes. */
    const version = (writes: number) => member.sealedEpisode.version + writes;

    test("is none until there is one, and is read back as it was written", async () => {
      expect(await episode()).toEqual(NO_EPISODE);
      const full = agreed(released(referred(HOLD, AT), AT, true), MEMBER_NUMBER, 2, AT);
      expect(await stores.members.remember(member.id, { episode: full, version: version(0) })).toBe(true);
      expect(await episode()).toEqual(full);
      expect(await stores.members.episodeAtHand(await current())).toEqual(full);
      expect((await current()).sealedEpisode.version).toBe(version(1));
    });

    test("comes with a lease", async () => {
      await stores.members.remember(member.id, { episode: HOLD, version: version(0) });
      expect(await stores.members.episode((await leased()).member)).toEqual(HOLD);
    });

    test("does not take the place of one that nobody read", async () => {
      await stores.members.remember(member.id, { episode: HOLD, version: version(0) });
      expect(await stores.members.remember(member.id, { episode: NO_EPISODE, version: version(0) })).toBe(false);
      expect(await episode()).toEqual(HOLD);
      expect(await stores.members.remember(member.id, { episode: NO_EPISODE, version: version(1) })).toBe(true);
    });

    test("is there, empty, from the introduction on, and is not emptied by another one", async () => {
      await stores.members.markIntroduced(member, AT);
      expect((await current()).sealedEpisode).toMatchObject({ bytes: expect.any(Uint8Array), version: version(0) });
      expect(await stores.members.remember(member.id, { episode: HOLD, version: version(0) })).toBe(true);
      await stores.members.markIntroduced(member, AT);
      expect(await episode()).toEqual(HOLD);
    });

    test("is as long as any other", async () => {
      const lengthOf = async () => (await current()).sealedEpisode.bytes?.length;
      await stores.members.markIntroduced(member, AT);
      const empty = await lengthOf();
      const full = agreed(released(referred(HOLD, AT), AT, true), MEMBER_NUMBER, 2, AT);
      await stores.members.remember(member.id, { episode: full, version: version(0) });
      expect(await lengthOf()).toBe(empty);
    });

    test("is written with the text that changes it, and not when the text was there before", async () => {
      const text = receivedText();
      const receive = (episode: Episode, writes: number) =>
        stores.conversations.receive(member, text, CRISIS, undefined, AT, { episode, version: version(writes) });
      expect(await receive(HOLD, 0)).toBe("stored");
      expect(await receive(referred(HOLD, AT), 1)).toBe("seen");
      expect(await receive(referred(HOLD, AT), 0)).toBe("seen");
      expect(await episode()).toEqual(HOLD);
      expect((await stores.conversations.open(member.id)).waiting).toMatchObject([{ assessment: CRISIS }]);
    });

    test("that somebody else wrote meanwhile keeps the text out as well", async () => {
      await stores.members.remember(member.id, { episode: HOLD, version: version(0) });
      const change = { episode: NO_EPISODE, version: version(0) };
      expect(await stores.conversations.receive(member, receivedText(), CRISIS, undefined, AT, change)).toBe(
        "moved-on",
      );
      expect((await stores.conversations.open(member.id)).waiting).toEqual([]);
      expect(await episode()).toEqual(HOLD);
    });

    test("is written with what a turn makes of a text that waits", async () => {
      await stores.conversations.receive(member, receivedText({ media: ["https://c/1"] }), HARMLESS, undefined, AT);
      const waiting = async () => (await stores.conversations.open(member.id)).waiting[0] as Said;
      const text = await waiting();
      expect(text).toMatchObject({ isWeighed: false, assessment: HARMLESS });
      const weigh = (writes: number) =>
        stores.conversations.weigh(member.id, text, CRISIS, { episode: HOLD, version: version(writes) });
      expect(await weigh(7)).toBe(false);
      expect((await waiting()).isWeighed).toBe(false);
      expect(await weigh(0)).toBe(true);
      expect(await waiting()).toEqual({ ...text, assessment: CRISIS, isWeighed: true });
      expect(await episode()).toEqual(HOLD);
      expect(await stores.conversations.weigh(member.id, text, HARMLESS, undefined)).toBe(true);
      await stores.conversations.close(member.id, [text.id], "opted-out");
      expect(
        await stores.conversations.weigh(member.id, text, CRISIS, { episode: NO_EPISODE, version: version(1) }),
      ).toBe(false);
    });

    test("what came with a text is kept with it while it waits, and with what a turn makes of it since", async () => {
      await stores.conversations.receive(member, receivedText({ media: ["https://c/1"] }), HARMLESS, undefined, AT);
      const waiting = async () => (await stores.conversations.open(member.id)).waiting[0] as Said;
      const seen = "(sent a picture: a dog on a couch)";
      const text = { ...(await waiting()), seen, assessment: { ...HARMLESS, verdict: "watch" } as const };
      expect(await stores.conversations.noteSeen(member.id, text)).toBe(true);
      expect(await waiting()).toEqual(text);
      expect(await stores.conversations.weigh(member.id, text, HARMLESS, undefined)).toBe(true);
      expect(await waiting()).toEqual({ ...text, assessment: HARMLESS, isWeighed: true });
      await send(reply({ answers: [text.id] }));
      expect(await stores.conversations.noteSeen(member.id, text)).toBe(false);
      const { said } = await stores.conversations.history(member.id, 10);
      expect(said).toContainEqual({ speaker: "member", body: `${text.body}\n${seen}` });
    });

    test("is written with a fixed text when that begins for the first time", async () => {
      const id = outboundId(member.id, "fixed", `more-${Math.random().toString(36).slice(2)}`);
      const begin = (change: EpisodeChange) =>
        stores.conversations.beginFixed({ member }, id, { states: ["READY"] }, AT, { remembers: change });
      expect(await begin({ episode: HOLD, version: version(9) })).toEqual({ kind: "moved-on" });
      expect(await begin({ episode: HOLD, version: version(0) })).toEqual({ kind: "sending" });
      expect(await begin({ episode: NO_EPISODE, version: version(1) })).toEqual({ kind: "exists", state: "SENDING" });
      const content = { kind: "care", body: "safe?", to: MEMBER_NUMBER, expiresAt: instantPlus(AT, 60_000) } as const;
      await stores.conversations.settle(member, { id, content, sendingAt: AT }, REFUSED_FOR_NOW, AT, AT);
      expect(await begin({ episode: NO_EPISODE, version: version(1) })).toEqual({ kind: "sending" });
      expect(await episode()).toEqual(HOLD);
    });

    test("with a check-in is found when that is due, and by nobody else", async () => {
      const found = async (at: Instant) => {
        const ids = [];
        for await (const page of stores.reachOuts.toReach(at)) ids.push(...page);
        return ids.includes(member.id);
      };
      const calm = released(HOLD, AT, true);
      await stores.members.remember(member.id, { episode: agreed(calm, MEMBER_NUMBER, 2, AT), version: version(0) });
      const day = instantPlus(AT, 24 * 60 * 60_000);
      expect([await found(instantPlus(day, -1)), await found(day)]).toEqual([false, true]);
      for await (const due of stores.conversations.due(day)) expect(due).not.toContain(member.id);
      await stores.members.remember(member.id, { episode: calm, version: version(1) });
      expect(await found(day)).toBe(false);
    });

    test("keeps a reply back that was made under another", async () => {
      const lease = await leased();
      const begin = (writes: number) => {
        const remembers = { episode: HOLD, version: version(writes) };
        return stores.conversations.beginReply(lease, reply(), { ...ALONE, remembers }, AT);
      };
      expect(await begin(3)).toEqual({ kind: "moved-on" });
      expect(await episode()).toEqual(NO_EPISODE);
      expect(await begin(0)).toEqual({ kind: "sending" });
      expect(await episode()).toEqual(HOLD);
    });
  });

  describe("what names a person to reach", () => {
    /** One of its own, so that nobody else counts it. */
    function counted() {
      const letters = Array.from({ length: 12 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26)));
      const template = { code: `contract.${letters.join("")}.en`, version: 1, body: "call or text 988" };
      return referral(AT, MEMBER_NUMBER, "high", template);
    }
    const timesOf = async ({ year, template }: Referral) =>
      (await stores.counters.ofYear(year)).find((one) => one.template === template)?.count ?? 0;
    const AGAIN = { states: ["READY", "FAILED", "PARKED"], sendingSince: AT } as const;

    test("is counted when it is begun for the first time, however often it is begun", async () => {
      const counts = counted();
      const id = outboundId(member.id, "fixed", `cause-${Math.random().toString(36).slice(2)}`);
      const begin = () => stores.conversations.beginFixed({ member }, id, AGAIN, AT, { counts });
      expect([await begin(), await begin()]).toEqual([{ kind: "sending" }, { kind: "sending" }]);
      expect(await timesOf(counts)).toBe(1);
    });

    test("is not counted while it is only kept, and is when it leaves", async () => {
      const counts = counted();
      const id = outboundId(member.id, "fixed", `cause-${Math.random().toString(36).slice(2)}`);
      const content = {
        kind: "crisis",
        body: "988",
        to: MEMBER_NUMBER,
        expiresAt: instantPlus(AT, 60_000),
        counts,
      } as const;
      expect(await stores.conversations.keepFixed(member, { id, content }, AT)).toBe(true);
      const [kept] = await unfinished();
      expect([kept?.content?.counts, await timesOf(counts)]).toEqual([counts, 0]);
      await stores.conversations.beginFixed({ member }, id, AGAIN, AT, { counts });
      expect(await timesOf(counts)).toBe(1);
    });

    test("is not counted when it may not leave", async () => {
      const counts = counted();
      await stores.members.changeConsent(member, change("OPTED_OUT", "stop"), AT);
      const id = outboundId(member.id, "fixed", `cause-${Math.random().toString(36).slice(2)}`);
      expect(await stores.conversations.beginFixed({ member }, id, AGAIN, AT, { counts })).toEqual({
        kind: "moved-on",
      });
      expect(await timesOf(counts)).toBe(0);
    });

    test("beside a reply is counted with it, once", async () => {
      const counts = counted();
      const answer = reply();
      const content = { ...answer.content, counts };
      await stores.conversations.keep(await leased(), { ...answer, content }, [], AT);
      const later = instantPlus(AT, 40_000);
      const [kept] = await unfinished();
      expect([kept?.content?.counts, await timesOf(counts)]).toEqual([counts, 0]);
      await send(kept as Outbound, later);
      await settle({ ...answer, content }, REFUSED_FOR_NOW, later);
      const [again] = await unfinished();
      await send(again as Outbound, later);
      expect(await timesOf(counts)).toBe(1);
    });
  });

  describe("a reply", () => {
    const waitingText = async () => {
      const text = receivedText();
      await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      return text;
    };

    test("is kept, sealed, in the write that moves it to SENDING and closes the texts it answers", async () => {
      const text = await waitingText();
      const answer = reply({ answers: [text.id] });
      expect(await send(answer)).toEqual({ kind: "sending" });
      expect((await stores.conversations.open(member.id)).waiting).toEqual([]);
      expect(await unfinished()).toEqual([{ ...answer, state: "SENDING", sendingAt: AT, attempts: 1 }]);
    });

    test("after a STOP does not move to SENDING, and its texts still wait", async () => {
      const text = await waitingText();
      const lease = await leased();
      await stores.members.changeConsent(member, change("OPTED_OUT", "stop"), AT);
      const begun = await stores.conversations.beginReply(lease, reply({ answers: [text.id] }), ALONE, AT);
      expect(begun).toEqual({ kind: "moved-on" });
      expect((await stores.conversations.open(member.id)).waiting).toHaveLength(1);
      expect(await unfinished()).toEqual([]);
    });

    test("of a worker that was overtaken does not move to SENDING", async () => {
      const text = await waitingText();
      const overtaken = await leased();
      const later = instantPlus(AT, 40_000);
      await leased(later);
      const begin = () => stores.conversations.beginReply(overtaken, reply({ answers: [text.id] }), ALONE, later);
      expect(await begin()).toEqual({ kind: "moved-on" });
      expect(await stores.conversations.keep(overtaken, reply(), [], later)).toBe(false);
      expect((await stores.conversations.open(member.id)).waiting).toHaveLength(1);
    });

    test("that moves to SENDING gives the lease back, if it is the turn's last", async () => {
      const lease = await leased();
      const begin = (releases: boolean) =>
        stores.conversations.beginReply(lease, reply(), { releases, apologises: false, supersedes: [] }, AT);
      expect(await begin(false)).toEqual({ kind: "sending" });
      expect(await stores.members.lease(member.id, instantPlus(AT, 36_000), AT)).toBe("held");
      expect(await begin(true)).toEqual({ kind: "sending" });
      expect((await leased()).token).toBeGreaterThan(lease.token);
    });

    test("that apologises is remembered", async () => {
      await stores.conversations.beginReply(
        await leased(),
        reply(),
        { releases: true, apologises: true, supersedes: [] },
        AT,
      );
      expect((await stores.members.byId(member.id))?.apologisedAt).toBe(AT);
    });

    test("moves to SENDING once", async () => {
      const answer = reply();
      expect(await send(answer)).toEqual({ kind: "sending" });
      expect(await send(answer)).toEqual({ kind: "moved-on" });
      const [begun] = await unfinished();
      expect(begun && (await send(begun))).toEqual({ kind: "moved-on" });
    });

    test("that is kept is READY, due at once, and moves on from there", async () => {
      const text = await waitingText();
      const answer = reply({ answers: [text.id] });
      const lease = await leased();
      expect(await stores.conversations.keep(lease, answer, [], AT)).toBe(true);
      expect(await stores.conversations.keep(lease, reply({ ...answer, body: "other words" }), [], AT)).toBe(false);
      const [kept] = await unfinished();
      expect(kept).toEqual({ ...answer, state: "READY", sendingAt: undefined, attempts: 0 });
      await stores.members.release(lease);
      expect(kept && (await send(kept))).toEqual({ kind: "sending" });
      expect((await stores.conversations.open(member.id)).waiting).toEqual([]);
    });

    test.each([
      ["accepted", { kind: "accepted", carrierId: "c", segments: 1 }, []],
      ["refused for good", { kind: "refused", reason: "http-400", retryable: false }, []],
      ["refused for now", { kind: "refused", reason: "http-429", retryable: true }, ["READY"]],
      ["of unknown fate", { kind: "unknown", reason: "no-answer" }, ["SENDING"]],
    ] as const)("that is %s is left in the right state", async (_name, outcome, states) => {
      const answer = reply();
      await send(answer);
      await settle(answer, outcome);
      expect((await unfinished()).map((one) => one.state)).toEqual(states);
    });

    test("is settled by the worker that handed it over last, not by one before", async () => {
      const answer = reply();
      await send(answer);
      await settle(answer, REFUSED_FOR_NOW);
      const [kept] = await unfinished();
      const later = instantPlus(AT, 20_000);
      expect(kept && (await send(kept, later))).toEqual({ kind: "sending" });
      await settle(answer, { kind: "refused", reason: "http-400", retryable: false }, AT);
      expect(await unfinished()).toMatchObject([{ state: "SENDING", sendingAt: later, attempts: 2 }]);
      await settle(answer, ACCEPTED, later);
      expect(await unfinished()).toEqual([]);
    });

    test("takes the place of one that waits for the carrier, in the write that sends it", async () => {
      const [first, second] = [await waitingText(), await waitingText()];
      const kept = reply({ answers: [first.id] });
      await send(kept);
      await settle(kept, REFUSED_FOR_NOW);
      const supersedes = await unfinished();
      const both = reply({ answers: [first.id, second.id] });
      const lease = await leased();
      const begin = () => stores.conversations.beginReply(lease, both, { ...ALONE, supersedes }, AT);
      expect(await begin()).toEqual({ kind: "sending" });
      expect((await unfinished()).map(({ id }) => id)).toEqual([both.id]);
      expect((await stores.conversations.open(member.id)).waiting).toEqual([]);
    });

    test("that can only be kept takes the place of an earlier one all the same", async () => {
      const lease = await leased();
      await stores.conversations.keep(lease, reply(), [], AT);
      const second = reply();
      expect(await stores.conversations.keep(lease, second, await unfinished(), AT)).toBe(true);
      expect((await unfinished()).map(({ id }) => id)).toEqual([second.id]);
    });

    test("does not take the place of one that the carrier has taken after all", async () => {
      const kept = reply();
      await send(kept);
      await settle(kept, REFUSED_FOR_NOW);
      const supersedes = await unfinished();
      await stores.conversations.record(kept.id, "c", { kind: "delivered" }, AT);
      const lease = await leased();
      const begun = await stores.conversations.beginReply(lease, reply(), { ...ALONE, supersedes }, AT);
      expect(begun).toEqual({ kind: "moved-on" });
    });

    test("that is parked is out of the work", async () => {
      const answer = reply();
      await stores.conversations.keep(await leased(), answer, [], AT);
      const [kept] = await unfinished();
      await stores.conversations.park(answer.id, "expired");
      expect(await unfinished()).toEqual([]);
      expect(kept && (await send(kept, instantPlus(AT, 40_000)))).toEqual({ kind: "moved-on" });
    });
  });

  describe("a fixed text", () => {
    const fixed = (cause: string) => ({
      id: outboundId(member.id, "fixed", cause),
      content: { kind: "help", body: "Help is here.", to: MEMBER_NUMBER, expiresAt: instantPlus(AT, 600_000) } as const,
    });
    const settleFixed = (text: ReturnType<typeof fixed>, outcome: SendOutcome) =>
      stores.conversations.settle(member, { ...text, sendingAt: AT }, outcome, AT, instantPlus(AT, 15_000));

    test("begins once, and again only from the states that are allowed", async () => {
      const text = fixed("text-1");
      const begin = (...states: OutboundState[]) =>
        stores.conversations.beginFixed({ member }, text.id, { states }, AT);
      expect(await begin("READY")).toEqual({ kind: "sending" });
      expect(await begin("READY")).toEqual({ kind: "exists", state: "SENDING" });
      expect(await begin("READY", "SENDING")).toEqual({ kind: "sending" });
      await settleFixed(text, { kind: "refused", reason: "http-500", retryable: true });
      expect(await begin("READY")).toEqual({ kind: "sending" });
      await settleFixed(text, ACCEPTED);
      expect(await begin("READY", "SENDING")).toEqual({ kind: "exists", state: "SENT" });
    });

    test("that is being sent is begun again only after it has been for a while", async () => {
      const { id } = fixed("text-2");
      const begin = (sendingSince: Instant) =>
        stores.conversations.beginFixed({ member }, id, { states: ["READY"], sendingSince }, AT);
      expect(await begin(AT)).toEqual({ kind: "sending" });
      expect(await begin(instantPlus(AT, -1))).toEqual({ kind: "exists", state: "SENDING" });
      expect(await begin(AT)).toEqual({ kind: "sending" });
    });

    test("holds to the consent it was made under", async () => {
      await stores.members.changeConsent(member, change("OPTED_OUT", "stop"), AT);
      const begun = await stores.conversations.beginFixed({ member }, fixed("w-2").id, { states: ["READY"] }, AT);
      expect(begun).toEqual({ kind: "moved-on" });
    });

    test("that is true only while nobody else works on the conversation does not begin for who was overtaken", async () => {
      const overtaken = await leased();
      const later = instantPlus(AT, 40_000);
      const newest = await leased(later);
      const begin = (lease: Lease) =>
        stores.conversations.beginFixed(lease, fixed("more-1").id, { states: ["READY"] }, later);
      expect(await begin(overtaken)).toEqual({ kind: "moved-on" });
      expect(await begin(newest)).toEqual({ kind: "sending" });
    });

    test("of which there is one until the next reply, is not begun beside another", async () => {
      const lease = await leased();
      const begin = (cause: string) =>
        stores.conversations.beginFixed(lease, fixed(cause).id, { states: ["READY"], onceUntilReply: true }, AT);
      expect(await begin("more-1")).toEqual({ kind: "sending" });
      expect(await begin("more-2")).toEqual({ kind: "moved-on" });
      await stores.conversations.beginReply(lease, reply(), { ...ALONE, releases: false }, AT);
      expect(await begin("more-2")).toEqual({ kind: "sending" });
    });

    test("says what it is only once it is settled, and can then be sent again from what is kept", async () => {
      const text = fixed("text-3");
      await stores.conversations.beginFixed({ member }, text.id, { states: ["READY"] }, AT);
      expect(await unfinished()).toMatchObject([{ id: text.id, state: "SENDING", content: undefined, attempts: 1 }]);
      await settleFixed(text, REFUSED_FOR_NOW);
      expect(await unfinished()).toMatchObject([{ id: text.id, state: "READY", content: text.content }]);
    });

    test("that could not be begun is kept as READY, unless it was begun before", async () => {
      const [kept, begun] = [fixed("text-4"), fixed("text-5")];
      await stores.conversations.keepFixed(member, kept, AT);
      expect(await unfinished()).toMatchObject([{ id: kept.id, state: "READY", content: kept.content, attempts: 0 }]);
      await stores.conversations.park(kept.id, "expired");
      await stores.conversations.beginFixed({ member }, begun.id, { states: ["READY"] }, AT);
      await stores.conversations.keepFixed(member, begun, AT);
      expect(await unfinished()).toMatchObject([{ id: begun.id, state: "SENDING", content: undefined }]);
    });

    test("is no part of the conversation that the model is told", async () => {
      const text = fixed("text-6");
      await stores.conversations.beginFixed({ member }, text.id, { states: ["READY"] }, AT);
      await settleFixed(text, ACCEPTED);
      expect(await stores.conversations.history(member.id, 10)).toEqual({ said: [], waiting: [], places: [] });
    });
  });

  describe("delivery", () => {
    const record = async (text: NewOutbound, status: DeliveryStatus, carrierId = "c") =>
      (await stores.conversations.record(text.id, carrierId, status, AT)).kind;
    const sent = async () => {
      const answer = reply();
      await send(answer);
      await settle(answer, ACCEPTED);
      return answer;
    };
    const forNow: DeliveryStatus = {
      ...{ kind: "failed-for-now", errorCode: 5600, retries: 1 },
      retryAt: instantPlus(AT, 60_000),
    };

    test("states never go back, whatever the order of the carrier's words", async () => {
      const answer = reply();
      await send(answer);
      expect(await record(answer, { kind: "delivered" })).toBe("recorded");
      expect(await record(answer, { kind: "on-its-way" })).toBe("stale");
      expect(await record(answer, { kind: "delivered" })).toBe("stale");
      // The answer of the send comes after its callback.
      await settle(answer, ACCEPTED);
      expect(await record(answer, { kind: "failed", errorCode: 4720 })).toBe("stale");
      expect(await record(answer, forNow)).toBe("stale");
    });

    test("a text that the carrier answered with an error and delivered all the same is not sent again", async () => {
      const answer = reply();
      await send(answer);
      await settle(answer, REFUSED_FOR_NOW);
      const [kept] = await unfinished();
      await record(answer, { kind: "delivered" });
      expect(kept && (await send(kept))).toEqual({ kind: "moved-on" });
      expect(await unfinished()).toEqual([]);
    });

    test("a word of the carrier ends the doubt about a send", async () => {
      const answer = reply();
      await send(answer);
      await settle(answer, { kind: "unknown", reason: "no-answer" });
      await record(answer, { kind: "on-its-way" });
      expect(await unfinished()).toEqual([]);
    });

    test("a text that failed for now is READY again, as often as the error allows", async () => {
      const answer = await sent();
      expect(await record(answer, forNow)).toBe("again");
      const [kept] = await unfinished();
      expect(kept).toMatchObject({ state: "READY", attempts: 1, content: answer.content });
      const later = instantPlus(AT, 60_000);
      expect(kept && (await send(kept, later))).toEqual({ kind: "sending" });
      await settle(answer, { kind: "accepted", carrierId: "c2", segments: 1 }, later);
      expect(await record(answer, forNow, "c2")).toBe("recorded");
      expect(await unfinished()).toEqual([]);
    });

    test("a reply whose media nobody took is READY once more, as words alone", async () => {
      const noMedia: DeliveryStatus = { kind: "failed-with-media", errorCode: 4409 };
      expect(await record(await sent(), noMedia)).toBe("recorded");
      const plain = reply();
      const answer = { ...plain, content: { ...plain.content, media: ["https://jules.example/contact.vcf"] } };
      await send(answer);
      await settle(answer, ACCEPTED);
      expect(await record(answer, noMedia)).toBe("again");
      expect(await record(answer, noMedia)).toBe("stale");
      const [kept] = await unfinished();
      expect(kept).toMatchObject({ state: "READY", attempts: 1, content: { body: answer.content.body } });
      expect(kept?.content?.media).toBeUndefined();
      expect(kept && (await send(kept))).toEqual({ kind: "sending" });
      await settle(answer, { ...ACCEPTED, carrierId: "c2" });
      expect(await record(answer, noMedia, "c2")).toBe("recorded");
      expect(await unfinished()).toEqual([]);
    });

    test("what the carrier says twice, or late, of a handing over that was given up, is stale", async () => {
      const answer = await sent();
      await record(answer, forNow);
      expect(await record(answer, forNow)).toBe("stale");
      expect(await record(answer, { kind: "on-its-way" })).toBe("stale");
      expect(await unfinished()).toMatchObject([{ state: "READY" }]);
    });

    test("a fixed text whose words are kept nowhere cannot be sent again", async () => {
      const id = outboundId(member.id, "fixed", "text-9");
      await stores.conversations.beginFixed({ member }, id, { states: ["READY"] }, AT);
      // Whoever sent it may be about to put them down.
      const unsettled = stores.conversations.record(id, "c", forNow, AT);
      await expect(unsettled).rejects.toMatchObject({ code: "outbound.unsettled" });
      expect(await stores.conversations.record(id, "c", forNow, instantPlus(AT, 60_000))).toMatchObject({
        kind: "recorded",
      });
      expect(await unfinished()).toEqual([]);
    });

    test("refusals do not use up the retries that an error allows", async () => {
      const answer = reply();
      await send(answer);
      await settle(answer, REFUSED_FOR_NOW);
      const [kept] = await unfinished();
      const later = instantPlus(AT, 20_000);
      if (kept) await send(kept, later);
      await settle(answer, ACCEPTED, later);
      expect(await record(answer, forNow)).toBe("again");
    });

    test("what failed long after it was sent belongs to another conversation", async () => {
      const answer = await sent();
      const hoursLater = instantPlus(AT, 3 * 60 * 60_000);
      expect((await stores.conversations.record(answer.id, "c", forNow, hoursLater)).kind).toBe("recorded");
      expect(await unfinished()).toEqual([]);
    });

    test("one that is READY stays so, whatever failed before", async () => {
      const answer = reply();
      await send(answer);
      await settle(answer, REFUSED_FOR_NOW);
      expect(await record(answer, forNow)).toBe("stale");
      expect(await unfinished()).toMatchObject([{ state: "READY" }]);
    });

    test("a status knows the consent that its text was sent under", async () => {
      const answer = await sent();
      const recorded = await stores.conversations.record(answer.id, "c", { kind: "delivered" }, AT);
      expect(recorded).toEqual({ kind: "recorded", consentVersion: member.consent.version });
    });

    test("a text that is none of ours is unknown", async () => {
      const never = reply({ id: outboundId(member.id, "reply", "never-sent") });
      expect(await record(never, { kind: "delivered" })).toBe("unknown");
      expect(await record(never, forNow)).toBe("unknown");
    });
  });

  describe("history", () => {
    const saidBodies = async (limit: number) =>
      (await stores.conversations.history(member.id, limit)).said.map(({ speaker, body }) => `${speaker}: ${body}`);

    test("has both sides in order, and apart from them what waits; replies that never left are no part of it", async () => {
      const text = receivedText({ body: "hi" });
      await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      const answer = reply({ body: "hello", answers: [text.id], createdAt: instantPlus(AT, 1_000) });
      await send(answer, instantPlus(AT, 1_000));
      const never = reply({ body: "never left", createdAt: instantPlus(AT, 2_000) });
      await stores.conversations.keep(await leased(instantPlus(AT, 2_000)), never, [], instantPlus(AT, 2_000));
      const next = receivedText({ body: "and you?", saidAt: instantPlus(AT, 3_000) });
      await stores.conversations.receive(member, next, HARMLESS, undefined, instantPlus(AT, 3_000));
      expect(await saidBodies(10)).toEqual(["member: hi", "jules: hello"]);
      expect((await stores.conversations.history(member.id, 10)).waiting).toMatchObject([{ body: "and you?" }]);
    });

    test("counts what changes it, and nothing else", async () => {
      const activity = async () => (await stores.members.byId(member.id))?.activity;
      const versions: (number | undefined)[] = [];
      const after = async (step: () => Promise<unknown>) => {
        await step();
        versions.push((await activity())?.conversationVersion);
      };
      const texts = [1, 2, 3].map((second) => receivedText({ saidAt: instantPlus(AT, second * 1_000) }));
      for (const text of texts) await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      const [first, second, third] = texts.map((text) => text.id);
      const answers = [first, second].flatMap((id) => id ?? []);
      const [answer, kept] = [reply({ answers }), reply({ createdAt: instantPlus(AT, 5_000) })];
      const record = (status: DeliveryStatus) => stores.conversations.record(answer.id, "c", status, AT);
      await after(() => send(answer));
      await after(() => settle(answer, ACCEPTED));
      await after(async () => stores.conversations.keep(await leased(instantPlus(AT, 5_000)), kept, [], AT));
      await after(() => stores.conversations.receive(member, receivedText(), HARMLESS, "keyword", AT));
      await after(() => stores.conversations.close(member.id, third ? [third] : [], "too-old"));
      await after(() =>
        stores.conversations.beginFixed({ member }, outboundId(member.id, "fixed", "t"), { states: ["READY"] }, AT),
      );
      await after(() => record({ kind: "failed", errorCode: 4720 }));
      await after(() => record({ kind: "failed", errorCode: 4720 }));
      expect(versions).toEqual([1, 1, 2, 3, 4, 4, 5, 5]);
      expect(await activity()).toMatchObject({ textsIn: 4, textsOut: 2 });
    });

    test("counts the days of which a text was answered, once each", async () => {
      const at = (hour: number) => instantPlus(AT, hour * 60 * 60_000);
      const days = async () => (await stores.members.byId(member.id))?.activity.days;
      for (const [hour, counted] of [
        [0, 1],
        [1, 1],
        // It is midnight in the far west at 15 hours after nine in the morning there.
        [14, 1],
        [15, 2],
        [64, 3],
      ] as const) {
        const lease = await leased(at(hour));
        const traces = { traces: { heardAt: at(hour) } };
        const next = reply({ id: outboundId(member.id, "reply", `at-${hour}`), createdAt: at(hour) });
        await stores.conversations.beginReply(lease, next, ALONE, at(hour), traces);
        expect(await days()).toBe(counted);
      }
    });

    test("has no gap where a picture without words was", async () => {
      const picture = receivedText({ body: "", media: ["https://carrier/1"] });
      await stores.conversations.receive(member, picture, HARMLESS, undefined, AT);
      await send(reply({ body: "nice", answers: [picture.id], createdAt: instantPlus(AT, 1_000) }));
      expect(await saidBodies(10)).toEqual(["member: (sent a picture without words)", "jules: nice"]);
    });

    test("keeps the newest texts when there are more than asked for", async () => {
      const texts = ["one", "two", "three"].map((body, index) =>
        receivedText({ body, saidAt: instantPlus(AT, index * 1_000) }),
      );
      for (const text of texts) await stores.conversations.receive(member, text, HARMLESS, undefined, AT);
      const answers = texts.map((text) => text.id);
      await send(reply({ body: "all right", answers, createdAt: instantPlus(AT, 9_000) }));
      expect(await saidBodies(3)).toEqual(["member: two", "member: three", "jules: all right"]);
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
      const answer = reply({ answers: [text.id] });
      await send(answer);
      await settle(answer, ACCEPTED);
      expect(await dueAt("2026-11-21T17:00:00.000Z")).toEqual([]);
    });

    test("what is postponed is due when it was postponed to; that the model had no answer is counted", async () => {
      await stores.conversations.receive(member, receivedText(), HARMLESS, undefined, AT);
      await stores.conversations.keep(await leased(), reply(), [], AT);
      await stores.conversations.postpone(member.id, instant("2026-11-20T17:09:00.000Z"), false);
      await stores.conversations.postpone(member.id, instant("2026-11-20T17:10:00.000Z"), true);
      expect(await dueAt("2026-11-20T17:09:59.999Z")).toEqual([]);
      expect(await dueAt("2026-11-20T17:10:00.000Z")).toContain(member.id);
      expect((await stores.conversations.open(member.id)).waiting).toMatchObject([{ askedInVain: 1 }]);
    });

    test("a text in doubt is due 90 seconds after it was handed over, a fixed one too", async () => {
      await send(reply());
      expect(await dueAt("2026-11-20T17:01:29.999Z")).toEqual([]);
      expect(await dueAt("2026-11-20T17:01:30.000Z")).toEqual([member.id]);
      const fixed = outboundId(member.id, "fixed", "text-8");
      await stores.conversations.beginFixed({ member }, fixed, { states: ["READY"] }, AT);
      // Those to whom a fixed text is owed come first, and once more with the others.
      expect(await dueAt("2026-11-20T17:01:30.000Z")).toEqual([member.id, member.id]);
    });

    test("a text that was refused for now is due when it is to be tried again", async () => {
      const answer = reply();
      await send(answer);
      await settle(answer, REFUSED_FOR_NOW);
      expect(await dueAt("2026-11-20T17:00:14.999Z")).toEqual([]);
      expect(await dueAt("2026-11-20T17:00:15.000Z")).toEqual([member.id]);
    });
  });
}
