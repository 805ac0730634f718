import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

const HOLDING = expect.stringContaining("trouble thinking clearly");
/** What the two models say, so that it shows who answered. */
const CLAUDE = { kind: "text", text: "Claude is here.", times: "always", whenAskedFor: "words" };
const LUNA = { kind: "text", text: "Luna is here.", times: "always", whenIncludes: "gpt-6-luna" };
const CLAUDE_OVERLOADED = { kind: "status", status: 529, times: "always", whenAskedFor: "words" };
const firstLine = (body: string) => body.split("\n")[0] ?? "";
const OPENAI_OUT = { kind: "status", status: 503, times: "always", whenAskedFor: "responses" };

describe("the models of a stage", () => {
  let jules: LocalJules;
  let texts = 0;
  beforeAll(async () => {
    jules = await LocalJules.start();
  });
  afterAll(async () => {
    await jules.stop();
  });
  beforeEach(async () => {
    await Promise.all(["anthropicSimulator", "openAiSimulator"].map((name) => clear(name)));
  });

  const scriptOf = (simulator: string) => `${jules.ready.services[simulator]}/simulator/script`;
  const clear = (simulator: string) => fetch(scriptOf(simulator), { method: "DELETE" });
  async function script(simulator: "anthropicSimulator" | "openAiSimulator", ...faults: object[]): Promise<void> {
    const response = await fetch(scriptOf(simulator), { method: "POST", body: JSON.stringify(faults) });
    if (!response.ok) throw new Error(`the script answered ${response.status}`);
  }
  const linesOf = (name: string) => jules.output.split("\n").filter((line) => line.includes(`"${name}"`));
  /** What OpenAI was asked for, moderations aside. */
  async function askedOfOpenAi(): Promise<readonly { readonly store?: boolean }[]> {
    const response = await fetch(`${jules.ready.services.openAiSimulator}/simulator/requests`);
    const requests = (await response.json()) as { readonly store?: boolean; readonly instructions?: string }[];
    return requests.filter(({ instructions }) => instructions !== undefined);
  }
  /** Somebody new, who has been introduced; the first lines of what they get from then on: their age is asked below. */
  async function newMember(): Promise<{ number: string; since: () => Promise<readonly string[]> }> {
    texts += 1;
    const number = `+1415555${String(2_000 + texts)}`;
    await jules.say("hello there.", number);
    const before = (await jules.bodies(number)).length;
    return { number, since: async () => (await jules.bodies(number)).slice(before).map(firstLine) };
  }

  test("while the first is overloaded the second answers, and nothing of it stays over there", async () => {
    const { number, since } = await newMember();
    await script("anthropicSimulator", CLAUDE_OVERLOADED);
    await script("openAiSimulator", LUNA);
    await jules.say("how are you today?", number);
    expect(await since()).toEqual(["Luna is here."]);
    expect((await askedOfOpenAi()).map(({ store }) => store)).toEqual([false]);
    await expect
      .poll(() => linesOf("turn.taken").at(-1))
      .toMatch(/"model":"openai\/gpt-6-luna","place":2.*"costMicroUsd":[1-9]/);
  });

  test("while all are out the member is told so once, and answered when one is back", async () => {
    const { number, since } = await newMember();
    await script("anthropicSimulator", CLAUDE_OVERLOADED);
    await script("openAiSimulator", OPENAI_OUT);
    await jules.say("are you there?", number);
    await jules.advance(5 * 60_000);
    await jules.say("hello??", number);
    await jules.advance(5 * 60_000);
    expect(await since()).toEqual([HOLDING]);
    await clear("openAiSimulator");
    await script("openAiSimulator", LUNA);
    await jules.advance(4 * 60_000);
    expect(await since()).toEqual([HOLDING, expect.stringContaining("Luna is here.")]);
    await clear("anthropicSimulator");
    await script("anthropicSimulator", CLAUDE);
    await jules.advance(60_000);
    await jules.say("and now?", number);
    expect((await since()).at(-1)).toBe("Claude is here.");
  });

  test("a refusal is answered by a fixed sentence, and nobody else is asked to say it", async () => {
    const { number, since } = await newMember();
    const before = (await askedOfOpenAi()).length;
    await script("anthropicSimulator", { kind: "refusal", whenAskedFor: "words" });
    await jules.say("tell me something forbidden.", number);
    expect(await since()).toEqual([
      expect.stringMatching(/I don't have a good answer|I have to pass on|nothing useful to say/),
    ]);
    expect(await askedOfOpenAi()).toHaveLength(before);
  });

  test("an answer that is cut off ends with its last whole sentence", async () => {
    const { number, since } = await newMember();
    const text = "That sounds like a good day. I would love to hear mo";
    await script("anthropicSimulator", { kind: "max-tokens", text, whenAskedFor: "words" });
    await jules.say("today was good.", number);
    expect(await since()).toEqual(["That sounds like a good day."]);
  });

  test("the probe finds a key that is not taken, before anybody needs it", async () => {
    await script("openAiSimulator", { kind: "status", status: 401, times: "always", whenAskedFor: "responses" });
    expect((await jules.runCron("provider-probe")).ok).toBe(true);
    await expect
      .poll(() => linesOf("provider.probed"))
      .toEqual([
        expect.stringMatching(/claude-haiku-5-5","result":"works"/),
        expect.stringMatching(/gpt-6-luna","result":"refused","detail":"http-401"/),
        expect.stringMatching(/gpt-5\.4-mini","result":"refused","detail":"http-401"/),
      ]);
  });
});

test("with a model that nobody knows Jules does not start, and says which there are", async () => {
  await expect(LocalJules.start({ REPLY_MODELS: "openai/gpt-1" })).rejects.toThrow(
    /REPLY_MODELS must be PROVIDER\/MODEL.*anthropic\/claude-haiku-5-5/,
  );
});
