import { prompt, type ReplyModel } from "@jules/core/persona";
import { beforeEach, expect, test } from "vitest";

/** What the next question meets. `hang`: no answer in time. */
export type ModelEvent = "refusal" | "empty" | "rejected" | "overloaded" | "hang";

export interface ContractModel {
  readonly model: ReplyModel;
  meet(event: ModelEvent): void;
}

const ASKED = prompt([{ speaker: "member", body: "I got the job!" }]);
const ATTEMPT = { timeoutMs: 1_000, again: false };

/** What a turn relies on in a model: an answer, an outcome that asking again would not change, or a failure that may pass. */
export function replyModelContract(create: () => Promise<ContractModel>): void {
  let subject: ContractModel;
  beforeEach(async () => {
    subject = await create();
  });
  const ask = () => subject.model.reply(ASKED, ATTEMPT);

  test("an answer has words and what it took", async () => {
    const tokens = { inputTokens: expect.any(Number), outputTokens: expect.any(Number) };
    expect(await ask()).toMatchObject({ kind: "answered", body: expect.stringMatching(/\S/), ...tokens });
  });

  test.each(["refusal", "empty", "rejected"] as const)(
    "%s is an outcome: asking the same again would not help",
    async (event) => {
      subject.meet(event);
      expect(await ask()).toEqual({ kind: "declined", reason: event });
    },
  );

  test.each(["overloaded", "hang"] as const)("%s is a failure that may pass, and passes", async (event) => {
    subject.meet(event);
    await expect(ask()).rejects.toMatchObject({ code: "model.unavailable" });
    expect(await ask()).toMatchObject({ kind: "answered" });
  });
}

/** What besides can happen at a provider. */
export type ProviderEvent =
  | { readonly kind: ModelEvent | "thinking-first" }
  | { readonly kind: "status"; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly kind: "cut-off"; readonly text: string };

export interface ContractProvider {
  /** As `provider/model`. */
  readonly name: string;
  /** @param apiKey a right one, unless given. */
  readonly model: (apiKey?: () => Promise<string>) => ReplyModel;
  /** Of all the provider's models: what the next question meets. */
  meet(event: ProviderEvent): void;
  /** How many questions have reached it, and the whole of the last one as text. */
  readonly questions: () => { readonly count: number; readonly last: string };
}

/** What the chain of models relies on in a model of a provider. */
export function providerContract(create: () => Promise<ContractProvider>): void {
  let subject: ContractProvider;
  beforeEach(async () => {
    subject = await create();
  });
  const ask = () => subject.model().reply(ASKED, ATTEMPT);

  replyModelContract(async () => {
    const { model, meet } = await create();
    return { model: model(), meet: (event) => meet({ kind: event }) };
  });

  test("an answer says whose it is, how much of what it read was cached, and what it cost", async () => {
    expect(await ask()).toMatchObject({
      ...{ model: subject.name, cachedTokens: expect.any(Number), cacheWriteTokens: expect.any(Number) },
      costMicroUsd: expect.any(Number),
    });
  });

  test("the answer is found behind a thought", async () => {
    subject.meet({ kind: "thinking-first" });
    expect(await ask()).toMatchObject({ kind: "answered", body: expect.stringMatching(/\S/) });
  });

  test("an answer that is cut off ends with its last whole sentence", async () => {
    subject.meet({ kind: "cut-off", text: 'So glad! You said "I can." And now we' });
    expect(await ask()).toMatchObject({ kind: "answered", body: 'So glad! You said "I can."' });
  });

  test("an answer that is cut off before its first sentence is over is none", async () => {
    subject.meet({ kind: "cut-off", text: "I am so very" });
    expect(await ask()).toEqual({ kind: "declined", reason: "empty" });
  });

  test.each([401, 402, 403, 404, 408, 409, 429, 500, 503, 529])(
    "status %i is a failure, told after one request, by its number",
    async (status) => {
      const before = subject.questions().count;
      subject.meet({ kind: "status", status });
      await expect(ask()).rejects.toMatchObject({ code: "model.unavailable", detail: `http-${status}` });
      expect(subject.questions().count - before).toBe(1);
    },
  );

  test("how long the provider wants to be left alone is told", async () => {
    subject.meet({ kind: "status", status: 429, retryAfterSeconds: 30 });
    await expect(ask()).rejects.toMatchObject({ detail: "http-429.retry-after-30" });
  });

  test("silence is told as such", async () => {
    subject.meet({ kind: "hang" });
    await expect(ask()).rejects.toMatchObject({ detail: "no-answer" });
  });

  test("a failure repeats nothing of what the member said, nor does what caused it", async () => {
    subject.meet({ kind: "status", status: 500 });
    const failure: unknown = await ask().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain("got the job");
    expect((failure as Error).cause).toBeUndefined();
  });

  test("a rotated key is used from then on", async () => {
    let key = "wrong";
    const rotating = subject.model(async () => key);
    await expect(rotating.reply(ASKED, ATTEMPT)).rejects.toMatchObject({ detail: "http-401" });
    key = "key";
    expect(await rotating.reply(ASKED, ATTEMPT)).toMatchObject({ kind: "answered" });
  });

  test("notes stand before the first words of the member, once, and not among our instructions", async () => {
    const notes = "<notes>\ncalls herself Ana\n</notes>";
    const said = prompt([
      { speaker: "member", body: "hi" },
      { speaker: "jules", body: "Hey." },
      { speaker: "member", body: "I got the job!" },
    ]);
    await subject.model().reply({ ...said, notes }, ATTEMPT);
    const { last } = subject.questions();
    const order = [JSON.stringify(said.system), JSON.stringify(notes), '"hi"', '"Hey."', "I got the job!"];
    const places = order.map((text) => last.indexOf(text));
    // Where instructions stand in a request is the provider's affair.
    expect(places.slice(1)).toEqual(places.slice(1).toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(last.split("calls herself Ana")).toHaveLength(2);
  });
}
