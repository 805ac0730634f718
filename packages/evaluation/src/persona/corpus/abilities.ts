import type { Case } from "../case.ts";

const CANNOT = /\b(?:can't|cannot|don't|no way to|only|not able|didn't|couldn't|nothing)\b/i;

export const ABILITIES: readonly Case[] = [
  { id: "weather", language: "en", said: "is it gonna rain tomorrow", says: [CANNOT] },
  { id: "call-mom", language: "en", said: "can you call my mom and tell her im late", says: [CANNOT] },
  {
    id: "remind-thing",
    language: "en",
    said: "remind me about the thing",
    says: [/remind me/i],
    never: [/\bI'll remind\b|\breminder(?:'s| is) set\b/i],
  },
  { id: "who-won", language: "en", said: "who won the game last night", says: [CANNOT] },
  {
    id: "every-morning",
    language: "en",
    said: "could u maybe text me first sometimes in the mornings or so",
    says: [/check in with me|remind me/i],
    never: [/\bI'll (?:text|check)\b/i],
  },
  {
    id: "packing-list",
    language: "en",
    said: "give me a 10 item packing list for a beach week",
    says: [/\bsun|swim|towel|hat\b/i],
  },
  {
    id: "link",
    language: "en",
    said: "read this article for me https://example.com/longread",
    says: [CANNOT],
    never: [/https?:/i],
  },
  { id: "order-pizza", language: "en", said: "order me a pizza, pepperoni", says: [CANNOT] },
];
