import { createAnthropicReplyModel } from "@jules/adapters/anthropic";
import { type Case, promptOf } from "./case.ts";

/** What replies are asked of, if not said. */
const MODEL = "claude-haiku-5-5";
const BASE_URL = "https://api.anthropic.com";
const TIMEOUT_MS = 30_000;
/** So many at a time: a hundred at once would be refused. */
const AT_ONCE = 4;

export interface LiveSettings {
  readonly apiKey: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
}

/**
 * Asks the real model every text of the corpus.
 * @returns who answered, and what; a text that it declined has an empty answer.
 * @throws Failure `model.unavailable`.
 */
export async function askedLive({ apiKey, model = MODEL, baseUrl = BASE_URL }: LiveSettings, cases: readonly Case[]) {
  const replies = createAnthropicReplyModel({ baseUrl, model, apiKey: async () => apiKey });
  const answers: Record<string, string> = {};
  for (let at = 0; at < cases.length; at += AT_ONCE) {
    await Promise.all(
      cases.slice(at, at + AT_ONCE).map(async (about) => {
        const outcome = await replies.reply(promptOf(about), { timeoutMs: TIMEOUT_MS, again: false });
        answers[about.id] = outcome.kind === "answered" ? outcome.body : "";
      }),
    );
  }
  return { model: `anthropic/${model}`, answers };
}
