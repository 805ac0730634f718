import { afterAll, beforeAll, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

let jules: LocalJules;
beforeAll(async () => {
  jules = await LocalJules.start();
}, 60_000);
afterAll(() => jules.stop());

let people = 0;
const somebody = () => `+1415555${String(2000 + ++people)}`;

/** What a number gets for a text. */
async function answersTo(number: string, text: string): Promise<string[]> {
  const before = (await jules.received(number)).length;
  await jules.say(text, number);
  return (await jules.received(number)).slice(before).map((sent) => sent.text);
}

const linkIn = (words: string) => /https?:\/\/\S+\/v\/[\w-]+/.exec(words)?.[0] ?? "";

/** Follows the link, agrees, and is sent on: the page of the vendor. */
async function goOn(link: string): Promise<string> {
  const page = await fetch(link);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("biometric data");
  const answer = await fetch(link, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "consent=yes",
  });
  expect(answer.status).toBe(303);
  return answer.headers.get("location") ?? "";
}

/** Presses a button of the vendor's page; what is texted then. */
async function press(number: string, page: string, outcome: string, more = ""): Promise<string[]> {
  const before = (await jules.received(number)).length;
  const answer = await fetch(`${page}/outcome`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `outcome=${outcome}${more}`,
  });
  expect(answer.status).toBeLessThan(400);
  await jules.settle();
  return (await jules.received(number)).slice(before).map((sent) => sent.text);
}

/** Somebody who said that they are 15, and their link. */
async function doubted(): Promise<{ number: string; link: string }> {
  const number = somebody();
  const [words = ""] = (await answersTo(number, "hi jules, I'm 15")).slice(-1);
  expect(words).toContain("only for adults");
  return { number, link: linkIn(words) };
}

test("who may be a minor proves to be an adult, and Jules talks to them again", async () => {
  const { number, link } = await doubted();
  expect(await answersTo(number, "but I want to talk")).toEqual([]);
  const page = await goOn(link);
  const told = await press(number, page, "adult");
  expect(told).toEqual([expect.stringContaining("you're verified as an adult")]);
  const [answer = ""] = (await answersTo(number, "so, how are you")).slice(-1);
  expect(answer).not.toContain("only for adults");
  const sessions = (await (await fetch(new URL("/simulator/sessions", page))).json()) as {
    deletedAt: string | null;
  }[];
  expect(sessions.at(-1)?.deletedAt).not.toBeNull();
});

test("who proves to be a minor is told so, with nothing to appeal", async () => {
  const { number, link } = await doubted();
  const [words = ""] = await press(number, await goOn(link), "minor");
  expect(words).toContain("until you're 18");
  expect(linkIn(words)).toBe("");
});

test("a document without a date of birth, and a guess that is too near, prove nothing", async () => {
  const { number, link } = await doubted();
  expect(await press(number, await goOn(link), "no-date-of-birth")).toEqual([
    expect.stringContaining("did not show your age"),
  ]);
  expect(await press(number, await goOn(link), "estimate", "&age=20")).toEqual([
    expect.stringContaining("use a document"),
  ]);
  expect(await press(number, await goOn(link), "estimate", "&age=31")).toEqual([
    expect.stringContaining("you're verified as an adult"),
  ]);
});

test("who says that they are 11, and yes to the question, has the last text and then silence, but for a crisis", async () => {
  const number = somebody();
  expect((await answersTo(number, "hey I'm 11")).at(-1)).toContain("are you under 13?");
  const [end = ""] = (await answersTo(number, "yes")).slice(-1);
  expect(end).toContain("This chat ends here");
  expect(await answersTo(number, "hello?")).toEqual([]);
  expect((await answersTo(number, "I want to kill myself")).join()).toContain("988");
});

test("a callback that nobody signed is refused", async () => {
  const { veriffDecision, veriffEvent } = jules.ready.webhooks as unknown as Record<string, string>;
  for (const url of [veriffDecision, veriffEvent]) {
    const answer = await fetch(url ?? "", { method: "POST", body: "{}", headers: { "x-hmac-signature": "00" } });
    expect(answer.status).toBe(401);
  }
});
