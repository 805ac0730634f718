import { expect, test } from "vitest";
import { AGE_UNKNOWN } from "../age/index.ts";
import { NO_BILLING } from "../billing/index.ts";
import { instant, type MemberId, type NumberHash, type PhoneNumber } from "../kernel/index.ts";
import { EMPTY_LEDGER } from "../ledger/index.ts";
import { type Member, NO_ACTIVITY, NO_CONTACT } from "../member/index.ts";
import { CARRIER_LIMITS } from "../messaging/index.ts";
import { limitsAt } from "../rules/index.ts";
import { departureOf } from "./departing.ts";

const NOW = instant("2026-11-20T20:00:00.000Z");
const MEMBER: Member = {
  ...{ id: "m_1" as MemberId, createdAt: NOW, introducedAt: NOW, helpedAt: undefined, apologisedAt: undefined },
  ...{ ownNumber: "+19195550100" as PhoneNumber, numberHash: "1.abc" as NumberHash, age: AGE_UNKNOWN },
  consent: { state: "ACTIVE", scope: "recurring", version: 1, changedAt: NOW, changedBy: "text", saidAt: NOW },
  sealedEpisode: { bytes: undefined, version: 1 },
  ...{ contact: NO_CONTACT, activity: NO_ACTIVITY, billing: NO_BILLING },
  ...{ ledger: EMPTY_LEDGER, erasureAskedAt: undefined, reassignedAt: undefined },
};
const LINE = "You told me about your sister and the blue bicycle.";

test.each(["reply", "privacy"] as const)(
  "a %s leaves at no more than the carrier takes, disclosure included",
  (kind) => {
    const body = Array.from({ length: 60 }, () => LINE).join("\n");
    const content = { kind, body, to: "+14155550123" as PhoneNumber, expiresAt: NOW };
    const departure = departureOf(MEMBER, content, NOW, limitsAt(NOW));
    expect(departure.body.length).toBeLessThanOrEqual(CARRIER_LIMITS.characters);
    expect(departure.body.length).toBeGreaterThan(1_200);
    expect(departure.body.endsWith(LINE)).toBe(true);
    expect(departure.each.discloses === undefined).toBe(kind === "privacy");
  },
);
