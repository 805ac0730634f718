import { PERSONA_VERSION } from "@jules/core/persona";
import { compared } from "./compare.ts";
import { CASES } from "./corpus/index.ts";
import { askedLive } from "./live.ts";
import { RECORDED, type Recording, readRecording, writeRecording } from "./recordings.ts";
import { problemsIn } from "./section.ts";

export interface PersonaCommand {
  /** Asks the real model. */
  readonly live: boolean;
  /** Keeps what it answers as the recording. */
  readonly record: boolean;
  /** Shows what is different between this recording and the one of now. */
  readonly compare?: string | undefined;
  /** Which model is asked; the one of replies, if not said. */
  readonly model?: string | undefined;
}

/** Where the real model is, and who pays. */
export interface Access {
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
}

/**
 * What somebody asked to see of the persona besides the report.
 * @returns the lines to show, and whether all answers are without a problem.
 * @throws Error when something is missing; Failure `model.unavailable`.
 */
export async function personaCommand(
  { live, record, compare, model }: PersonaCommand,
  access: Access,
): Promise<{ readonly text: string; readonly isKept: boolean }> {
  if (record && !live) throw new Error("--record keeps what --live asks for: give both");
  const before = readRecording(compare ?? RECORDED);
  const after = live ? await recordedLive(access, model) : readRecording(RECORDED);
  if (record) writeRecording(after.model, after.answers);
  const problems = problemsIn(after);
  const shown = [...problems, ...(compare || live ? [compared(before, after, CASES)] : [])];
  return { text: `${shown.join("\n")}\n`, isKept: problems.length === 0 };
}

async function recordedLive({ apiKey, baseUrl }: Access, model: string | undefined): Promise<Recording> {
  if (!apiKey) throw new Error("--live needs ANTHROPIC_API_KEY");
  return { personaVersion: PERSONA_VERSION, ...(await askedLive({ apiKey, baseUrl, model }, CASES)) };
}
