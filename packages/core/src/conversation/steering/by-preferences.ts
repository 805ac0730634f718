import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/** Takes in how somebody wants to be spoken to, and says so. */
export async function steerByPreferences(
  _working: Working,
  _care: Care,
  _texts: readonly Said[],
): Promise<Steering | undefined> {
  return undefined;
}
