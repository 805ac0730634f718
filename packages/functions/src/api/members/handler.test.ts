import type { EntryId } from "@jules/core/agenda";
import { blockOfChild, type ConsentChange, keywordEffect } from "@jules/core/consent";
import { instant, instantPlus, textId } from "@jules/core/kernel";
import type { FactId } from "@jules/core/memory";
import { keptUntil } from "@jules/core/privacy";
import { MEMBER_NUMBER, OWN_NUMBER } from "@jules/testkit/builders";
import { describe, expect, test } from "vitest";
import { setUpOperators as setUp } from "../../../test/operators.ts";

const HERE = "/v1/members/{id}";

describe("a member", () => {
  test("is found by the number in a body", async () => {
    const { ask, member } = await setUp();
    expect(await ask("POST /v1/members/lookup", { body: { number: MEMBER_NUMBER } })).toEqual({
      status: 200,
      body: { id: member.id, numberHash: member.numberHash },
    });
    expect((await ask("POST /v1/members/lookup", { body: { number: "+14155550999" } })).status).toBe(404);
  });

  test("is shown with their states and nothing they wrote", async () => {
    const { ask, member } = await setUp();
    const { status, body } = await ask(`GET ${HERE}`, { path: { id: member.id } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ consent: { state: "ACTIVE" }, age: { state: "UNKNOWN" } });
    expect(JSON.stringify(body)).not.toMatch(/Ann|die|4155550123/);
  });

  test.each([
    [`POST ${HERE}/exports`, {}, { kind: "export" }],
    [`DELETE ${HERE}`, undefined, { kind: "erase", because: "asked" }],
    [`POST ${HERE}/forget`, { about: "my sister" }, { kind: "forget", about: "my sister" }],
  ])("%s is ordered and has a reference", async (route, body, task) => {
    const { ask, member, orders } = await setUp();
    const answer = await ask(route, { path: { id: member.id }, body });
    expect(answer.status).toBe(202);
    expect(orders).toEqual([expect.objectContaining({ task, member: member.id, answer: undefined })]);
    expect(answer.body).toEqual({ reference: orders[0]?.reference });
  });

  test("gets no copy at a number that may be somebody else's by now", async () => {
    const { ask, member, orders, clock } = await setUp();
    clock.advance(46 * 24 * 60 * 60_000);
    const answer = await ask(`POST ${HERE}/exports`, { path: { id: member.id }, body: {} });
    expect(answer).toEqual({ status: 409, body: { error: "number-may-be-somebody-elses" } });
    expect(orders).toEqual([]);
  });

  test("has an age that an operator decides, which the ledger keeps", async () => {
    const { ask, member, stores } = await setUp();
    const answer = await ask(`POST ${HERE}/age`, { path: { id: member.id }, body: { state: "VERIFIED_ADULT" } });
    expect(answer.body).toMatchObject({ age: { state: "VERIFIED_ADULT" } });
    const rows = [];
    for await (const row of stores.ledger.rowsOf(member.numberHash)) rows.push(row.entry);
    expect(rows).toContainEqual(expect.objectContaining({ kind: "age", to: "VERIFIED_ADULT", by: "operator" }));
  });

  describe("who is an adult after all, as an operator decides", () => {
    const decide = { state: "VERIFIED_ADULT" };

    /** A child by their own words, blocked and to be erased. */
    async function setUpChild() {
      const office = await setUp();
      const { stores, clock, member } = office;
      const child = await stores.members.changeAge(member, { state: "CHILD", by: "stated" }, clock.now());
      const block = { state: "BLOCKED", cause: "child", changedBy: "text-1", saidAt: clock.now() } as const;
      await stores.members.changeConsent(child, block, clock.now());
      await stores.erasures.schedule(member.id, instantPlus(clock.now(), 60_000), "child");
      const rows = async () => {
        const found: unknown[] = [];
        for await (const { entry } of stores.ledger.rowsOf(member.numberHash)) found.push(entry);
        return found;
      };
      const now = async () => (await stores.members.byId(member.id)) ?? member;
      const ask = () => office.ask(`POST ${HERE}/age`, { path: { id: member.id }, body: decide });
      return { ...office, ask, rows, now, scheduled: () => stores.erasures.scheduled(member.id) };
    }

    test("is answered again, and kept until they fall silent", async () => {
      const { ask, rows, now, scheduled } = await setUpChild();
      expect(await ask()).toMatchObject({
        status: 200,
        body: { age: { state: "VERIFIED_ADULT" }, consent: { state: "ACTIVE", scope: "replies" } },
      });
      expect(await scheduled()).toEqual({ reason: "silent", dueAt: keptUntil(await now()) });
      const consent = { kind: "consent", from: "BLOCKED", to: "ACTIVE", scope: "replies", cause: "age-proven" };
      expect(await rows()).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ kind: "age", from: "CHILD", to: "VERIFIED_ADULT", by: "operator" }),
          expect.objectContaining(consent),
        ]),
      );
    });

    test("twice is once, and the second ends what the first did not get to", async () => {
      const { ask, rows, now, member, stores, clock } = await setUpChild();
      const child = (await stores.members.byId(member.id)) ?? member;
      await stores.members.changeAge(child, { state: "VERIFIED_ADULT", by: "operator" }, clock.now());
      const before = (await rows()).length;
      expect((await ask()).status).toBe(200);
      expect((await ask()).status).toBe(200);
      expect((await now()).consent.state).toBe("ACTIVE");
      expect((await rows()).length).toBe(before + 1);
    });

    test("and said STOP stays silent", async () => {
      const { ask, member, stores, clock } = await setUp();
      const stop = { state: "OPTED_OUT", cause: "keyword", changedBy: "stop", saidAt: clock.now() } as const;
      const doubted = await stores.members.changeAge(member, { state: "LIKELY_MINOR", by: "stated" }, clock.now());
      await stores.members.changeConsent(doubted, stop, clock.now());
      const answer = await ask(`POST ${HERE}/age`, { path: { id: member.id }, body: decide });
      expect(answer.body).toMatchObject({ age: { state: "VERIFIED_ADULT" }, consent: { state: "OPTED_OUT" } });
    });

    test.each([
      ["before they were blocked", false],
      ["since", false],
      ["before they were blocked, and was erased", true],
      ["since, and was erased", true],
    ])("and said STOP %s stays silent", async (when, isErased) => {
      const { ask, member, stores, clock } = await setUp();
      let child = await stores.members.changeAge(member, { state: "CHILD", by: "stated" }, clock.now());
      const change = async (changed: Pick<ConsentChange, "state" | "changedBy" | "cause">) => {
        child = await stores.members.changeConsent(child, { ...changed, saidAt: clock.now() }, clock.now());
      };
      if (when.startsWith("since")) {
        await change(blockOfChild(child.consent, "text-1"));
        const { state, isAnswer } = keywordEffect("STOP", child.consent, { id: textId("text-2"), saidAt: clock.now() });
        expect([state, isAnswer]).toEqual(["BLOCKED", true]);
        await change({ state: "BLOCKED", changedBy: "answer.text-2", cause: "keyword" });
      } else {
        await change({ state: "OPTED_OUT", changedBy: "text-2", cause: "keyword" });
        await change(blockOfChild(child.consent, "text-1"));
      }
      if (isErased) {
        await stores.erasure.everythingOf(child.id);
        child = await stores.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
      }
      expect(child.consent.state).toBe("BLOCKED");
      const answer = await ask(`POST ${HERE}/age`, { path: { id: child.id }, body: decide });
      expect(answer.body).toMatchObject({ age: { state: "VERIFIED_ADULT" }, consent: { state: "OPTED_OUT" } });
    });

    test("and was only taken for a minor goes on as they were", async () => {
      const { ask, member, stores, clock } = await setUp();
      await stores.members.changeAge(member, { state: "LIKELY_MINOR", by: "stated" }, clock.now());
      const before = await stores.erasures.scheduled(member.id);
      const answer = await ask(`POST ${HERE}/age`, { path: { id: member.id }, body: decide });
      expect(answer.body).toMatchObject({ age: { state: "VERIFIED_ADULT" }, consent: { state: "ACTIVE" } });
      expect(await stores.erasures.scheduled(member.id)).toEqual(before);
    });
  });

  test.each([`GET ${HERE}`, `DELETE ${HERE}`])("who is nobody is 404: %s", async (route) => {
    const { ask } = await setUp();
    for (const id of ["x", "+14155550123", `m_${"0".repeat(32)}`]) {
      expect(await ask(route, { path: { id } })).toEqual({ status: 404, body: { error: "not-found" } });
    }
  });
});

describe("consent by other ways than a text", () => {
  const proof = { text: { code: "page", version: 1, body: "Text me" }, medium: "web", action: "ticked" };

  test("is asked for by text, and taken back", async () => {
    const { ask, clock, sender } = await setUp();
    const at = clock.now();
    const number = "+14155550777";
    const asked = await ask("POST /v1/opt-ins", { body: { number, proof: { ...proof, at } } });
    expect(asked).toMatchObject({ status: 202, body: { result: "asked", replied: "sent" } });
    expect(sender.accepted.at(-1)?.to).toBe(number);
    clock.advance(1_000);
    const silent = await ask("POST /v1/opt-outs", { body: { number, channel: "phone", at: clock.now() } });
    expect(silent.body).toMatchObject({ result: "opted-out" });
  });

  test("at a moment that is still to come is 400, and changes nothing", async () => {
    const { ask, clock, sender } = await setUp();
    const number = "+14155550777";
    const [soon, later] = [30_000, 120_000].map((ahead) => instantPlus(clock.now(), ahead));
    const optIn = await ask("POST /v1/opt-ins", { body: { number, proof: { ...proof, at: later } } });
    expect([optIn.status, Object.keys(optIn.body.fields)]).toEqual([400, ["proof.at"]]);
    const optOut = await ask("POST /v1/opt-outs", { body: { number, channel: "web", at: later } });
    expect([optOut.status, Object.keys(optOut.body.fields)]).toEqual([400, ["at"]]);
    expect(sender.attempts).toEqual([]);
    expect((await ask("POST /v1/opt-ins", { body: { number, proof: { ...proof, at: soon } } })).status).toBe(202);
  });

  test.each([
    ["no JSON", "{", [""]],
    ["no number", { proof: { ...proof, at: "2026-11-20T17:00:00Z" } }, ["number"]],
    ["a number that is none", { number: "555", proof: { ...proof, at: "2026-11-20T17:00:00Z" } }, ["number"]],
    ["a proof without its words", { number: "+14155550777", proof: { medium: "web" } }, ["proof.text"]],
    ["a moment that is none", { number: "+14155550777", proof: { ...proof, at: "yesterday" } }, ["proof.at"]],
    ["another field", { number: "+14155550777", proof: { ...proof, at: "2026-11-20T17:00:00Z" }, x: 1 }, [""]],
  ])("with %s is 400, and says which field it is", async (_name, body, fields) => {
    const { ask, sender } = await setUp();
    const answer = await ask("POST /v1/opt-ins", { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toBe("invalid");
    expect(Object.keys(answer.body.fields)).toEqual(expect.arrayContaining(fields));
    expect(sender.attempts).toEqual([]);
  });
});

describe("what is a member's own", () => {
  const why = { reason: "ticket-4711" };
  const fact = {
    ...{ id: "f1" as FactId, topic: "sister/name", text: "My sister is called Ann", source: textId("text-1") },
    learnedAt: instant("2026-11-20T17:00:00.000Z"),
  };

  async function setUpNoted() {
    const office = await setUp();
    const { stores, member, clock } = office;
    await stores.profiles.change(
      member.id,
      () => ({ preferences: { name: "Mia", avoid: ["work"] }, memory: { facts: [fact] } }),
      clock.now(),
    );
    const get = (what: string, query: object = why) =>
      office.ask(`GET ${HERE}/${what}`, { path: { id: member.id }, query });
    const profile = () => stores.profiles.of(member.id);
    return { ...office, get, profile };
  }

  test("is counted: texts of both sides, days, first and last", async () => {
    const { get } = await setUpNoted();
    const [firstSeenAt, lastSentAt] = ["2026-11-20T17:00:00.000Z", "2026-11-20T17:00:00.000Z"];
    expect(await get("statistics", {})).toEqual({
      status: 200,
      body: { textsIn: 3, textsOut: 0, days: 0, firstSeenAt, lastSentAt },
    });
  });

  test("is read page by page, newest first, without what was concluded from it", async () => {
    const { get } = await setUpNoted();
    const first = await get("history", { ...why, limit: "2" });
    expect(first.body.texts.map(({ text }: { text: string }) => text)).toEqual(["I want to die", "Ann looked happy"]);
    const second = await get("history", { ...why, limit: "2", before: first.body.before });
    expect(second.body).toMatchObject({ texts: [{ from: "member", text: "my sister Ann got married" }], before: null });
    expect(JSON.stringify(first.body)).not.toMatch(/suicide|imminent|tier|4155550123/);
    expect(first.body.before).not.toContain("2026");
  });

  test.each([
    ["limit", { limit: "101" }],
    ["limit", { limit: "all" }],
    ["before", { before: "2026-11-20" }],
    ["reason", { reason: "because I wanted to" }],
    ["reason", { reason: "call-4155550123" }],
    ["reason", { reason: undefined }],
  ])("asked for with a wrong %s is 400, and says so: %j", async (field, query) => {
    const { get } = await setUpNoted();
    const { status, body } = await get("history", { ...why, ...query });
    expect([status, Object.keys(body.fields)]).toEqual([400, [field]]);
    expect(JSON.stringify(body)).not.toContain("Ann");
  });

  test("stands in the log when it was read: by whom, whose it was, and for which case", async () => {
    const { get, reporter, member } = await setUpNoted();
    for (const what of ["history", "preferences", "memory"]) await get(what);
    expect(reporter.lines.map(({ fields }) => fields)).toEqual(
      Array.from({ length: 3 }, () =>
        expect.objectContaining({ member: member.id, reason: "ticket-4711", status: 200 }),
      ),
    );
    expect(JSON.stringify(reporter.lines)).not.toMatch(/Ann|Mia/);
  });

  test("is what they want, and what is remembered of them", async () => {
    const { get } = await setUpNoted();
    expect((await get("preferences")).body).toEqual({ name: "Mia", avoid: ["work"] });
    const { body } = await get("memory");
    expect(body).toMatchObject({ facts: [{ id: "f1", text: fact.text }], summary: null });
  });

  test("is shown to nobody whose number may be somebody else's by now", async () => {
    const { get, clock } = await setUpNoted();
    clock.advance(46 * 24 * 60 * 60_000);
    for (const what of ["history", "preferences", "memory"]) {
      expect(await get(what)).toEqual({ status: 409, body: { error: "number-may-be-somebody-elses" } });
    }
  });

  test("is changed as a whole, by the rules that hold for words as well", async () => {
    const { ask, member, profile } = await setUpNoted();
    const put = (body: object) => ask(`PUT ${HERE}/preferences`, { path: { id: member.id }, body });
    expect((await put({ tone: "direct", quietHours: { from: "22:00", to: "08:00" } })).status).toBe(200);
    const { preferences, memory } = await profile();
    expect(preferences).toEqual({ tone: "direct", quietHours: { from: "22:00", to: "08:00" }, avoid: [] });
    expect(memory.facts).toHaveLength(1);
    for (const [field, wrong] of [
      ["tone", { tone: "rude" }],
      ["name", { name: "http://x.example" }],
      ["checkInAt", { checkInAt: "25:00" }],
      ["avoid", { avoid: ["suicide"] }],
    ] as const) {
      const { status, body } = await put(wrong);
      expect([status, Object.keys(body.fields)]).toEqual([400, [field]]);
    }
    expect((await profile()).preferences).toEqual(preferences);
  });

  test("moves the check-in that they want every day, and ends it", async () => {
    const { ask, member, stores } = await setUpNoted();
    const put = (body: object) => ask(`PUT ${HERE}/preferences`, { path: { id: member.id }, body });
    const entries = async () => (await stores.agenda.of(member.id)).map(({ every }) => every?.at);
    await put({ checkInAt: "10:00" });
    await put({ checkInAt: "11:00" });
    expect(await entries()).toEqual(["11:00"]);
    await put({});
    expect(await entries()).toEqual([]);
  });

  test("is deleted fact by fact, with what Jules was to ask about it", async () => {
    const { ask, member, stores, clock, profile } = await setUpNoted();
    const dueAt = instantPlus(clock.now(), 60_000);
    const entry = { id: "fact-f1" as EntryId, member: member.id, kind: "check-in", about: fact.text, dueAt } as const;
    await stores.agenda.add({ ...entry, language: "en", addedAt: clock.now() });
    const path = { id: member.id, factId: "f1" };
    expect((await ask(`DELETE ${HERE}/memory/{factId}`, { path })).status).toBe(200);
    expect([(await profile()).memory.facts, await stores.agenda.of(member.id)]).toEqual([[], []]);
    expect((await ask(`DELETE ${HERE}/memory/{factId}`, { path })).status).toBe(404);
  });
});

test("the ledger of a number is read by its hash", async () => {
  const { ask, member } = await setUp();
  const { body } = await ask("GET /v1/ledger/{numberHash}", { path: { numberHash: member.numberHash } });
  expect(body.rows.length).toBeGreaterThan(0);
  expect((await ask("GET /v1/ledger/{numberHash}", { path: { numberHash: "1.abc" } })).status).toBe(404);
});

test("referrals are reported for a year", async () => {
  const { ask } = await setUp();
  expect((await ask("GET /v1/reports/referrals", { query: { year: "2026" } })).body).toEqual({
    year: 2026,
    counts: [],
  });
  expect((await ask("GET /v1/reports/referrals", { query: { year: "x" } })).status).toBe(404);
});

test("an outage says that trying again can help", async () => {
  const { ask, member, refuse } = await setUp();
  refuse();
  const answer = await ask(`DELETE ${HERE}`, { path: { id: member.id } });
  expect(answer).toEqual({ status: 503, body: { error: "try-again" } });
});

test("who came past the gateway without a token is refused", async () => {
  const { handler, member } = await setUp();
  const answer = await handler({
    routeKey: `GET ${HERE}`,
    pathParameters: { id: member.id },
    isBase64Encoded: false,
    requestContext: { requestId: "r" },
  });
  expect(answer.statusCode).toBe(401);
});

test("every call stands in the log, with a hash of who called, and without a number or an id", async () => {
  const { ask, member, reporter } = await setUp();
  await ask("POST /v1/members/lookup", { body: { number: MEMBER_NUMBER } });
  await ask(`GET ${HERE}`, { path: { id: member.id } });
  const lines = JSON.stringify(reporter.lines);
  expect(reporter.lines.map(({ line }) => line)).toEqual(["operator.called", "operator.called"]);
  for (const trace of [MEMBER_NUMBER, member.id, "ana@operators"]) expect(lines).not.toContain(trace);
});

test("the document describes every route with what it takes", async () => {
  const { ask } = await setUp();
  const { body } = await ask("GET /openapi.json");
  expect(body.paths["/v1/members/{id}/forget"].post.requestBody.content["application/json"].schema).toMatchObject({
    properties: { about: { type: "string" } },
    required: ["about"],
  });
  expect(body.paths["/v1/members/{id}"].delete.security).toEqual([{ operators: ["members.write"] }]);
});
