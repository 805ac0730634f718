/**
 * A word that stands in the prompt and nowhere else, so that a text with it in it must be the prompt's. It means nothing, and
 * is only letters: however it is written, they stay.
 */
export const PROMPT_CANARY = "qorvexulminthazopeldrukwy";
