/**
 * Of everything in this folder. Whoever changes a word of it gives it the next number: recordings, figures and answers are
 * told apart by it, and the first turn after a change pays for the whole prefix.
 */
export const PERSONA_VERSION = 1;

/** Stands in the prompt and nowhere else: a reply with it gives the prompt away, and does not leave. */
export const PROMPT_CANARY = "tern-copper-5127";
