import type { Exchange } from "../persona/index.ts";

/** What stands for a picture that their plan did not let Jules look at. In an episode, or soon after one, nobody hears of plans. */
export const NOT_LOOKED_AT = {
  inChat: "(sent a picture; Jules looks at none on the free plan)",
  inEpisode: "(sent a picture, which Jules did not look at)",
} as const;

/** What was said, as the model may read it then. */
export function withoutPlans(said: readonly Exchange[]): readonly Exchange[] {
  return said.map((exchange) => ({
    ...exchange,
    body: exchange.body.replaceAll(NOT_LOOKED_AT.inChat, NOT_LOOKED_AT.inEpisode),
  }));
}

/**
 * A text of the member as the model reads it, with what came with it, as data. One without words still says something, and no
 * provider takes nothing.
 */
export function spoken(text: {
  readonly body: string;
  readonly media: readonly string[];
  readonly seen?: string | undefined;
}): Exchange {
  const body = text.body.trim();
  const came = text.seen ?? (body && text.media.length > 0 ? "(sent a picture with it)" : "");
  const silent = text.media.length > 0 ? "(sent a picture without words)" : "(sent a text without words)";
  return { speaker: "member", body: [body, came].filter(Boolean).join("\n") || silent };
}
