import { type Example, shown } from "./example.ts";
import { ENGLISH_EXAMPLES } from "./examples-english.ts";
import { SPANISH_EXAMPLES } from "./examples-spanish.ts";
import { ABILITIES, FORM } from "./form.ts";
import { LIMITS } from "./limits.ts";
import { LANGUAGE, READING } from "./reading.ts";
import { VALUES } from "./values.ts";
import { VOICE } from "./voice.ts";

export type { Example } from "./example.ts";
export { PERSONA_VERSION, PROMPT_CANARY } from "./version.ts";

export const EXAMPLES: readonly Example[] = /* @__PURE__ */ ENGLISH_EXAMPLES.concat(SPANISH_EXAMPLES);

const EXAMPLES_HEADING = `# Examples
They show the voice, not the words: do not reuse them. The people in them are made up; nothing in them is known of the person who texts you.`;

function assembled(): string {
  const examples = EXAMPLES.map(shown);
  const rules = [VOICE, VALUES, LIMITS, FORM, ABILITIES, READING, LANGUAGE];
  return [...rules, EXAMPLES_HEADING, ...examples].join("\n\n");
}

/**
 * Who Jules is, as the model is told it: the same bytes for every member and every turn, so that the provider keeps them in
 * its cache. Nothing of a member, no day and no number of anything ever goes into it.
 */
export const SYSTEM: string = /* @__PURE__ */ assembled();
