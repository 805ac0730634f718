import { createJoiningKeys } from "@jules/adapters/keyed";
import { fixedText } from "@jules/core/disclosure";
import { CODE_LIMITS, codeWords, consentWords } from "@jules/core/joining";
import { type Instant, millisecondsOf, type PhoneNumber } from "@jules/core/kernel";
import { UNITED_STATES } from "@jules/core/numbering";
import { MEMBER_NUMBER, number, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { createMemorySharedState, switchedOn } from "@jules/testkit/memory";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { beforeEach, describe, expect, test } from "vitest";
import { wireConversation } from "../../../test/conversation.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const KEYS = `2:${Buffer.alloc(32, 4).toString("base64")},1:${Buffer.alloc(32, 9).toString("base64")}`;
const MINUTE_MS = 60_000;

let jules: ReturnType<typeof wireConversation>;
let state: ReturnType<typeof createMemorySharedState>;
let reporter: ReturnType<typeof recordingReporter>;
let handler: ReturnType<typeof createHandler>;
let waitedMs: number;
let codes: number;

beforeEach(() => {
  jules = wireConversation();
  state = createMemorySharedState({ now: () => millisecondsOf(jules.clock.now()) });
  reporter = recordingReporter();
  waitedMs = 0;
  codes = 0;
  handler = createHandler({
    ...{
      reporter,
      clock: jules.clock,
      members: jules.members,
      conversations: jules.conversations,
      sender: jules.sender,
    },
    ...{ switches: switchedOn(), ownNumber: OWN_NUMBER, countries: UNITED_STATES, publicUrl: "https://jules.example" },
    desk: async () => ({ state, keys: createJoiningKeys(KEYS, () => `00000${++codes}`) }),
    async pause(milliseconds) {
      waitedMs += milliseconds;
    },
  });
});

type Fields = Readonly<Record<string, string>>;

async function request(
  routeKey: string,
  fields?: Fields | string,
  more: { headers?: Fields; ip?: string; lang?: string } = {},
) {
  const body = typeof fields === "string" ? fields : new URLSearchParams(fields).toString();
  const { headers = {}, ip = "203.0.113.7", lang } = more;
  const answer = await handler({
    ...{ routeKey, requestContext: { http: { sourceIp: ip } } },
    headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": "Browser/1.0", ...headers },
    ...(lang && { queryStringParameters: { lang } }),
    ...(fields !== undefined && { body: Buffer.from(body).toString("base64"), isBase64Encoded: true }),
  } as unknown as APIGatewayProxyEventV2);
  const page = answer.body ?? "";
  return {
    status: answer.statusCode,
    headers: answer.headers ?? {},
    page,
    token: /name="token" value="([^"]*)"/.exec(page)?.[1] ?? "",
  };
}

const open = (more = {}) => request("GET /join", undefined, more);

/** Fills in the page; what comes back is the form of the code. */
async function ask(
  to: PhoneNumber | string = MEMBER_NUMBER,
  more: Fields = {},
  how: { ip?: string; headers?: Fields; lang?: string } = {},
) {
  const { token } = await open(how);
  return request("POST /join", { token, number: to, consent: "yes", ...more }, how);
}

const type = (token: string, code: string, more = {}) => request("POST /join/code", { token, code }, more);

const consent = async () => (await jules.members.find(MEMBER_NUMBER))?.consent;
const say = (body: string) =>
  jules.takenInElsewhere(receivedText({ body, saidAt: jules.clock.now(), receivedAt: jules.clock.now() }));

describe("the page", () => {
  test("shows what is agreed to, loads and runs nothing, and leads to itself alone", async () => {
    const { status, page, headers } = await open();
    expect(status).toBe(200);
    for (const words of [
      "recurring automated text",
      "an AI",
      "not a human",
      "frequency varies",
      "data rates",
      "HELP",
      "STOP",
      "not a condition",
      "18 or older",
    ]) {
      expect(page).toContain(words);
    }
    expect(page).not.toContain("<script");
    expect(headers["content-security-policy"]).toContain("form-action 'self'");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["set-cookie"]).toBeUndefined();
  });

  test("is in Spanish for who asks for it, texts included", async () => {
    const { page } = await ask(MEMBER_NUMBER, {}, { lang: "es" });
    expect(page).toContain("seis d\u00EDgitos");
    expect(jules.bodies()).toEqual([codeWords("000001", "es").body]);
  });

  test.each([
    ["(415) 555-0123", 200],
    ["1-415-555-0123", 200],
    ["+1 415.555.0123", 200],
    ["555-0123", 400],
    ["<script>", 400],
    ["+44 7700 900123", 400],
    ["+1 416 555 0123", 400],
    ["+1 800 555 0123", 400],
    ["", 400],
  ])("reads %j as a number or says what is wrong (%i)", async (written, status) => {
    const answer = await ask(written);
    expect(answer.status).toBe(status);
    expect(answer.page).not.toContain("<script");
    expect(jules.bodies()).toHaveLength(status === 200 ? 1 : 0);
  });

  test("sends nothing without the tick", async () => {
    for (const box of [{ consent: "" }, { consent: "on" }]) expect((await ask(MEMBER_NUMBER, box)).status).toBe(400);
    expect(jules.bodies()).toEqual([]);
  });

  test("takes no form but its own, of this hour, from its own page and small", async () => {
    const { token } = await open();
    const filled = { token, number: MEMBER_NUMBER, consent: "yes" };
    const refused = [
      await request("POST /join", { ...filled, token: "" }),
      await request("POST /join", { ...filled, token: `${token.slice(0, -2)}AA` }),
      await request("POST /join", { ...filled, more: "x".repeat(5_000) }),
      await request("POST /join", filled, { headers: { "sec-fetch-site": "cross-site" } }),
      await request("POST /join", JSON.stringify(filled), { headers: { "content-type": "application/json" } }),
    ];
    jules.clock.advance(61 * MINUTE_MS);
    refused.push(await request("POST /join", filled));
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 400));
    expect(jules.bodies()).toEqual([]);
  });
});

describe("who left their number", () => {
  test("gets one text that says who we are, to share it with nobody, and how long it works", async () => {
    await ask();
    const [body = ""] = jules.bodies();
    expect(body).toContain("000001");
    expect(body).toMatch(/Jules AI companion.*10 minutes.*Do not share/);
    for (const language of ["en", "es"] as const) {
      const words = codeWords("123456", language).body;
      expect(words.length).toBeLessThanOrEqual(language === "en" ? 160 : 70);
    }
    expect(await consent()).toMatchObject({ state: "NEW" });
  });

  test("and types in the code is a member, with the proof, and hears the terms and that Jules is an AI", async () => {
    const { token } = await ask();
    jules.clock.advance(2 * MINUTE_MS);
    const { status, page } = await type(token, " 000 001 ");
    expect([status, page.includes("You&#39;re in")]).toEqual([200, true]);
    expect(await consent()).toMatchObject({ state: "ACTIVE", scope: "recurring" });
    expect(jules.bodies().slice(1)).toEqual([fixedText("welcome").body, fixedText("disclosure").body]);
    const rows = JSON.stringify(jules.ledger());
    for (const kept of ["opt-in-proof", consentWords("en").code, "confirmed-by-code"]) expect(rows).toContain(kept);
    for (const personal of ["203.0.113.7", "Browser", "000001", MEMBER_NUMBER]) expect(rows).not.toContain(personal);
    expect(await jules.itemsOf("PROOF#")).toHaveLength(1);
    // Sent twice, as browsers do.
    expect((await type(token, "000001")).status).toBe(200);
    expect(jules.bodies()).toHaveLength(3);
    expect(await jules.itemsOf("PROOF#")).toHaveLength(1);
  });

  test("and types in something else is told, five times, and then needs another code", async () => {
    const { token } = await ask();
    const tries: (number | undefined)[] = [];
    for (let time = 0; time < 6; time++) tries.push((await type(token, `99999${time}`)).status);
    expect(tries).toEqual([400, 400, 400, 400, 429, 429]);
    expect((await type(token, "000001")).status).toBe(429);
    expect(await consent()).toMatchObject({ state: "NEW" });
    jules.clock.advance(2 * MINUTE_MS);
    const again = await ask();
    expect((await type(again.token, "000002")).status).toBe(200);
  });

  test("and tries five codes at once has tried five", async () => {
    const { token } = await ask();
    const tries = await Promise.all(Array.from({ length: 20 }, (_, at) => type(token, `8888${10 + at}`)));
    expect(tries.filter(({ status }) => status === 400)).toHaveLength(4);
    expect((await type(token, "000001")).status).toBe(429);
  });

  test("gets the right code in on the fifth try", async () => {
    const { token } = await ask();
    for (let time = 0; time < 4; time++) await type(token, `99999${time}`);
    expect((await type(token, "000001")).status).toBe(200);
  });

  test("and comes back after ten minutes is told that the code expired", async () => {
    const { token } = await ask();
    jules.clock.advance(10 * MINUTE_MS);
    const { status, page } = await type(token, "000001");
    expect([status, page.includes("expired")]).toEqual([410, true]);
  });

  test("and types no six digits has not used up a try", async () => {
    const { token } = await ask();
    for (const code of ["", "12345", "1234567", "abcdef", "12 34 5x"]) {
      expect((await type(token, code)).page).toContain("six digits");
    }
    for (let time = 0; time < 4; time++) expect((await type(token, `99999${time}`)).status).toBe(400);
  });

  test("cannot use somebody else's form with their code", async () => {
    const mine = await ask();
    const theirs = await ask(number("+14155550177"));
    expect((await type(theirs.token, "000001")).status).toBe(400);
    expect((await type(mine.token, "000002")).status).toBe(400);
  });
});

describe("nobody learns from the page who is a member or said STOP", () => {
  async function answerTo() {
    waitedMs = 0;
    const before = jules.bodies().length;
    const { status, page, token } = await ask();
    const wrong = await type(token, "999999");
    const pages = [page, wrong.page].map((one) => one.replaceAll(/name="token" value="[^"]*"/g, ""));
    return { seen: { status, pages, wrong: wrong.status, waitedMs }, texts: jules.bodies().slice(before) };
  }

  test("the answer is the same and as late, and only who may be texted is", async () => {
    const stranger = await answerTo();
    expect(stranger.texts).toHaveLength(1);
    jules.clock.advance(2 * MINUTE_MS);
    await say("hey jules");
    const member = await answerTo();
    expect(member.texts).toHaveLength(1);
    jules.clock.advance(2 * MINUTE_MS);
    await say("STOP");
    jules.clock.advance(60 * MINUTE_MS);
    const stopped = await answerTo();
    expect(stopped.texts).toEqual([fixedText("opt-in").body]);
    jules.clock.advance(2 * MINUTE_MS);
    const again = await answerTo();
    expect(again.texts).toEqual([]);
    for (const { seen } of [member, stopped, again]) expect(seen).toEqual(stranger.seen);
    expect(stranger.seen.waitedMs).toBe(1_500);
  });

  test("who said STOP does not come back by a code, and does by their own START", async () => {
    const { token } = await ask();
    jules.clock.advance(MINUTE_MS);
    await say("STOP");
    expect((await type(token, "000001")).page).toContain("text START to us");
    expect(await consent()).toMatchObject({ state: "OPTED_OUT" });
    jules.clock.advance(MINUTE_MS);
    await say("START");
    expect(await consent()).toMatchObject({ state: "ACTIVE" });
  });

  test("a child, and who was asked whether to stop, get nothing", async () => {
    for (const state of ["BLOCKED", "SUSPENDED"] as const) {
      const change = { state, changedBy: "scripted", saidAt: jules.clock.now() as Instant, cause: "child" } as const;
      await jules.members.changeConsent(await jules.member(), change, jules.clock.now());
      jules.clock.advance(61 * MINUTE_MS);
      expect((await ask()).status).toBe(200);
    }
    expect(jules.bodies()).toEqual([]);
  });

  test("a carrier that is out shows for nobody, and the code follows when it is back", async () => {
    jules.sender.next({ kind: "refused", reason: "http-503", retryable: true });
    expect((await ask()).status).toBe(200);
    expect(reporter.metrics.JoinPagesFailed).toBe(1);
  });
});

describe("pumping", () => {
  const block = (index: number) => number(`+1415777${String(1_000 + index)}`);

  test("who asks again within a minute gets no second text, and the first code counts", async () => {
    await ask();
    const { token } = await ask();
    expect(jules.bodies()).toHaveLength(1);
    expect((await type(token, "000001")).status).toBe(200);
  });

  test("a number is texted so often in an hour, by whomever it was left", async () => {
    const statuses: (number | undefined)[] = [];
    for (let time = 0; time < 6; time++) {
      statuses.push((await ask(MEMBER_NUMBER, {}, { ip: `198.51.100.${time}` })).status);
      jules.clock.advance(2 * MINUTE_MS);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);
    expect(jules.bodies()).toHaveLength(CODE_LIMITS.number.hour);
  });

  test("an address asks for so many numbers in an hour, one of the newer kind by its network", async () => {
    for (const ipOf of [() => "203.0.113.9", (at: number) => `2001:db8:1:2:${at}::1`]) {
      const before = jules.bodies().length;
      for (let at = 0; at < 15; at++) await ask(number(`+1415${600 + before + at}1234`), {}, { ip: ipOf(at) });
      expect(jules.bodies().length - before).toBe(CODE_LIMITS.address.hour);
    }
  });

  test("a block of numbers is asked for so often in an hour, from wherever", async () => {
    let sent = 0;
    for (let at = 0; at < 30; at++) {
      if ((await ask(block(at), {}, { ip: `198.51.100.${at}` })).status === 200) sent += 1;
    }
    expect(sent).toBe(CODE_LIMITS.prefix.hour);
    expect(jules.bodies()).toHaveLength(CODE_LIMITS.prefix.hour);
    expect(reporter.metrics.JoinsRefused).toBe(10);
  });

  test("without Redis there is no code and no text, and it is said", async () => {
    const { token } = await open();
    state.be("down");
    const { status, page } = await request("POST /join", { token, number: MEMBER_NUMBER, consent: "yes" });
    expect([status, page.includes("sent nothing")]).toEqual([503, true]);
    expect(jules.bodies()).toEqual([]);
    expect(reporter.metrics.JoinPagesFailed).toBe(1);
  });
});

test("neither the state nor a line knows a number, an address or a code", async () => {
  const { token } = await ask();
  await type(token, "000001");
  const told = JSON.stringify([state.requests, reporter.lines]);
  for (const secret of ["5550123", "203.0.113.7", "000001", "Browser"]) expect(told).not.toContain(secret);
});
