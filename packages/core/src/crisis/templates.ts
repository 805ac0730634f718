/**
 * The words of every fixed reply in a crisis: pure data, so that the public page shows what runs. Who changes a word
 * raises that template's version and PROTOCOL_VERSION; a test holds the two together.
 *
 * Every first and second step names 988 by call, by text and by link, and 911 (N.Y. Gen. Bus. Law 1701, Cal. B&P
 * 22602(b), Ore. SB 1546, which also asks for a different step when it goes on); every third names 988 and 911. English
 * keeps to GSM-7 and two segments; Spanish keeps its accents, so UCS-2, and four. No method, no promise, no blame
 * (reportingonsuicide.org). What may be read over a shoulder says nothing of what was told, least of all at its beginning.
 */

/** Of the whole protocol: templates, resources, and which of them is said when. */
export const PROTOCOL_VERSION = 2;

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
    version: 1,
    second: "texting",
    third: "trusted-person",
    en: "I'm really glad you told me. Please let a person help you with this: call or text 988, or chat https://988lifeline.org (free, 24/7). If you're in immediate danger, call 911. I'm still here. Are you safe right now?",
    es: "Me alegra que me lo digas. Por favor habla con una persona: llama al 988 y oprime 2, o manda AYUDA por texto al 988, https://988lifeline.org (gratis, 24/7). ¿En peligro ahora? Llama al 911. Sigo aquí. ¿Estás a salvo en este momento?",
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
    version: 1,
    second: "texting",
    third: "next-hour",
    en: "Thank you for telling me, that took courage. Please reach a person: call or text 988, or chat https://988lifeline.org (free, 24/7). If you're badly hurt, call 911. I'm still here. Do you need care for anything right now?",
    es: "Gracias por contármelo, hace falta valor. Por favor habla con una persona: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org (gratis, 24/7). Si la herida es grave, llama al 911. Sigo aquí. ¿Necesitas atención ahora?",
  },
  "eating-disorder": {
    version: 1,
    second: "texting",
    third: "next-hour",
    en: "Thank you for trusting me with that. It's hard to carry alone, and help works for this. To talk to a person, call or text 988, or chat https://988lifeline.org (free, 24/7). If you faint, your chest hurts or you're in danger, call 911. How are you feeling right now?",
    es: "Gracias por confiármelo. Es mucho para una sola persona, y la ayuda funciona. Llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org (gratis, 24/7). Si te desmayas o te duele el pecho, llama al 911. ¿Cómo te sientes ahora?",
  },
  violence: {
    version: 1,
    second: "texting-anger",
    third: "cool-down",
    en: "That sounds really heavy. Before anything happens, please put some distance between you and them, and talk to a person: call or text 988, or chat https://988lifeline.org (free, 24/7). If anyone is in danger, call 911. I'm still here.",
    es: "Eso suena muy duro. Antes de que pase algo, pon distancia y habla con una persona: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org (gratis, 24/7). Si alguien corre peligro, llama al 911. Sigo aquí.",
  },
  "violence-imminent": {
    version: 1,
    second: "texting-anger",
    third: "cool-down",
    en: "Please stop here and get away from them right now. If anyone is hurt or in danger, call 911. I'm an AI and can't call for you. Then let a person help you through this: call or text 988, or chat https://988lifeline.org. Keep texting me.",
    es: "Por favor detente y aléjate de ahí ahora mismo. Si alguien está herido o en peligro, llama al 911. Soy una IA y no puedo llamar por ti. Luego habla con alguien: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Sigue escribiéndome.",
  },
  "violent-home": {
    version: 1,
    second: "texting-anger",
    third: "cool-down",
    en: "I'm listening. Nobody should get hurt, you included: please go somewhere apart for now. If anyone is in danger, call 911. To talk, any hour: 1-800-799-7233; about a child, 1-800-422-4453; or call or text 988, https://988lifeline.org. I'm an AI and can't call for you.",
    es: "Te escucho. Nadie debe salir herido, tampoco tú: sepárense por ahora. Si alguien corre peligro, llama al 911. Para hablar: 1-800-799-7233; sobre un niño, 1-800-422-4453; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org",
  },
  partner: {
    version: 1,
    second: "private-channel",
    third: "safe-plan",
    en: "I'm here and listening. Is it safe to text about this? If not, just delete it. To talk to someone, any hour: 1-800-799-7233 or text START to 88788; or call or text 988, https://988lifeline.org. In danger? Call 911. None of this is your fault.",
    es: "Aquí estoy, te escucho. ¿Es seguro escribir de esto? Si no, bórralo. Para hablar, a toda hora: 1-800-799-7233. O llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿En peligro? Llama al 911. Nada de esto es culpa tuya.",
  },
  abuse: {
    version: 1,
    second: "private-channel",
    third: "safe-plan",
    en: "I'm here and listening. Is it safe to text about this? If not, just delete it. To talk: 1-800-799-7233 or text START to 88788; for an older adult, 1-800-677-1116; or call or text 988, https://988lifeline.org. In danger? Call 911. None of this is your fault.",
    es: "Aquí estoy, te escucho. ¿Es seguro escribir de esto? Si no, bórralo. Para hablar: 1-800-799-7233; para una persona mayor, 1-800-677-1116; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿En peligro? Llama al 911. No es culpa tuya.",
  },
  "abuse-imminent": {
    version: 1,
    second: "private-channel",
    third: "safe-plan",
    en: "Please call 911 now if you can, or get to where other people are. I'm an AI and can't call for you. When it's safe to talk or text: 1-800-799-7233 or text START to 88788; or call or text 988, https://988lifeline.org. If it's not safe to text, delete this.",
    es: "Por favor llama al 911 si puedes, o ve a donde haya gente. Soy una IA y no puedo llamar por ti. Cuando sea seguro: 1-800-799-7233; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Si no es seguro escribir, borra esto.",
  },
  child: {
    version: 1,
    second: "texting",
    third: "safe-grown-up",
    en: "I'm glad you told me, and I'm listening. Is it safe to text about this? People who know what to do: Childhelp, 1-800-422-4453; or call or text 988, or chat https://988lifeline.org. In danger right now? Call 911. It is not the child's fault, ever.",
    es: "Me alegra que me lo digas, te escucho. ¿Es seguro escribir de esto? Saben qué hacer: Childhelp, 1-800-422-4453; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿Peligro ahora? Llama al 911. Nunca es culpa del niño.",
  },
  "sexual-assault": {
    version: 1,
    second: "private-chat",
    third: "with-you",
    en: "I believe you, and it is not your fault. Is it safe to text about this? What happens next is yours to decide. RAINN: 1-800-656-4673 or text HOPE to 64673; or call or text 988, https://988lifeline.org. If you're hurt or in danger, call 911.",
    es: "Te creo, y no es tu culpa. ¿Es seguro escribir de esto? Tú decides qué sigue. RAINN: 1-800-656-4673; o llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Si tienes heridas o corres peligro, llama al 911.",
  },
  "someone-else": {
    version: 1,
    second: "for-the-helper",
    third: "more-helpers",
    en: "Thank you for looking out for them. Ask plainly: are you thinking about ending your life? Listen, stay with them, and call or text 988 together, or chat https://988lifeline.org. It is for you too. If they're in danger now, call 911. Are you with them?",
    es: "Gracias por cuidar a esa persona. Pregúntale sin rodeos si piensa en quitarse la vida, escucha y quédate. Juntos: llamen al 988 y opriman 2, o manden AYUDA al 988, https://988lifeline.org. También es para ti. ¿Peligro ahora? Llama al 911.",
  },
  "someone-else-imminent": {
    version: 1,
    second: "for-the-helper",
    third: "more-helpers",
    en: "Please call 911 now and say where they are. I'm an AI and can't call for you. If it's safe, stay with them or keep them on the phone. 988 helps you help them: call or text 988, or chat https://988lifeline.org. Keep texting me.",
    es: "Por favor llama al 911 ahora y di dónde está. Soy una IA y no puedo llamar por ti. Si es seguro, quédate a su lado o al teléfono. El 988 te ayuda a ayudar: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Sigue escribiéndome.",
  },
  "overdose-someone-else": {
    version: 1,
    second: "emergency-poison",
    third: "nearest-person",
    en: "Please call 911 now, even if they seem okay. Poison Control can also say what to do: 1-800-222-1222. I'm an AI and can't call for you. Stay with them and do what the dispatcher says. For them or for you: call or text 988, https://988lifeline.org.",
    es: "Por favor llama al 911 ahora, aunque parezca estar bien. Poison Control también dice qué hacer: 1-800-222-1222. Soy una IA y no puedo llamar por ti. Quédate a su lado. Para hablar: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org",
  },
  "violence-someone-else": {
    version: 1,
    second: "for-the-helper",
    third: "who-else",
    en: "Thank you for saying something. If anyone could be in danger, call 911 now, and keep your distance; please don't try to stop it alone. I'm an AI and can't call for you. To think it through with a person: call or text 988, or chat https://988lifeline.org.",
    es: "Gracias por decirlo. Si alguien puede correr peligro, llama al 911 ahora y mantén distancia; no intentes detenerlo por tu cuenta. Soy una IA y no puedo llamar por ti. Para hablarlo: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org",
  },
  "child-someone-else": {
    version: 1,
    second: "for-the-helper",
    third: "who-else",
    en: "Thank you for looking out for them. If the child is in danger now, call 911. Childhelp can say what to do next: 1-800-422-4453. I'm an AI and can't call for you. For you or for them: call or text 988, or chat https://988lifeline.org. Are they safe at this moment?",
    es: "Gracias por cuidar de ellos. Si el niño corre peligro ahora, llama al 911. Childhelp dice qué hacer: 1-800-422-4453. Soy una IA y no puedo llamar por ti. Para ti o para ellos: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org",
  },
  "abuse-someone-else": {
    version: 1,
    second: "for-the-helper",
    third: "who-else",
    en: "Thank you for looking out for them. Listen, believe them, and let them judge what is safe. To ask what to do: 1-800-799-7233; about an older adult, 1-800-677-1116. For them or you: call or text 988, https://988lifeline.org. If they're in danger now, call 911.",
    es: "Gracias por cuidar a esa persona. Escucha, cree, y deja que decida qué es seguro. Para saber qué hacer: 1-800-799-7233; si es mayor, 1-800-677-1116. Para hablar: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿Peligro ahora? 911.",
  },
};

/** When it goes on: another way to reach a person, and plainly what an AI cannot do. */
export const SECOND_STEPS = {
  texting: {
    version: 1,
    en: "If talking feels like too much, you can text a person: send HOME to 741741 (Crisis Text Line). Or call or text 988, or chat https://988lifeline.org. I'm an AI and can't call anyone for you; a person there can stay with you in a way I can't. In danger? Call 911.",
    es: "Si hablar es demasiado, puedes escribirle a una persona: manda AYUDA por texto al 988, o usa https://988lifeline.org. O llama al 988 y oprime 2. Soy una IA y no puedo llamar a nadie por ti; alguien ahí puede acompañarte como yo no puedo. ¿En peligro? Llama al 911.",
  },
  emergency: {
    version: 1,
    en: "I'm worried about you. Please call 911 or go to an emergency room now, or ask someone near you to make the call; I'm an AI and can't. You can also call or text 988, chat https://988lifeline.org, or text HOME to 741741. Tell me where you can go.",
    es: "Me preocupas. Por favor llama al 911 o ve a una sala de emergencias ya, o pide a alguien cerca que llame; soy una IA y no puedo. También: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Dime a dónde puedes ir.",
  },
  "emergency-poison": {
    version: 1,
    en: "Please don't wait to see how it goes: call 911, or ask anyone near to call. I'm an AI and can't. Poison Control is at 1-800-222-1222. To have a person with you meanwhile: call or text 988, or chat https://988lifeline.org. Is anyone there?",
    es: "Por favor no esperes a ver qué pasa: llama al 911, o pide a alguien que llame; soy una IA y no puedo. Poison Control: 1-800-222-1222. Mientras tanto: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿Hay alguien ahí?",
  },
  "texting-anger": {
    version: 1,
    en: "They listen to anger too: text HOME to 741741 (Crisis Text Line), or call or text 988, or chat https://988lifeline.org. I'm an AI and can't call anyone for you; a person can stay with you until this eases. If someone could get hurt, call 911.",
    es: "También escuchan el enojo: manda AYUDA por texto al 988, usa https://988lifeline.org, o llama al 988 y oprime 2. Soy una IA y no puedo llamar a nadie por ti; una persona puede acompañarte hasta que esto baje. Si alguien puede salir herido, llama al 911.",
  },
  "private-channel": {
    version: 1,
    en: "Is it still safe to text? From a phone nobody else looks at: www.thehotline.org, or text START to 88788; teens and young adults, LOVEIS to 22522. Or call or text 988, https://988lifeline.org. I'm an AI and can't call anyone for you. In danger? Call 911.",
    es: "¿Sigue siendo seguro escribir? Desde un teléfono que nadie más mire: www.thehotline.org o 1-800-799-7233. O llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Soy una IA y no puedo llamar por ti. ¿En peligro? Llama al 911.",
  },
  "private-chat": {
    version: 1,
    en: "If saying it aloud is too much, you can write to someone trained for this: hotline.rainn.org, or text HOPE to 64673. Or call or text 988, or chat https://988lifeline.org. I'm an AI and can't call anyone for you. If you're hurt or in danger, call 911.",
    es: "Si decirlo en voz alta es demasiado, puedes escribir: hotline.rainn.org, o manda AYUDA por texto al 988, https://988lifeline.org. O llama al 988 y oprime 2. Soy una IA y no puedo llamar a nadie por ti. Si tienes heridas o corres peligro, llama al 911.",
  },
  "for-the-helper": {
    version: 1,
    en: "This is a lot to carry, and you don't have to do it alone. For you, too: text HOME to 741741, or call or text 988, https://988lifeline.org, and ask how to help them. I'm an AI and can't call anyone for you or for them. If it turns urgent, call 911.",
    es: "Es mucho para llevarlo a solas, y no hace falta. También para ti: manda AYUDA por texto al 988, usa https://988lifeline.org o llama al 988 y oprime 2, y pregunta cómo ayudar. Soy una IA y no puedo llamar a nadie. Si se vuelve urgente, llama al 911.",
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
    version: 1,
    en: `Who could be with you now, or on the phone: a friend, family, a neighbor? You could send them just this: "I'm not okay, can you stay with me?" If nobody comes to mind, call or text 988 and let them be that person. In danger? Call 911. Who is closest to you?`,
    es: "¿Quién podría acompañarte ahora, o por teléfono: una amistad, familia, alguien de al lado? Puedes mandarle solo esto: No estoy bien, ¿te quedas conmigo? Si nadie te viene a la mente, llama al 988 y oprime 2. ¿En peligro? Llama al 911.",
  },
  "not-alone": {
    version: 1,
    en: "Please go where other people are: a neighbor, a shop, an emergency room. Ask one person to stay with you, and leave behind anything that could hurt you. 988 can stay on the line while you go. If you can't keep safe, call 911. Who is nearest to you?",
    es: "Por favor ve a donde haya gente: alguien de al lado, una tienda, emergencias. Pide a una persona que se quede contigo y deja atrás lo que pueda hacerte daño. El 988 (oprime 2) puede seguir en la línea. Si no estás a salvo, llama al 911. ¿Quién está más cerca?",
  },
  "nearest-person": {
    version: 1,
    en: "Who is nearest: someone in the house, a neighbor? Please ask them to come, and to make the call. 911 now if anything gets worse or you are unsure; Poison Control is at 1-800-222-1222, and 988 can stay on the line. I'm an AI and can't call anyone.",
    es: "¿Quién está más cerca: alguien en casa, alguien de al lado? Pídele que venga y que haga la llamada. El 911 ya, si algo empeora o hay duda; Poison Control: 1-800-222-1222; y el 988 (oprime 2) puede seguir en la línea. Soy una IA y no puedo llamar.",
  },
  "next-hour": {
    version: 1,
    en: "Let's look at the next hour only, one small step. What has helped you through a moment like this before, even a little? And who could sit with you or stay on the phone? You can call or text 988 about exactly this. If you're badly hurt or in danger, call 911.",
    es: "Miremos solo la próxima hora, un paso pequeño. ¿Qué te ha ayudado antes en un momento así, aunque sea un poco? ¿Y quién podría acompañarte? Puedes hablar de esto con el 988 (oprime 2). Si la herida es grave o corres peligro, llama al 911.",
  },
  "cool-down": {
    version: 1,
    en: "Is there someone you trust who could be with you, somewhere else, until this passes? If there is anything around that could hurt a person, ask them to keep it away for now. You can call or text 988 to talk it through. If anyone is in danger, call 911.",
    es: "¿Hay alguien de confianza que pueda estar contigo, en otro lugar, hasta que pase? Si hay algo que pueda herir a alguien, pídele que lo guarde por ahora. Puedes hablarlo con el 988 (oprime 2). Si alguien corre peligro, llama al 911.",
  },
  "safe-plan": {
    version: 1,
    en: "You know best what is safe. Is there one person you trust, or a place you could go if you need to? Some people agree on a word that means: call for me. 1-800-799-7233 can think it through with you, and 988 is there any hour. In danger? Call 911.",
    es: "Tú sabes mejor qué es seguro. ¿Hay una persona de confianza, o un lugar a donde ir si hace falta? Se puede acordar una palabra que signifique: llama por mí. 1-800-799-7233 lo piensa contigo, y el 988 está a toda hora. ¿En peligro? Llama al 911.",
  },
  "safe-grown-up": {
    version: 1,
    en: `Is there a grown-up who feels safe: a teacher, a school nurse, a relative, a friend's parent? These words are enough: "Something is wrong and I need help." If one doesn't listen, tell another. Childhelp: 1-800-422-4453, or 988. In danger? Call 911.`,
    es: "¿Hay una persona adulta que dé confianza: en la escuela, en la familia, los padres de una amistad? Basta decir: algo anda mal y necesito ayuda. Si una no escucha, dilo a otra. Childhelp: 1-800-422-4453, o el 988. ¿En peligro? Llama al 911.",
  },
  "with-you": {
    version: 1,
    en: "Is there one person you trust who could be with you, or go with you to a doctor if you want that? You set the pace, and you decide whom to tell. RAINN can think it through with you: 1-800-656-4673, and 988 is there any hour. In danger? Call 911.",
    es: "¿Hay una persona de confianza que pueda estar contigo, o acompañarte al médico si quieres? Tú pones el ritmo y decides a quién contarlo. RAINN puede pensarlo contigo: 1-800-656-4673, y el 988 está a toda hora. ¿En peligro? Llama al 911.",
  },
  "more-helpers": {
    version: 1,
    en: "Who else could share this with you: a friend of theirs, family, a teacher, a doctor? You can take turns being there. Asking them directly does not put the idea in their head. Your limits count too: call or text 988 for yourself. If it's an emergency, call 911.",
    es: "¿Quién más puede ayudarte: una amistad, familia, alguien de la escuela, un médico? Pueden turnarse. Preguntar con claridad no le mete la idea en la cabeza. Tus límites también cuentan: el 988 (oprime 2) es también para ti. Si es una emergencia, llama al 911.",
  },
  "who-else": {
    version: 1,
    en: "You don't have to carry this by yourself. Who else is safe to tell: a relative, a teacher, a doctor? Stay safe too, and leave stepping in to people trained for it: call or text 988 any hour, and 911 if anyone is in danger. Who comes to mind?",
    es: "No tienes que llevar esto a solas. ¿A quién más es seguro contárselo: familia, escuela, un médico? Cuídate también, y deja que intervenga gente preparada: el 988 (oprime 2) a toda hora, y el 911 si alguien corre peligro.",
  },
} as const satisfies Readonly<Record<string, Wording>>;

/** What else is said in fixed words around a crisis. */
export const CARE_TEXTS = {
  /** One line behind a caring reply; a referral, so it names all four. */
  "care-line": {
    version: 1,
    en: "If it gets too heavy: call or text 988, or chat https://988lifeline.org, any hour. Emergency: 911.",
    es: "Si pesa demasiado: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org, a toda hora. Emergencia: 911.",
  },
  /** No model is at hand: the one direct question, which pulls for neither answer. */
  "soft-check-in": {
    version: 1,
    en: "That sounds heavy, and I'm glad you told me. Can I ask you directly: are you having thoughts of ending your life, or of hurting yourself? Whatever the answer is, you can say it here. A person is there any hour: call or text 988, or chat https://988lifeline.org. Emergency: 911.",
    es: "Eso suena muy pesado, y me alegra que lo digas. Te pregunto directo: ¿piensas en quitarte la vida o en hacerte daño? Sea cual sea la respuesta, puedes decirla aquí. A toda hora: llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. Emergencia: 911.",
  },
  /** The model is out, or what it said was held back. */
  staying: {
    version: 1,
    en: "I'm still here, and I'm having trouble finding the right words, so plainly: please let a person be with you in this. Call or text 988, or chat https://988lifeline.org. In danger? Call 911. You can keep texting me.",
    es: "Sigo aquí, y me cuesta encontrar las palabras, así que sin rodeos: por favor deja que una persona te acompañe. Llama al 988 y oprime 2, o manda AYUDA al 988, https://988lifeline.org. ¿En peligro? Llama al 911. Puedes seguir escribiéndome.",
  },
  /** Asked before a hold may end; asks for words, since a bare yes or no would answer neither half. */
  "safety-question": {
    version: 1,
    en: "Before we go on, how is it now: are you safe, or is the danger, or are the thoughts, still there? Tell me in your own words. Any hour: call or text 988. Emergency: 911.",
    es: "Antes de seguir, ¿cómo va ahora: estás a salvo, o el peligro o los pensamientos siguen ahí? Dímelo con tus palabras. A toda hora: 988 (oprime 2). Emergencia: 911.",
  },
  released: {
    version: 1,
    en: "I'm really glad to hear that, and thank you for telling me. If it gets heavy again: call or text 988, any hour. Would you like one text from me tomorrow, to see how you are? Reply YES if so.",
    es: "Me alegra mucho, y gracias por decírmelo. Si vuelve a pesar: llama al 988 y oprime 2, a toda hora. ¿Quieres un mensaje mío mañana, para saber cómo vas? Responde SÍ.",
  },
  /** Read on a lock screen by whoever sees it, so it says nothing of why. */
  "follow-up": {
    version: 1,
    en: "Hi, it's Jules with the hello you asked for. How is your day going? No rush to answer.",
    es: "Hola, soy Jules, con el saludo que me pediste. ¿Cómo va tu día? Responde cuando quieras.",
  },
} as const satisfies Readonly<Record<string, Wording>>;
