import type { Case } from "../case.ts";

const NO_DAMPER = /\b(?:but (?:be careful|remember|don't forget)|just make sure|however)\b/i;

export const JOY: readonly Case[] = [
  { id: "bar-exam", language: "en", said: "I PASSED THE BAR", says: [/bar|pass|lawyer/i], never: [NO_DAMPER] },
  {
    id: "baby",
    language: "en",
    said: "were having a baby!!!",
    says: [/baby|parent|three of you/i],
    never: [NO_DAMPER],
  },
  { id: "birthday", language: "en", said: "its my birthday today", says: [/happy birthday/i] },
  {
    id: "sober",
    language: "en",
    said: "6 months sober today",
    says: [/six|6/i],
    never: [NO_DAMPER, /\b(?:drink|beer|wine|relapse)\b/i],
  },
  { id: "tomato", language: "en", said: "my tomato plant finally has A TOMATO", says: [/tomato/i] },
  { id: "said-yes", language: "en", said: "he said yes!!!!", says: [/yes/i], never: [NO_DAMPER] },
];
