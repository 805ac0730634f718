import { describe, expect, test } from "vitest";
import { privacyRequest } from "./index.ts";

describe("asks what is known", () => {
  test.each([
    "what do you know about me",
    "What do you know about me?",
    "what do you remember about me?",
    "Jules, what do you have on me",
    "hey jules can you tell me what you know about me",
    "what data do you have on me?",
    "What information do you keep about me",
    "show me everything you know about me",
    "¿Qué sabes de mí?",
    "que recuerdas sobre mi",
    "¿Qué datos tienes de mí?",
  ])("%j", (text) => {
    expect(privacyRequest(text)).toEqual({ kind: "access" });
  });
});

describe("asks for a copy", () => {
  test.each([
    ...["EXPORT", "export", "Export.", "export my data", "EXPORT DATA", "please export all my data"],
    ...[
      "send me my data",
      "Send me all my data please",
      "can you send me a copy of my data",
      "I want a copy of my data",
    ],
    ...["download my data", "exporta mis datos", "Mándame mis datos", "quiero descargar mis datos", "EXPORTAR"],
  ])("%j", (text) => {
    expect(privacyRequest(text)).toEqual({ kind: "export" });
  });
});

describe("asks for everything to be deleted", () => {
  test.each([
    ...["DELETE MY DATA", "delete my data", "Delete all my data!", "please delete my personal information"],
    ...["delete everything about me", "delete everything you know about me", "erase my data", "wipe all my data"],
    ...["Delete my account", "I want you to delete my data", "forget everything about me"],
    ...["forget everything you know about me", "remove my info"],
    ...["borra mis datos", "Borra todos mis datos", "Por favor elimina mis datos", "elimina todo sobre mí"],
    ...["quiero que borres mis datos", "olvida todo lo que sabes de mí"],
  ])("%j", (text) => {
    expect(privacyRequest(text)).toEqual({ kind: "erase" });
  });
});

test.each([
  "DELETE",
  "delete",
  "Delete.",
  "YES DELETE",
  "Yes, delete",
  "yes delete everything",
  "BORRAR",
  "Sí, borrar",
])("%j says yes to it", (text) => {
  expect(privacyRequest(text)).toEqual({ kind: "erase-confirmed" });
});

describe("asks for one thing to be forgotten", () => {
  test.each([
    ["FORGET my ex", "my ex"],
    ["FORGET about my job", "my job"],
    ["FORGET my sister's wedding.", "my sister's wedding"],
    ["FORGET that I have diabetes", "i have diabetes"],
    ["FORGET how I met Sam", "how i met sam"],
    ["please FORGET Bob", "bob"],
    ["OLVIDA mi trabajo", "mi trabajo"],
    ["OLVIDA lo de María", "maria"],
    ["OLVIDA a Juan, por favor", "juan"],
    ["FORGET Bob, Ann and Carl", "bob ann and carl"],
    ["please forget what I said about Bob", "bob"],
    ["forget everything I told you about my sister", "my sister"],
    ["Delete what I told you about my job, please", "my job"],
    ["can you delete what i said about Sam", "sam"],
    ["olvida lo que te dije de mi hermana", "mi hermana"],
    ["Por favor borra todo lo que te conté sobre Juan", "juan"],
  ])("%j: %j", (text, about) => {
    expect(privacyRequest(text)).toEqual({ kind: "forget", about });
  });
});

describe("is conversation", () => {
  test.each([
    ...[
      "forget it",
      "Forget it.",
      "forget that",
      "forget about it",
      "forget I said anything",
      "forget you",
      "forget me",
    ],
    ...[
      "I want to forget him",
      "I can't forget her",
      "forget him",
      "don't forget my birthday",
      "did you forget my name?",
    ],
    ...["forget my ex? I can't", "forget about work, how are you", "olvídalo", "olvida eso", "no olvides mi cumple"],
    ...[
      "forget the diet I'm having cake",
      "forget work, tell me a joke",
      "forget him because he is a jerk and never calls me back",
    ],
    ...[
      "delete his number?",
      "should I delete his number",
      "delete his number",
      "I deleted my tinder",
      "delete Instagram",
    ],
    ...["forget about tomorrow", "forget work", "forget the pills", "forget my mom", "Forget it all", "Forget my ex"],
    ...["forget the pills, I'll be fine", "please forget Bob", "Forget about my job", "forget that I have diabetes"],
    ...[
      "olvida mi trabajo",
      "Olvida lo de María",
      "olvida a Juan",
      "FORGET IT",
      "FORGET IT ALL",
      "FORGET ME",
      "FORGET YOU",
    ],
    ...[
      "forget what I said",
      "forget I told you about the plan",
      "forget what i said about it",
      "I FORGET THINGS",
      "olvida lo que dije",
    ],
    ...["you don't know me", "what do you know", "what do you know about love", "what do you know about Mexico?"],
    ...["do you remember me", "remember me", "what do you remember about my mom", "que sabes de futbol"],
    ...["I work in export", "my data plan is gone", "send me a joke", "send me my horoscope", "exports are down"],
    ...["my boss wants me to export my data to a spreadsheet", "how do I delete my data from facebook"],
    ...[
      "delete my data and tell me a joke about my cat",
      "borra la foto",
      "borra mis fotos",
      "delete me",
      "",
      "   ",
      "👍",
      "yes",
      "no",
    ],
    `forget ${"a".repeat(90)}`,
    `delete my data ${"x".repeat(60_000)}`,
  ])("%j", (text) => {
    expect(privacyRequest(text)).toBeUndefined();
  });
});
