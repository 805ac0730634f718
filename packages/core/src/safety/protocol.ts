import { CRISIS_TEMPLATES, type CrisisTemplate, PROTOCOL_VERSION, RESOURCES, type Resource } from "../crisis/index.ts";
import { type FixedText, fixedText } from "../disclosure/index.ts";
import { ENGLISH } from "./english.ts";
import { SPANISH } from "./spanish.ts";
import type { Language, Wording } from "./wording.ts";

/** All that is public about what Jules does in a crisis, in one language. */
export interface SafetyProtocol {
  readonly version: number;
  readonly language: Language;
  readonly wording: Wording;
  /** Every fixed text of the crisis protocol that can be sent in this language. */
  readonly texts: readonly CrisisTemplate[];
  /** Texts that everybody gets at other times, and that name help. Of some there is Spanish as well. */
  readonly beside: readonly (FixedText & { readonly language: Language })[];
  readonly resources: readonly Resource[];
  /** Where we are reached; the address that our texts name. */
  readonly contact: string;
}

const WORDINGS: Readonly<Record<Language, Wording>> = { en: ENGLISH, es: SPANISH };

const BESIDE = [
  ["disclosure", "en"],
  ["stopped", "en"],
  ["stopped", "es"],
  ["clarification", "en"],
  ["clarification", "es"],
  ["help", "en"],
  ["help-es", "en"],
  ["holding", "en"],
] as const;

/** Made of what runs: the templates that are sent, and the resources that these may name. */
export function safetyProtocol(language: Language): SafetyProtocol {
  return {
    version: PROTOCOL_VERSION,
    language,
    wording: WORDINGS[language],
    texts: CRISIS_TEMPLATES.filter((template) => template.language === language),
    beside: BESIDE.map(([code, of]) => ({ ...fixedText(code, of), language: code === "help-es" ? "es" : of })),
    // What is not confirmed is shown only where our texts name it all the same.
    resources: RESOURCES.filter(({ standing, reliedOnBecause }) => standing !== "unverified" || reliedOnBecause),
    contact: "help@jules.example",
  };
}
