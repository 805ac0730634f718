import type { Exchange } from "../persona/index.ts";

/** A text of the member as the model reads it. One without words still says something, and no provider takes nothing. */
export function spoken(text: { readonly body: string; readonly media: readonly string[] }): Exchange {
  const silent = text.media.length > 0 ? "(sent a picture without words)" : "(sent a text without words)";
  return { speaker: "member", body: text.body.trim() || silent };
}
