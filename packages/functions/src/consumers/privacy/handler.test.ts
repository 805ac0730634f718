import { createLinks } from "@jules/adapters/links";
import type { EntryId } from "@jules/core/agenda";
import { referenceOf } from "@jules/core/conversation";
import { instantPlus, textId } from "@jules/core/kernel";
import type { FactId } from "@jules/core/memory";
import type { ArchivedText, PrivacyOrder } from "@jules/core/privacy";
import { MEMBER_NUMBER, OWN_NUMBER } from "@jules/testkit/builders";
import { createTableModel } from "@jules/testkit/dynamodb";
import { TABLES } from "@jules/testkit/tables";
import { describe, expect, test } from "vitest";
import { createPrivacyWorld, type Death } from "../../../test/privacy.ts";

const DAY_MS = 24 * 60 * 60_000;

const DOG = { id: "f1" as FactId, topic: "pets/dog", text: "I have a dog called Rex", source: textId("text-9") };

async function setUp() {
  const world = createPrivacyWorld();
  const member = await world.talkative();
  const textsOf = async () => {
    const texts: ArchivedText[] = [];
    for await (const text of world.stores.archive.texts(member.id)) texts.push(text);
    return texts;
  };
  const requests = () =>
    world
      .items("ledger")
      .flatMap(({ entry }) => (entry as { kind?: string } | undefined) ?? [])
      .filter(({ kind }) => kind === "privacy") as { request: string; step: string; reference: string }[];
  return {
    ...world,
    member,
    textsOf,
    requests,
    steps: () => requests().map(({ request, step }) => `${request} ${step}`),
  };
}

/** The same, of whom something is noted: preferences, facts, reminders. */
async function setUpNoted() {
  const world = await setUp();
  const { member } = world;
  const { archive, profiles, agenda } = world.stores;
  let [mention] = [textId("none")];
  for await (const { text, body } of archive.texts(member.id)) if (text && body.includes("married")) mention = text;
  const learnedAt = world.clock.now();
  const noted = [
    { ...DOG, learnedAt },
    { id: "f2" as FactId, topic: "sister/name", text: "My sister is called Ann", source: textId("text-8"), learnedAt },
    { id: "f3" as FactId, topic: "family/wedding", text: "There was a wedding", source: mention, learnedAt },
    {
      ...{ id: "f4" as FactId, topic: "sister/home", text: "Ann lives in Reno", source: textId("text-7"), learnedAt },
      superseded: { at: learnedAt, by: "f2" as FactId },
    },
  ];
  await profiles.change(
    member.id,
    () => ({
      preferences: { name: "Mia", avoid: ["my sister Ann", "work"] },
      memory: { facts: noted, summary: { text: "They talked of a wedding.", until: learnedAt } },
    }),
    learnedAt,
  );
  for (const about of ["call Ann", "take the pills"]) {
    const id = `entry-${about.length}` as EntryId;
    const dueAt = instantPlus(learnedAt, DAY_MS);
    await agenda.add({ id, member: member.id, kind: "reminder", about, dueAt, language: "en", addedAt: learnedAt });
  }
  /** What is noted of the member, in one piece. */
  const notes = async () => JSON.stringify([await profiles.of(member.id), await agenda.of(member.id)]);
  return { ...world, notes };
}

describe("an export", () => {
  async function exported(fields: Partial<PrivacyOrder> = {}) {
    const world = await setUpNoted();
    const { order, carryOut, member, files } = world;
    expect((await carryOut(order(member.id, { kind: "export" }, fields))).outcome).toBe("done");
    const [[key = "", content = ""] = []] = [...files];
    return { ...world, key, file: JSON.parse(content) };
  }

  test("is one JSON file with everything that is kept, both sides of the conversation and what was concluded", async () => {
    const { file, member, key } = await exported();
    expect(key).toMatch(/^exports\/file-/);
    expect(file).toMatchObject({
      profile: { id: member.id, number: MEMBER_NUMBER },
      consent: { state: "ACTIVE" },
      age: { state: "UNKNOWN" },
      proofs: [],
      retention: { version: expect.any(Number) },
      preferences: { name: "Mia", avoid: ["my sister Ann", "work"] },
      memory: { summary: { text: "They talked of a wedding." } },
      counted: { textsFromYou: 3 },
    });
    expect(file.memory.facts).toContainEqual(expect.objectContaining({ about: "pets/dog", text: DOG.text }));
    expect(file.memory.facts).toContainEqual(
      expect.objectContaining({ text: "Ann lives in Reno", wasSoUntil: expect.any(String) }),
    );
    expect(file.agenda.map(({ about }: { about: string }) => about).sort()).toEqual(["call Ann", "take the pills"]);
    expect(file.conversation).toContainEqual(
      expect.objectContaining({ from: "member", text: "my sister Ann got married", number: MEMBER_NUMBER }),
    );
    expect(file.conversation).toContainEqual(
      expect.objectContaining({
        text: "I want to die",
        concluded: { soundedLike: expect.stringContaining("danger"), about: ["suicide"] },
      }),
    );
    expect(file.inferences.safety.state).toEqual(expect.any(String));
    expect(file.record.map(({ entry }: { entry: { kind: string } }) => entry.kind)).toContain("consent");
    expect(file.thirdParties.map(({ name }: { name: string }) => name)).toContain("Bandwidth");
  });

  test("comes as a link that the API opens, for 24 hours", async () => {
    const { bodies, member, clock } = await exported();
    const [text = ""] = bodies();
    const token = /https:\/\/jules\.example\/x\/(\S+)/.exec(text)?.[1] ?? "";
    const links = createLinks({
      keys: `1:${Buffer.alloc(32, 9).toString("base64")}`,
      publicUrl: "https://jules.example",
    });
    expect(links.read("export", token, clock.now())?.member).toBe(member.id);
    expect(links.read("export", token, instantPlus(clock.now(), DAY_MS))).toBeUndefined();
  });

  test("stands in the log of requests, asked and done, with what the member was told", async () => {
    const { steps } = await exported();
    expect(steps()).toEqual(["export asked", "export done"]);
  });

  test("that an operator ordered goes to the number that the member wrote from last", async () => {
    const { sender } = await exported({ answer: undefined });
    expect(sender.accepted.map(({ to }) => to)).toEqual([MEMBER_NUMBER]);
  });

  test("takes the place of the one before", async () => {
    const { order, carryOut, member, files, clock } = await exported();
    clock.advance(1_000);
    await carryOut(order(member.id, { kind: "export" }));
    expect(files.size).toBe(1);
  });

  test("is made once, wherever a sandbox dies over it", async () => {
    await wherever(async (death) => {
      const { order, carryOut, member, files, bodies, steps, clock } = await setUp();
      const given = order(member.id, { kind: "export" });
      const { hasDied } = await carryOut(given, { death });
      clock.advance(2 * 60_000);
      expect((await carryOut(given, { receives: 2 })).outcome).toBe("done");
      expect(files.size).toBe(1);
      expect(bodies().length).toBeLessThanOrEqual(1);
      expect(steps()).toEqual(["export asked", "export done"]);
      return hasDied;
    });
  });

  test.each(["silent", "reassigned"] as const)(
    "of a number that may be somebody else's by now is none, and nobody hears of it: %s",
    async (how) => {
      const { order, carryOut, member, stores, clock, files, bodies, steps } = await setUp();
      const said = bodies().length;
      if (how === "silent") clock.advance(46 * DAY_MS);
      else await stores.members.noteReassigned(member, clock.now());
      expect((await carryOut(order(member.id, { kind: "export" }, { answer: undefined }))).outcome).toBe("done");
      await carryOut(order(member.id, { kind: "access" }));
      expect([files.size, bodies().length, steps()]).toEqual([0, said, []]);
    },
  );

  test("tells what the record says of who they are, not of who had the number before", async () => {
    const world = await setUp();
    const { stores, clock, member, order, carryOut, files } = world;
    await stores.members.noteReassigned(member, clock.now());
    clock.advance(DAY_MS);
    const next = await stores.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
    expect([next.id === member.id, next.numberHash]).toEqual([false, member.numberHash]);
    const yes = {
      state: "ACTIVE",
      scope: "replies",
      cause: "confirmed-by-text",
      changedBy: "t",
      saidAt: clock.now(),
    } as const;
    await stores.members.changeConsent(next, yes, clock.now());
    await carryOut(order(next.id, { kind: "export" }));
    const [content = ""] = [...files.values()];
    const { record } = JSON.parse(content) as { record: { at: string }[] };
    expect(record.length).toBeGreaterThan(0);
    expect(record.filter(({ at }) => at < next.createdAt)).toEqual([]);
  });

  test("of somebody who is gone is none", async () => {
    const { order, carryOut, member, bodies, stores } = await setUp();
    const given = order(member.id, { kind: "export" });
    await stores.erasure.everythingOf(member.id);
    expect((await carryOut(given)).outcome).toBe("done");
    expect(bodies()).toEqual([]);
  });
});

describe("what is to be forgotten", () => {
  test("is deleted on both sides, and nothing else; the member hears how much it was", async () => {
    const { order, carryOut, member, textsOf, bodies } = await setUpNoted();
    await carryOut(order(member.id, { kind: "forget", about: "ann" }));
    const left = (await textsOf()).map(({ body }) => body);
    expect(left).toContain("I want to die");
    expect(left.join()).not.toContain("Ann");
    expect(bodies().at(-1)).toContain("2 of our texts deleted");
  });

  test("is noted nowhere any more: what is so, what was, what came of the texts that go, topics and reminders", async () => {
    const { order, carryOut, member, notes } = await setUpNoted();
    await carryOut(order(member.id, { kind: "forget", about: "ann" }));
    const left = await notes();
    expect(left).not.toMatch(/Ann|wedding/);
    for (const kept of [DOG.text, "Mia", "work", "take the pills"]) expect(left).toContain(kept);
  });

  test("and stands in notes alone is said to have stood there", async () => {
    const { order, carryOut, member, notes, bodies } = await setUpNoted();
    await carryOut(order(member.id, { kind: "forget", about: "mia" }));
    expect(await notes()).not.toContain("Mia");
    expect(bodies().at(-1)).toContain("my notes that mention it are deleted");
  });

  test("is not told to the model from anywhere else: what was kept of the conversation counts no longer", async () => {
    const { order, carryOut, member, stores } = await setUpNoted();
    const before = (await stores.members.byId(member.id))?.activity.conversationVersion ?? 0;
    await carryOut(order(member.id, { kind: "forget", about: "my dentist" }));
    expect((await stores.members.byId(member.id))?.activity.conversationVersion).toBeGreaterThan(before);
  });

  test("and was never there is said to be so", async () => {
    const { order, carryOut, member, bodies } = await setUpNoted();
    await carryOut(order(member.id, { kind: "forget", about: "my dentist" }));
    expect(bodies().at(-1)).toContain("nothing mentions it");
  });

  test("is gone wherever a sandbox dies over it", async () => {
    await wherever(async (death) => {
      const { order, carryOut, member, textsOf, steps, clock, notes } = await setUpNoted();
      const given = order(member.id, { kind: "forget", about: "ann" });
      const { hasDied } = await carryOut(given, { death });
      clock.advance(2 * 60_000);
      await carryOut(given, { receives: 2 });
      expect((await textsOf()).map(({ body }) => body).join()).not.toContain("Ann");
      expect(await notes()).not.toContain("Ann");
      expect(steps()).toEqual(["forget asked", "forget done"]);
      return hasDied;
    });
  });
});

describe("what somebody takes back", () => {
  /** What is noted of the first and of the last of their texts, one in the place of the other. */
  async function setUpTold() {
    const world = await setUp();
    const { member, stores, textsOf, clock } = world;
    const [first, second, third] = (await textsOf()).map(({ at }) => at).sort();
    if (!first || !second || !third) throw new Error("nothing was said");
    const at = clock.now();
    const fact = (id: string, learnedAt: typeof at) => ({
      ...{ id: id as FactId, topic: "sister", text: `Noted as ${id}`, learnedAt, source: textId("text-1") },
    });
    const facts = [{ ...fact("old", first), superseded: { at, by: "new" as FactId } }, fact("new", third)];
    await stores.profiles.change(member.id, (profile) => ({ ...profile, memory: { facts } }), at);
    const noted = async () => (await stores.profiles.of(member.id)).memory;
    return { ...world, noted, left: async () => (await textsOf()).map(({ body }) => body), second, third };
  }

  test("is gone with what was noted of it, and what that took the place of is so again", async () => {
    const { order, carryOut, member, left, noted, bodies, steps, second } = await setUpTold();
    expect((await carryOut(order(member.id, { kind: "forget-last", from: second }))).outcome).toBe("done");
    expect(await left()).toEqual(["my sister Ann got married"]);
    const { facts, forgets } = await noted();
    expect([facts.map(({ id, superseded }) => [id, superseded]), forgets]).toEqual([[["old", undefined]], 1]);
    expect([bodies(), steps()]).toEqual([[], ["forget asked", "forget done"]]);
  });

  test("is gone with the reminder that it made, and with no other", async () => {
    const { order, carryOut, member, textsOf, stores, second, third, clock } = await setUpTold();
    const made = (await textsOf()).filter(({ text }) => text);
    const dueAt = instantPlus(clock.now(), DAY_MS);
    for (const { text, body } of made) {
      const id = `reminder-${referenceOf(text ?? "")}` as EntryId;
      const addedAt = clock.now();
      await stores.agenda.add({ id, member: member.id, kind: "reminder", about: body, dueAt, language: "en", addedAt });
    }
    expect(made.some(({ at }) => at >= second && at <= third)).toBe(true);
    await carryOut(order(member.id, { kind: "forget-last", from: second }));
    const left = (await stores.agenda.of(member.id)).map(({ about }) => about);
    expect(left).toEqual(["my sister Ann got married"]);
  });

  test("is not what they said after they asked", async () => {
    const { order, carryOut, member, left, second } = await setUpTold();
    await carryOut(order(member.id, { kind: "forget-last", from: second }, { askedAt: second }));
    expect((await left()).sort()).toEqual(["I want to die", "my sister Ann got married"]);
  });

  test("is gone wherever a sandbox dies over it, and nothing else is", async () => {
    await wherever(async (death) => {
      const { order, carryOut, member, left, noted, clock, third } = await setUpTold();
      const given = order(member.id, { kind: "forget-last", from: third });
      const { hasDied } = await carryOut(given, { death });
      clock.advance(2 * 60_000);
      await carryOut(given, { receives: 2 });
      expect(await left()).toHaveLength(2);
      expect((await noted()).facts.map(({ id, superseded }) => [id, superseded])).toEqual([["old", undefined]]);
      return hasDied;
    });
  });
});

test("a turn that is being taken with the member comes first", async () => {
  const { order, carryOut, member, stores, clock, bodies } = await setUp();
  const lease = await stores.members.lease(member.id, instantPlus(clock.now(), 30_000), clock.now());
  const given = order(member.id, { kind: "erase", because: "asked" });
  expect((await carryOut(given)).outcome).toBe("again");
  expect(bodies()).toEqual([]);
  if (lease && lease !== "held") await stores.members.release(lease);
  expect((await carryOut(given, { receives: 2 })).outcome).toBe("done");
});

describe("an erasure", () => {
  const erase = { kind: "erase", because: "asked" } as const;

  test("leaves nothing but rows of codes under the hash of the number, and a receipt on the phone", async () => {
    const { left, order, carryOut, member, items, bodies, files, vendor, steps } = await setUpNoted();
    await carryOut(order(member.id, { kind: "export" }));
    const given = order(member.id, erase);
    expect((await carryOut(given)).outcome).toBe("done");
    expect(left()).toEqual([]);
    expect([files.size, vendor.size]).toEqual([0, 0]);
    expect(bodies().at(-1)).toContain(given.reference);
    const rest = JSON.stringify([items("ledger"), items("counters"), items("keys")]);
    for (const trace of [MEMBER_NUMBER, MEMBER_NUMBER.slice(1), "Ann", "sister", "die"])
      expect(rest).not.toContain(trace);
    expect(items("ledger").every(({ pk }) => pk === member.numberHash)).toBe(true);
    expect(steps().filter((step) => step.startsWith("erase"))).toEqual(["erase asked", "erase done"]);
  });

  test("has Veriff delete every session, which the ledger says", async () => {
    const { order, carryOut, member, vendor, steps, requests, items } = await setUp();
    expect(vendor.size).toBe(2);
    await carryOut(order(member.id, erase));
    expect(vendor.size).toBe(0);
    const deletions = steps().filter((step) => step.startsWith("vendor"));
    expect(deletions.sort()).toEqual([
      ...Array(2).fill("vendor-deletion asked"),
      ...Array(2).fill("vendor-deletion done"),
    ]);
    const rows = requests().filter(({ request }) => request === "vendor-deletion");
    expect(new Set(rows.map(({ reference }) => reference))).toEqual(new Set(["session-1", "session-2"]));
    expect(items("members").map(({ sk }) => sk)).not.toContain("DELETION");
  });

  test.each(["unavailable", "refused"] as const)(
    "waits for no vendor that does not delete (%s): what it owes outlives the member, and names nobody",
    async (reason) => {
      const { order, carryOut, member, vendor, refuse, left, steps, reporter, bodies } = await setUp();
      refuse(reason);
      const given = order(member.id, erase);
      expect((await carryOut(given)).outcome).toBe("done");
      expect(bodies().at(-1)).toContain(given.reference);
      expect(vendor.size).toBe(2);
      expect(
        left()
          .map(({ pk, sk }) => `${pk} ${sk}`)
          .sort(),
      ).toEqual(["VERIFF#session-1 DELETION", "VERIFF#session-2 DELETION"]);
      expect(JSON.stringify(left())).not.toContain(member.id);
      expect(steps().filter((step) => step.startsWith("vendor"))).toEqual(Array(2).fill("vendor-deletion asked"));
      expect(reporter.metrics.VendorDeletionsFailed).toBe(2);
    },
  );

  test("has nothing of the vendor's lost, wherever a sandbox dies while the vendor is out", async () => {
    await wherever(async (death) => {
      const { order, carryOut, member, vendor, refuse, left, clock } = await setUp();
      refuse("unavailable");
      const given = order(member.id, erase);
      const { hasDied } = await carryOut(given, { death });
      clock.advance(3 * 60_000);
      await carryOut(given, { receives: 2 });
      expect({
        death,
        left: left()
          .map(({ pk }) => pk)
          .sort(),
      }).toEqual({
        death,
        left: [...vendor].map((session) => `VERIFF#${session}`).sort(),
      });
      return hasDied;
    });
  });

  test("silences the number until it says START", async () => {
    const { order, carryOut, member, stores, clock } = await setUp();
    await carryOut(order(member.id, erase));
    const next = await stores.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
    expect(next.id).not.toBe(member.id);
    expect(next.consent.state).toBe("OPTED_OUT");
  });

  test("in a copy of the tables from before it opens nothing", async () => {
    const { order, carryOut, member, items, storesOver } = await setUpNoted();
    const backup = structuredClone(items("members"));
    await carryOut(order(member.id, erase));
    const restored = createTableModel({ tables: TABLES, now: () => 0 });
    restored.restore("members", backup);
    restored.restore("keys", items("keys"));
    const { members, archive, keyring } = storesOver(restored.documents);
    expect(await members.byId(member.id)).toBeDefined();
    await expect(archive.texts(member.id)[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: "key.unavailable",
      detail: "erased",
    });
    await expect(keyring.cipher(member.id)).rejects.toMatchObject({ detail: "erased" });
    const words = JSON.stringify(
      backup.map((item) => Object.values(item).filter((value) => typeof value === "string")),
    );
    expect(words).not.toMatch(/Ann|sister|4155550123/);
  });

  test("wherever a sandbox dies over it, is complete when the queue brings it again", async () => {
    const calls = await wherever(async (death) => {
      const { left, order, carryOut, member, items, files, vendor, bodies, steps, clock } = await setUp();
      await carryOut(order(member.id, { kind: "export" }));
      const given = order(member.id, erase);
      const said = bodies().length;
      const { hasDied } = await carryOut(given, { death });
      clock.advance(3 * 60_000);
      expect((await carryOut(given, { receives: 2 })).outcome).toBe("done");
      const kept = left().map(({ sk }) => sk);
      expect({ death, kept, files: files.size, vendor: vendor.size }).toEqual({ death, kept: [], files: 0, vendor: 0 });
      expect(items("keys").filter(({ pk, wrapped }) => pk === member.id && wrapped)).toEqual([]);
      expect(bodies().length - said).toBeLessThanOrEqual(1);
      expect(steps().filter((step) => step.startsWith("erase"))).toEqual(["erase asked", "erase done"]);
      return hasDied;
    });
    expect(calls).toBeGreaterThan(20);
  }, 30_000);

  test("is complete though the carrier takes no receipt", async () => {
    const { left, order, carryOut, member, sender } = await setUp();
    const given = order(member.id, erase);
    const out = { kind: "refused", reason: "http-503", retryable: true } as const;
    for (let receives = 1; receives <= 4; receives++) {
      sender.next(out);
      await carryOut(given, { receives });
    }
    expect(left()).toEqual([]);
  });

  test("of who said STOP says nothing", async () => {
    const { left, order, carryOut, member, stores, clock, bodies } = await setUp();
    const change = { state: "OPTED_OUT", changedBy: "stop", saidAt: clock.now(), cause: "keyword" } as const;
    await stores.members.changeConsent(member, change, clock.now());
    await carryOut(order(member.id, erase, { answer: undefined }));
    expect(left()).toEqual([]);
    expect(bodies()).toEqual([]);
  });

  test.each(["ACTIVE", "SUSPENDED", "OPTED_OUT"] as const)(
    "of a child blocks the number, though the last text to it never left (%s)",
    async (state) => {
      const { left, order, carryOut, member, stores, clock } = await setUp();
      const saidAt = clock.now();
      if (state !== "ACTIVE") {
        await stores.members.changeConsent(member, { state, changedBy: "stop", saidAt, cause: "keyword" }, saidAt);
      }
      await stores.members.changeAge(member, { state: "CHILD", by: "stated" }, saidAt);
      await carryOut(order(member.id, { kind: "erase", because: "child" }, { answer: undefined }));
      expect(left()).toEqual([]);
      const { id, consent } = await stores.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
      expect(id).not.toBe(member.id);
      expect(consent.state).toBe("BLOCKED");
    },
  );

  test("of a child whom somebody asked to erase blocks the number as well", async () => {
    const { order, carryOut, member, stores, clock } = await setUp();
    await stores.members.changeAge(member, { state: "CHILD", by: "stated" }, clock.now());
    await carryOut(order(member.id, erase, { answer: undefined }));
    const { consent } = await stores.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
    expect(consent.state).toBe("BLOCKED");
  });

  test("for silence leaves the number free: whoever texts from it is new", async () => {
    const { left, order, carryOut, member, stores, clock, bodies } = await setUp();
    clock.advance(366 * DAY_MS);
    await carryOut(order(member.id, { kind: "erase", because: "silent" }, { answer: undefined }));
    expect(left()).toEqual([]);
    expect(bodies()).toEqual([]);
    expect((await stores.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now())).consent.state).toBe("NEW");
  });

  test.each(["child", "reassigned", "silent"] as const)("that holds no longer (%s) is none", async (because) => {
    const { order, carryOut, member, stores, clock } = await setUp();
    await carryOut(order(member.id, { kind: "erase", because }, { answer: undefined }));
    expect(await stores.members.byId(member.id)).toBeDefined();
    expect((await stores.erasures.scheduled(member.id))?.dueAt).toBe(instantPlus(clock.now(), 365 * DAY_MS - 4_000));
  });
});

test("lines about requests name nobody", async () => {
  const { order, carryOut, member, reporter } = await setUp();
  await carryOut(order(member.id, { kind: "forget", about: "ann" }));
  const lines = JSON.stringify(reporter.lines);
  expect(lines).toContain("privacy.carried-out");
  for (const trace of [member.id, MEMBER_NUMBER, "ann"]) expect(lines).not.toContain(trace);
});

/** Lets a sandbox die at every one of its calls, before and after it was made. Returns how many there are. */
async function wherever(attempt: (death: Death) => Promise<boolean>): Promise<number> {
  for (const when of ["before", "after"] as const) {
    for (let atCall = 1; ; atCall++) {
      if (!(await attempt({ atCall, when }))) {
        if (when === "after") return atCall - 1;
        break;
      }
    }
  }
  throw new Error("a sandbox that never lives");
}
