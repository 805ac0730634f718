import { createHash } from "node:crypto";
import type { Turn } from "./messages-request.ts";

type Mood = "grave" | "low" | "glad" | "asking" | "greeting" | "plain";

interface Phrases {
  readonly openings: Readonly<Record<Mood, readonly string[]>>;
  readonly questionsAboutWord: Readonly<Record<"low" | "other", readonly string[]>>;
  readonly questions: readonly string[];
  /** In danger no word of theirs is handed back to them. */
  readonly questionsInDanger: readonly string[];
}

/** `{name}` stands for a comma and the name, or nothing. Every phrase fits GSM-7, so Spanish does without á, í, ó, ú. */
const english: Phrases = {
  openings: {
    grave: ["I'm staying right here with you{name}.", "Thank you for trusting me with that{name}."],
    low: ["That sounds heavy{name}, and I'm glad you told me.", "I'm sorry it feels like that{name}."],
    glad: ["That makes me smile{name}!", "I love hearing that{name}."],
    asking: ["Good question{name}, I'm turning it over.", "I like that you ask me that{name}."],
    greeting: ["Hey{name}, it's good to hear from you.", "Hi{name}, I was hoping you'd text."],
    plain: ["Thanks for telling me{name}.", "I'm right here with you{name}."],
  },
  questionsAboutWord: {
    low: ['What about "{word}" weighs on you most?', 'Do you want to tell me more about "{word}"?'],
    other: ['What is it about "{word}" that stays with you?', 'How did "{word}" come up for you?'],
  },
  questions: ["What's on your mind?", "How is your day going so far?"],
  questionsInDanger: ["Is somebody near you right now?", "What would make the next hour a little safer?"],
};
const spanish: Phrases = {
  openings: {
    grave: ["Sigo contigo{name}.", "Gracias por confiarme esto{name}."],
    low: ["Siento que hoy pese tanto{name}, y gracias por decirlo.", "Gracias por confiarme algo que duele{name}."],
    glad: ["Me alegra mucho leerte{name}.", "Eso me alegra el rato{name}."],
    asking: ["Buena pregunta{name}, me quedo con ella.", "Me gusta que me preguntes eso{name}."],
    greeting: ["Hola{name}, qué bueno leerte.", "Hola{name}, me alegra que escribas."],
    plain: ["Gracias por contarme{name}.", "Te leo con calma{name}."],
  },
  questionsAboutWord: {
    low: ['¿Qué parte de "{word}" te pesa ahora?', '¿Quieres contarme algo de "{word}"?'],
    other: ['¿Qué tiene "{word}" que te importa tanto?', '¿Me cuentas algo de "{word}"?'],
  },
  questions: ["¿Qué te ronda la cabeza?", "¿Qué tal te va hoy?"],
  questionsInDanger: ["¿Hay alguien cerca de ti ahora?", "¿Quién puede estar contigo esta noche?"],
};

const wordsOf = (list: string) => new Set(list.split(" "));
const greetingWords = wordsOf("hi hello hey yo hola buenas buenos");
const graveWords = wordsOf(
  "die dying dead kill killing suicide suicidal pills overdose noose gun knife bridge cutting hits hit beats choked raped abuse abused goodbye unsafe morir morirme matar matarme suicidarme pastillas pega pegó golpea violó",
);
const lowWords = wordsOf(
  "sad lonely alone tired anxious stressed worried scared upset hurt crying cry awful overwhelmed exhausted hard triste sola solo cansada cansado ansiosa ansioso nerviosa nervioso preocupada preocupado mal miedo llorando",
);
const gladWords = wordsOf(
  "happy great excited proud glad amazing love won passed wonderful feliz contenta contento emocionada emocionado genial orgullosa orgulloso",
);
const englishWords = wordsOf(
  "the and i im i'm you your my me to is it was hey hi hello am are so not no of a an in on at for with about what how this that have had do did don't just they he she we be tell something",
);
const spanishWords = wordsOf(
  "el la los las y yo tú mi me que qué es estoy tengo hola gracias porque muy pero hoy no un una de en para por con cómo",
);
const commonWords = wordsOf(
  "about again always anymore another anyone better been because could didn't does doesn't doing don't dont even everything feel feeling feels from going gonna have hello here jules just know like little make maybe more much need never nothing over really right should some something still sleep sometimes someone stuff talk tell terrible than thank thanks that that's their them then there they thing things think this time today tomorrow tonight want wanted were what when where which will with would year yesterday your ahora algo alguien bien buenas buenos como cuando cómo desde días donde esta estaba este esto estoy están gracias hace hasta hola llamo mañana mucho muy nada noche nombre para pero porque puedo quiero siempre siento solo también tarde tengo tiempo toda todo name called",
);

/**
 * What the simulated companion answers: one warm opening and one question, in the member's language, about a word of
 * theirs, by name when they have given one. GSM-7 only, within one SMS, and the same answer to the same conversation.
 */
export function composeReply(messages: readonly Turn[]): string {
  const texts = messages.filter(({ role }) => role === "user").map(plainText);
  const newest = trailingUserText(messages);
  const words = splitWords(newest);
  const isSpanish = speaksSpanish(words) ?? speaksSpanish(splitWords(texts.join(" "))) ?? false;
  const phrases = isSpanish ? spanish : english;
  const mood = findMood(newest, words);
  const name = findName(texts.join("\n"));
  const word = findWord(words.filter((candidate) => candidate !== name?.toLowerCase()));
  const chance = createHash("sha256").update(`${messages.length} ${newest}`).digest();

  const opening = choose(phrases.openings[mood], chance[0]).replace("{name}", name ? `, ${name}` : "");
  if (mood === "grave") return `${opening} ${choose(phrases.questionsInDanger, chance[1])}`;
  const question = word
    ? choose(phrases.questionsAboutWord[mood === "low" ? "low" : "other"], chance[1]).replace("{word}", word)
    : choose(phrases.questions, chance[1]);
  return `${opening} ${question}`;
}

function plainText({ blocks }: Turn): string {
  return (
    blocks
      // What is noted of the person is not what they say.
      .map(({ text = "" }) => text.replaceAll(/<notes>[\s\S]*?<\/notes>|<[^>]*>/g, " "))
      .join(" ")
      .trim()
  );
}

/** Everything the member has said since the last answer. */
function trailingUserText(messages: readonly Turn[]): string {
  const lastAnswer = messages.findLastIndex(({ role }) => role === "assistant");
  return messages
    .slice(lastAnswer + 1)
    .filter(({ role }) => role === "user")
    .map(plainText)
    .join(" ");
}

function splitWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/\p{L}[\p{L}']*/gu) ?? []
  );
}

/** Undefined when the words do not tell. */
function speaksSpanish(words: readonly string[]): boolean | undefined {
  const score = (known: ReadonlySet<string>) => words.filter((word) => known.has(word)).length;
  const difference = score(spanishWords) - score(englishWords);
  return difference === 0 ? undefined : difference > 0;
}

function findMood(text: string, words: readonly string[]): Mood {
  if (words.some((word) => graveWords.has(word))) return "grave";
  if (words.some((word) => lowWords.has(word))) return "low";
  if (words.some((word) => gladWords.has(word))) return "glad";
  if (text.includes("?")) return "asking";
  return words.length <= 3 && words.some((word) => greetingWords.has(word)) ? "greeting" : "plain";
}

function findName(text: string): string | undefined {
  const introductions = /\b(?:my name is|my name's|call me|me llamo|mi nombre es|ll[aá]mame)\s+(\p{L}{2,20})/giu;
  const name = [...text.matchAll(introductions)].at(-1)?.[1];
  if (name === undefined) return undefined;
  return toGsm(name.charAt(0).toUpperCase() + name.slice(1));
}

/** The longest word that is not everybody's. */
function findWord(words: readonly string[]): string | undefined {
  const own = words.filter(
    (word) => /^\p{L}{4,20}$/u.test(word) && ![commonWords, lowWords, gladWords].some((set) => set.has(word)),
  );
  return own
    .map(toGsm)
    .filter((word) => word !== undefined)
    .reduce<string | undefined>((longest, word) => (word.length > (longest?.length ?? 0) ? word : longest), undefined);
}

/** Letters that GSM-7 lacks lose their accent; a word of another script is not used at all. */
function toGsm(word: string): string | undefined {
  const letters = [...word].map((letter) =>
    /[A-Za-zàèéìòùäöñüÄÖÑÜÉ']/.test(letter) ? letter : letter.normalize("NFD").charAt(0),
  );
  return letters.every((letter) => /[A-Za-zàèéìòùäöñüÄÖÑÜÉ']/.test(letter)) ? letters.join("") : undefined;
}

function choose(phrases: readonly string[], chance = 0): string {
  return phrases[chance % phrases.length] ?? "";
}
