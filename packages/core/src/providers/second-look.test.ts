import { describe, expect, test } from "vitest";
import { manualClock } from "../../../testkit/src/clock/index.ts";
import { createMemorySharedState } from "../../../testkit/src/memory/shared-state.ts";
import type { Adviser, SecondOpinion } from "../crisis/index.ts";
import { Failure, millisecondsOf } from "../kernel/index.ts";
import type { ReplyModel } from "../persona/index.ts";
import { createGuardedReplyModel } from "./guarded-reply-model.ts";
import { type AdviserName, createSecondLook } from "./index.ts";

const OUT = new Failure("second-look.unavailable", "the provider is out", { detail: "http-529" });
const TEXTS = ["hey", "i gave my dog away today"];

type Answer = SecondOpinion | Failure | Error;

/** A second look at two advisers, who say nothing worse than `none` until told otherwise, over one shared state. */
function setUp({ hasModeration = true } = {}) {
  const clock = manualClock();
  const now = () => millisecondsOf(clock.now());
  const state = createMemorySharedState({ now, pause: async (milliseconds) => clock.advance(milliseconds) });
  const answers: Record<AdviserName, Answer> = {
    classifier: { tier: "none", categories: [] },
    moderation: { tier: "none", categories: [] },
  };
  const asked: string[] = [];
  const failures: string[] = [];
  const adviser = (name: AdviserName): Adviser => ({
    async advise(texts, timeoutMs) {
      asked.push(`${name} ${texts.length} ${timeoutMs}`);
      const answer = answers[name];
      if (answer instanceof Error && !(answer instanceof Failure)) throw answer;
      return answer;
    },
  });
  const secondLook = createSecondLook({
    ...{ state, clock, random: () => 0.5 },
    advisers: [
      { name: "classifier", adviser: adviser("classifier"), clears: true },
      { name: "moderation", adviser: adviser("moderation"), clears: false, isOn: async () => hasModeration },
    ],
    failed: (name, error) => void failures.push(`${name} ${error instanceof Failure ? error.detail : error}`),
  });
  return { clock, state, answers, asked, failures, secondLook, look: () => secondLook.look(TEXTS, 3_000) };
}

describe("a second look", () => {
  test("is had by everybody who can be asked, with the same texts and time", async () => {
    const { look, asked } = setUp();
    await look();
    expect(asked).toEqual(["classifier 2 3000", "moderation 2 3000"]);
  });

  test.each<[Answer, Answer, SecondOpinion | undefined]>([
    [
      { tier: "concern", categories: ["suicide"] },
      { tier: "high", categories: ["violence"] },
      { tier: "high", categories: ["suicide", "violence"] },
    ],
    [
      { tier: "imminent", categories: ["abuse"] },
      { tier: "none", categories: [] },
      { tier: "imminent", categories: ["abuse"] },
    ],
    [
      { tier: "none", categories: [] },
      { tier: "concern", categories: ["self-harm"] },
      { tier: "concern", categories: ["self-harm"] },
    ],
    [
      { tier: "none", categories: [] },
      { tier: "none", categories: [] },
      { tier: "none", categories: [] },
    ],
    [OUT, { tier: "high", categories: ["suicide"] }, { tier: "high", categories: ["suicide"] }],
    [{ tier: "none", categories: [] }, OUT, { tier: "none", categories: [] }],
    [{ tier: "high", categories: ["abuse"] }, new TypeError("a mistake"), { tier: "high", categories: ["abuse"] }],
    [OUT, OUT, undefined],
    [new TypeError("a mistake"), new TypeError("another"), undefined],
  ])("of %o and %o is %o", async (classifier, moderation, opinion) => {
    const { look, answers } = setUp();
    Object.assign(answers, { classifier, moderation });
    expect(await look()).toEqual(opinion);
  });

  test("is no all-clear when only one was heard that knows nothing veiled", async () => {
    const { look, answers } = setUp();
    answers.classifier = OUT;
    expect(await look()).toBeUndefined();
  });

  test("asks nobody whom the stage does not have, and reads no state of theirs", async () => {
    const { look, asked, state, failures } = setUp({ hasModeration: false });
    await look();
    await look();
    expect(asked).toEqual(["classifier 2 3000", "classifier 2 3000"]);
    expect(state.requests.filter((request) => request.includes("moderation"))).toEqual([]);
    expect(failures).toEqual([]);
  });

  test("at no text is none, and asks nobody", async () => {
    const { secondLook, asked } = setUp();
    expect([await secondLook.look([], 3_000), asked]).toEqual([undefined, []]);
  });

  test("says who failed and why", async () => {
    const { look, answers, failures } = setUp();
    answers.classifier = OUT;
    await look();
    expect(failures).toEqual(["classifier http-529"]);
  });
});

describe("an adviser that is out", () => {
  test("is asked five times, and then left alone for a while; the other one is asked as before", async () => {
    const { look, answers, asked, failures, clock } = setUp();
    answers.classifier = OUT;
    for (let time = 0; time < 8; time++) await look();
    expect(asked.filter((call) => call.startsWith("classifier"))).toHaveLength(5);
    expect(asked.filter((call) => call.startsWith("moderation"))).toHaveLength(8);
    expect(failures.at(-1)).toBe("classifier breaker-open");
    answers.classifier = { tier: "high", categories: ["suicide"] };
    clock.advance(5_000);
    expect(await look()).toMatchObject({ tier: "high" });
  });

  test.each(["second-look.refused", "second-look.cut-off", "second-look.unreadable", "second-look.rejected"])(
    "is not one that answers, though with %s",
    async (code) => {
      const { look, answers, asked } = setUp();
      answers.classifier = new Failure(code, "no opinion");
      for (let time = 0; time < 30; time++) await look();
      expect(asked.filter((call) => call.startsWith("classifier"))).toHaveLength(30);
    },
  );

  test("with a shared state that is down is still spared, and looks go on", async () => {
    const { look, answers, state } = setUp();
    state.be("down");
    answers.moderation = OUT;
    for (let time = 0; time < 8; time++) expect(await look()).toEqual({ tier: "none", categories: [] });
  });
});

describe("an outage of the advisers leaves replies alone", () => {
  /** What becomes of a reply, and of ten retries of it in an outage of the replies, after so many looks. */
  async function repliesAfter(looks: number) {
    const { look, answers, state, clock } = setUp();
    Object.assign(answers, { classifier: OUT, moderation: OUT });
    for (let time = 0; time < looks; time++) await look();
    let isOut = false;
    const model: ReplyModel = {
      async reply() {
        if (isOut) throw new Failure("model.unavailable", "out", { detail: "http-529" });
        return { kind: "answered", body: "I'm here.", inputTokens: 1, outputTokens: 1 };
      },
    };
    const replies = createGuardedReplyModel({ provider: "anthropic", model, state, clock, random: () => 0.5 });
    const outcomes: (string | undefined)[] = [];
    for (let time = 0; time < 12; time++) {
      await replies.reply({ system: "", messages: [] }, { timeoutMs: 8_000, again: time > 1 }).then(
        ({ kind }) => outcomes.push(kind),
        (error: unknown) => outcomes.push(error instanceof Failure ? error.detail : String(error)),
      );
      isOut = true;
      // So few that five never fail in a row within half a minute: the budget decides, not the breaker.
      clock.advance(8_000);
    }
    return outcomes;
  }

  test("neither their breaker nor their retry budget notices", async () => {
    const undisturbed = await repliesAfter(0);
    expect(undisturbed).toContain("retry-budget");
    expect(undisturbed[0]).toBe("answered");
    expect(await repliesAfter(40)).toEqual(undisturbed);
  });
});
