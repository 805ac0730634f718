import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DECLINED_REPLIES } from "@jules/core/persona";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const CALIFORNIAN = "+14155550191";
const NEW_YORKER = "+12125550192";

let jules: LocalJules;
beforeAll(async () => {
  jules = await LocalJules.start();
});
afterAll(() => jules.stop());

interface SafetyData {
  readonly protocol: { readonly version: number };
  readonly texts: readonly { readonly body: string }[];
  readonly referralNotifications: {
    readonly available: boolean;
    readonly years: readonly { readonly year: number; readonly referralNotifications: number }[];
  };
}

async function safetyData(): Promise<SafetyData> {
  return (await (await fetch(`${jules.ready.api}/safety.json`)).json()) as SafetyData;
}

async function counted(): Promise<number | undefined> {
  return (await safetyData()).referralNotifications.years[0]?.referralNotifications;
}

/** What `npm run --silent crisis:report` writes. */
async function report(...given: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)("node", ["run.mjs", "crisis:report", ...given], {
    cwd: root,
    env: { ...process.env, AWS_ENDPOINT_URL: jules.ready.services.aws },
  });
  return JSON.parse(stdout);
}

/** Texts that refer to a crisis service: these have its address, and no other text of ours has. */
async function referrals(to: string): Promise<readonly string[]> {
  return (await jules.bodies(to)).filter((body) => body.includes("https://988lifeline.org"));
}

describe("what the public can see of a crisis", () => {
  test("before there was one: the protocol, and nothing counted", async () => {
    const page = await fetch(`${jules.ready.api}/safety`);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await counted()).toBe(0);
  });

  test("afterwards: every referral, once, however often the carrier reports its cause", async () => {
    const body = [jules.callback("I don't want to be here anymore. I want to kill myself", { from: CALIFORNIAN })];
    for (let times = 0; times < 3; times++) {
      await jules.post(body);
      await jules.settle();
    }
    await jules.say("my husband hits me", NEW_YORKER);
    const sent = [...(await referrals(CALIFORNIAN)), ...(await referrals(NEW_YORKER))];
    expect(sent.length).toBeGreaterThanOrEqual(2);
    expect(await counted()).toBe(sent.length);
  });

  test("what was sent is what the page says is sent", async () => {
    const { texts } = await safetyData();
    const [first] = await referrals(CALIFORNIAN);
    expect(texts.map(({ body }) => body)).toContain(first);
  });

  test("nobody: no number and no id is on the page, in the data or in a report", async () => {
    const year = (await jules.now()).slice(0, 4);
    const bytes = [
      await (await fetch(`${jules.ready.api}/safety`)).text(),
      await (await fetch(`${jules.ready.api}/safety.json`)).text(),
      JSON.stringify(await report("--year", year)),
      JSON.stringify(await report("--year", year, "--state", "CA")),
    ].join("\n");
    for (const number of [CALIFORNIAN, NEW_YORKER]) expect(bytes).not.toContain(number.slice(2));
    expect(bytes).not.toMatch(/\bm_[0-9a-f]{32}\b|\+1\d{10}/);
  });

  test("the page is there in Spanish", async () => {
    const page = await fetch(`${jules.ready.api}/safety`, { headers: { "accept-language": "es-US,es;q=0.9" } });
    expect(page.headers.get("content-language")).toBe("es");
    expect(await page.text()).toContain("Llama al 988 y oprime 2");
  });
});

test("what is kept of whom is there to read, as a page and as data", async () => {
  const page = await fetch(`${jules.ready.api}/privacy?lang=es`);
  expect(page.status).toBe(200);
  expect(page.headers.get("content-language")).toBe("es");
  expect(await page.text()).toContain("BORRA MIS DATOS");
  const data = await fetch(`${jules.ready.api}/privacy.json`);
  expect(data.headers.get("content-type")).toBe("application/json");
  expect(((await data.json()) as { retention: unknown[] }).retention).toContainEqual(
    expect.objectContaining({ code: "texts", keeps: { days: 365 } }),
  );
});

test("the report of a year has what was sent, in all and by state", async () => {
  const year = (await jules.now()).slice(0, 4);
  const [californian, newYorker] = [await referrals(CALIFORNIAN), await referrals(NEW_YORKER)];
  const all = californian.length + newYorker.length;
  expect(await report("--year", year)).toMatchObject({
    referralNotifications: all,
    byState: { CA: californian.length, NY: newYorker.length },
  });
  expect(await report("--year", year, "--state", "CA")).toMatchObject({
    referralNotifications: all,
    toNumbersOfTheState: californian.length,
    protocols: { version: (await safetyData()).protocol.version },
  });
  expect(await report("--year", "2026", "--state", "WA")).toMatchObject({ toNumbersOfTheState: 0 });
});

describe("a moderator", () => {
  const ALASKAN = "+19075550193";
  const script = async (...faults: readonly object[]) => {
    const answer = await fetch(`${jules.ready.services.openAiSimulator}/simulator/script`, {
      method: "POST",
      body: JSON.stringify(faults),
    });
    expect(answer.ok).toBe(true);
  };
  const newest = async () => (await jules.bodies(ALASKAN)).at(-1) ?? "";
  const isDeclined = (body: string) => DECLINED_REPLIES.some((reply) => body.includes(reply));

  test("keeps an answer that it flags from the member, and lets the next one pass", async () => {
    await script(
      { kind: "scores", scores: {}, whenIncludes: "long day" },
      { kind: "scores", scores: { sexual: 0.99 } },
    );
    await jules.say("what a long day it was today.", ALASKAN);
    expect(isDeclined(await newest())).toBe(true);
    await jules.say("and the next one will be short.", ALASKAN);
    expect(isDeclined(await newest())).toBe(false);
  });

  test("that is out changes nothing", async () => {
    const before = (await jules.bodies(ALASKAN)).length;
    await script(...Array.from({ length: 2 }, () => ({ kind: "status", status: 503 })));
    await jules.say("my sister came to visit today.", ALASKAN);
    expect((await jules.bodies(ALASKAN)).length).toBe(before + 1);
    expect(isDeclined(await newest())).toBe(false);
  });
});
