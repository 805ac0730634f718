import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

const MINUTES = 60_000;
/** A limit that a test can reach; the others are those of every stage. */
const MOST_TEXTS = 6;

let jules: LocalJules;
beforeAll(async () => {
  jules = await LocalJules.start({ QUOTAS: `member.hour.texts=${MOST_TEXTS}` });
}, 60_000);
afterAll(() => jules.stop());

let people = 0;
const somebody = () => `+1415555${String(3_000 + ++people)}`;

/** What a number is texted while this is done. */
async function textsDuring(number: string, act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = (await jules.bodies(number)).length;
  await act();
  return (await jules.bodies(number)).slice(before);
}

/** The same when they say this, all of it at once. */
const answersTo = (from: string, ...texts: readonly string[]) =>
  textsDuring(from, async () => {
    await jules.post(texts.map((text) => jules.callback(text, { from })));
    await jules.settle();
  });

const leftOfTheHourMs = async () => 60 * MINUTES - (Date.parse(await jules.now()) % (60 * MINUTES));

async function nextHour(): Promise<void> {
  await jules.advance((await leftOfTheHourMs()) + 1_000);
}

/** What a test counts belongs into one hour. */
async function wellWithinAnHour(): Promise<void> {
  if ((await leftOfTheHourMs()) < 10 * MINUTES) await nextHour();
}

test("who reaches the limit is told once and then met with silence, is helped in danger, and is free in the next hour", async () => {
  await wellWithinAnHour();
  const number = somebody();
  const talk = ["hey jules", "long day", "my boss shouted", "in front of all", "so rude", "i went home"];
  expect(await answersTo(number, ...talk.slice(0, MOST_TEXTS))).not.toEqual([]);
  expect((await answersTo(number, "and then i cooked")).join()).toMatch(/quiet for \d+ minutes.*988/);
  expect(await answersTo(number, "hello?")).toEqual([]);
  expect((await answersTo(number, "EXPORT")).join()).toContain("your data");
  expect((await answersTo(number, "I want to kill myself")).join()).toContain("988");
  const other = somebody();
  await answersTo(other, ...talk);
  expect((await answersTo(other, "and so on")).join()).toContain("quiet for");
  await nextHour();
  expect((await answersTo(other, "good morning")).join()).not.toContain("quiet for");
});

test("a machine that answers each of our texts is told once that Jules pauses, and a person goes on", async () => {
  await wellWithinAnHour();
  const number = somebody();
  const words = "Thank you for contacting Acme support. Our team answers within two days.";
  const heard: string[] = [];
  for (let time = 0; time < MOST_TEXTS; time++) heard.push(...(await answersTo(number, words)));
  expect(heard.at(-1)).toContain("GO ON");
  expect(await answersTo(number, words)).toEqual([]);
  await nextHour();
  expect(await answersTo(number, words)).toEqual([]);
  expect(await answersTo(number, "sorry, that was my shop's phone. how are you?")).not.toEqual([]);
});

test("a number outside the United States is not answered, but for help that can be reached there", async () => {
  const [canada, britain] = ["+14165550123", "+447700900123"] as const;
  for (const number of [canada, britain]) expect(await answersTo(number, "hey jules, how are you")).toEqual([]);
  expect(await answersTo(canada, "I want to kill myself")).toEqual([
    expect.stringContaining("in Canada, call or text 988"),
  ]);
  expect(await answersTo(britain, "I want to kill myself")).toEqual([
    expect.stringContaining("local emergency number"),
  ]);
  expect(await answersTo(canada, "STOP")).toEqual([expect.stringContaining("unsubscribed")]);
  expect(await answersTo(canada, "I want to kill myself")).toEqual([]);
});

describe("who joins on the page", () => {
  const api = (path: string) => new URL(path, jules.ready.api).href;

  /** Opens a page or sends a form, as a browser does. */
  async function visit(path: string, fields?: Readonly<Record<string, string>>) {
    const sent = fields && { method: "POST", body: new URLSearchParams(fields) };
    const response = await fetch(api(path), sent);
    const page = await response.text();
    return { status: response.status, page, token: /name="token" value="([^"]*)"/.exec(page)?.[1] ?? "" };
  }

  /** Leaves a number; answers the form of the code, and the code that came by text. */
  async function leave(number: string) {
    const { token } = await visit("/join");
    const before = (await jules.bodies(number)).length;
    const form = await visit("/join", { token, number, consent: "yes" });
    expect(form.status).toBe(200);
    const [text = ""] = (await jules.bodies(number)).slice(before);
    return { token: form.token, code: /\b\d{6}\b/.exec(text)?.[0] ?? "" };
  }

  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

  test("types in the code that came by text, and hears the terms and that Jules is an AI", async () => {
    const number = somebody();
    const { token, code } = await leave(number);
    expect((await visit("/join/code", { token, code: wrong(code) })).status).toBe(400);
    const joined = await textsDuring(number, async () => {
      expect((await visit("/join/code", { token, code })).status).toBe(200);
    });
    expect(joined).toEqual([
      expect.stringContaining("HELP for help"),
      expect.stringContaining("You're texting Jules, an AI"),
    ]);
    expect((await answersTo(number, "hey, it worked")).length).toBeGreaterThan(0);
    for (const secret of [code, number]) expect(jules.output).not.toContain(secret);
  });

  test("has five tries, and ten minutes", async () => {
    const number = somebody();
    const { token, code } = await leave(number);
    const statuses: number[] = [];
    for (let time = 0; time < 5; time++)
      statuses.push((await visit("/join/code", { token, code: wrong(code) })).status);
    expect(statuses).toEqual([400, 400, 400, 400, 429]);
    expect((await visit("/join/code", { token, code })).status).toBe(429);
    const late = somebody();
    const second = await leave(late);
    await jules.advance(11 * MINUTES);
    expect((await visit("/join/code", second)).status).toBe(410);
    expect(await jules.bodies(late)).toHaveLength(1);
  });
});
