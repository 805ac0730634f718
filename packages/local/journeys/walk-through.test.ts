import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

let jules: LocalJules;
beforeAll(async () => {
  jules = await LocalJules.start();
});
afterAll(() => jules.stop());

describe("the README's walk-through", () => {
  const ana = "+14155550123";

  test("a first text is answered, after the terms and the disclosure: three texts", async () => {
    await jules.say("hey jules, I'm Ana. I just quit my job", ana);
    const texts = await jules.received(ana);
    expect(texts.map((sent) => sent.text)).toEqual([
      expect.stringContaining("HELP for help, STOP to cancel"),
      expect.stringContaining("You are not communicating with a human"),
      expect.stringMatching(/\S/),
    ]);
    expect(texts.every((sent) => sent.from === jules.ready.bandwidth.numbers[0])).toBe(true);
    expect(new Set(texts.map((sent) => sent.tag)).size).toBe(3);
  });

  test("the next text is answered with one", async () => {
    await jules.say("it feels strange", ana);
    expect(await jules.bodies(ana)).toHaveLength(4);
  });

  test("HELP is answered with where to find help", async () => {
    await jules.say("HELP", ana);
    expect((await jules.bodies(ana)).at(-1)).toContain("help@jules.example");
  });

  test("a cry for help gets 988 at once, and then Jules", async () => {
    await jules.say("I don't want to be here anymore. I want to kill myself", ana);
    const [reply, answer] = (await jules.bodies(ana)).slice(-2);
    expect(answer).not.toContain("https://988lifeline.org");
    expect(reply).toContain("call or text 988");
    expect(reply).toContain("https://988lifeline.org");
    expect(reply).toContain("911");
  });

  test("STOP is confirmed once and then met with silence", async () => {
    await jules.say("STOP", ana);
    const confirmed = await jules.bodies(ana);
    expect(confirmed.at(-1)).toContain("you're unsubscribed");
    await jules.say("STOP", ana);
    await jules.say("hello?", ana);
    expect(await jules.bodies(ana)).toEqual(confirmed);
  });

  test("START brings Jules back, with the terms and the disclosure", async () => {
    const before = (await jules.bodies(ana)).length;
    await jules.say("START", ana);
    await jules.say("good to be back", ana);
    expect((await jules.bodies(ana)).slice(before)).toEqual([
      expect.stringContaining("resubscribed"),
      expect.stringContaining("not communicating with a human"),
      expect.stringMatching(/\S/),
    ]);
  });
});

describe("a callback", () => {
  test("with two elements is two texts", async () => {
    const body = [
      jules.callback("first", { from: "+14155550124" }),
      jules.callback("second", { from: "+14155550125" }),
    ];
    expect((await jules.post(body)).status).toBe(200);
    await jules.settle();
    expect(await jules.bodies("+14155550124")).toHaveLength(3);
    expect(await jules.bodies("+14155550125")).toHaveLength(3);
  });

  test("brought twice is answered once, even after the queue has forgotten it", async () => {
    const body = [jules.callback("once", { from: "+14155550126" })];
    await jules.post(body);
    await jules.settle();
    await jules.post(body);
    await jules.settle();
    await jules.advance(6 * 60_000);
    await jules.post(body);
    await jules.settle();
    expect(await jules.bodies("+14155550126")).toHaveLength(3);
  });

  test("without credentials is challenged, and nothing happens", async () => {
    const body = JSON.stringify([jules.callback("psst", { from: "+14155550127" })]);
    const headers = { "content-type": "application/json" };
    const response = await fetch(jules.ready.webhooks.bandwidthInbound, { method: "POST", headers, body });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Basic /);
    await jules.settle();
    expect(await jules.bodies("+14155550127")).toEqual([]);
  });

  test.each([
    ["wrong credentials", { authorization: `Basic ${Buffer.from("a:b").toString("base64")}` }],
    ["another scheme", { authorization: "Bearer x" }],
  ])("with %s is challenged too", async (_name, headers) => {
    const response = await jules.post([jules.callback("psst", { from: "+14155550127" })], headers);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Basic /);
    await jules.settle();
    expect(await jules.bodies("+14155550127")).toEqual([]);
  });

  test("on a guessed path is refused", async () => {
    const { username, password } = jules.ready.bandwidth.inbound;
    const guessed = jules.ready.webhooks.bandwidthInbound.replace(/[^/]+$/, "guessed");
    const response = await fetch(guessed, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
      },
      body: JSON.stringify([jules.callback("psst", { from: "+14155550127" })]),
    });
    expect(response.status).toBe(401);
    await jules.settle();
    expect(await jules.bodies("+14155550127")).toEqual([]);
  });

  test.each([
    [
      "of a stranger's application",
      (own: LocalJules) => [own.callback("hi", { from: "+14155550128", applicationId: "other" })],
    ],
    ["that is no JSON", () => "{"],
    ["over 64 KB", (own: LocalJules) => [own.callback("x".repeat(66_000), { from: "+14155550128" })]],
    ["of our own status", (own: LocalJules) => [own.callback("", { from: "+14155550128", direction: "out" })]],
  ])("%s is acknowledged, and nothing happens", async (_name, body) => {
    expect((await jules.post(body(jules))).status).toBe(200);
    await jules.settle();
    expect(await jules.bodies("+14155550128")).toEqual([]);
  });
});

describe("what anybody may see", () => {
  test("who this is, and that it is there", async () => {
    expect(await (await fetch(`${jules.ready.api}/`)).json()).toMatchObject({ name: "Jules" });
    expect(await (await fetch(`${jules.ready.api}/health`)).json()).toEqual({ status: "ok" });
    expect((await fetch(`${jules.ready.api}/v1/members`)).status).toBe(404);
  });

  test("the phone page is there", async () => {
    const response = await fetch(`${jules.ready.phone}/`);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(response.headers.get("content-security-policy")).toContain("default-src");
  });
});
