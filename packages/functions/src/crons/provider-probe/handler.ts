import type { ReplyOutcome } from "@jules/core/persona";
import type { ChainedModel } from "@jules/core/providers";
import { isRefused } from "../../runtime/failed-model.ts";
import { failureOf } from "../../runtime/failure-code.ts";
import { logged } from "../../runtime/invocations.ts";
import type { LogLines } from "../../runtime/log-lines.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies {
  readonly reporter: Reporter;
  readonly models: readonly Required<ChainedModel>[];
}

/** Of an answer: a word is enough to know that key and model work. */
export const MOST_TOKENS = 16;
/** Longer than a member would wait: what is slow is not what is looked for. */
const TIMEOUT_MS = 20_000;
const QUESTION = { system: "Answer with the one word OK.", messages: [{ speaker: "member", body: "OK?" }] } as const;

type Probed = Omit<LogLines["provider.probed"], "model">;

/**
 * Asks every configured model for a word. A key that expired, an account without credit or a model that was withdrawn is
 * found here, and not in the outage in which it is needed.
 */
export function createHandler({ reporter, models }: Dependencies) {
  return logged(reporter, async () => {
    const probed = await Promise.all(models.map(async (each) => ({ model: each.name, ...(await probe(each)) })));
    for (const line of probed) {
      const write = line.result === "refused" || line.result === "failed" ? reporter.warn : reporter.report;
      write("provider.probed", line, {
        ModelsRefused: Number(line.result === "refused"),
        ModelProbesFailed: Number(line.result === "failed"),
      });
    }
  });
}

async function probe({ model, isOn }: Required<ChainedModel>): Promise<Probed> {
  try {
    if (!(await isOn())) return { result: "no-key" };
    return resultOf(await model.reply(QUESTION, { timeoutMs: TIMEOUT_MS, again: false }));
  } catch (error) {
    const { failure, detail = failure } = failureOf(error);
    return { result: isRefused(error) ? "refused" : "failed", detail };
  }
}

/** Whoever has no word to say has been asked and has heard it; a request that is not taken never will be. */
function resultOf(outcome: ReplyOutcome): Probed {
  return { result: outcome.kind === "declined" && outcome.reason === "rejected" ? "refused" : "works" };
}
