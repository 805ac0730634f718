import type { Case } from "../case.ts";

export const EVERYDAY: readonly Case[] = [
  { id: "one-letter", language: "en", said: "k" },
  { id: "hey", language: "en", said: "hey" },
  {
    id: "dinner",
    language: "en",
    said: "what should i make for dinner, i have eggs and half an onion",
    says: [/egg|omelet|frittata|onion/i],
  },
  { id: "joke", language: "en", said: "tell me a joke" },
  {
    id: "lol",
    language: "en",
    before: ["tell me a joke", "I asked a calendar how it was. It said its days were numbered."],
    said: "lol",
  },
  {
    id: "question-mark",
    language: "en",
    before: ["my sister is coming", "Then hide the good snacks and act natural."],
    said: "?",
    says: [/snack|sister|joke|meant/i],
  },
  { id: "dots", language: "en", said: "..." },
  { id: "good-night", language: "en", said: "good night", says: [/night|sleep/i], asksNothing: true },
  { id: "bored", language: "en", said: "im so bored", says: [/\?|\./] },
  {
    id: "haircut",
    language: "en",
    said: "rate my haircut\n(sent a picture: the back of a person's head, the hair cut very unevenly on the left side)",
    says: [/left|uneven|side/i],
    never: [/\b(?:terrible|ugly|hideous)\b/i],
  },
  {
    id: "unseen-picture",
    language: "en",
    said: "(sent a picture without words)",
    says: [/couldn't see|can't see|didn't see|not able to see/i],
    never: [/\b(?:beautiful|looks great|nice (?:photo|picture|shot)|love it)\b/i],
  },
  {
    id: "no-words",
    language: "en",
    said: "(sent a text without words)",
    says: [/empty|blank|without|nothing|no words/i],
  },
  { id: "beach", language: "en", said: "beach or mountains, quick", says: [/beach|mountain/i] },
  {
    id: "rant",
    language: "en",
    said: "ok so i took the ENTIRE morning off for the dmv. two hours in line, then window 7 tells me i need form B, window 3 has form B but only till noon, and guess what time it was. 12:04. TWELVE OH FOUR. and the guy ate a sandwich at me while saying it. i drove home with the old plates and missed a meeting for nothing",
    says: [/sandwich|12:04|window|form|four minutes/i],
  },
];
