import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";
import { LocalVeriff } from "./local-veriff.ts";

const MINUTES = 60_000;

let jules: LocalJules;
let veriff: LocalVeriff;
beforeAll(async () => {
  jules = await LocalJules.start();
  veriff = new LocalVeriff(jules);
}, 60_000);
afterAll(() => jules.stop());

let people = 0;
const somebody = () => `+1415555${String(2000 + ++people)}`;

/** What a number is texted while this is done. */
async function textsDuring(number: string, act: () => Promise<unknown>): Promise<string[]> {
  const before = (await jules.bodies(number)).length;
  await act();
  return (await jules.bodies(number)).slice(before);
}

const answersTo = (number: string, text: string) => textsDuring(number, () => jules.say(text, number));
const linkIn = (words = "") => /https?:\/\/\S+\/v\/[\w-]+/.exec(words)?.[0] ?? "";

interface Doubted {
  readonly number: string;
  readonly link: string;
  /** Veriff's page. */
  readonly page: string;
  readonly session: string;
}

/** Somebody who said that they are 15, and followed their link. */
async function doubted(): Promise<Doubted> {
  const number = somebody();
  const [words = ""] = (await answersTo(number, "hi jules, I'm 15")).slice(-1);
  expect(words).toContain("only for adults");
  const link = linkIn(words);
  const page = await veriff.follow(link);
  return { number, link, page, session: (await veriff.session(page)).id };
}

/** Presses a button of Veriff's page; what is texted then. */
const press = ({ number, page }: Doubted, outcome: string, more: Readonly<Record<string, string>> = {}) =>
  textsDuring(number, () => veriff.press(page, outcome, more));

const VERIFIED = [expect.stringContaining("you're verified as an adult")];

/** Somebody who may be a minor has heard that in the last hour, and is met with silence. */
async function isOut({ number }: Doubted): Promise<boolean> {
  return (await answersTo(number, "but I want to talk")).length === 0;
}

/** A decision as Veriff documents it, of this moment. */
async function decision(more: object = {}): Promise<object> {
  return {
    attemptId: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    ...{ status: "approved", code: 9001, vendorData: null, reason: null, reasonCode: null },
    decisionTime: await jules.now(),
    ...{ person: { dateOfBirth: "1990-05-01" }, document: null, additionalVerifiedData: {} },
    ...more,
  };
}

test("who may be a minor proves to be an adult, Jules talks to them again, and Veriff keeps nothing", async () => {
  const one = await doubted();
  expect(await isOut(one)).toBe(true);
  expect(await veriff.follow(one.link)).toBe(one.page);
  expect(await press(one, "adult")).toEqual(VERIFIED);
  const [answer = ""] = (await answersTo(one.number, "so, how are you")).slice(-1);
  expect(answer).not.toContain("only for adults");
  expect((await veriff.session(one.page)).deletedAt).not.toBeNull();
});

describe("who does not prove to be an adult", () => {
  test("is told so, with nothing to appeal", async () => {
    const [words = ""] = await press(await doubted(), "minor");
    expect(words).toContain("until you're 18");
    expect(linkIn(words)).toBe("");
  });

  test("by a document without a date of birth, or a guess that is too near, may show more", async () => {
    const one = await doubted();
    expect(await press(one, "no-date-of-birth")).toEqual([expect.stringContaining("did not show your age")]);
    const again = { ...one, page: await veriff.follow(one.link) };
    expect(await press(again, "estimate", { age: "20" })).toEqual([expect.stringContaining("use a document")]);
    const last = { ...one, page: await veriff.follow(one.link) };
    expect(await press(last, "estimate", { age: "31" })).toEqual(VERIFIED);
  });

  test("was declined, or let the session run out: stays out, may try again, and Veriff keeps nothing", async () => {
    const one = await doubted();
    expect(await press(one, "declined")).toEqual([expect.stringContaining("try again")]);
    const again = { ...one, page: await veriff.follow(one.link) };
    const { id } = await veriff.session(again.page);
    const expired = await decision({ status: "expired", code: 9104, person: null });
    expect(await textsDuring(one.number, () => veriff.send(id, expired))).toEqual([]);
    expect(await isOut(one)).toBe(true);
    for (const { page } of [one, again]) expect((await veriff.session(page)).deletedAt).not.toBeNull();
    expect([one.page, again.page]).not.toContain(await veriff.follow(one.link));
  });
});

test("who says that they are 11, and yes to the question, has the last text and then silence, but for a crisis", async () => {
  const number = somebody();
  expect((await answersTo(number, "hey I'm 11")).at(-1)).toContain("are you under 13?");
  const [end = ""] = (await answersTo(number, "yes")).slice(-1);
  expect(end).toContain("This chat ends here");
  expect(await answersTo(number, "hello?")).toEqual([]);
  expect((await answersTo(number, "I want to kill myself")).join()).toContain("988");
});

test("who is to try once more gets a link to the same session, and keeps the proof when the old word comes again", async () => {
  const one = await doubted();
  await veriff.script({ kind: "at-once", session: one.session });
  const [nudge] = await press(one, "resubmit");
  expect(nudge).toContain("once more");
  expect(await isOut(one)).toBe(true);
  expect(await veriff.follow(linkIn(nudge))).toBe(one.page);
  await veriff.script({ kind: "replay-older", session: one.session });
  expect(await press(one, "adult")).toEqual(VERIFIED);
  expect(await veriff.answers(one.session)).toEqual([200, 200, 200]);
});

describe("a callback of Veriff's", () => {
  test.each([
    ["with the newer headers", { kind: "headers", family: "vrf" }],
    ["with both families of headers", { kind: "headers", family: "both" }],
    ["of the Full Auto plan", { kind: "full-auto" }],
  ])("%s is a proof", async (_name, fault) => {
    const one = await doubted();
    await veriff.script({ ...fault, session: one.session, webhook: "decision" });
    // Nothing else tells us for ten minutes.
    expect(await press(one, "adult")).toEqual(VERIFIED);
  });

  test("that is forged, unsigned, or of a session that nobody began proves nothing", async () => {
    const one = await doubted();
    const { session } = one;
    const send = async (fault: object) => {
      await veriff.script({ ...fault, session, webhook: "decision" });
      await veriff.send(session, await decision());
    };
    const texts = await textsDuring(one.number, async () => {
      await send({ kind: "forge" });
      await send({ kind: "headers", family: "disagree" });
      await send({ kind: "foreign-key" });
      expect(await veriff.answers(session)).toEqual([401, 401, 401]);
      for (const url of [jules.ready.webhooks.veriffDecision, jules.ready.webhooks.veriffEvent]) {
        const body = JSON.stringify({ status: "success", verification: { id: session, ...(await decision()) } });
        expect((await fetch(url, { method: "POST", body })).status).toBe(401);
      }
      const stranger = "0b6f2d0e-3c1e-4f0a-9a54-5d2f6a3b9c10";
      await veriff.send(stranger, await decision());
      expect(await veriff.answers(stranger)).toEqual([200]);
    });
    expect(texts).toEqual([]);
    expect(await isOut(one)).toBe(true);
  });

  test("that never comes is asked for", async () => {
    const one = await doubted();
    await veriff.script({ kind: "lose", session: one.session, webhook: "decision" });
    expect(await press(one, "adult")).toEqual([]);
    const texts = await textsDuring(one.number, async () => {
      await jules.advance(12 * MINUTES);
      await jules.settle();
    });
    expect(texts).toEqual(VERIFIED);
    expect(await veriff.answers(one.session)).toEqual([]);
  });

  test("about somebody who was erased is dropped; their session went with them", async () => {
    const { number, page, session } = await doubted();
    await jules.say("DELETE MY DATA", number);
    await jules.say("DELETE", number);
    await jules.settle();
    expect((await veriff.session(page)).deletedAt).not.toBeNull();
    const before = (await veriff.answers(session)).length;
    const approved = await decision();
    expect(await textsDuring(number, () => veriff.send(session, approved))).toEqual([]);
    expect((await veriff.answers(session)).slice(before)).toEqual([200]);
  });
});

test("no output of all this holds a link, a name or a date of birth", async () => {
  const { page, link } = await doubted();
  await veriff.press(page, "adult");
  expect(jules.output).toContain("veriff-simulator");
  const tokens = [page, link].map((url) => url.split("/").at(-1) ?? "");
  for (const forbidden of [...tokens, "ROBIN", "SAMPLE", "1990-05-01"]) {
    expect(forbidden).not.toBe("");
    expect(jules.output.includes(forbidden), `${forbidden} stands in the output`).toBe(false);
  }
});
