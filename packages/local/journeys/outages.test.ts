import { startAnthropicSimulator } from "@jules/simulators/anthropic";
import { startBandwidthSimulator } from "@jules/simulators/bandwidth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

test("while the only model is down the member is told once that it takes longer, and is answered once when it is back", async () => {
  const model = await startAnthropicSimulator({ apiKey: "key" });
  // Without a key of OpenAI's nobody answers in its place.
  const noFallback = { OPENAI_BASE_URL: "http://127.0.0.1:9/v1", OPENAI_API_KEY: "" };
  const jules = await LocalJules.start({ ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: "key", ...noFallback });
  try {
    await jules.say("hello");
    const before = (await jules.bodies()).length;
    model.script({ kind: "status", status: 529, times: "always" });
    await jules.post([jules.callback("are you there?")]);
    await jules.advance(10 * 60_000);
    await jules.post([jules.callback("hello??")]);
    await jules.advance(10 * 60_000);
    expect((await jules.bodies()).slice(before)).toEqual([expect.stringContaining("trouble thinking clearly")]);
    model.clearScript();
    // After the end of an outage everybody is answered within four minutes.
    await jules.advance(4 * 60_000);
    const answers = (await jules.bodies()).slice(before + 1);
    expect(answers).toEqual([expect.stringMatching(/^Sorry for the long wait\. \S/)]);
    // Twenty minutes of sweeps, and the provider was asked a handful of times.
    expect(model.requests.length).toBeLessThan(30);
  } finally {
    await jules.stop();
    await model.close();
  }
});

describe("with a model that can be told what to do", () => {
  let model: Awaited<ReturnType<typeof startAnthropicSimulator>>;
  let jules: LocalJules;
  let people = 0;

  beforeAll(async () => {
    model = await startAnthropicSimulator({ apiKey: "key" });
    jules = await LocalJules.start({ ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: "key" });
  }, 60_000);

  afterAll(async () => {
    await jules?.stop();
    await model?.close();
  });

  /** Somebody who was never here, and what the model is asked from now on. */
  function somebody() {
    model.clearScript();
    people += 1;
    const from = `+1415555020${people}`;
    const asked = model.requests.length;
    return {
      say: (text: string) => jules.say(text, from),
      post: (text: string) => jules.post([jules.callback(text, { from })]),
      bodies: () => jules.bodies(from),
      requests: () =>
        model.requests.slice(asked).map(({ body }) => body as { messages: { role: string; content: unknown }[] }),
    };
  }

  test("a STOP is confirmed while the model thinks about the text before it, and what it thinks of is never sent", async () => {
    const { say, post, bodies, requests } = somebody();
    await say("hello");
    const before = (await bodies()).length;
    model.script({ kind: "delay", delayMs: 4_000, whenIncludes: "my dog" });
    await post("tell me about my dog. what do you think?");
    await expect.poll(() => requests().length, { timeout: 5_000 }).toBe(2);
    await post("STOP");
    const confirmed = async () => (await bodies()).slice(before);
    await expect.poll(confirmed, { timeout: 3_000 }).toEqual([expect.stringContaining("unsubscribed")]);
    await jules.settle();
    await jules.advance(10 * 60_000);
    expect(await confirmed()).toHaveLength(1);
  });

  test("the second text of a burst is waited for: one answer, to both", async () => {
    const { say, post, bodies, requests } = somebody();
    await say("hello");
    const before = (await bodies()).length;
    await post("guess what");
    await post("I got the job!!");
    await jules.settle();
    expect((await bodies()).slice(before)).toHaveLength(1);
    const asked = requests();
    expect([asked.length, asked.at(-1)?.messages.at(-1)?.content]).toEqual([2, "guess what\nI got the job!!"]);
  });

  test("a second text that comes while the model thinks is taken in: one burst, one answer", async () => {
    const { say, post, bodies, requests } = somebody();
    await say("hello");
    model.script({ kind: "delay", delayMs: 1_500, whenIncludes: "my dog" });
    await post("my dog is ill");
    await expect.poll(() => requests().length, { timeout: 5_000 }).toBe(2);
    await post("his name is Rex");
    await jules.settle();
    expect(await bodies()).toHaveLength(4);
    expect(requests().at(-1)?.messages.at(-1)).toEqual({ role: "user", content: "my dog is ill\nhis name is Rex" });
  });

  test("no model ever sees a control word or what was said after a STOP, and a text of a crisis only after help was sent", async () => {
    const { say, bodies, requests } = somebody();
    for (const text of ["hey jules", "HELP", "I want to kill myself", "STOP", "still there?", "START"]) await say(text);
    await say("a new day");
    const asked = JSON.stringify(requests().map(({ messages }) => messages));
    expect(asked).toContain("a new day");
    expect(asked).not.toMatch(/still there|STOP|START|HELP/);
    const said = await bodies();
    const help = said.findIndex((body) => body.includes("https://988lifeline.org"));
    expect(said.findIndex((body, index) => index > help && !/988|unsubscribed/.test(body))).toBeGreaterThan(help);
  });

  // The last one: what hangs is waited for.
  test("a crisis is answered while the model is down", async () => {
    const { say, bodies } = somebody();
    model.script({ kind: "hang", times: "always" });
    await say("I want to die");
    expect((await bodies())[0]).toContain("988");
  });
});

test("a carrier that drops the line after it accepted does not make Jules say it twice", async () => {
  const carrier = await startBandwidthSimulator({
    accountId: "9900000",
    applicationId: "00000000-0000-4000-8000-000000000000",
    clientId: "client",
    clientSecret: "secret",
    numbers: ["+12025550100"],
  });
  const jules = await LocalJules.start({
    BANDWIDTH_API_URL: carrier.apiUrl,
    BANDWIDTH_TOKEN_URL: carrier.tokenUrl,
    BANDWIDTH_API_CREDENTIALS: "client:secret",
  });
  try {
    const { inbound, status } = jules.ready.bandwidth;
    carrier.configureCallbacks({
      inbound: { url: jules.ready.webhooks.bandwidthInbound, ...inbound },
      status: { url: jules.ready.webhooks.bandwidthStatus, ...status },
    });
    await jules.say("hello");
    carrier.script({ kind: "drop-connection" });
    await jules.say("and again");
    await jules.advance(5 * 60_000);
    await jules.settle();
    expect(carrier.outbox("+14155550123")).toHaveLength(4);
    // The carrier's outbox is not this stack's to show.
    expect((await fetch(`${jules.ready.control}/outbox`)).status).toBe(409);
  } finally {
    await jules.stop();
    await carrier.close();
  }
});
