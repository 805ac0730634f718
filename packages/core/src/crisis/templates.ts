/**
 * The words of every fixed reply in a crisis: pure data, so that the public page shows what runs. Who changes a word
 * raises that template's version and PROTOCOL_VERSION; a test holds the two together.
 *
 * Every first and second step names 988 by call, by text and by link, and 911 (N.Y. Gen. Bus. Law 1701, Cal. B&P
 * 22602(b), Ore. SB 1546, which also asks for a different step when it goes on); every third names 988 and 911. English
 * keeps to GSM-7 and two segments; Spanish keeps its accents, so UCS-2, and four. No method, no promise, no blame
 * (reportingonsuicide.org). What may be read over a shoulder says nothing of what was told, least of all at its beginning.
 * A danger may first be spoken of when an episode is under way, so its own line stands in all of its steps.
 */

/** Of the whole protocol: templates, resources, and which of them is said when. */
export const PROTOCOL_VERSION = 3;

export interface Wording {
  readonly version: number;
  readonly en: string;
  readonly es: string;
}

export type CrisisCase =
  | "suicide-high"
  | "suicide-imminent"
  | "overdose"
  | "self-harm"
  | "eating-disorder"
  | "violence"
  | "violence-imminent"
  /** Violence and abuse in one: who hurts their own, or whose own hurt them and who is about to strike back. */
  | "violent-home"
  | "partner"
  | "abuse"
  | "abuse-imminent"
  | "child"
  | "sexual-assault"
  | "someone-else"
  | "someone-else-imminent"
  | "overdose-someone-else"
  | "violence-someone-else"
  | "child-someone-else"
  | "abuse-someone-else";

interface FirstStep extends Wording {
  /** What is said next, by name: another way to a person, and then a person near them. */
  readonly second: keyof typeof SECOND_STEPS;
  readonly third: keyof typeof THIRD_STEPS;
}

/** The first referral of an episode: acknowledge, and name a person to reach. */
export const FIRST_STEPS: Readonly<Record<CrisisCase, FirstStep>> = {
  "suicide-high": {
    version: 2,
    second: "texting",
    third: "trusted-person",
    en: "I'm really glad you told me. Please let a person help you with this: call or text 988, or chat https://988lifeline.org (free, 24/7). If you're in immediate danger, call 911. I'm still here. Are you safe right now?",
    es: "Gracias por decírmelo. Por favor habla con una persona: llama al 988 y oprime 2, o manda AYUDA por texto al 988, https://988lifeline.org (gratis, 24/7). ¿Corres peligro ahora? Llama al 911. Sigo aquí. ¿Estás a salvo en este momento?",
  },
  "suicide-imminent": {
    version: 1,
    second: "emergency",
    third: "not-alone",
    en: "Please call 911 now, or get to someone near you. I'm an AI and can't call for you. You can also call or text 988, or chat https://988lifeline.org. Please move away from anything you could use to hurt yourself. Keep texting me.",
    es: "Por favor llama al 911 ahora o busca a alguien cerca. Soy una IA y no puedo llamar por ti. También: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Aléjate de lo que pueda hacerte daño. Sigue escribiéndome.",
  },
  overdose: {
    version: 1,
    second: "emergency-poison",
    third: "nearest-person",
    en: "Please call 911 now, even if you feel okay. Poison Control can also say what to do: 1-800-222-1222. I'm an AI and can't call for you. Get to someone near you. To talk: call or text 988, or chat https://988lifeline.org. Keep texting me.",
    es: "Por favor llama al 911 ahora, aunque te sientas bien. Poison Control también te dice qué hacer: 1-800-222-1222. Soy una IA y no puedo llamar por ti. Busca a alguien cerca. Para hablar: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org",
  },
  "self-harm": {
    version: 2,
    second: "texting",
    third: "next-hour",
    en: "Thank you for telling me, that took courage. Please reach a person: call or text 988, or chat https://988lifeline.org (free, 24/7). If you're badly hurt, call 911. I'm still here. Do you need care for anything right now?",
    es: "Gracias por contármelo, eso requiere valor. Por favor habla con una persona: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org (gratis, 24/7). Si la herida es grave, llama al 911. Sigo aquí. ¿Necesitas atención médica ahora?",
  },
  "eating-disorder": {
    version: 2,
    second: "texting-body",
    third: "next-hour-body",
    en: "Thank you for trusting me with that. It's hard to carry alone, and there is help for this. To talk to a person, call or text 988, or chat https://988lifeline.org (free, 24/7). If you faint, your chest hurts or you're in danger, call 911. How are you feeling right now?",
    es: "Gracias por confiármelo. Es mucho para una sola persona, y hay ayuda para esto. Llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org (gratis, 24/7). Si te desmayas o te duele el pecho, llama al 911. ¿Cómo te sientes ahora?",
  },
  violence: {
    version: 2,
    second: "texting-anger",
    third: "cool-down",
    en: "That sounds really heavy. Before anything happens, please put some distance between you and them, and talk to a person: call or text 988, or chat https://988lifeline.org (free, 24/7). If anyone is in danger, call 911. I'm still here.",
    es: "Eso suena muy duro. Antes de que pase algo, toma distancia y habla con una persona: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org (gratis, 24/7). Si alguien corre peligro, llama al 911. Sigo aquí.",
  },
  "violence-imminent": {
    version: 2,
    second: "emergency-apart",
    third: "cool-down",
    en: "Please stop here and get away from them right now. If anyone is hurt or in danger, call 911. I'm an AI and can't call for you. Then let a person help you through this: call or text 988, or chat https://988lifeline.org. Keep texting me.",
    es: "Por favor detente y aléjate de ahí ahora mismo. Si hay alguien herido o en peligro, llama al 911. Soy una IA y no puedo llamar por ti. Luego habla con alguien: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Sigue escribiéndome.",
  },
  "violent-home": {
    version: 2,
    second: "apart",
    third: "apart-for-now",
    en: "I'm listening. Nobody should get hurt, you included: please go somewhere apart for now. If anyone is in danger, call 911. To talk, any hour: 1-800-799-7233; about a child, 1-800-422-4453; or call or text 988, https://988lifeline.org. I'm an AI and can't call for you.",
    es: "Te escucho. Nadie debe salir lastimado, tú tampoco: por ahora, busca un lugar aparte. Si alguien corre peligro, llama al 911. Para hablar: 1-800-799-7233; por un niño, 1-800-422-4453; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org",
  },
  partner: {
    version: 2,
    second: "private-channel",
    third: "safe-plan",
    en: "I'm here and listening. Is it safe to text about this? If not, just delete it. To talk to someone, any hour: 1-800-799-7233 or text START to 88788; or call or text 988, https://988lifeline.org. In danger? Call 911. None of this is your fault.",
    es: "Aquí estoy, te escucho. ¿Es seguro escribir sobre esto? Si no, bórralo. Para hablar, a cualquier hora: 1-800-799-7233. O llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿Corres peligro? Llama al 911. Nada de esto es tu culpa.",
  },
  abuse: {
    version: 2,
    second: "private-channel",
    third: "safe-plan",
    en: "I'm here and listening. Is it safe to text about this? If not, just delete it. To talk: 1-800-799-7233 or text START to 88788; for an older adult, 1-800-677-1116; or call or text 988, https://988lifeline.org. In danger? Call 911. None of this is your fault.",
    es: "Aquí estoy, te escucho. ¿Es seguro escribir sobre esto? Si no, bórralo. Para hablar: 1-800-799-7233; para una persona mayor, 1-800-677-1116; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿Peligro? Llama al 911. No es tu culpa.",
  },
  "abuse-imminent": {
    version: 1,
    second: "emergency-quiet",
    third: "other-people",
    en: "Please call 911 now if you can, or get to where other people are. I'm an AI and can't call for you. When it's safe to talk or text: 1-800-799-7233 or text START to 88788; or call or text 988, https://988lifeline.org. If it's not safe to text, delete this.",
    es: "Por favor llama al 911 si puedes, o ve a donde haya gente. Soy una IA y no puedo llamar por ti. Cuando sea seguro: 1-800-799-7233; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Si no es seguro escribir, borra esto.",
  },
  child: {
    version: 2,
    second: "young-channel",
    third: "safe-grown-up",
    en: "I'm here and listening. Is it safe to text about this? If not, just delete it. People who know what to do: 1-800-422-4453; or call or text 988, or chat https://988lifeline.org. In danger right now? Call 911. None of this is your fault.",
    es: "Aquí estoy, te escucho. ¿Es seguro escribir sobre esto? Si no, bórralo. Ahí saben qué hacer: 1-800-422-4453; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿Corres peligro ahora? Llama al 911. Nada de esto es tu culpa.",
  },
  "sexual-assault": {
    version: 2,
    second: "private-chat",
    third: "with-you",
    en: "I'm here. Is it safe to text about this? If not, just delete it. I believe you, it is not your fault, and what happens next is yours to decide. To talk: 1-800-656-4673 or text HOPE to 64673; or call or text 988, https://988lifeline.org. Hurt or in danger? Call 911.",
    es: "Aquí estoy. ¿Es seguro escribir sobre esto? Si no, bórralo. Te creo, no es tu culpa y tú decides qué sigue. Para hablar: 1-800-656-4673; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿Tienes heridas o corres peligro? Llama al 911.",
  },
  "someone-else": {
    version: 2,
    second: "for-the-helper",
    third: "more-helpers",
    en: "Thank you for looking out for them. Ask plainly: are you thinking about ending your life? Listen, stay with them, and call or text 988 together, or chat https://988lifeline.org. It is for you too. If they're in danger now, call 911. Are you with them?",
    es: "Gracias por cuidar a esa persona. Pregúntale sin rodeos si piensa en quitarse la vida, escucha y acompáñala. Juntos: llamen al 988 y opriman 2, o manden AYUDA al 988, https://988lifeline.org. También es para ti. ¿Corre peligro ahora? Llama al 911.",
  },
  "someone-else-imminent": {
    version: 1,
    second: "emergency-helper",
    third: "nearest-to-them",
    en: "Please call 911 now and say where they are. I'm an AI and can't call for you. If it's safe, stay with them or keep them on the phone. 988 helps you help them: call or text 988, or chat https://988lifeline.org. Keep texting me.",
    es: "Por favor llama al 911 ahora y di dónde está. Soy una IA y no puedo llamar por ti. Si es seguro, quédate a su lado o al teléfono. El 988 te ayuda a ayudar: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Sigue escribiéndome.",
  },
  "overdose-someone-else": {
    version: 2,
    second: "emergency-poison",
    third: "nearest-person",
    en: "Please call 911 now, even if they seem okay. Poison Control can also say what to do: 1-800-222-1222. I'm an AI and can't call for you. Stay with them and do what the dispatcher says. For them or for you: call or text 988, https://988lifeline.org.",
    es: "Por favor llama al 911 ahora, aunque parezca estar bien. Poison Control también te dice qué hacer: 1-800-222-1222. Soy una IA y no puedo llamar por ti. Quédate a su lado. Para hablar: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org",
  },
  "violence-someone-else": {
    version: 2,
    second: "for-the-helper",
    third: "who-else",
    en: "Thank you for saying something. If anyone could be in danger, call 911 now, and keep your distance; please don't try to stop it alone. I'm an AI and can't call for you. To think it through with a person: call or text 988, or chat https://988lifeline.org.",
    es: "Gracias por decirlo. Si alguien puede correr peligro, llama al 911 ahora y toma distancia; no intentes detenerlo por tu cuenta. Soy una IA y no puedo llamar por ti. Para hablarlo: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org",
  },
  "child-someone-else": {
    version: 2,
    second: "for-the-child",
    third: "who-else-child",
    en: "Thank you for looking out for them. If the child is in danger now, call 911. Childhelp can say what to do next: 1-800-422-4453. I'm an AI and can't call for you. For you or for them: call or text 988, or chat https://988lifeline.org. Are they safe at this moment?",
    es: "Gracias por preocuparte. Si el niño corre peligro ahora, llama al 911. Childhelp te dice qué hacer: 1-800-422-4453. Soy una IA y no puedo llamar por ti. También para ti: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org",
  },
  "abuse-someone-else": {
    version: 2,
    second: "beside-them",
    third: "whom-they-trust",
    en: "Thank you for looking out for them. Listen, believe them, and let them judge what is safe. To ask what to do: 1-800-799-7233; about an older adult, 1-800-677-1116. For them or you: call or text 988, https://988lifeline.org. If they're in danger now, call 911.",
    es: "Gracias por cuidar a esa persona. Escucha, créele y deja que decida qué es seguro. Para saber qué hacer: 1-800-799-7233; si es mayor, 1-800-677-1116. Para hablar: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿Peligro ahora? 911.",
  },
};

/** When it goes on: another way to reach a person, and plainly what an AI cannot do. */
export const SECOND_STEPS = {
  texting: {
    version: 2,
    en: "If talking feels like too much, you can text a person: send HOME to 741741 (Crisis Text Line). Or call or text 988, or chat https://988lifeline.org. I'm an AI and can't call anyone for you; a person there can stay with you in a way I can't. In danger? Call 911.",
    es: "Si hablar es demasiado, puedes escribirle a una persona: manda AYUDA por texto al 988, o usa https://988lifeline.org. O llama al 988 y oprime 2. Soy una IA y no puedo llamar a nadie por ti; ahí alguien puede acompañarte como yo no puedo. ¿Peligro? Llama al 911.",
  },
  "texting-body": {
    version: 1,
    en: "If talking is too much, you can text a person about this: HOME to 741741 (Crisis Text Line). Or call or text 988, or chat https://988lifeline.org. I'm an AI and can't call anyone for you. If you faint, your chest hurts or your heart races, please call 911.",
    es: "Si hablar es demasiado, puedes escribirle a una persona: manda AYUDA por texto al 988, o usa https://988lifeline.org. O llama al 988 y oprime 2. Soy una IA y no puedo llamar por ti. Si te desmayas o te duele el pecho, por favor llama al 911.",
  },
  emergency: {
    version: 2,
    en: "I'm worried about you. Please call 911 or go to an emergency room now, or ask someone near you to make the call; I'm an AI and can't. You can also call or text 988, chat https://988lifeline.org, or text HOME to 741741. Tell me where you can go.",
    es: "Me preocupas. Por favor llama al 911 o ve a una sala de emergencias ya, o pídele a alguien cerca que llame; soy una IA y no puedo. También: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Dime a dónde puedes ir.",
  },
  "emergency-poison": {
    version: 2,
    en: "Please don't wait to see how it goes: call 911, or ask anyone near to call. I'm an AI and can't. Poison Control is at 1-800-222-1222. To have a person with you meanwhile: call or text 988, or chat https://988lifeline.org. Is anyone there?",
    es: "Por favor no esperes a ver qué pasa: llama al 911, o pídele a alguien que llame; soy una IA y no puedo. Poison Control: 1-800-222-1222. Mientras tanto: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿Hay alguien contigo?",
  },
  "emergency-apart": {
    version: 1,
    en: "Please go somewhere apart from them first. If anyone is hurt or could be, call 911; I'm an AI and can't. A person can stay with you until this eases: call or text 988, chat https://988lifeline.org, or text HOME to 741741. Tell me when you're somewhere else.",
    es: "Por favor vete primero a otro lugar. Si hay alguien herido o en peligro, llama al 911; soy una IA y no puedo. Una persona puede acompañarte hasta que esto baje: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Avísame cuando estés lejos.",
  },
  "emergency-quiet": {
    version: 1,
    en: "If you can do it safely, call 911 now, or get to where other people are; I'm an AI and can't call. Someone to text or talk to when it's quiet: START to 88788, or 1-800-799-7233; or call or text 988, https://988lifeline.org. If it's not safe to text, delete this.",
    es: "Si puedes sin riesgo, llama al 911 ya, o ve a donde haya gente; soy una IA y no puedo llamar. Cuando haya calma: www.thehotline.org, 1-800-799-7233; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Si no es seguro escribir, borra esto.",
  },
  "emergency-helper": {
    version: 1,
    en: "Please don't wait: call 911 and say where they are; I'm an AI and can't. Until somebody is with them, stay or keep them on the phone if it's safe for you. For what to say: call or text 988, chat https://988lifeline.org, or text HOME to 741741. Where are they now?",
    es: "Por favor no esperes: llama al 911 y di dónde está; soy una IA y no puedo. Hasta que llegue alguien, quédate a su lado o al teléfono, si es seguro para ti. Qué decirle: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿Dónde está ahora?",
  },
  "texting-anger": {
    version: 2,
    en: "You can text a person about this, and about anger too: HOME to 741741 (Crisis Text Line). Or call or text 988, or chat https://988lifeline.org. I'm an AI and can't call anyone for you; a person can stay with you until this eases. If someone could get hurt, call 911.",
    es: "También puedes hablar del enojo: manda AYUDA por texto al 988, usa https://988lifeline.org, o llama al 988 y oprime 2. Soy una IA y no puedo llamar a nadie por ti; una persona puede acompañarte hasta que baje. Si alguien puede salir lastimado, llama al 911.",
  },
  apart: {
    version: 1,
    en: "Nobody should get hurt, you included: please stay apart for now. If anyone is in danger, call 911; I'm an AI and can't. To talk: 1-800-799-7233 or www.thehotline.org; about a child, 1-800-422-4453; or call or text 988, or chat https://988lifeline.org.",
    es: "Nadie debe salir lastimado, tú tampoco: quédate aparte por ahora. Si alguien corre peligro, llama al 911; soy una IA y no puedo. Para hablar: 1-800-799-7233; por un niño, 1-800-422-4453; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org",
  },
  "private-channel": {
    version: 2,
    en: "Is it safe to text right now? From a phone nobody else looks at: www.thehotline.org, or text START to 88788; teens and young adults, LOVEIS to 22522. Or call or text 988, https://988lifeline.org. I'm an AI and can't call anyone for you. In danger? Call 911.",
    es: "¿Es seguro escribir ahora? Desde un teléfono que nadie más revise: www.thehotline.org o 1-800-799-7233. O llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Soy una IA y no puedo llamar por ti. ¿Corres peligro? Llama al 911.",
  },
  "young-channel": {
    version: 1,
    en: "Is it safe to text right now? If it's easier to write: text HOME to 741741, or call or text 988, or chat https://988lifeline.org. By phone: 1-800-422-4453. A phone nobody else looks at is best. I'm an AI and can't call anyone for you. In danger? Call 911.",
    es: "¿Es seguro escribir ahora? Si escribir es más fácil: manda AYUDA al 988, o usa https://988lifeline.org. Por teléfono: 1-800-422-4453, o llama al 988 y oprime 2. Mejor desde uno que nadie más revise. Soy una IA y no puedo llamar por ti. ¿Peligro? Llama al 911.",
  },
  "private-chat": {
    version: 1,
    en: "If saying it aloud is too much, you can write to someone trained for this: hotline.rainn.org, or text HOPE to 64673. Or call or text 988, or chat https://988lifeline.org. I'm an AI and can't call anyone for you. If you're hurt or in danger, call 911.",
    es: "Si decirlo en voz alta es demasiado, puedes escribir: hotline.rainn.org, o manda AYUDA por texto al 988, https://988lifeline.org. O llama al 988 y oprime 2. Soy una IA y no puedo llamar a nadie por ti. Si tienes heridas o corres peligro, llama al 911.",
  },
  "for-the-helper": {
    version: 2,
    en: "This is a lot to carry, and you don't have to do it alone. For you, too: text HOME to 741741, or call or text 988, https://988lifeline.org, and ask how to help them. I'm an AI and can't call anyone for you or for them. If anyone is in danger, call 911.",
    es: "Es mucho para cargarlo a solas, y no tienes que hacerlo. También para ti: manda AYUDA por texto al 988, usa https://988lifeline.org o llama al 988 y oprime 2, y pregunta cómo ayudar. Soy una IA y no puedo llamar a nadie. Si alguien corre peligro, llama al 911.",
  },
  "for-the-child": {
    version: 1,
    en: "This is a lot to carry alone. What to do for the child, and whom to tell: Childhelp, 1-800-422-4453. For you, too: text HOME to 741741, or call or text 988, https://988lifeline.org. I'm an AI and can't call anyone for you or for them. If a child is in danger, call 911.",
    es: "Es mucho para cargarlo a solas. Qué hacer por el niño y a quién avisar: Childhelp, 1-800-422-4453. También para ti: manda AYUDA al 988, usa https://988lifeline.org o llama al 988 y oprime 2. Soy una IA y no puedo llamar. Si el niño corre peligro, llama al 911.",
  },
  "beside-them": {
    version: 1,
    en: "This is a lot to carry alone. How to stand by them: 1-800-799-7233, or text START to 88788; about an older adult, 1-800-677-1116. For you, too: call or text 988, https://988lifeline.org. I'm an AI and can't call anyone for you or for them. In danger? Call 911.",
    es: "Es mucho para cargarlo a solas. Cómo acompañar a esa persona: 1-800-799-7233; si es mayor, 1-800-677-1116. También para ti: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Soy una IA y no puedo llamar por nadie. ¿Peligro? Llama al 911.",
  },
  veterans: {
    version: 1,
    en: "If you served, there are people for you who know that life: call 988 and press 1, or text 838255 (Veterans Crisis Line, 24/7). Anyone can call or text 988, or chat https://988lifeline.org. I'm an AI and can't call anyone for you. In danger? Call 911.",
    es: "Si serviste, hay gente que conoce esa vida: llama al 988 y oprime 1, o escribe al 838255 (Veterans Crisis Line). En español: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Soy una IA y no puedo llamar por ti. ¿En peligro? Llama al 911.",
  },
  "lgbtq-youth": {
    version: 1,
    en: "People who get it: The Trevor Project, if you're young, 1-866-488-7386 or text START to 678-678; Trans Lifeline, 1-877-565-8860 (not all hours). Or call or text 988, https://988lifeline.org. I'm an AI and can't call anyone for you. In danger? Call 911.",
    es: "Gente que entiende: The Trevor Project, si eres joven, 1-866-488-7386; Trans Lifeline, 1-877-565-8860 (no a toda hora). O llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Soy una IA y no puedo llamar por ti. ¿En peligro? Llama al 911.",
  },
} as const satisfies Readonly<Record<string, Wording>>;

/** After that: somebody near them, and the next small step (Stanley-Brown: people to ask, then a safer place). */
export const THIRD_STEPS = {
  "trusted-person": {
    version: 2,
    en: `Who could be with you now, or on the phone: a friend, family, a neighbor? You could send them just this: "I'm not okay, can you stay with me?" If nobody comes to mind, call or text 988 and let them be that person. In danger? Call 911. Who is closest to you?`,
    es: "¿Quién podría acompañarte ahora, o por teléfono: una amistad, tu familia, un vecino? Puedes mandarle solo esto: No estoy bien, ¿te quedas conmigo? Si no se te ocurre nadie, llama al 988 y oprime 2. ¿Corres peligro? Llama al 911. ¿A quién tienes más cerca?",
  },
  "not-alone": {
    version: 2,
    en: "Please go where other people are: a neighbor, a shop, an emergency room. Ask one person to stay with you, and leave behind anything that could hurt you. You can stay on the line with 988 while you go. If you can't keep safe, call 911. Who is nearest to you?",
    es: "Por favor ve a donde haya gente: con un vecino, a una tienda, a emergencias. Pídele a alguien que se quede contigo y deja atrás lo que pueda hacerte daño. El 988 (oprime 2) puede seguir en la línea. Si no estás a salvo, llama al 911. ¿Quién está cerca?",
  },
  "nearest-person": {
    version: 2,
    en: "Who is nearest: someone in the house, a neighbor? Please ask them to come, and to make the call. 911 now if anything gets worse or you are unsure; Poison Control is at 1-800-222-1222, and call or text 988 to talk. I'm an AI and can't call anyone.",
    es: "¿Quién está más cerca: alguien en casa, un vecino? Pídele que venga y que haga la llamada. Al 911 ya, si algo empeora o hay duda; Poison Control: 1-800-222-1222; y para hablar, el 988 (oprime 2). Soy una IA y no puedo llamar.",
  },
  "next-hour": {
    version: 2,
    en: "Let's look at the next hour only, one small step. What has helped you through a moment like this before, even a little? And who could sit with you or stay on the phone? You can call or text 988 about exactly this. If you're badly hurt or in danger, call 911.",
    es: "Pensemos solo en la próxima hora, en un paso pequeño. ¿Qué te ha ayudado antes en un momento así, aunque sea un poco? ¿Y quién podría acompañarte? Puedes hablar de esto con el 988 (oprime 2). Si la herida es grave o corres peligro, llama al 911.",
  },
  "next-hour-body": {
    version: 1,
    en: "Let's look at the next hour only, one small step. What has helped you through a moment like this before, even a little? And who could sit with you or stay on the phone? You can call or text 988 about exactly this. If you faint or your chest hurts, call 911.",
    es: "Pensemos solo en la próxima hora, en un paso pequeño. ¿Qué te ha ayudado antes en un momento así, aunque sea un poco? ¿Y quién podría acompañarte? Puedes hablar de esto con el 988 (oprime 2). Si te desmayas o te duele el pecho, llama al 911.",
  },
  "cool-down": {
    version: 2,
    en: "If anyone is in danger, call 911 first. Is there someone you trust who could be with you, somewhere else, until this passes? If anything around could hurt a person, ask them to keep it away for now. You can call or text 988 to talk it through.",
    es: "Si alguien corre peligro, llama primero al 911. ¿Hay alguien de confianza que pueda estar contigo, en otro lugar, hasta que pase? Si hay algo cerca que pueda lastimar a alguien, pídele que lo guarde por ahora. Puedes hablarlo con el 988 (oprime 2).",
  },
  "apart-for-now": {
    version: 1,
    en: "If anyone is in danger, call 911 first. Is there a person you trust, or a place apart, for you until this passes? To think it through: 1-800-799-7233; about a child, 1-800-422-4453; or call or text 988. Nobody should get hurt, you included.",
    es: "Si alguien corre peligro, llama primero al 911. ¿Hay alguien de confianza, o un lugar aparte, para ti hasta que pase? Para pensarlo con alguien: 1-800-799-7233; por un niño, 1-800-422-4453; o el 988 (oprime 2). Nadie debe salir lastimado, tú tampoco.",
  },
  "safe-plan": {
    version: 2,
    en: "You know best what is safe. Is there one person you trust, or a place you could go if you need to? Some people agree on a word that means: call for me. 1-800-799-7233 can think it through with you, and 988 is there any hour. In danger? Call 911.",
    es: "Tú sabes mejor qué es seguro. ¿Hay una persona de confianza, o un lugar a donde ir si hace falta? Pueden acordar una palabra que signifique: llama por mí. En el 1-800-799-7233 lo piensan contigo, y el 988 atiende las 24 horas. ¿Corres peligro? Llama al 911.",
  },
  "other-people": {
    version: 1,
    en: "Call 911 if you can do it safely. Where are other people near you: a neighbor, a shop? You know best what is safe, and when. I'm an AI and can't call anyone. 1-800-799-7233 can think it through with you, and 988 is there any hour. If it's not safe to text, delete this.",
    es: "Llama al 911 si puedes sin riesgo. ¿Dónde hay gente cerca: un vecino, una tienda? Tú sabes mejor qué es seguro, y cuándo. Soy una IA y no puedo llamar. En el 1-800-799-7233 lo piensan contigo, y el 988 atiende las 24 horas. Si no es seguro escribir, borra esto.",
  },
  "safe-grown-up": {
    version: 2,
    en: `Is there a grown-up who feels safe: a teacher, a school nurse, a relative, a friend's parent? These words are enough: "Something is wrong and I need help." If one doesn't listen, tell another. To talk: 1-800-422-4453, or 988. In danger? Call 911.`,
    es: "¿Hay una persona adulta que te dé confianza: en la escuela, en la familia, los papás de una amistad? Basta con decirle: algo anda mal y necesito ayuda. Si una no te escucha, díselo a otra. Para hablar: 1-800-422-4453, o el 988. ¿Corres peligro? Llama al 911.",
  },
  "with-you": {
    version: 2,
    en: "Is there one person you trust who could be with you, or go with you to a doctor if you want that? You set the pace, and you decide whom to tell. 1-800-656-4673 can think it through with you, and 988 is there any hour. In danger? Call 911.",
    es: "¿Hay una persona de confianza que pueda estar contigo, o acompañarte al médico si quieres? Ve a tu ritmo; tú decides a quién contárselo. En el 1-800-656-4673 lo piensan contigo, y el 988 atiende las 24 horas. ¿Corres peligro? Llama al 911.",
  },
  "more-helpers": {
    version: 2,
    en: "Who else could share this with you: a friend of theirs, family, a teacher, a doctor? You can take turns being there. Asking them directly does not put the idea in their head. Your limits count too: call or text 988 for yourself. If it's an emergency, call 911.",
    es: "¿Quién más puede ayudarte: una amistad, la familia, alguien de la escuela, un médico? Pueden turnarse. Preguntar con claridad no le mete la idea en la cabeza. Tus límites también cuentan: el 988 (oprime 2) es también para ti. Si es una emergencia, llama al 911.",
  },
  "nearest-to-them": {
    version: 1,
    en: "If nobody has yet, please call 911 now and say where they are; I'm an AI and can't. Who is nearest to them: a neighbor, family, a roommate? Ask that person to go, if it's safe. 988 can tell you what to say meanwhile: call or text 988. Are they answering you?",
    es: "Si nadie ha llamado, por favor llama al 911 ya y di dónde está; soy una IA y no puedo. ¿Quién está más cerca: un vecino, familia? Pídele que vaya, si es seguro. Mientras tanto, el 988 (oprime 2) te dice cómo hablarle. ¿Te contesta?",
  },
  "who-else": {
    version: 2,
    en: "You don't have to carry this by yourself. Who else is safe to tell: a relative, a teacher, a doctor? Stay safe too, and leave stepping in to people trained for it: call or text 988 any hour, and 911 if anyone is in danger. Who comes to mind?",
    es: "No tienes que cargar con esto a solas. ¿A quién más puedes contárselo sin riesgo: a un familiar, en la escuela, a un médico? Cuídate también, y deja que intervenga gente preparada: el 988 (oprime 2) a cualquier hora, y el 911 si alguien corre peligro.",
  },
  "who-else-child": {
    version: 1,
    en: "You don't have to carry this by yourself. Who else is safe to tell: a relative, a teacher, a doctor? Childhelp, 1-800-422-4453, can think it through with you, and 988 is there for you any hour. If a child is in danger, call 911. Who comes to mind?",
    es: "No tienes que cargar con esto a solas. ¿A quién más puedes contárselo sin riesgo: a un familiar, en la escuela, a un médico? En Childhelp, 1-800-422-4453, lo piensan contigo, y el 988 atiende las 24 horas. Si un niño corre peligro, llama al 911.",
  },
  "whom-they-trust": {
    version: 1,
    en: "You don't have to carry this by yourself. Whom do they trust, and what do they say would be safe? Let them set the pace. 1-800-799-7233 can think it through with you, about an older adult 1-800-677-1116, and 988 is there any hour. In danger? Call 911.",
    es: "No tienes que cargar con esto a solas. ¿En quién confía esa persona, y qué le parece seguro? Que vaya a su ritmo. En el 1-800-799-7233 lo piensan contigo; si es mayor, 1-800-677-1116; y el 988 atiende las 24 horas. ¿Peligro? Llama al 911.",
  },
} as const satisfies Readonly<Record<string, Wording>>;

/** What else is said in fixed words around a crisis. */
export const CARE_TEXTS = {
  /** One line behind a caring reply; a referral, so it names all four. */
  "care-line": {
    version: 2,
    en: "If it gets too heavy: call or text 988, or chat https://988lifeline.org, any hour. Emergency: 911.",
    es: "Si se hace muy pesado: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org, a toda hora. Emergencia: 911.",
  },
  /** No model is at hand: the one direct question, which pulls for neither answer. */
  "soft-check-in": {
    version: 2,
    en: "That sounds heavy, and I'm glad you told me. Can I ask you directly: are you having thoughts of ending your life, or of hurting yourself? Whatever the answer is, you can say it here. A person is there any hour: call or text 988, or chat https://988lifeline.org. Emergency: 911.",
    es: "Eso suena muy pesado; gracias por decírmelo. Te pregunto directamente: ¿piensas en quitarte la vida o en hacerte daño? Sea cual sea la respuesta, dila aquí. A toda hora: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Emergencia: 911.",
  },
  /** Instead of it where nobody knows yet what it is, or where it is anger: nothing is assumed. */
  "gentle-check-in": {
    version: 1,
    en: "I'm here, and I'd like to hear more, at your own pace. How are things with you right now? If you ever want to talk to a person: call or text 988, or chat https://988lifeline.org, any hour. Emergency: 911.",
    es: "Aquí estoy, y quiero escucharte, a tu ritmo. ¿Cómo estás en este momento? Si quieres hablar con una persona: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org, a cualquier hora. Emergencia: 911.",
  },
  /** Instead of it where somebody who does harm may read along: names nothing, asks nothing that needs an answer. */
  "quiet-check-in": {
    version: 1,
    en: "I'm here and listening. Is this a good time to text? If not, just leave it, or delete this. Any hour you'd like to talk to someone: 1-800-799-7233; or call or text 988, or chat https://988lifeline.org. Emergency: 911.",
    es: "Aquí estoy, te escucho. ¿Es buen momento para escribir? Si no, déjalo así o borra esto. Si quieres hablar con alguien, a cualquier hora: 1-800-799-7233; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Emergencia: 911.",
  },
  /** The model is out, or what it said was held back. */
  staying: {
    version: 1,
    en: "I'm still here, and I'm having trouble finding the right words, so plainly: please let a person be with you in this. Call or text 988, or chat https://988lifeline.org. In danger? Call 911. You can keep texting me.",
    es: "Sigo aquí, y me cuesta encontrar las palabras, así que sin rodeos: por favor deja que una persona te acompañe. Llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿En peligro? Llama al 911. Puedes seguir escribiéndome.",
  },
  /** Asked before a hold may end; asks for words, since a bare yes or no would answer neither half. */
  "safety-question": {
    version: 2,
    en: "Before we go on, how is it now: are you safe, or is the danger, or are the thoughts, still there? Tell me in your own words. Any hour: call or text 988. Emergency: 911.",
    es: "Antes de continuar, ¿cómo sigues: estás a salvo, o todavía están el peligro o los pensamientos? Dímelo con tus palabras. A toda hora: 988 (oprime 2). Emergencia: 911.",
  },
  /** The same of abuse and violence, fit to be read by anybody; pulls for neither answer and asks of no thoughts. */
  "safety-question-quiet": {
    version: 1,
    en: "Before we go on, and only if it's a good time to text: is everyone safe now, you too, or not yet? Tell me in your own words. Any hour: call or text 988. Emergency: 911.",
    es: "Antes de continuar, y solo si es buen momento para escribir: ¿están todos a salvo ahora, también tú, o todavía no? Dímelo con tus palabras. A toda hora: 988 (oprime 2). Emergencia: 911.",
  },
  released: {
    version: 2,
    en: "I'm really glad to hear that, and thank you for telling me. If it gets heavy again: call or text 988, any hour. Would you like one text from me tomorrow, to see how you are? Reply YES if so.",
    es: "Me alegra mucho, y gracias por decírmelo. Si se vuelve a poner difícil: llama al 988 y oprime 2, a cualquier hora. ¿Quieres un mensaje mío mañana, para saber cómo sigues? Responde SÍ.",
  },
  /** Read on a lock screen by whoever sees it, so it says nothing of why. */
  "follow-up": {
    version: 1,
    en: "Hi, it's Jules with the hello you asked for. How is your day going? No rush to answer.",
    es: "Hola, soy Jules, con el saludo que me pediste. ¿Cómo va tu día? Responde cuando quieras.",
  },
} as const satisfies Readonly<Record<string, Wording>>;
