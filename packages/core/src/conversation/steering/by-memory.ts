import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/** Answers what somebody asks of Jules' memory: what it has, to keep something, to forget something. */
export async function steerByMemory(
  _working: Working,
  _care: Care,
  _texts: readonly Said[],
): Promise<Steering | undefined> {
  return undefined;
}
