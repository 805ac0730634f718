import { describe, expect, test } from "vitest";
import { isUnsafe } from "./clear-words.ts";
import { isClearlySafe, isStillInDanger, isYes } from "./index.ts";

const SUICIDE = ["suicide"] as const;
const ABUSE = ["abuse"] as const;

describe("clear words, when the danger was to the writer's own life", () => {
  test.each([
    ...["yes im safe", "I'm safe", "I’m safe now", "Yes, I'm safe. Thank you", "safe", "yes safe now", "I am safe!"],
    ...["I feel safe now", "im completely safe", "im safe at home", "I'm safe, with my sister", "Im safe jules"],
    ...[
      "I'm safe right now, thanks",
      "im safe with my husband",
      "im all safe i promise",
      "were safe",
      "we're all safe now",
    ],
    ...["no thoughts like that anymore", "No more thoughts like that.", "I have no thoughts like that now"],
    ...["no suicidal thoughts", "No suicidal thoughts anymore", "I don't have those thoughts anymore"],
    ...[
      "i dont have any suicidal thoughts now",
      "no thoughts of hurting myself",
      "I'm not having those thoughts anymore",
    ],
    ...["I don't want to die anymore", "i dont want to kill myself anymore", "I no longer want to die"],
    ...["i dont wanna hurt myself anymore", "I'm not suicidal anymore", "im no longer suicidal", "im not suicidal"],
    ...[
      "I'm not going to hurt myself",
      "im not going to kill myself",
      "im not gonna end my life",
      "The thoughts are gone",
    ],
    ...["the thoughts stopped", "the bad thoughts have passed", "I'm not thinking about it anymore"],
    ...["im not thinking about suicide", "im no longer thinking about that", "I'm out of danger now"],
    ...["i want to live", "Yes, I want to live", "I want to live. Thank you", "I want to live again"],
    ...["im not in danger", "im not in danger anymore", "No, I don't want to die anymore. Thanks for asking"],
    ...["I'm ok now, no thoughts like that anymore", "feeling better and im safe", "yes. im safe. talked to my sister"],
    ...["I'm safe ❤️", "im safe 🙏", "Hi Jules, I'm safe", "I slept well. I'm safe now.", "I called 988. I'm safe"],
    ...[
      "im safe. i want to live",
      "I'm feeling good today, no suicidal thoughts",
      "I talked to my mom. The thoughts are gone",
    ],
    ...["estoy a salvo", "Sí, estoy a salvo", "Estoy a salvo, gracias", "ya estoy a salvo en casa", "fuera de peligro"],
    ...["ya no tengo esos pensamientos", "No, ya no tengo pensamientos así", "no tengo pensamientos suicidas"],
    ...[
      "ya no quiero morir",
      "Ya no me quiero morir",
      "no, ya no quiero matarme",
      "no me voy a matar",
      "ya no pienso en eso",
    ],
    ...[
      "ya no quiero hacerme daño",
      "los pensamientos se fueron",
      "quiero vivir",
      "Sí, quiero vivir",
      "Quiero vivir, gracias",
    ],
    ...["estoy bien, ya no", "Sí, estoy bien, ya no", "estoy mejor, ya no", "Estoy mejor. Ya no pienso en eso"],
    ...["ya no estoy en peligro", "no corro peligro", "hablé con mi hermana y estoy a salvo", "estamos a salvo"],
    "Me siento mejor, ya no tengo esos pensamientos",
  ])("%j", (text) => {
    expect(isClearlySafe(text, SUICIDE)).toBe(true);
    expect(isClearlySafe(text, ["self-harm"])).toBe(true);
    expect(isClearlySafe(text, [])).toBe(true);
  });
});

describe("clear words, when somebody else did harm or would have come to harm", () => {
  test.each([
    ...["im safe", "Yes, I'm safe now", "safe", "I feel safe", "were safe", "We are all safe now", "everyone is safe"],
    ...[
      "Everyone's safe, thank you",
      "yes everybody is safe",
      "we're both safe",
      "I'm out of danger",
      "im not in danger anymore",
    ],
    ...["nobody is in danger", "we are not in danger anymore", "I'm safe at a shelter", "im safe at my sisters"],
    ...[
      "I'm safe, at a friend's place",
      "im safe with a friend",
      "I'm safe, away from him",
      "I talked to the police. I'm safe",
    ],
    ...[
      "im safe, i called 911",
      "I'm doing better and I'm safe",
      "I don't want to hurt anyone anymore. Everyone is safe",
    ],
    ...["estoy a salvo", "Sí, todos estamos a salvo", "estamos todos a salvo, gracias", "ya estoy fuera de peligro"],
    ...[
      "todos están a salvo",
      "estoy a salvo en un refugio",
      "estoy a salvo en casa de mi hermana",
      "ya no corro peligro",
    ],
    ...["nadie está en peligro", "Hablé con la policía. Estoy a salvo", "estoy a salvo, lejos de él"],
  ])("%j", (text) => {
    expect(isClearlySafe(text, ABUSE)).toBe(true);
    expect(isClearlySafe(text, ["violence"])).toBe(true);
    expect(isClearlySafe(text, ["suicide", "abuse"])).toBe(true);
  });

  test.each([
    ...["I don't want to die", "i dont want to die anymore", "no quiero morir", "ya no quiero morir", "I want to live"],
    ...[
      "quiero vivir",
      "I want to live with my mom",
      "quiero vivir en casa",
      "quiero vivir con mi mamá",
      "i want to live here",
    ],
    ...["i dont want to hurt myself", "I'm not going to hurt myself", "im not suicidal", "the thoughts are gone"],
    ...[
      "no thoughts like that anymore",
      "ya no tengo esos pensamientos",
      "estoy bien, ya no",
      "ya no",
      "ya no pienso en eso",
    ],
    ...[
      "im safe at home",
      "im safe with my husband",
      "I'm safe. I'm home",
      "I'm safe, with my family",
      "im safe with him",
    ],
    ...[
      "im safe. i talked to my husband",
      "im safe with my mom",
      "im safe here",
      "estoy a salvo en casa",
      "safe with my dad",
    ],
    ...["estoy a salvo con mi familia", "estoy a salvo, estoy en casa", "estoy a salvo, hablé con mi esposo"],
    ...["im safe, i dont want to hurt him", "i dont want to hurt anyone", "i dont want to hurt anyone anymore"],
    ...[
      "he is safe",
      "shes safe for now",
      "im safe, he is asleep",
      "im safe till he comes back",
      "im safe unless he is drunk",
    ],
    ...[
      "im safe tonight",
      "im safe today",
      "estoy a salvo hoy",
      "estoy a salvo, ya no",
      "nobody is safe",
      "everyone is fine",
    ],
    ...["he left", "he is gone", "hes in jail", "not in danger tonight", "no estoy en peligro hoy", "no estoy a salvo"],
    ...[
      "im ok",
      "im fine",
      "yes",
      "it stopped",
      "he stopped",
      "he apologized",
      "its better now",
      "were good",
      "todo bien",
    ],
  ])("leave it open: %j", (text) => {
    expect(isClearlySafe(text, ABUSE)).toBe(false);
    expect(isClearlySafe(text, ["violence"])).toBe(false);
    expect(isClearlySafe(text, ["self-harm", "violence"])).toBe(false);
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
    ...["fine", "good", "better", "im ok", "doing better", "yes", "yeah", "y", "no", "nope", "no.", "i guess"],
    ...[
      "i guess im safe",
      "im safe i guess",
      "kinda safe",
      "mostly safe",
      "probably safe",
      "maybe",
      "idk",
      "i think im safe",
    ],
    ...[
      "safe for now",
      "yes but",
      "im safe but i still want to",
      "I'm safe but sad",
      "safe?",
      "im safe?",
      "im safe...",
    ],
    ...["im safe…", "not safe", "im not safe", "I am not safe", "im not sure im safe", "no im not safe", "no, im safe"],
    ...[
      "not anymore",
      "not really",
      "i was safe",
      "I feel safe when",
      "yeah i still want to",
      "yes im having thoughts",
    ],
    ...["yes im having those thoughts", "I'm having thoughts", "having thoughts", "no im still having those thoughts"],
    ...["the thoughts are back", "the thoughts are not gone", "thoughts are still here", "i dont want to live anymore"],
    ...["i dont want to be safe", "i want to die", "want to die", "i dont want to live", "i want to be safe"],
    ...[
      "i wish i was safe",
      "nobody is safe",
      "im safe from you",
      "are you safe",
      "stay safe",
      "youre safe",
      "the house is safe",
    ],
    ...["im safe unless he comes back", "im safe until tonight", "im safe, he is asleep", "im safe, for now"],
    ...["im safe im with him", "i dont have those thoughts every day", "no thoughts, head empty 😂", "no thoughts"],
    ...["I don't have thoughts", "im safe 🙃", "im safe 🙄", "im safe haha", "i dont want to hurt anyone"],
    ...[
      "im not going to kill him",
      "i dont want to talk",
      "forget it",
      "leave me alone",
      "whatever",
      "I'm fine, forget it",
    ],
    ...["sorry, im fine", "nvm", "im good lol", "ya no", "ya no quiero vivir", "ya no quiero estar aquí", "estoy bien"],
    ...["bien", "mejor", "sí", "estoy bien jaja", "no estoy a salvo", "no sé", "creo que estoy a salvo", "más o menos"],
    ...["estoy a salvo pero triste", "¿a salvo?", "ya no puedo", "ya no, gracias", "estoy bien, ya no quiero vivir"],
    ...[
      "i have no thoughts of stopping",
      "no thoughts of living",
      "im not thinking about living",
      "there is no safe place",
    ],
    ...["im safe. i want to die", "im safe. goodbye", "I'm safe, thank you for everything", "im safe 5 minutes ago"],
    // Of a place, and of a wish that somebody else might spare them.
    ...[
      "I want to live with my mom",
      "I want to live here",
      "I want to live with my friend now",
      "i want to live at home",
    ],
    ...[
      "I want to live, with my mom",
      "I want to live at my moms house",
      "quiero vivir en casa",
      "quiero vivir con mi mamá",
    ],
    ...["quiero vivir aquí", "quiero vivir ahora", "quiero vivir en paz", "I want to live now", "i want to live but"],
    ...[
      "I don't want to die",
      "i do not want to die please",
      "no quiero morir",
      "no me quiero morir",
      "i dont want to be dead",
    ],
    ...[
      "i dont want to hurt myself",
      "i dont want to kill myself",
      "no quiero hacerme daño",
      "I don't want to end it anymore",
    ],
    // For a while only.
    ...["im safe tonight", "im safe today", "im safe at the moment", "estoy a salvo hoy", "estoy a salvo por ahora"],
    ...["i dont want to die tonight", "I don't want to die right now", "I dont want to kill myself right now"],
    ...["i dont want to die now", "i dont want to die anymore tonight", "im not going to kill myself tonight"],
    ...["im not going to hurt myself today", "im not going to kill myself right now", "I'm not gonna end it today"],
    ...["I'm not gonna end it", "not suicidal today", "im not suicidal right now", "im not suicidal at the moment"],
    ...["no suicidal thoughts today", "no thoughts like that tonight", "no thoughts like that right now"],
    ...[
      "im not in danger tonight",
      "im not thinking about that",
      "im not thinking about it",
      "im not thinking about it today",
    ],
    ...["no quiero morir hoy", "ya no quiero morir hoy", "ya no quiero morir ahora", "no quiero morir ahora mismo"],
    ...[
      "no me voy a matar hoy",
      "no me voy a matar esta noche",
      "No pienso en la muerte hoy",
      "hoy no tengo esos pensamientos",
    ],
    ...[
      "no estoy en peligro en este momento",
      "no pienso en eso",
      "the thoughts are gone today",
      "the thoughts stopped for now",
    ],
    "im safe ".repeat(200),
  ])("%j", (text) => {
    for (const categories of [SUICIDE, ABUSE, [], ["self-harm", "suicide"], ["violence"]] as const)
      expect(isClearlySafe(text, categories)).toBe(false);
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
  ["want and no end", `i want to live ${"thanks jules ".repeat(20)}x`],
  ["yes and a stranger after it", `${"honestly yes ".repeat(20)}x`],
  ["no, and no end", `${"no yes ".repeat(40)}x`],
])("%s is judged in no time", (_name, text) => {
  const begun = performance.now();
  isYes(text);
  isClearlySafe(text, SUICIDE);
  isClearlySafe(text, ABUSE);
  expect(performance.now() - begun).toBeLessThan(50);
});

describe("after the question, the danger is still there", () => {
  test.each([
    ...[
      "no",
      "No.",
      "nope",
      "not really",
      "no im not safe",
      "i'm not safe",
      "i dont feel safe",
      "not yet",
      "still there",
    ],
    ...["the thoughts are still there", "the danger is still there", "its still bad", "they never left"],
    ...["yes i still have the thoughts", "i still want to", "todavía", "todavía no", "no estoy a salvo", "sigo igual"],
    ...["todavía están ahí", "no me siento segura", "hey no", "No, not yet."],
  ])("%j", (text) => expect(isStillInDanger(text)).toBe(true));

  test.each([
    ...["", "yes", "yes im safe", "no im fine", "no thoughts like that", "im not in danger anymore", "no, im safe"],
    ...["not right now im at work", "what?", "no estoy en peligro", "ya no", "still raining", "no one is home"],
    ...["no way lol", "x".repeat(400)],
  ])("not told by %j", (text) => expect(isStillInDanger(text)).toBe(false));
});

describe("in so many words, somebody is not safe", () => {
  test.each([
    ...[
      "no im not safe",
      "I'm not safe.",
      "not safe",
      "i dont feel safe",
      "No. I do not feel safe here",
      "hey im not safe",
    ],
    ...["no estoy a salvo", "no me siento segura", "no, no estamos seguros"],
  ])("%j", (text) => expect(isUnsafe(text)).toBe(true));

  test.each([
    ...[
      "",
      "no",
      "not yet",
      "still there",
      "im not ok",
      "yes im safe",
      "its not safe to drive in this snow",
      "todavia no",
    ],
    ...["im not safe lol jk", "he is not safe", "x".repeat(400)],
  ])("not told by %j", (text) => expect(isUnsafe(text)).toBe(false));
});
