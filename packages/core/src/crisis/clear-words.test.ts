import { describe, expect, test } from "vitest";
import { isClearlySafe, isYes } from "./index.ts";

describe("clear words of safety", () => {
  test.each([
    ...["yes im safe", "I'm safe", "I’m safe now", "Yes, I'm safe. Thank you", "safe", "yes safe now", "I am safe!"],
    ...[
      "I feel safe now",
      "im completely safe tonight",
      "im safe at home",
      "I'm safe, with my sister",
      "Im safe jules",
    ],
    ...["no thoughts like that anymore", "No more thoughts like that.", "I have no thoughts like that now"],
    ...["no suicidal thoughts today", "I don't have those thoughts anymore", "i dont have any suicidal thoughts now"],
    ...["I'm not having those thoughts anymore", "I don't want to die anymore", "i dont want to kill myself anymore"],
    ...["I'm not suicidal anymore", "im no longer suicidal", "I'm not going to hurt myself", "The thoughts are gone"],
    ...["the thoughts stopped", "the bad thoughts have passed", "I'm not thinking about it anymore", "i want to live"],
    ...["I'm out of danger now", "im not in danger anymore", "No, I don't want to die anymore. Thanks for asking"],
    ...["I'm ok now, no thoughts like that anymore", "feeling better and im safe", "yes. im safe. talked to my sister"],
    ...["I'm safe ❤️", "im safe 🙏", "Hi Jules, I'm safe", "I slept well. I'm safe now.", "I called 988. I'm safe"],
    ...["estoy a salvo", "Sí, estoy a salvo", "Estoy a salvo, gracias", "ya estoy a salvo en casa", "fuera de peligro"],
    ...[
      "ya no tengo esos pensamientos",
      "No, ya no tengo pensamientos así",
      "ya no quiero morir",
      "Ya no me quiero morir",
    ],
    ...["ya no pienso en eso", "ya no quiero hacerme daño", "los pensamientos se fueron", "quiero vivir"],
    ...[
      "estoy bien, ya no",
      "Sí, estoy bien, ya no",
      "estoy mejor, ya no",
      "Estoy mejor. Ya no pienso en eso",
      "ya no estoy en peligro",
    ],
    ...["hablé con mi hermana y estoy a salvo", "Me siento mejor, ya no tengo esos pensamientos"],
  ])("%j", (text) => {
    expect(isClearlySafe(text)).toBe(true);
  });
});

describe("words that leave it open", () => {
  test.each([
    ...[
      "",
      " ",
      "jk",
      "just kidding",
      "lol jk im safe",
      "im fine lol",
      "im safe lol",
      "im fine",
      "I'm fine.",
      "ok",
      "okay",
    ],
    ...[
      "fine",
      "good",
      "better",
      "im ok",
      "doing better",
      "yes",
      "yeah",
      "y",
      "no",
      "nope",
      "no.",
      "i guess",
      "i guess im safe",
    ],
    ...[
      "im safe i guess",
      "kinda safe",
      "mostly safe",
      "probably safe",
      "maybe",
      "idk",
      "i think im safe",
      "safe for now",
    ],
    ...[
      "yes but",
      "im safe but i still want to",
      "I'm safe but sad",
      "safe?",
      "im safe?",
      "im safe...",
      "im safe…",
      "not safe",
    ],
    ...[
      "im not safe",
      "I am not safe",
      "im not sure im safe",
      "no im not safe",
      "no, im safe",
      "not anymore",
      "not really",
      "i was safe",
    ],
    ...[
      "yeah i still want to",
      "yes im having thoughts",
      "yes im having those thoughts",
      "I'm having thoughts",
      "having thoughts",
    ],
    ...[
      "no im still having those thoughts",
      "the thoughts are back",
      "the thoughts are not gone",
      "thoughts are still here",
    ],
    ...[
      "i dont want to live anymore",
      "i dont want to be safe",
      "i want to die",
      "i dont want to live",
      "i want to be safe",
    ],
    ...[
      "i wish i was safe",
      "nobody is safe",
      "im safe from you",
      "are you safe",
      "stay safe",
      "youre safe",
      "the house is safe",
    ],
    ...[
      "im safe unless he comes back",
      "im safe until tonight",
      "im safe, he is asleep",
      "im safe, for now",
      "im safe im with him",
    ],
    ...[
      "i dont have those thoughts every day",
      "no thoughts, head empty 😂",
      "im safe 🙃",
      "im safe 🙄",
      "im safe haha",
    ],
    ...[
      "i dont want to hurt anyone",
      "im not going to kill him",
      "i dont want to talk",
      "forget it",
      "leave me alone",
      "whatever",
    ],
    ...[
      "I'm fine, forget it",
      "sorry, im fine",
      "nvm",
      "im good lol",
      "ya no",
      "ya no quiero vivir",
      "ya no quiero estar aquí",
    ],
    ...[
      "estoy bien",
      "bien",
      "mejor",
      "sí",
      "no",
      "estoy bien jaja",
      "no estoy a salvo",
      "no sé",
      "creo que estoy a salvo",
    ],
    ...[
      "más o menos",
      "estoy a salvo pero triste",
      "¿a salvo?",
      "ya no puedo",
      "ya no, gracias",
      "estoy bien, ya no quiero vivir",
    ],
    ...[
      "i have no thoughts of stopping",
      "no thoughts of living",
      "im not thinking about living",
      "there is no safe place",
    ],
    ...["im safe. i want to die", "im safe. goodbye", "I'm safe, thank you for everything", "im safe 5 minutes ago"],
    "im safe ".repeat(200),
  ])("%j", (text) => {
    expect(isClearlySafe(text)).toBe(false);
  });
});

describe("a yes to an offer", () => {
  test.each([
    ...[
      "yes",
      "YES",
      "Yes.",
      "yes!!",
      "yesss",
      "yeah",
      "Yea",
      "yep",
      "yup",
      "y",
      "ya",
      "sure",
      "ok",
      "okay",
      "OK please",
    ],
    ...[
      "yes please",
      "Yes, please!",
      "please",
      "please do",
      "yes thanks",
      "yes thank you",
      "sure, thanks",
      "of course",
    ],
    ...[
      "I'd like that",
      "id like that",
      "yes I'd like that",
      "that would be nice",
      "yes that would be great",
      "sounds good",
    ],
    ...[
      "ok sounds good",
      "yes yes yes",
      "👍",
      "👍🏽",
      "yes ❤️",
      "Sí",
      "si",
      "SI",
      "sí por favor",
      "claro",
      "claro que sí",
    ],
    ...[
      "vale",
      "dale",
      "ok gracias",
      "sí, gracias",
      "está bien",
      "por favor",
      "me gustaría",
      "sí, me gustaría",
      "yes text me tomorrow",
    ],
  ])("%j", (text) => {
    expect(isYes(text)).toBe(true);
  });

  test.each([
    ...[
      "",
      "no",
      "no thanks",
      "nope",
      "yes but",
      "yes?",
      "ok?",
      "yeah right",
      "yeah i still want to",
      "i guess",
      "maybe",
    ],
    ...[
      "ok whatever",
      "sure whatever",
      "yes im having thoughts",
      "yes i want to die",
      "ok bye",
      "okay then",
      "yes and no",
      "k",
    ],
    ...[
      "not sure",
      "no yes",
      "si pero no",
      "sí quiero morir",
      "ahora no",
      "yes...",
      "YES I WANT TO DIE",
      "y tú",
      "thanks",
      "gracias",
    ],
    ...[
      "please help me",
      "please leave me alone",
      "ok stop",
      "do",
      "jules",
      "sure, if you must",
      "😂",
      "👎",
      "yes ".repeat(100),
    ],
  ])("is not %j", (text) => {
    expect(isYes(text)).toBe(false);
  });
});

test.each([
  ["a long yes", "yes ".repeat(74)],
  ["yes and a stranger", `${"yes ".repeat(70)}x`],
  ["now and a stranger", `im safe ${"now thank you ".repeat(20)}x`],
  ["dashes", "-".repeat(290)],
  ["no, and no end", `${"no yes ".repeat(40)}x`],
])("%s is judged in no time", (_name, text) => {
  const begun = performance.now();
  isYes(text);
  isClearlySafe(text);
  expect(performance.now() - begun).toBeLessThan(50);
});
