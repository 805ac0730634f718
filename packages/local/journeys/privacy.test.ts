import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

const DAY_MS = 24 * 60 * 60_000;

let jules: LocalJules;
beforeAll(async () => {
  jules = await LocalJules.start();
});
afterAll(() => jules.stop());

const last = async (from: string) => (await jules.bodies(from)).at(-1) ?? "";

/** What an operator asks; with the token that the stack gives, unless another one is given. */
function operator(method: string, path: string, body?: unknown, token = jules.ready.operatorToken): Promise<Response> {
  return fetch(`${jules.ready.api}${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function memberOf(number: string): Promise<{ id: string; numberHash: string }> {
  return (await (await operator("POST", "/v1/members/lookup", { number })).json()) as {
    id: string;
    numberHash: string;
  };
}

describe("a member who has everything deleted", () => {
  const bob = "+14155550132";
  let known: { id: string; numberHash: string };

  test("is asked once, and gets a receipt when it is done", async () => {
    await jules.say("my dog Bartholomew is sick", bob);
    await jules.say("EXPORT", bob);
    known = await memberOf(bob);
    await jules.say("DELETE MY DATA", bob);
    expect(await last(bob)).toContain("Reply DELETE within 24 hours");
    expect((await operator("GET", `/v1/members/${known.id}`)).status).toBe(200);
    await jules.say("DELETE", bob);
    const [promise, receipt] = (await jules.bodies(bob)).slice(-2);
    expect(promise).toContain("I'm deleting everything now");
    expect(receipt).toMatch(/your data is deleted\. Reference [0-9A-F]{12}\..*988/);
  });

  test("is in no store any more but by the hash of their number", async () => {
    expect((await operator("GET", `/v1/members/${known.id}`)).status).toBe(404);
    const stores = await contentsOf(jules.ready.dataDirectory);
    expect(stores.length).toBeGreaterThan(10);
    const traces = [bob, bob.slice(1), "Bartholomew"];
    expect(stores.filter(({ row }) => traces.some((trace) => row.includes(trace)))).toEqual([]);
    // The key's place is kept, so that no other is made; the id is random and leads nowhere.
    const withId = stores.filter(({ row }) => row.includes(known.id)).map(({ row }) => row);
    expect(withId.every((row) => !row.includes("wrapped"))).toBe(true);
    expect(stores.some(({ row }) => row.includes(known.numberHash))).toBe(true);
  });

  test("hears nothing more until they say START", async () => {
    const before = await jules.bodies(bob);
    await jules.say("hello?", bob);
    expect(await jules.bodies(bob)).toEqual(before);
    await jules.say("START", bob);
    expect((await jules.bodies(bob)).length).toBeGreaterThan(before.length);
  });
});

describe("a member who asks about their data", () => {
  const ana = "+14155550131";

  test("hears what is kept", async () => {
    await jules.say("hey jules, my sister Rosalind moved out", ana);
    await jules.say("What do you know about me?", ana);
    expect(await last(ana)).toContain("2 texts from you");
    expect(await last(ana)).toContain("jules.example/privacy");
  });

  let link = "";

  test("gets a copy by a link, which opens a file with all of it", async () => {
    await jules.say("EXPORT", ana);
    const [promise, text = ""] = (await jules.bodies(ana)).slice(-2);
    expect(promise).toContain("putting your data together");
    link = /(http:\S+)/.exec(text)?.[1] ?? "";
    const answer = await fetch(link, { redirect: "manual" });
    expect(answer.status).toBe(303);
    const file = await (await fetch(answer.headers.get("location") ?? "")).json();
    expect(file).toMatchObject({ profile: { number: ana }, consent: { state: "ACTIVE" } });
    expect(JSON.stringify(file)).toContain("my sister Rosalind moved out");
  });

  test("and nobody opens it with another link, or a day later", async () => {
    expect((await fetch(`${link.slice(0, -2)}xx`)).status).toBe(404);
    await jules.advance(DAY_MS);
    const expired = await fetch(link);
    expect(expired.status).toBe(410);
    expect(await expired.text()).toContain("EXPORT");
  });

  test("has one thing forgotten", async () => {
    await jules.say("FORGET Rosalind", ana);
    expect(await last(ana)).toContain("of our texts deleted");
    await jules.say("EXPORT", ana);
    const again = /(http:\S+)/.exec(await last(ana))?.[1] ?? "";
    expect(await (await fetch(again)).text()).not.toContain("Rosalind");
  });

  test("is in the ledger with each request, and with no word of theirs", async () => {
    const { numberHash } = await memberOf(ana);
    const answer = await operator("GET", `/v1/ledger/${encodeURIComponent(numberHash)}`);
    const { rows } = (await answer.json()) as { rows: { entry: Record<string, unknown> }[] };
    const requests = rows.map(({ entry }) => entry).filter(({ kind }) => kind === "privacy");
    expect(requests.map(({ request, step }) => `${request} ${step}`)).toEqual([
      ...["access asked", "access done", "export asked", "export done"],
      ...["forget asked", "forget done", "export asked", "export done"],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/Rosalind|4155550131/);
  });
});

describe("the operators' API", () => {
  test.each([
    ["no token", ""],
    ["something else", "a.b.c"],
    ["a changed one", "changed"],
  ])("with %s answers 401 and does nothing", async (_name, token) => {
    const given = token === "changed" ? `${jules.ready.operatorToken.slice(0, -4)}AAAA` : token;
    const answer = await operator("POST", "/v1/members/lookup", { number: "+14155550131" }, given);
    expect(answer.status).toBe(401);
  });

  test("says which field is wrong, and why", async () => {
    const answer = await operator("POST", "/v1/members/lookup", { number: "555-0131" });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: "invalid", fields: { number: expect.stringContaining("E.164") } });
  });

  test("opts somebody in by the proof of a page, and out by e-mail", async () => {
    const number = "+14155550133";
    const at = await jules.now();
    const proof = {
      text: { code: "page", version: 1, body: "Text me. Msg&data rates may apply." },
      ...{ medium: "web", action: "ticked the box", at, url: "https://jules.example/join", ip: "192.0.2.7" },
    };
    expect((await operator("POST", "/v1/opt-ins", { number, proof })).status).toBe(202);
    await jules.settle();
    expect(await jules.bodies(number)).toHaveLength(1);
    await jules.say("YES", number);
    await jules.say("hi", number);
    const optOut = { number, channel: "e-mail", at: await jules.now() };
    expect(await (await operator("POST", "/v1/opt-outs", optOut)).json()).toMatchObject({ result: "opted-out" });
    await jules.settle();
    expect(await last(number)).toContain("unsubscribed");
  });

  test("erases a member, and sends a copy to their own number only", async () => {
    const number = "+14155550134";
    await jules.say("hello there", number);
    const { id } = await memberOf(number);
    expect((await operator("POST", `/v1/members/${id}/exports`, {})).status).toBe(202);
    await jules.settle();
    expect(await last(number)).toContain("Your data: http");
    expect((await operator("DELETE", `/v1/members/${id}`)).status).toBe(202);
    await jules.settle();
    expect((await operator("GET", `/v1/members/${id}`)).status).toBe(404);
  });

  test("shows how much was said, and with a reason what; preferences are changed and read back", async () => {
    const number = "+14155550136";
    await jules.say("my aunt Leocadia keeps bees", number);
    const { id } = await memberOf(number);
    const asked = async (path: string) => (await operator("GET", `/v1/members/${id}/${path}`)).json();
    expect(await asked("statistics")).toMatchObject({ textsIn: 1, days: 1, lastSeenAt: expect.any(String) });
    expect((await operator("GET", `/v1/members/${id}/history`)).status).toBe(400);
    const { texts } = (await asked("history?reason=ticket-4711&limit=5")) as {
      texts: { from: string; text: string }[];
    };
    expect(texts).toContainEqual(expect.objectContaining({ from: "member", text: "my aunt Leocadia keeps bees" }));
    expect((await operator("PUT", `/v1/members/${id}/preferences`, { name: "Mia", tone: "brief" })).status).toBe(200);
    expect(await asked("preferences?reason=ticket-4711")).toEqual({ name: "Mia", tone: "brief", avoid: [] });
    expect(await asked("memory?reason=ticket-4711")).toEqual({ facts: [], summary: null });
    expect(jules.output).toContain('"reason":"ticket-4711"');
    expect(jules.output).not.toMatch(/Leocadia|Mia/);
  });

  test("reports referrals by year without anybody in it, and describes itself", async () => {
    const report = (await (await operator("GET", "/v1/reports/referrals?year=2026")).json()) as { counts: unknown[] };
    expect(Array.isArray(report.counts)).toBe(true);
    const document = (await (await fetch(`${jules.ready.api}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(document.paths)).toContain("/v1/members/lookup");
  });

  test("logs who called by a hash, and no number", async () => {
    expect(jules.output).toContain("operator.called");
    expect(jules.output).not.toContain("local-operator");
    expect(jules.output).not.toMatch(/41555501\d\d/);
  });
});

test("a member who is silent for a year is gone, and nobody is told", { timeout: 180_000 }, async () => {
  const eve = "+14155550135";
  await jules.say("just one text", eve);
  const { id } = await memberOf(eve);
  const said = await jules.bodies(eve);
  await jules.advance(200 * DAY_MS);
  expect((await operator("GET", `/v1/members/${id}`)).status).toBe(200);
  await jules.advance(166 * DAY_MS);
  await jules.runCron("retention");
  await jules.settle();
  expect((await operator("GET", `/v1/members/${id}`)).status).toBe(404);
  expect(await jules.bodies(eve)).toEqual(said);
});

/** Every row of every database that the stack keeps, but for the phone's own: that is in the member's hand, not ours. */
async function contentsOf(folder: string): Promise<readonly { readonly table: string; readonly row: string }[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sqlite") && file !== "phone.sqlite");
  expect(files.some((file) => existsSync(join(folder, file)))).toBe(true);
  return files.flatMap((file) => {
    const database = new DatabaseSync(join(folder, file), { readOnly: true });
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    const rows = tables.flatMap(({ name }) =>
      database
        .prepare(`SELECT * FROM "${String(name)}"`)
        .all()
        .map((row) => ({ table: `${file} ${String(name)}`, row: readable(row) })),
    );
    database.close();
    return rows;
  });
}

/** Columns as text, bytes too. */
function readable(row: Readonly<Record<string, unknown>>): string {
  return Object.values(row)
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value)))
    .join("\n");
}
