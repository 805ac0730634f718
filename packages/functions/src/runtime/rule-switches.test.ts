import { describe, expect, test } from "vitest";
import { recordingReporter } from "./recording-reporter.ts";
import { createSwitches } from "./rule-switches.ts";

function switchesOf(...values: string[]) {
  const reporter = recordingReporter();
  const switches = createSwitches(async () => values.shift() ?? "", reporter);
  return { switches, reporter };
}

describe("the rules that somebody switched on", () => {
  test("are none as long as nothing was set", async () => {
    const { switches, reporter } = switchesOf("");
    expect([...(await switches.switchedOn()), reporter.lines]).toEqual([[]]);
  });

  test("are what stands in the secret now, without a deploy", async () => {
    const { switches } = switchesOf("ny-art-48", "us-guard, crisis-reply-to-opted-out", "");
    expect([...(await switches.switchedOn())]).toEqual(["ny-art-48"]);
    expect([...(await switches.switchedOn())]).toEqual(["us-guard", "crisis-reply-to-opted-out"]);
    expect([...(await switches.switchedOn())]).toEqual([]);
  });

  test("a code that nobody knows does nothing, and is reported once, without its words", async () => {
    const { switches, reporter } = switchesOf("ny-art-48,toString,oops", "ny-art-48,toString,oops");
    await switches.switchedOn();
    expect([...(await switches.switchedOn())]).toEqual(["ny-art-48"]);
    expect([reporter.lines, reporter.metrics.SwitchesUnknown]).toEqual([
      [{ line: "switches.unknown", fields: { unknown: 2 } }],
      2,
    ]);
  });
});
