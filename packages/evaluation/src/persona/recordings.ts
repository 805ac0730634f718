import { readFileSync, writeFileSync } from "node:fs";
import { PERSONA_VERSION } from "@jules/core/persona";

/** What somebody answered to each text of the corpus. */
export interface Recording {
  /** Which words Jules was told. */
  readonly personaVersion: number;
  /** Who answered: `provider/model`, or `authored` for answers that were written for the corpus. */
  readonly model: string;
  readonly answers: Readonly<Record<string, string>>;
}

export const RECORDED = new URL("recordings/recorded.json", import.meta.url);

/** @throws Error when the file is no recording. */
export function readRecording(file: URL | string): Recording {
  const recording: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (typeof recording !== "object" || recording === null || !("answers" in recording)) {
    throw new Error("the file holds no answers");
  }
  return recording as Recording;
}

export function writeRecording(model: string, answers: Readonly<Record<string, string>>): void {
  const recording: Recording = { personaVersion: PERSONA_VERSION, model, answers };
  writeFileSync(RECORDED, `${JSON.stringify(recording, undefined, 2)}\n`);
}
