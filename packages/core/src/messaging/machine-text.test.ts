import { describe, expect, test } from "vitest";
import { assess } from "../crisis/assessing/index.ts";
import { machineTextOf as machineText } from "./index.ts";

const machineTextOf = (body: string) => machineText(body, (words) => assess(words).tier === "none");

describe("a reaction, as phones send it by SMS", () => {
  test.each([
    ...["Liked “See you at 7”", "Loved “That sounds like a good plan.”", "Disliked “It may rain on Sunday”"],
    ...["Laughed at “I try not to judge your parking”", "Emphasized “You did that by yourself!”"],
    ...["Emphasised “You did that by yourself!”", "Questioned “Maybe it was the cat?”", "Liked “ok”", "Loved “😂”"],
    ...["Removed a like from “See you at 7”", "Removed a heart from “Sleep well”"],
    "Removed a dislike from “Rain again”",
    ...["Removed a laugh from “I try”", "Removed an exclamation from “You did it”"],
    "Removed a question mark from “Maybe it was the cat?”",
  ])("iOS: %j", (body) => expect(machineTextOf(body)).toBe("reaction"));

  test.each([
    ...["Liked an image", "Loved a photo", "Laughed at a movie", "Emphasized a video", "Questioned an attachment"],
    ...["Disliked an audio message", "Loved a GIF", "Removed a heart from an image", "Reacted 😍 to an image"],
    ...["Le encantó una imagen", "Le gustó una foto", "Le dio risa un video", "Reaccionó con 😂 a una imagen"],
  ])("to what has no words: %j", (body) => expect(machineTextOf(body)).toBe("reaction"));

  test.each([
    ...["Reacted 👍 to “See you at 7”", "Reacted ❤️ to “Sleep well”", "Reacted ❤ to “Sleep well”"],
    ...["Reacted 👩🏽‍🚀 to “I got the job?”", "Reacted 🏴󠁧󠁢󠁷󠁬󠁳󠁿 to “Cardiff, then”", "Reacted 1️⃣ to “Which one?”"],
    ...["Reacted with a sticker to “Good morning”", "Reacted with ❤️ to “Good morning”"],
    "Removed 👍 from “See you at 7”",
    ...["Removed a sticker from “Good morning”", "👍 to “See you at 7”", "😂 to “I try not to judge”", "👍🏿 to “ok”"],
  ])("with an emoji: %j", (body) => expect(machineTextOf(body)).toBe("reaction"));

  test.each([
    " \u200B👍\u200B to “\u200ASee you at 7\u200A” ",
    "\u200A\u200B👍\u200B to “\u200ASee you at 7\u200A”\u200A",
    "\u200AReacted \u200B🔥\u200B to “\u200ASee you at 7\u200A”\u200A",
    "\u200ARemoved \u200C👍\u200C from “\u200ASee you at 7\u200A”\u200A",
    "\u200A\u200B❤️\u200B a “\u200ANos vemos a las 7\u200A”\u200A",
    "\u200ASe quitó \u200C❤️\u200C de “\u200ANos vemos a las 7\u200A”\u200A",
    "👍 to “ See you at 7 ”",
  ])("of Google Messages, with its invisible marks: %j", (body) => expect(machineTextOf(body)).toBe("reaction"));

  test.each([
    ...["Le gustó “Nos vemos a las 7”", "Le encantó “Que duermas bien”", "No le gustó “Va a llover”"],
    ...["Le dio risa “No juzgo cómo te estacionas”", "Exclamó por “¡Lo lograste!”", "Dudó sobre “¿Fue el gato?”"],
    ...["Le gusta “Nos vemos a las 7”", "Le Gusta “Nos vemos a las 7”", "Le encanta «Que duermas bien»"],
    ...["Le hace gracia «No juzgo»", "Duda sobre «¿Fue el gato?»", "Le sorprende “¡Lo lograste!”"],
    ...["Ya no le gusta “Nos vemos”", "Ya no duda sobre “¿Fue el gato?”", "Dejó de gustarle “Nos vemos”"],
    ...["Dejó de encantarle “Que duermas bien”", "Reaccionó con 👍 a “Nos vemos”"],
    "Se ha reaccionado con ☺️ a “Nos vemos”",
    ...["Eliminó un me gusta de “Nos vemos”", "Ha eliminado 👍 de «Nos vemos»", "Eliminó 🔥 de “Nos vemos”"],
    "Le encantó “Que duermas bien”".normalize("NFD"),
  ])("in Spanish: %j", (body) => expect(machineTextOf(body)).toBe("reaction"));

  test.each([
    ...['Liked "See you at 7"', 'Loved "Sleep well."', '👍 to "See you at 7"', 'Le gustó "Nos vemos"'],
    "Liked «See you at 7»",
    ...["Liked “She said “see you at 7” and left”", 'Liked "She said "see you at 7" and left"'],
    ...['Liked “She said "see you at 7" and left”', "Loved “It was “fine””", "Liked “Don't worry, it's 5\" at most”"],
    ...["Liked “What a day that was, and what you made of it was…”", 'Liked "What a day that was, and…"'],
    ...["Loved “First this.\n\nThen that.”", "Liked “See you at 7”  ", "\nLiked “See you at 7”\n"],
    "Liked “ See you at 7 ”",
    ...["Liked “My guess is that I would have laughed”", "Loved “you can tell me.”", "Liked “see you at 7”"],
    `Loved “${"A long answer. ".repeat(66)}”`,
  ])("with whatever is in the quotation: %j", (body) => expect(machineTextOf(body)).toBe("reaction"));
});

describe("an answer that a device gives by itself", () => {
  const urgent =
    "(I’m not receiving notifications. If this is urgent, reply “urgent” to send a notification through with your original message.)";

  test.each([
    "I’m driving with Do Not Disturb While Driving turned on. I’ll see your message when I get where I’m going.",
    "I'm driving with Focus turned on. I'll see your message when I get where I'm going.",
    "I’m driving with Driving Focus on. I’ll see your message when I get where I’m going. Thanks!",
    urgent,
    `I’m driving with Focus turned on. I’ll see your message when I get where I’m going.\n\n${urgent}`,
    `${urgent}\nI’m driving with Focus turned on. I’ll see your message when I get where I’m going. If this is urgent, please call me.`,
    "Estoy conduciendo con la opción de No molestar activada. Veré tu mensaje cuando llegue a mi destino.",
    "Estoy manejando con el modo de concentración activado. Veré tu mensaje cuando llegue.",
    "(No estoy recibiendo notificaciones. Si es urgente, responde “urgente” para enviar una notificación con tu mensaje original.)",
  ])("iOS, to who drives: %j", (body) => expect(machineTextOf(body)).toBe("auto-reply"));

  test.each([
    ...["I'm driving right now", "I'm driving right now.", "I’m driving", "I am driving", "I'm currently driving."],
    ...["I'm Driving - Sent from My Car", "Sent from my car", "Driving, can't text - Sent from my truck"],
    ...["I'm driving and can't text right now. I'll get back to you later.", "Estoy conduciendo."],
    "Estoy manejando ahora",
    "I am currently driving and cannot reply to texts. Thanks! Powered by TRUCE.",
    "I'm driving right now - I'll get back to you when I can.",
    "Manejando, no puedo escribir",
  ])("Android, cars and driving apps: %j", (body) => expect(machineTextOf(body)).toBe("auto-reply"));

  test.each([
    ...["[Auto-reply] I'm driving right now", "Auto-reply: I'm in a meeting. I'll get back to you as soon as I can."],
    ...["Auto reply: sorry, I'm at work", "Automatic reply: Out of office until Monday"],
    "(Auto-response) I can't talk right now",
    ...["This is an automated message.", "This is an automated response. Please do not reply to this message."],
    ...["This is an automatic reply, please do not respond", "Automated message: I am unavailable at the moment."],
    "Hi! I'm on vacation until July 14 with limited access to messages. This is an automated reply.",
    "Automatic reply: Thank you for your message. I am out of the office until 5 pm. If it is urgent, call 911.",
    "Respuesta automática: estoy de vacaciones hasta el 3 de agosto. Te respondo cuando regrese.",
    "Mensaje automático",
    ...["Hola, gracias por tu mensaje. En este momento no puedo responder. Este es un mensaje automático."],
    ...["Respuesta automática: estoy en una reunión", "AUTOMATIC REPLY: I WILL RETURN ON MONDAY."],
  ])("what calls itself automatic: %j", (body) => expect(machineTextOf(body)).toBe("auto-reply"));
});

describe("a person's words", () => {
  test.each([
    ...["Loved it", "Liked him", "Loved her", "Laughed at me", "Loved that", "Liked it a lot", "Disliked every minute"],
    ...["Loved", "Liked", "👍", "👍👍", "❤️", "👍 to that", "👍 to everything you said", "Questioned everything today"],
    ...["I liked “Dune”", "He liked “my photo”", "liked “my photo”", "Loved “Dune”!", "Loved “Dune”."],
    "Loved “Dune” 😂",
    ...["Loved “Dune” and “Arrival”", 'Loved "Dune" and "Arrival"', "Loved “Dune”, hated “Tenet”", "Loved“Dune”"],
    ...["Loved 'Dune'", "Loved ‘Dune’", "Loved: “Dune”", "Loved the song “Halo”", "Loved my “lunch”", "Loved\n“Dune”"],
    ...["Loved a movie last night", "Loved a movie.", "Liked a photo of his ex", "I loved a movie"],
    "Loved an image of it",
    ...["Loved “”", 'Loved ""', 'Loved "', "Loved “", "Loved “Dune", 'Loved "Dune', "Loved Dune”", "“Dune”"],
    '"Loved "Dune""',
    ...["Liked “x” she said", "Liked “x” “y”", "Liked “x””", "Liked ““x”", 'Liked "x""', 'Liked “x" and more'],
    ...["Reacted badly to “no”", "Reacted to “no”", "Reacted 👍 to it", "Reacted lol to “x”", "a sticker to “x”"],
    "7 to “x”",
    ...["Removed him from “Family”", "Removed “Tinder” from my phone", "Removed 👍 from the chat"],
    "Removed myself from “it”",
    ...["Me gusta “Bésame mucho”", "Me encanta “Bésame mucho”", "Le encantó", "Le gustó la cena"],
    "Le gustó “la cena” a mi mamá",
    ...["Dudo sobre “lo nuestro”", "Se rió de “mi acento”", "Cuestionó “mi trabajo”", "A Ana le gustó “la cena”"],
    ...["Le gustó una foto de su ex", "Le gustó “mi foto”", "Loved “my own company”", "Me dio risa “eso”"],
    ...["Reaccionó mal a “eso”", "😂 a mi mamá"],
    `Liked “${"x".repeat(1_200)}”`,
    ...["👍 to “this” and to that", "❤️ to “my” family", "Loved “her”\n\nnot “him”"],
  ])("that look like a reaction: %j", (body) => expect(machineTextOf(body)).toBeUndefined());

  test.each([
    ...["I'm driving home", "I'm driving, call you later?", "are you driving", "I'm driving?", "Driving me crazy"],
    ...["i'm driving with my sister", "I'm driving with no destination", "I'm driving 🚗", "I'm driving. Call me"],
    ...["I'm busy", "I'm at work", "Can't talk right now", "I'll call you later", "I can't talk right now."],
    "In a meeting",
    ...["Can't talk right now. What's up?", "I'm out of the office until Monday", "I'm on vacation!", "Thanks!"],
    "Hello there",
    ...["Is this an automated message?", "this is an automated message lol", "are you an auto reply"],
    "Your auto-reply is funny",
    ...["Auto-reply: lol no", "Automatic reply: guess where I am", "This is an automated message. Beep boop 🤖"],
    ...["Sent from my iPhone", "Sent from my bed", "I'll see your message when I get where I'm going"],
    ...["I'm not receiving notifications", "urgent", "If this is urgent, reply", "Estoy manejando a casa"],
    "No puedo hablar",
    ...["Mensaje automático: es broma", "Estoy ocupada", "Te llamo luego", "", " ", "\u200B", ".", "!!!", "auto"],
    "reply",
    `This is an automated message. ${"Thanks. ".repeat(13)}`,
  ])("that look like an automatic answer: %j", (body) => expect(machineTextOf(body)).toBeUndefined());
});

test.each([
  ...["Loved “I want to die”", "Laughed at “I want to die”", "Questioned “I don't want to live anymore”"],
  ...["Emphasized “I'm going to kill myself tonight”", "👍 to “I want to die”"],
  ...["Liked “Please call 911 now or get to someone near you.”", "Le gustó «Ya no quiero vivir.»"],
])("a phone that quotes a whole sentence of despair says nothing of its own: %j", (body) => {
  expect(machineTextOf(body)).toBe("reaction");
});

describe("a cry for help is never a machine's", () => {
  test.each([
    ...["Liked “x” and now I want to die", "Liked “x”. I want to die", "I want to die. Liked “x”"],
    "Loved “her”\nI'm done",
    ...['Loved "her" so much it hurts. "I\'m done" she said', 'Loved "her" so much it hurts and now "I\'m done"'],
    ...["Loved “her” so much it hurts and now “I'm done”", "Loved “her” and “I can’t live without her”"],
    ...['Loved "I want to die"', "Laughed at “kill myself”"],
    ...['Disliked "everyone would be better off without me"', "💔 to “goodbye forever”"],
    "Reacted 😂 to “i cut myself again”",
    ...["Le dio risa “me quiero morir”", "Le gustó «ya no quiero vivir»", "Exclamó por “voy a matarme”"],
    ...["Questioned everything. Nothing matters", "Disliked myself for years", "Disliked being alive"],
    "Loved a photo, it's over",
    ...["Loved a photo of us, now he hits me", "Removed everyone from “Family”, goodbye"],
    "Removed a like from “life”. bye",
    ...["Questioned “my whole existence”", "Disliked “myself”", "Questioned “why i even try”"],
    "Le gustó “estar sin mí, yo no”",
    ...["Liked “you” until you said “die”", "Loved “her “ and now “ I'm done”", 'Loved " her " and now "I am done"'],
  ])("in a reaction's clothes: %j", (body) => expect(machineTextOf(body)).toBeUndefined());

  test.each([
    ...["I'm driving. I don't want to arrive.", "I'm driving into a wall", "I'm driving off the bridge tonight"],
    "I'm driving. Goodbye.",
    ...["I'm driving and can't stop crying", "I'm driving and can't do this anymore", "I'm driving. Please help me"],
    "I'm driving, he has a gun",
    ...["Auto-reply: I can't do this anymore", "Auto-reply: goodbye", "Auto-reply: I'm gone"],
    "Auto-reply: gone forever",
    ...["[Auto-reply] I want to die", "[Auto-reply] I'm away. I won't be back.", "Automatic reply: out of life"],
    "Out of office forever",
    ...["Automatic reply: I'm unavailable, permanently", "This is an automated message. Nobody would miss me."],
    "Auto-reply: he hits me",
    ...["This is an automated message: please call 911", "Auto-reply: call me please"],
    "Auto-reply: I'm at work. He's here.",
    ...["Respuesta automática: ya no aguanto", "Respuesta automática: me quiero morir"],
    "Estoy manejando. Ya no puedo más.",
    ...["Estoy conduciendo. Adiós.", "Mensaje automático: ayúdame", "Este es un mensaje automático. Me pega."],
    "I’m not receiving notifications because nobody should stop me",
    "I can't go on. (I’m not receiving notifications. If this is urgent, reply “urgent” to send a notification through with your original message.)",
    "(I’m not receiving notifications. If this is urgent, reply “urgent” to send a notification through with your original message.) I'm sorry for everything",
    "I’m driving with Focus turned on. I’ll see your message when I get where I’m going, if I get there.",
    "I’m driving with Focus turned on. I’ll never see your message.",
  ])("in an automatic answer's clothes: %j", (body) => expect(machineTextOf(body)).toBeUndefined());
});

/** How many texts a piece of a second is enough for would depend on the machine; how that grows does not. */
function costOf(body: string): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 15; round++) {
    const startedAt = performance.now();
    for (let again = 0; again < 40; again++) machineTextOf(body);
    lowest = Math.min(lowest, performance.now() - startedAt);
  }
  return lowest;
}

test.each<[string, (characters: number) => string]>([
  ["opening quotation marks", (characters) => `Liked “${"“".repeat(characters)}”`],
  ["straight quotation marks", (characters) => `Liked "${'"a '.repeat(characters / 3)}"`],
  ["quotations", (characters) => `Liked “${"“a”".repeat(characters / 3)} `],
  ["a device's sentences", (characters) => "I'm driving. ".repeat(characters / 13)],
  ["commas and spaces", (characters) => `I'm driving${", ".repeat(characters / 2)}x`],
  ["emoji", (characters) => `${"👍".repeat(characters / 2)} to “x”`],
])("eight times as many %s cost about eight times as much, not sixty-four times", (_name, bodyOf) => {
  const few = costOf(bodyOf(140));
  const many = costOf(bodyOf(1_120));
  expect(many / few).toBeLessThan(32);
});

test("ten kilobytes are no machine's, and cost no more than one does", () => {
  const long = `Liked “${"“".repeat(10_000)}”`;
  expect(machineTextOf(long)).toBeUndefined();
  expect(costOf(long)).toBeLessThan(costOf(`Liked “${"“".repeat(1_000)}”`));
});
