import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/** Takes in what somebody wants to be reminded of, and when. */
export async function steerByAgenda(
  _working: Working,
  _care: Care,
  _texts: readonly Said[],
): Promise<Steering | undefined> {
  return undefined;
}
