import { afterEach, describe, expect, test } from "vitest";
import { ask, closeAll, create, dayMs, decisions, fixture, press, setUp, told } from "./rehearsal.ts";

afterEach(closeAll);

const minuteMs = 60_000;

function fieldsOf(value: unknown): string[] {
  return Object.keys((value ?? {}) as object).sort();
}

describe("the hosted page", () => {
  test("says that it is a simulator, names each button, and needs nothing from elsewhere", async () => {
    const { veriff } = await setUp();
    const { url } = await create(veriff);
    const response = await fetch(url);
    const page = await response.text();
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page).toContain("This is a simulator.");
    expect(page.match(/(?<=<button [^>]*value=")[\w-]+/g)).toEqual([
      ...["adult", "minor", "child", "no-date-of-birth", "unborn"],
      ...["declined", "resubmit", "review-then-approve", "abandon", "estimate"],
    ]);
    expect(page).not.toMatch(/<script|src=|href="http/);
  });

  test("offers the way back, whatever stands in the address", async () => {
    const { veriff } = await setUp();
    const { url } = await create(veriff, { callback: 'https://jules.example.com/done?a=1&b="><script>' });
    const pressed = await press(url, "adult");
    expect([pressed.status, pressed.headers.get("location")]).toEqual([303, `${new URL(url).pathname}/done`]);
    const page = await (await fetch(`${url}/done`)).text();
    expect(page).toContain('href="https://jules.example.com/done?a=1&#38;b=&#34;&#62;&#60;script&#62;"');
    expect(page).not.toContain("<script");
  });

  test("is not there for a link that nobody got", async () => {
    const { veriff } = await setUp();
    expect((await fetch(`${veriff.url}/v/guessed`)).status).toBe(404);
    expect((await press(`${veriff.url}/v/guessed`, "adult")).status).toBe(404);
  });

  test("opened twice, begins once", async () => {
    const { veriff, received, settle } = await setUp();
    const { url } = await create(veriff);
    await fetch(url);
    await fetch(url);
    await settle();
    expect(told(received)).toEqual(["started"]);
    expect(fieldsOf(JSON.parse(received[0]?.body ?? ""))).toEqual(
      fieldsOf(JSON.parse(fixture("v03-event-webhook-started"))),
    );
    expect(received[0]?.path).toBe("/event");
  });

  test("takes nothing but its own buttons", async () => {
    const { veriff } = await setUp();
    const { url } = await create(veriff);
    for (const [outcome, age] of [
      ["famous", ""],
      ["estimate", ""],
      ["estimate", "old"],
    ] as const) {
      expect((await press(url, outcome, { age })).status).toBe(400);
    }
    expect(veriff.sessions()).toMatchObject([{ status: "created" }]);
  });

  test("ends with a final decision", async () => {
    const { veriff, received, settle } = await setUp();
    const { url } = await create(veriff);
    await press(url, "declined");
    expect((await press(url, "adult")).status).toBe(410);
    expect((await fetch(url)).status).toBe(410);
    await settle();
    expect(told(received)).toEqual(["started", "submitted", "declined"]);
  });
});

describe("an outcome", () => {
  test.each([
    ["adult", "approved", "v05-decision-webhook-approved-adult", "1998-08-12"],
    ["minor", "approved", "v06-decision-webhook-approved-minor", "2011-08-12"],
    ["child", "approved", "v06-decision-webhook-approved-minor", "2015-08-12"],
    ["unborn", "approved", "v05-decision-webhook-approved-adult", "2027-08-12"],
    ["no-date-of-birth", "approved", "v07-decision-webhook-approved-no-date-of-birth", null],
    ["declined", "declined", "v08-decision-webhook-declined", "1998-08-12"],
    ["review-then-approve", "review", "v11-decision-webhook-review", "1998-08-12"],
  ])("%s is told as %s, with the fields of the documents", async (outcome, status, name, dateOfBirth) => {
    const { veriff, received, settle } = await setUp();
    const { id, url } = await create(veriff);
    await press(url, outcome);
    await settle();
    const [decision] = decisions(received);
    const documented = (JSON.parse(fixture(name)) as { verification: { code: number; person: unknown } }).verification;
    expect(decision).toMatchObject({ id, status, code: documented.code, person: { dateOfBirth } });
    expect(fieldsOf(decision)).toEqual(fieldsOf(documented));
    expect(fieldsOf(decision?.person)).toEqual(fieldsOf(documented.person));
    expect(told(received)).toEqual(["started", "submitted", status]);
  });

  test("an age estimate has a number and neither person nor document", async () => {
    const { veriff, received, settle } = await setUp();
    const { url } = await create(veriff);
    await press(url, "estimate", { age: "24.5" });
    await settle();
    expect(decisions(received)).toMatchObject([
      { status: "approved", person: null, document: null, additionalVerifiedData: { estimatedAge: 24.5 } },
    ]);
  });

  test("a review is followed by an approval", async () => {
    const { veriff, clock, received, settle } = await setUp();
    const { id, url } = await create(veriff);
    await press(url, "review-then-approve");
    await clock.advance(minuteMs, settle);
    const [review, approval] = decisions(received);
    expect([review?.status, approval?.status]).toEqual(["review", "approved"]);
    expect(approval?.attemptId).toBe(review?.attemptId);
    expect(Date.parse(approval?.decisionTime ?? "")).toBeGreaterThan(Date.parse(review?.decisionTime ?? ""));
    expect(await (await ask(veriff, id)).json()).toMatchObject({ verification: { status: "approved" } });
  });

  test("a date that no calendar has can be given at the side door", async () => {
    const { veriff, received, settle } = await setUp();
    const { id } = await create(veriff);
    const side = `${veriff.url}/simulator/sessions/${id}/outcome`;
    const given = { outcome: "born-on", dateOfBirth: "1873-02-30" };
    expect((await fetch(side, { method: "POST", body: JSON.stringify(given) })).status).toBe(204);
    await settle();
    expect(decisions(received)).toMatchObject([{ status: "approved", person: { dateOfBirth: "1873-02-30" } }]);
    expect((await fetch(side, { method: "POST", body: JSON.stringify(given) })).status).toBe(409);
    expect((await fetch(side, { method: "POST", body: '{"outcome":"famous"}' })).status).toBe(400);
  });
});

describe("a request to resubmit", () => {
  test("is told after five minutes; the same link then takes another attempt", async () => {
    const { veriff, clock, received, settle } = await setUp();
    const { url } = await create(veriff);
    await press(url, "resubmit");
    await clock.advance(5 * minuteMs - 1, settle);
    expect(told(received)).toEqual(["started", "submitted"]);
    await clock.advance(1, settle);
    await fetch(url);
    await press(url, "adult");
    await settle();
    expect(told(received).slice(2)).toEqual(["resubmission_requested", "started", "submitted", "approved"]);
    const [asked, approved] = decisions(received);
    expect(asked?.reasonCode).toBe(203);
    expect(approved?.attemptId).not.toBe(asked?.attemptId);
  });

  test("is not told when they try again on the page", async () => {
    const { veriff, clock, received, settle } = await setUp();
    const { url } = await create(veriff);
    await press(url, "resubmit");
    await clock.advance(minuteMs, settle);
    await press(url, "adult");
    await clock.advance(5 * minuteMs, settle);
    expect(decisions(received).map(({ status }) => status)).toEqual(["approved"]);
  });

  test("is told at once when the script wants it", async () => {
    const { veriff, received, settle } = await setUp();
    veriff.script({ kind: "at-once" });
    const { url } = await create(veriff);
    await press(url, "resubmit");
    await settle();
    expect(told(received).at(-1)).toBe("resubmission_requested");
  });

  test("is made nine times; then the check is declined", async () => {
    const { veriff, received, settle } = await setUp();
    veriff.script({ kind: "at-once", times: "always" });
    const { url } = await create(veriff);
    for (let attempt = 0; attempt < 10; attempt += 1) await press(url, "resubmit");
    await settle();
    const statuses = decisions(received).map(({ status }) => status);
    expect(statuses).toEqual([...Array(9).fill("resubmission_requested"), "declined"]);
    expect(decisions(received).at(-1)?.reasonCode).toBe(539);
  });
});

describe("after seven days", () => {
  test("a link that nobody opened has expired", async () => {
    const { veriff, clock, received, settle } = await setUp();
    const { url } = await create(veriff);
    await clock.advance(7 * dayMs - 1, settle);
    expect(received).toEqual([]);
    await clock.advance(1, settle);
    expect(decisions(received)).toMatchObject([{ status: "expired", code: 9104, attemptId: null, person: null }]);
    expect((await fetch(url)).status).toBe(410);
  });

  test("a check that was begun is abandoned, and so is one that nobody took up again", async () => {
    const { veriff, clock, received, settle } = await setUp();
    await fetch((await create(veriff)).url);
    await press((await create(veriff)).url, "resubmit");
    await clock.advance(7 * dayMs, settle);
    expect(decisions(received).map(({ status }) => status)).toEqual([
      "resubmission_requested",
      "abandoned",
      "abandoned",
    ]);
    const [, decision] = decisions(received);
    const documented = JSON.parse(fixture("v10-decision-webhook-abandoned")) as { verification: object };
    expect(fieldsOf(decision)).toEqual(fieldsOf(documented.verification));
  });

  test("nothing more comes of one that was decided", async () => {
    const { veriff, clock, received, settle } = await setUp();
    await press((await create(veriff)).url, "adult");
    await clock.advance(8 * dayMs, settle);
    expect(told(received)).toEqual(["started", "submitted", "approved"]);
  });

  test("the button says at once what waiting would have", async () => {
    const { veriff, received, settle } = await setUp();
    await press((await create(veriff)).url, "abandon");
    await settle();
    expect(told(received)).toEqual(["started", "abandoned"]);
  });
});
