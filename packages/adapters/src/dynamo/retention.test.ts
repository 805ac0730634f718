import { instant, memberId } from "@jules/core/kernel";
import { keptSeconds, RETENTION } from "@jules/core/privacy";
import { expect, test } from "vitest";
import { ENTRY_KEPT_SECONDS } from "./agenda-items.ts";
import { EVENT_KEPT_SECONDS } from "./billing-store.ts";
import {
  billingOrderKey,
  COMPARED_KEY,
  CONTENT_LIFETIME_SECONDS,
  ENTRY,
  erasureKey,
  exportKey,
  heardEventKey,
  memberKey,
  momentKey,
  numberKey,
  profileKey,
  proofKey,
  veriffKey,
  verificationKey,
} from "./items.ts";
import { SESSION_KEPT_SECONDS } from "./verification-store.ts";

test("texts, entries, sessions and heard news live as long as the retention schedule says", () => {
  expect(CONTENT_LIFETIME_SECONDS).toBe(keptSeconds("texts"));
  expect(ENTRY_KEPT_SECONDS).toBe(keptSeconds("agenda"));
  expect(SESSION_KEPT_SECONDS).toBe(keptSeconds("verifications"));
  expect(EVENT_KEPT_SECONDS).toBe(keptSeconds("billing-news"));
});

test("every kind of item that is kept of members stands in the schedule", () => {
  const id = memberId(`m_${"0".repeat(32)}`);
  const kindsOfMember = [memberKey, momentKey, erasureKey, exportKey, profileKey, verificationKey, billingOrderKey];
  const member = kindsOfMember.map((keyOf) => keyOf(id).sk);
  const others = [numberKey("").sk, proofKey(id, instant("2026-11-20T17:00:00Z")).sk.slice(0, "PROOF#".length)];
  const stripes = [heardEventKey(""), COMPARED_KEY].map(({ pk, sk }) => `${pk.split("#")[0]}# ${sk}`);
  const kinds = [
    ...member,
    ...others,
    ...stripes,
    "MEMBER (billing)",
    "TEXT#",
    "OUT#",
    ENTRY,
    `${veriffKey("")} SESSION`,
    `${veriffKey("")} DELETION`,
  ];
  const places = RETENTION.flatMap(({ where }): readonly string[] => where).filter((place) =>
    place.startsWith("Members"),
  );
  expect(kinds.filter((kind) => !places.join().includes(kind))).toEqual([]);
});
