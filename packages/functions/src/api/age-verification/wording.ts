import type { Section } from "@jules/core/safety";

/** The words of the pages behind a link to prove one's age. What somebody agrees to names the purpose, the data and how long they are kept (740 ILCS 14/15, RCW 19.373). */
export interface PageWording {
  readonly title: string;
  readonly summary: string;
  readonly skip: string;
  readonly otherLanguage: string;
  readonly what: Section;
  readonly kept: Section;
  readonly choice: Section;
  readonly agreement: string;
  readonly mustAgree: string;
  readonly go: string;
  readonly outcomes: Readonly<Record<"done" | "expired" | "not-needed" | "too-many" | "gone" | "failed", Outcome>>;
  readonly footer: string;
}

interface Outcome {
  readonly title: string;
  readonly words: string;
}

export const ENGLISH: PageWording = {
  title: "Show that you're an adult",
  summary: "Jules is for adults. Here you can show that you are 18 or older.",
  skip: "Skip to the content",
  otherLanguage: "En español",
  what: {
    id: "what",
    heading: "What happens",
    paragraphs: [],
    points: [
      "You go on to Veriff, a company that checks people's age for us.",
      "Veriff takes a selfie of you, or a picture of an ID document and a selfie.",
      "Veriff tells us your date of birth or how old you look. We work out whether you are 18, and forget the rest.",
      "Then we have everything about this check deleted at Veriff.",
    ],
  },
  kept: {
    id: "kept",
    heading: "What is kept",
    paragraphs: [
      "Only the result: whether you are an adult, how that was shown, the age that had to be reached, the number of the check, and when it was. It is used for nothing else.",
      "Not kept: your date of birth, your pictures, your document, a scan of your face. We never get the pictures.",
    ],
    points: [],
  },
  choice: {
    id: "choice",
    heading: "Your choice",
    paragraphs: [
      "You don't have to do this. If you don't, nothing is taken from you; Jules just can't chat with anybody who may be under 18. You can ask what is kept, or have it deleted, by texting us.",
    ],
    points: [],
  },
  agreement:
    "I agree that Veriff, for Jules, takes pictures of my face and of my document and makes a scan of my face from them (biometric data), only to find out whether I am 18 or older, and that they are deleted once that is known.",
  mustAgree: "To go on, please tick the box. If you don't agree, just close this page.",
  go: "Go on to Veriff",
  outcomes: {
    done: {
      title: "Thank you",
      words: "You can close this page and go back to your texts. The result comes by text; if it doesn't, text DONE.",
    },
    expired: { title: "This link has expired", words: "Text Jules, and you get a new one." },
    "not-needed": { title: "Nothing left to do", words: "Your age was shown already. You can go back to your texts." },
    "too-many": {
      title: "No more tries for now",
      words: "The check was begun three times in 30 days. Please write to help@jules.example.",
    },
    gone: { title: "There is nobody here", words: "What belonged to this link was deleted." },
    failed: {
      title: "That did not work",
      words: "Veriff cannot be reached right now. Please try again in a few minutes.",
    },
  },
  footer: "In a crisis? Call or text 988. Emergency: 911.",
};

export const SPANISH: PageWording = {
  title: "Demuestra que eres una persona adulta",
  summary: "Jules es para personas adultas. Aquí puedes mostrar que tienes 18 años o más.",
  skip: "Ir al contenido",
  otherLanguage: "In English",
  what: {
    id: "what",
    heading: "Qué pasa",
    paragraphs: [],
    points: [
      "Pasas a Veriff, una empresa que comprueba la edad de las personas por encargo nuestro.",
      "Veriff te toma una selfie, o una foto de un documento de identidad y una selfie.",
      "Veriff nos dice tu fecha de nacimiento o qué edad aparentas. Calculamos si tienes 18 años y olvidamos lo demás.",
      "Después hacemos borrar en Veriff todo lo de esta comprobación.",
    ],
  },
  kept: {
    id: "kept",
    heading: "Qué se guarda",
    paragraphs: [
      "Solo el resultado: si eres una persona adulta, cómo se comprobó, la edad que había que alcanzar, el número de la comprobación y cuándo fue. No se usa para nada más.",
      "No se guarda: tu fecha de nacimiento, tus fotos, tu documento ni un escaneo de tu cara. Las fotos nunca nos llegan.",
    ],
    points: [],
  },
  choice: {
    id: "choice",
    heading: "Tú decides",
    paragraphs: [
      "No tienes que hacerlo. Si no lo haces, no pierdes nada, y Jules sigue sin conversar con quien pueda ser menor de 18. Puedes preguntar qué se guarda, o pedir que se borre, con un mensaje de texto.",
    ],
    points: [],
  },
  agreement:
    "Acepto que Veriff, para Jules, tome fotos de mi cara y de mi documento y haga con ellas un escaneo de mi cara (datos biométricos), solo para saber si tengo 18 años o más, y que se borren en cuanto se sepa.",
  mustAgree: "Para seguir, marca la casilla. Si no aceptas, cierra esta página.",
  go: "Seguir a Veriff",
  outcomes: {
    done: {
      title: "Gracias",
      words:
        "Puedes cerrar esta página y volver a tus mensajes. El resultado llega por mensaje; si no llega, escribe LISTO.",
    },
    expired: { title: "Este enlace venció", words: "Escríbele a Jules y recibirás otro." },
    "not-needed": { title: "No falta nada", words: "Tu edad ya quedó comprobada. Puedes volver a tus mensajes." },
    "too-many": {
      title: "Por ahora no hay más intentos",
      words: "La comprobación se empezó tres veces en 30 días. Escribe a help@jules.example.",
    },
    gone: { title: "Aquí no hay nadie", words: "Lo que pertenecía a este enlace se borró." },
    failed: { title: "No funcionó", words: "Ahora no se puede llegar a Veriff. Inténtalo de nuevo en unos minutos." },
  },
  footer: "¿Crisis? Llama al 988 y oprime 2. Emergencia: 911.",
};
