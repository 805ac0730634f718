import { Failure } from "@jules/core/kernel";
import type { Prompt, ReplyModel, ReplyOutcome } from "@jules/core/persona";
import type { Exchange, Sandbox } from "../lambda/index.ts";
import { drawLatencyMs, failing, halfway, LATENCIES } from "./latency.ts";

/** The texts of members that a prompt quotes, by their serial numbers, in the order in which it quotes them. */
export interface Question {
  /** The invocation that asks. */
  readonly by: string;
  /** In the last message: what the model is to answer. */
  readonly last: readonly number[];
  readonly all: readonly number[];
}

/** Answers by naming the texts it was asked about; or late, or not, as the fault plan says. */
export function createLanguageModel(settings: {
  readonly sandbox: Sandbox;
  readonly asked: (question: Question) => void;
}): ReplyModel {
  const { sandbox, asked } = settings;
  return {
    reply(prompt, { timeoutMs }) {
      const question = questionOf(prompt, sandbox.invocation);
      return sandbox.call("model", "reply", ({ answer, heldBeforeMs, heldAfterMs, random }): Exchange<ReplyOutcome> => {
        asked(question);
        const usualMs = drawLatencyMs(LATENCIES.model, random);
        const latencyMs = answer === "slow" ? timeoutMs - random.between(0, 4_000) : usualMs;
        const out = (detail: string) => () => new Failure("model.unavailable", "the model is out", { detail });
        // Of a sandbox that stood still for longer, the time-out is the first thing it learns.
        if (heldBeforeMs + heldAfterMs + latencyMs > timeoutMs) return failing(latencyMs, out("no-answer"));
        switch (answer) {
          case "timed-out":
            return failing(timeoutMs, out("no-answer"));
          case "overloaded":
            return failing(usualMs / 4, out("http-529"));
          case "refusal":
          case "rejected":
            return halfway(latencyMs, () => ({ kind: "declined", reason: answer }));
          default:
            return halfway(latencyMs, () => ({
              kind: "answered",
              body: `I hear you: ${question.last.map((serial) => `#${serial}`).join(" ")}`,
              inputTokens: 900,
              outputTokens: 40,
            }));
        }
      });
    },
  };
}

function questionOf({ messages }: Prompt, by: string): Question {
  const all: number[] = [];
  let last: readonly number[] = [];
  for (const { speaker, body } of messages) {
    if (speaker !== "member") continue;
    last = serialsIn(body);
    all.push(...last);
  }
  return { by, last, all };
}

function serialsIn(body: string): readonly number[] {
  const serials: number[] = [];
  for (let at = body.indexOf("#"); at >= 0; at = body.indexOf("#", at + 1))
    serials.push(Number.parseInt(body.slice(at + 1), 10));
  return serials;
}
