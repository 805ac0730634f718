import { describe, expect, test } from "vitest";
import { AGE_UNKNOWN, type AgeState } from "../age/index.ts";
import { NO_BILLING } from "../billing/index.ts";
import { type Episode, NO_EPISODE } from "../crisis/index.ts";
import { instant, instantPlus, type MemberId, type NumberHash, type PhoneNumber } from "../kernel/index.ts";
import { EMPTY_LEDGER } from "../ledger/index.ts";
import { type Contact, type Member, NO_ACTIVITY, NO_CONTACT } from "../member/index.ts";
import type { OutboundKind } from "../messaging/index.ts";
import type { SwitchCode } from "../rules/index.ts";
import { reasonNotToReachOut } from "./reaching-out.ts";

const HOUR_MS = 60 * 60_000;
/** Noon in San Francisco. */
const NOW = instant("2026-11-20T20:00:00.000Z");
const before = (hours: number) => instantPlus(NOW, -hours * HOUR_MS);
const IN_NEW_YORK = "+12125550123" as PhoneNumber;
const IN_SAN_FRANCISCO = "+14155550123" as PhoneNumber;

function member(
  contact: Partial<Contact> = {},
  age: AgeState = "VERIFIED_ADULT",
  scope = "recurring" as const,
): Member {
  return {
    ...{ id: "m_1" as MemberId, createdAt: before(24), introducedAt: before(24), helpedAt: undefined },
    ...{ apologisedAt: undefined, ownNumber: "+19195550100" as PhoneNumber, numberHash: "1.abc" as NumberHash },
    consent: { state: "ACTIVE", scope, version: 1, changedAt: before(24), changedBy: "text", saidAt: before(24) },
    sealedEpisode: { bytes: undefined, version: 1 },
    age: { ...AGE_UNKNOWN, state: age },
    contact: { ...NO_CONTACT, heardAt: before(2), ...contact },
    ...{
      ledger: EMPTY_LEDGER,
      erasureAskedAt: undefined,
      reassignedAt: undefined,
      activity: NO_ACTIVITY,
      billing: NO_BILLING,
    },
  };
}

function reasonOf(
  given: Member,
  text: { kind?: OutboundKind; to?: PhoneNumber; episode?: Episode } = {},
  at = NOW,
  ...on: readonly SwitchCode[]
) {
  return reasonNotToReachOut(given, { kind: "periodic", to: IN_SAN_FRANCISCO, ...text }, at, new Set(on));
}

describe("a text that we begin", () => {
  test("leaves by day, to an adult who agreed to it and is known to be there", () => {
    expect(reasonOf(member())).toBeUndefined();
  });

  test("is the third in 24 hours at most", () => {
    const three = [before(23.9), before(10), before(1)];
    expect(reasonOf(member({ reachedOutAt: three.slice(1) }))).toBeUndefined();
    expect(reasonOf(member({ reachedOutAt: three }))).toBe("cap");
    expect(reasonOf(member({ reachedOutAt: [before(24), ...three.slice(1)] }))).toBeUndefined();
  });

  test.each<[AgeState, string | undefined]>([
    ["UNKNOWN", "age"],
    ["LIKELY_MINOR", "age"],
    ["KNOWN_MINOR", "age"],
    ["CHILD", "age"],
    ["CLAIMED_ADULT", undefined],
    ["VERIFIED_ADULT", undefined],
  ])("to %s: %s", (state, reason) => {
    expect(reasonOf(member({}, state))).toBe(reason);
  });

  test.each<[AgeState, string | undefined]>([
    ["UNKNOWN", undefined],
    ["CLAIMED_ADULT", undefined],
    ["LIKELY_MINOR", "age"],
    ["KNOWN_MINOR", "age"],
    ["CHILD", "age"],
  ])("as a check-in that was agreed to, or as news of money, to %s: %s", (state, reason) => {
    expect(reasonOf(member({}, state), { kind: "follow-up" })).toBe(reason);
    expect(reasonOf(member({}, state), { kind: "billing-notice" })).toBe(reason);
  });

  test("needs proof of age where a rule that was switched on asks for it", () => {
    const claimed = member({}, "CLAIMED_ADULT");
    expect(reasonOf(claimed, { to: IN_NEW_YORK }, NOW, "ny-art-48")).toBe("age");
    expect(reasonOf(claimed, {}, NOW, "ny-art-48")).toBeUndefined();
    expect(reasonOf(claimed, {}, NOW, "us-guard")).toBe("age");
    expect(reasonOf(member(), {}, NOW, "us-guard")).toBeUndefined();
  });

  test("needs consent to recurring texts; a check-in was agreed to by itself", () => {
    const { consent, ...rest } = member();
    const replies: Member = { ...rest, consent: { ...consent, scope: "replies" } };
    expect(reasonOf(replies)).toBe("scope");
    expect(reasonOf(replies, { kind: "follow-up" })).toBeUndefined();
    expect(reasonOf(replies, { kind: "billing-notice" })).toBeUndefined();
  });

  test("does not leave after 45 days of silence", () => {
    expect(reasonOf(member({ heardAt: before(45 * 24 - 1) }))).toBeUndefined();
    expect(reasonOf(member({ heardAt: before(45 * 24) }))).toBe("silence");
  });

  test("does not leave in a hold, nor where nobody can read whether there is one", () => {
    const held: Episode = { ...NO_EPISODE, state: "HOLD", lastSignalAt: before(30) };
    expect(reasonOf(member(), { episode: held })).toBe("episode");
    expect(reasonOf(member(), { episode: { ...NO_EPISODE, isUnreadable: true } })).toBe("episode");
    expect(reasonOf(member(), { episode: NO_EPISODE })).toBeUndefined();
  });

  test("does not leave at night", () => {
    expect(reasonOf(member(), {}, instant("2026-11-21T04:00:00.000Z"))).toBe("hours");
    expect(reasonOf(member(), { to: IN_NEW_YORK }, instant("2026-11-21T01:00:00.000Z"))).toBe("hours");
  });
});
