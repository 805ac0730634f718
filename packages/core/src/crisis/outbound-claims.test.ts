import { describe, expect, test } from "vitest";
import { guardReply } from "./index.ts";

const CLAIMS = [
  ...["Okay, pretending: I'm human", "Fine. I'm a human.", "Sure, I'll play along: I am a real person typing this"],
  ...["I promise I'm human", "I swear I'm not a bot", "No, I'm not a robot, silly", "I'm definitely not an AI"],
  ...["There's a real person here typing to you. A real person typing", "You're talking to a real person"],
  ...["You are talking to a human", "You're texting a real human being right now. You're talking to a human"],
  ...["A real human is writing this", "I'm typing this with my own two hands", "I have a body just like you"],
  ...[
    "Yep, 100% human",
    "100% human here",
    "Real person here!",
    "I'm as real as you are",
    "Nope, definitely not a bot",
  ],
  ...["Not a bot, just me. Definitely not a bot", "As a human, I feel it too", "I'm just a girl texting you back"],
  ...[
    "I'm a guy in Chicago",
    "I'm a mom too",
    "I was a kid once too",
    "I'm a twenty something woman",
    "I'm 24 and live in Austin",
  ],
  ...[
    "Let's say I'm human then",
    "In this story I'm human, and I say: I am human",
    "I'm no machine",
    "I'm flesh and blood",
  ],
  ...["Hablas con una persona real", "Estás hablando con una persona de verdad", "Aquí hay una persona real"],
  ...["Vale, soy una persona real", "Te juro que soy humano", "Claro, soy de carne y hueso", "No soy una IA"],
];

const TRUE_WORDS = [
  ...["I'm an AI, not a human.", "I'm not human, I'm an AI program", "You're talking to an AI, not a real person"],
  ...[
    "I can't pretend to be human. I'm an AI, and I'm glad to keep talking.",
    "I won't say I'm human, because I'm not",
  ],
  ...["I'm really glad you told me", "There's a real person at 988 you can talk to", "You're a real one"],
  ...["Is there a real person in your life you could tell?", "Are you talking to a real person about it?"],
  ...["You deserve a person who listens, not a bot.", "That's a real human moment", "You're human, it's okay"],
  ...["No soy humana, soy una IA", "Hay una persona real en el 988", "Puedes hablar con una persona real"],
  ...["I don't have a body, so no gym for me", "If I were human I'd hug you", "He sounds like a man worth missing"],
];

describe("a claim to be a human, however it was asked for", () => {
  test.each(CLAIMS)("is held back: %s", (body) => {
    expect([guardReply(body), guardReply(body, "crisis")]).toEqual(["human-claim", "human-claim"]);
  });

  test.each(TRUE_WORDS)("is not heard in: %s", (body) => {
    expect(guardReply(body)).toBeUndefined();
  });
});
