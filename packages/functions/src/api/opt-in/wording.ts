/** The words of the page to join, but for what is agreed to there (`consentWords`). */
export interface JoinWording {
  readonly title: string;
  readonly summary: string;
  readonly skip: string;
  readonly otherLanguage: string;
  readonly number: string;
  readonly privacy: string;
  readonly sendCode: string;
  readonly codeTitle: string;
  /** The same for every number, whether a code was sent or not. */
  readonly codeSent: string;
  readonly code: string;
  readonly join: string;
  readonly noCode: string;
  readonly startAgain: string;
  readonly wrong: Readonly<Record<"stale" | "number" | "country" | "consent", string>>;
  readonly wrongCode: Readonly<Record<"digits" | "code", string>>;
  readonly outcomes: Readonly<
    Record<"joined" | "stopped" | "expired" | "spent" | "too-many" | "failed", { title: string; words: string }>
  >;
  readonly footer: string;
}

export const ENGLISH: JoinWording = {
  title: "Text with Jules",
  summary:
    "Jules is an AI companion that you text with. Leave your number, and we text you a code to see that it is yours.",
  skip: "Skip to the content",
  otherLanguage: "En español",
  number: "Your mobile number in the United States",
  privacy: "How we treat your data",
  sendCode: "Text me a code",
  codeTitle: "Type in your code",
  codeSent: "We are texting a code of six digits to your number. It works for 10 minutes.",
  code: "Your code",
  join: "Join",
  noCode:
    "No code after a minute or two? Look whether the number is right. If you told us STOP before, text START to us instead.",
  startAgain: "Start again",
  wrong: {
    stale:
      "The page lay open for too long, or came from somewhere else. Nothing was sent. Please fill it in once more.",
    number: "Please type a mobile number with its area code, for example (415) 555-0123.",
    country: "Jules texts with numbers of the United States only.",
    consent: "To go on, please tick the box. If you don't agree, just close this page.",
  },
  wrongCode: {
    digits: "The code has six digits.",
    code: "That is not the code. Please look at the newest text from us and try again.",
  },
  outcomes: {
    joined: {
      title: "Welcome",
      words: "You're in. Jules' first texts are on their way to you, with how to stop them. You can close this page.",
    },
    stopped: {
      title: "Your number said STOP",
      words: "Only a text from your phone brings our texts back: text START to us.",
    },
    expired: { title: "That code has expired", words: "A code works for 10 minutes. Ask for a new one." },
    spent: { title: "No more tries with this code", words: "It was tried five times. Ask for a new one." },
    "too-many": {
      title: "No more codes for now",
      words: "Too many codes were asked for. Please try again later, or simply text us: that works without a code.",
    },
    failed: {
      title: "That did not work",
      words: "We could not see to it right now, and sent nothing. Please try again in a few minutes.",
    },
  },
  footer: "In a crisis? Call or text 988. Emergency: 911.",
};

export const SPANISH: JoinWording = {
  title: "Escríbete con Jules",
  summary:
    "Jules es una compañera de IA con la que te escribes por mensajes de texto. Deja tu número y te mandamos un código para ver que es tuyo.",
  skip: "Ir al contenido",
  otherLanguage: "In English",
  number: "Tu número de celular en Estados Unidos",
  privacy: "Cómo tratamos tus datos",
  sendCode: "Mándenme un código",
  codeTitle: "Escribe tu código",
  codeSent: "Mandamos un código de seis dígitos a tu número. Sirve por 10 minutos.",
  code: "Tu código",
  join: "Unirme",
  noCode:
    "¿No llega en uno o dos minutos? Mira si el número está bien. Si antes nos escribiste STOP, mejor mándanos START por mensaje.",
  startAgain: "Empezar de nuevo",
  wrong: {
    stale: "La página estuvo abierta mucho tiempo o vino de otro lugar. No se mandó nada. Llénala otra vez.",
    number: "Escribe un número de celular con su código de área, por ejemplo (415) 555-0123.",
    country: "Jules solo se escribe con números de Estados Unidos.",
    consent: "Para seguir, marca la casilla. Si no aceptas, cierra esta página.",
  },
  wrongCode: {
    digits: "El código tiene seis dígitos.",
    code: "Ese no es el código. Mira nuestro mensaje más reciente e inténtalo de nuevo.",
  },
  outcomes: {
    joined: {
      title: "Te damos la bienvenida",
      words: "Listo. Los primeros mensajes de Jules van en camino, con cómo detenerlos. Puedes cerrar esta página.",
    },
    stopped: {
      title: "Tu número dijo STOP",
      words: "Solo un mensaje desde tu teléfono trae de vuelta los nuestros: mándanos START.",
    },
    expired: { title: "Ese código venció", words: "Un código sirve por 10 minutos. Pide otro." },
    spent: { title: "No hay más intentos con este código", words: "Se probó cinco veces. Pide otro." },
    "too-many": {
      title: "Por ahora no hay más códigos",
      words: "Se pidieron demasiados códigos. Inténtalo más tarde, o simplemente escríbenos: eso funciona sin código.",
    },
    failed: {
      title: "No funcionó",
      words: "Ahora no pudimos hacerlo, y no mandamos nada. Inténtalo de nuevo en unos minutos.",
    },
  },
  footer: "¿Crisis? Llama al 988 y oprime 2. Emergencia: 911.",
};
