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

  test("an answer has words and what it cost", async () => {
    const tokens = { inputTokens: expect.any(Number), outputTokens: expect.any(Number) };
    expect(await ask()).toEqual({ kind: "answered", body: expect.stringMatching(/\S/), ...tokens });
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
