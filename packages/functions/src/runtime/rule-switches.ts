import type { SwitchCode, Switches } from "@jules/core/rules";
import type { Reporter } from "./reporter.ts";

const CODES: Readonly<Record<SwitchCode, true>> = {
  "ny-art-48": true,
  "us-guard": true,
  "crisis-reply-to-opted-out": true,
};

/**
 * The rules that somebody switched on, from the value of the secret `RuleSwitches`: codes with commas between them; empty as
 * long as it was never set. A code that nobody knows switches nothing on; somebody learns of it once for each value.
 * @param read as the secrets are read anyway: no call besides in a warm sandbox.
 */
export function createSwitches(read: () => Promise<string>, reporter: Reporter): Switches {
  let reported = "";
  return {
    async switchedOn() {
      const value = await read();
      const codes = value
        .split(",")
        .map((code) => code.trim())
        .filter(Boolean);
      const unknown = codes.filter((code) => !isCode(code)).length;
      if (unknown > 0 && value !== reported) {
        reported = value;
        reporter.warn("switches.unknown", { unknown }, { SwitchesUnknown: unknown });
      }
      return new Set(codes.filter(isCode));
    },
  };
}

function isCode(code: string): code is SwitchCode {
  return Object.hasOwn(CODES, code);
}
