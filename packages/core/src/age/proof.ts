import type { PhoneNumber } from "../kernel/index.ts";
import { stateOf } from "../numbering/index.ts";
import type { Limits } from "../rules/index.ts";

/** Whether a rule wants proof of age of whoever lives where the number was issued; of no place we know, of everybody. */
export function mustBeVerified(number: PhoneNumber, { ageProofIn }: Pick<Limits, "ageProofIn">): boolean {
  const state = stateOf(number);
  return ageProofIn.some((jurisdiction) => jurisdiction === "US" || jurisdiction === state || !state);
}
