import { instant, instantPlus, type MemberId } from "@jules/core/kernel";
import type { Fact, FactId, Memory } from "@jules/core/memory";
import { NO_PREFERENCES, type TimeOfDay } from "@jules/core/preferences";
import { NO_PROFILE, type Profile, type ProfileStore } from "@jules/core/profile";
import { beforeEach, expect, test } from "vitest";
import { receivedText } from "../builders/index.ts";

export interface ProfilesUnderTest {
  readonly profiles: ProfileStore;
  /** Somebody new. */
  readonly member: () => Promise<MemberId>;
}

const AT = instant("2026-11-20T17:00:00.000Z");

function fact(text: string, fields: Partial<Fact> = {}): Fact {
  const id = text as FactId;
  return { id, topic: "sister/name", text, learnedAt: AT, source: receivedText().id, ...fields };
}

/** What every store of profiles must do. */
export function profileContract(create: () => Promise<ProfilesUnderTest>): void {
  let profiles: ProfileStore;
  let id: MemberId;
  let other: MemberId;

  beforeEach(async () => {
    const created = await create();
    profiles = created.profiles;
    id = await created.member();
    other = await created.member();
  });

  const remember = (...facts: readonly Fact[]) =>
    profiles.change(
      id,
      (profile) => ({ ...profile, memory: { ...profile.memory, facts: [...profile.memory.facts, ...facts] } }),
      AT,
    );

  test("nothing is kept of who never said anything", async () => {
    expect(await profiles.of(id)).toEqual(NO_PROFILE);
  });

  test("what is kept comes back as it was, and is nobody else's", async () => {
    const old = fact("Her sister is called Ann", { superseded: { at: AT, by: "Her sister is called Ana" as FactId } });
    const memory: Memory = {
      facts: [
        old,
        fact("Her sister is called Ana", { isAskedFor: true }),
        fact("An exam", { day: "2027-01-09" as never }),
      ],
      summary: { text: "Talked about an exam.", until: AT },
      readUntil: instantPlus(AT, 1),
    };
    const preferences = {
      ...({ name: "Sam", tone: "direct", emoji: false, avoid: ["work"], language: "es" } as const),
      checkInAt: "09:00" as TimeOfDay,
      quietHours: { from: "22:00" as TimeOfDay, to: "07:30" as TimeOfDay },
      timeZone: "America/New_York" as never,
    };
    const written: Profile = { preferences, memory };
    expect(await profiles.change(id, () => written, AT)).toEqual(written);
    expect(await profiles.of(id)).toEqual(written);
    expect(await profiles.of(other)).toEqual(NO_PROFILE);
  });

  test("a change of one half leaves the other", async () => {
    await profiles.change(id, (profile) => ({ ...profile, preferences: { ...NO_PREFERENCES, name: "Sam" } }), AT);
    await remember(fact("A dog called Rex"));
    const { preferences, memory } = await profiles.of(id);
    expect([preferences.name, memory.facts.map(({ text }) => text)]).toEqual(["Sam", ["A dog called Rex"]]);
  });

  test("nothing is written where nothing changes", async () => {
    await remember(fact("A dog called Rex"));
    const kept = await profiles.change(id, () => undefined, AT);
    expect(kept).toEqual(await profiles.of(id));
  });

  test("of changes at the same time none is lost", async () => {
    const texts = ["one", "two", "three"];
    await Promise.all(texts.map((text) => remember(fact(text))));
    const { memory } = await profiles.of(id);
    expect(memory.facts.map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
  });

  test("more than a hundred facts fit", async () => {
    const facts = Array.from({ length: 200 }, (_, index) => fact(`${index} ${"x".repeat(150)}`));
    await remember(...facts);
    expect((await profiles.of(id)).memory.facts).toEqual(facts);
  });
}
