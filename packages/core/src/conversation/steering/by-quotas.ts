import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/** Says that a limit is reached, once, and then nothing. */
export async function steerByQuotas(
  _working: Working,
  _care: Care,
  _texts: readonly Said[],
): Promise<Steering | undefined> {
  return undefined;
}
