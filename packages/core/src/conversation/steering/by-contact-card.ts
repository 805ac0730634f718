import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/** Sends Jules' contact card to who asks for it. */
export async function steerByContactCard(
  _working: Working,
  _care: Care,
  _texts: readonly Said[],
): Promise<Steering | undefined> {
  return undefined;
}
