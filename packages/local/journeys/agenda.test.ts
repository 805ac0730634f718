import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

let jules: LocalJules;
/** A moment at which the clocks of San Francisco have just been changed, to the day. */
let change: number;

const MINUTES = 60_000;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;
const ZONE = "America/Los_Angeles";

const shown = (at: number | string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-US", { timeZone: ZONE, ...options }).format(new Date(at));
const timeOf = (at: number | string) => shown(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const offsetOf = (at: number) => shown(at, { timeZoneName: "longOffset" }).replace(/.*GMT/, "");

beforeAll(async () => {
  jules = await LocalJules.start();
  const now = Date.parse(await jules.now());
  change = now + 4 * DAYS;
  while (offsetOf(change) === offsetOf(change - DAYS)) change += DAYS;
  // Nobody is there yet, so that months pass in a moment. Two days are left, and it is day in San Francisco.
  let from = change - 2 * DAYS;
  while (timeOf(from) < "10:00" || timeOf(from) > "12:00") from -= HOURS;
  await jules.advance(from - now);
}, 180_000);
afterAll(() => jules.stop());

/** A grown-up who texts from San Francisco. */
async function grownUp(number: string): Promise<void> {
  await jules.say("hey there", number);
  const { api, operatorToken } = jules.ready;
  const headers = { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" };
  const ask = async (route: string, body: object) => {
    const answer = await fetch(`${api}${route}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { readonly id: string };
  };
  const { id } = await ask("/v1/members/lookup", { number });
  await ask(`/v1/members/${id}/age`, { state: "VERIFIED_ADULT" });
}

const last = async (number: string) => (await jules.bodies(number)).at(-1) ?? "";
const reminders = async (number: string) =>
  (await jules.received(number)).filter(({ text }) => text.includes("Your reminder:"));
/** What the model was asked last. */
async function lastPrompt(): Promise<string> {
  const answer = await fetch(`${jules.ready.services.anthropicSimulator}/simulator/requests`);
  const requests = (await answer.json()) as readonly { readonly body: { readonly output_config?: unknown } }[];
  return JSON.stringify(requests.filter(({ body }) => body.output_config === undefined).at(-1)?.body);
}

describe("a preference in plain words", () => {
  test("is answered at once, and obeyed in everything that the model is asked from then on", async () => {
    const number = "+14155554201";
    await grownUp(number);
    await jules.say("call me Sam, and don't talk about my ex", number);
    expect(await last(number)).toContain("Okay, Sam it is.\nOkay, I won't bring that up.");
    await jules.say("it was a long day", number);
    expect(await lastPrompt()).toMatch(/name: \\"Sam\\".*my ex/);
  });

  test("of another language changes what Jules speaks", async () => {
    const number = "+14155554202";
    await grownUp(number);
    await jules.say("h\u00E1blame en espa\u00F1ol por favor", number);
    expect(await last(number)).toContain("Claro, seguimos en espa\u00F1ol.");
    await jules.say("what are my settings?", number);
    expect(await last(number)).toContain("Idioma: espa\u00F1ol");
  });
});

describe("a reminder", () => {
  test("comes every day at the same time where they live, over the next change of the clocks", async () => {
    const number = "+14155554206";
    await grownUp(number);
    await jules.say("START", number);
    await jules.say("remind me every day at 9:30am to stretch", number);
    expect(await last(number)).toContain("every day at 9:30 AM Pacific");
    for (let day = 0; day < 3; day++) {
      // The minute in which it is due, as its member's clock shows it.
      let due = Date.parse(await jules.now()) + MINUTES;
      while (timeOf(due) !== "09:29") due += MINUTES;
      await jules.advance(due - Date.parse(await jules.now()));
      await jules.advance(2 * MINUTES);
      expect(await reminders(number)).toHaveLength(day + 1);
    }
    const times = (await reminders(number)).map(({ acceptedAt }) => acceptedAt);
    expect(times.map(timeOf).every((time) => time === "09:30" || time === "09:31")).toBe(true);
    expect(new Set(times.map((at) => at.slice(11, 13))).size).toBe(2);
  });

  test("that is cancelled does not come, nor does one after a STOP, or in a hold", async () => {
    const [cancelled, stopped, held] = ["+14155554203", "+14155554204", "+14155554205"] as const;
    for (const number of [cancelled, stopped, held]) {
      await grownUp(number);
      await jules.say("remind me tomorrow at 11 to call mom", number);
      expect(await last(number)).toMatch(/Okay, I'll remind you \w{3}, \w{3} \d+ at 11:00 AM Pacific\./);
    }
    await jules.say("cancel my reminder about mom", cancelled);
    expect(await last(cancelled)).toContain("that reminder is off");
    await jules.say("STOP", stopped);
    await jules.say("I want to kill myself", held);
    await jules.advance(26 * HOURS);
    for (const number of [cancelled, stopped, held]) expect(await reminders(number)).toEqual([]);
  });
});
