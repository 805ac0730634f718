import { describe, expect, test } from "vitest";
import { quietMs } from "./index.ts";

describe("a text that plainly ends a thought is answered at once", () => {
  test.each([
    ...["What should I cook tonight?", "really??", "Really?!", "¿Cómo estás?", "are you up for it? 👀"],
    "is it me? :(",
    ...["would you go (honestly?)", 'She asked "are you happy?"', "?", "jules?", "what's up?", "so?"],
  ])("a question: %j", (body) => expect(quietMs(body, 0)).toBe(0));

  test.each([
    "I slept nine hours straight.",
    "Hoy me fue muy bien.",
    ...["He said “I am done with this.”", "I finally called my mom today. :)", "They liked it (all of it)."],
    "Oh no. I'm late.",
  ])("a sentence of four words and more: %j", (body) => expect(quietMs(body, 0)).toBe(0));

  test.each([
    ...["ok", "Ok!", "OKAYYY", "k", "thanks", "thanks!!", "Thank you so much 😊", "lol ok", "ok lol"],
    ...["haha ok thanks", "thx :)"],
    ...["got it", "sounds good", "will do!", "yes thank you for listening", "no worries", "you too", "np", "perfect"],
    ...["👍", "👍🏽"],
    ...["❤️", "🙏🙏", "good night", "Goodnight Jules ❤️", "ok I'm going to bed, good night", "night night", "bye"],
    ...["ttyl", "gn"],
    ...["see you tomorrow. :)", "see ya", "love you", "gracias", "Muchas gracias por todo", "gracias jaja", "vale"],
    "ok gracias",
    ...["buenas noches", "Buenas noches Jules 😴", "hasta mañana", "adiós", "nos vemos", "que descanses"],
    "sí, está bien",
  ])("something said back, or a good-bye: %j", (body) => expect(quietMs(body, 0)).toBe(0));

  test.each([
    `${"all day long it went on like this and then ".repeat(3)}we all went home (tired)`,
    `${"todo el día fue así y luego ".repeat(5)}nos fuimos a casa.`,
  ])("a long text that ends on a mark: %j", (body) => expect(quietMs(body, 0)).toBe(0));
});

describe("a text that plainly does not end one is given two seconds", () => {
  test.each([
    ...["hi", "Hey!", "heyyyy", "hello jules", "Hi there 👋", "good morning", "Good morning Jules!", "yo", "hola"],
    "Hola Jules 😊",
    ...["buenos días", "Buenas tardes!", "hey.", "HOLAAA", "oye", "morning :)", "jules"],
  ])("a greeting alone: %j", (body) => expect(quietMs(body, 0)).toBe(2_000));

  test.each([
    ...["you there?", "Are you up? 👀", "u awake", "¿sigues ahí?"],
    ...["so", "So.", "ok so", "wait", "omg", "OMG 😭", "ugh", "guess what", "guess what!", "Guess what?"],
    "hey guess what",
    ...["btw", "quick question", "ok listen", "dude", "fun fact", "long story short", "the thing is", "adivina qué"],
    "sabes qué",
    ...["no manches", "bueno", "por cierto", "ay no", "pues", "mira 😂"],
  ])("a call for attention: %j", (body) => expect(quietMs(body, 0)).toBe(2_000));

  test.each([
    ...["I have to tell you something", "i need to tell you something.", "Can I tell you something?"],
    "ok I need to vent",
    ...["you won't believe what happened", "I have a question", "so something weird happened"],
    "hey can I ask you something",
    ...["tengo que contarte algo", "Oye, necesito desahogarme", "no vas a creer lo que pasó", "¿te puedo contar algo?"],
  ])("an announcement: %j", (body) => expect(quietMs(body, 0)).toBe(2_000));

  test.each([
    ...["my boss called me in,", "I love him but", "We broke up because", "I went home and", "I was going to go or"],
    "he left so",
    ...["I don't know...", "it's just…", "So tired… 😔", "ok..", "thanks, but", "here's my list:", "I was there -"],
    "good night...",
    ...["lo quiero pero", "no fui porque", "llegué tarde y", "estaba ahí y luego", "and then", "because", "y", "..."],
  ])("a sentence that goes on: %j", (body) => expect(quietMs(body, 0)).toBe(2_000));

  test.each(["", " ", "😂", "👍", "!!", "?"])("a picture with no words but %j", (body) => {
    expect(quietMs(body, 1)).toBe(2_000);
  });
});

describe("any other text is given a second", () => {
  test.each([
    ...["That was the best day ever!", "We won the game today!! 🎉🎉", "I did it all by myself! 💪🏽"],
    ...["I'm so tired", "we broke up", "my mom called again", "I'm tired.", "so happy!", "No.", "yes", "no", "lol"],
    ...["hahaha", "oh"],
    ...["😂", "😭😭", "", " ", "!", "I think so", "I hope so", "i don't think so", "10:30", "I'm 83"],
    "https://jules.example/a",
    ...["estoy cansada", "mi jefe otra vez", "sí", "jajaja", "xd", "work was fine 🙂", "I said ok to him"],
    "thanks to my sister I made it",
    `${"and it went on and on ".repeat(8)}until we left`,
  ])("%j", (body) => expect(quietMs(body, 0)).toBe(1_100));

  test("a picture with words is judged by its words", () => {
    expect(quietMs("look at this cake", 1)).toBe(1_100);
    expect(quietMs("do you like it?", 1)).toBe(0);
  });
});

/** How long it takes would depend on the machine; how that grows does not. */
function costOf(body: string): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 15; round++) {
    const startedAt = performance.now();
    for (let again = 0; again < 5; again++) quietMs(body, 0);
    lowest = Math.min(lowest, performance.now() - startedAt);
  }
  return lowest;
}

test.each(["?!", "!", "ok ", "thanks and ", ":)", "..", "e\u0301", "😂", "\u200B", "xd", "haha", "<3 <"])(
  "eight times as much of %j costs about eight times as much, not sixty-four times",
  (piece) => {
    const many = piece.repeat(10_400 / piece.length);
    const few = piece.repeat(1_300 / piece.length);
    expect(costOf(`${many}x`) / costOf(`${few}x`)).toBeLessThan(32);
    expect(costOf(`x${many}`) / costOf(`x${few}`)).toBeLessThan(32);
  },
);
