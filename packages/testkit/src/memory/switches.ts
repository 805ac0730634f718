import type { SwitchCode, Switches } from "@jules/core/rules";

/** Rules that are switched on: none, or these. */
export function switchedOn(...codes: readonly SwitchCode[]): Switches {
  return { switchedOn: async () => new Set(codes) };
}
