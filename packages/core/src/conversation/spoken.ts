import type { Exchange } from "../persona/index.ts";

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
