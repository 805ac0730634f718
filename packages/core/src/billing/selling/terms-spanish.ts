import { PLANS } from "../plans.ts";
import { amountInWords, dayInWords } from "./amounts.ts";
import { extrasInWords, type Filling, type TermsWording, textsOfPlan } from "./terms-wording.ts";

const EVERY = { month: "cada mes", year: "cada año" } as const;

const { plus, free, grace } = PLANS;

export const SPANISH_TERMS: TermsWording = {
  title: `${plus.name}: lo que aceptas`,
  sections: (filling) => [cost(filling), ending(filling), contents(filling), limits(filling)],
  acceptance: (filling) =>
    `Tengo 18 años o más. Leí estas condiciones y las acepto: los límites, que lo que hace Jules puede reducirse, y que ${charge(filling)}, hasta que yo lo termine.`,
};

function charge({ price, trialEndsAt }: Filling): string {
  const amount = amountInWords(price);
  const first = trialEndsAt ? `el ${dayInWords(trialEndsAt, "es")}` : "hoy";
  return `se cobran ${amount} ${first} y después ${EVERY[price.period]}`;
}

function cost(filling: Filling) {
  const { price, trialEndsAt } = filling;
  const amount = amountInWords(price);
  const day = trialEndsAt && dayInWords(trialEndsAt, "es");
  return {
    heading: "Cuánto cuesta",
    points: [
      ...(day
        ? [
            `Tus días gratis siguen hasta el ${day}. Antes no se cobra nada.`,
            `El ${day} se cobran ${amount}, y después ${amount} ${EVERY[price.period]}.`,
          ]
        : [`Hoy se cobran ${amount}, y después ${amount} ${EVERY[price.period]}.`]),
      "Se renueva por sí solo, y se cobra a tu tarjeta cada vez, hasta que tú lo termines.",
      "Stripe cobra los pagos. Su página muestra el importe completo, con impuesto si lo hay, antes de que pagues.",
      `Si un pago falla, conservas el plan ${grace.days} días mientras se intenta de nuevo. Después tienes ${free.name} hasta que se pague.`,
      "Los días se cuentan con la hora del Este.",
    ],
  };
}

function ending({ trialEndsAt }: Filling) {
  return {
    heading: "Cómo terminarlo",
    points: [
      'Escríbele a Jules "cancela mi suscripción", u oprime "Terminar el plan" en esta página (escribe BILLING y recibes un enlace), o escribe a help@jules.example. Con una basta, y nadie te pregunta por qué.',
      ...(trialEndsAt ? [`Si lo terminas antes del ${dayInWords(trialEndsAt, "es")}, no se cobra nada.`] : []),
      "Conservas el plan hasta el final del tiempo que pagaste, y no se cobra nada más. Por ese tiempo no se devuelve dinero, salvo que una ley lo diga. Lo que se cobre después de que lo terminaste se devuelve.",
      "Si escribes STOP, no recibes más mensajes, y el plan termina de la misma manera.",
    ],
  };
}

function contents(filling: Filling) {
  const { anHour, aDay } = textsOfPlan(filling);
  return {
    heading: "Qué recibes",
    points: [
      `Respuesta a hasta ${anHour} mensajes por hora y ${aDay} al día. Con ${free.name} son ${free.entitles.textsADay} al día.`,
      ...extrasInWords({
        memory: "Jules recuerda de qué hablan, mientras no le pidas que lo olvide.",
        checkIns: "Jules te pregunta por sí misma cómo estás, si aceptaste esos mensajes.",
        pictures: "Jules mira las fotos que mandas.",
      }),
    ],
  };
}

function limits(filling: Filling) {
  const { anHour, aDay } = textsOfPlan(filling);
  return {
    heading: "Qué tiene límite, y qué podemos reducir",
    points: [
      `Más de ${anHour} mensajes en una hora, o ${aDay} en un día, no se responden. Los mensajes largos y las fotos gastan más, así que pueden ser menos. Mientras demasiadas personas escriban a la vez, puede que nadie reciba respuesta por un rato.`,
      "Podemos limitar o reducir lo que hace Jules en cualquier momento, también mientras pagas: cuántos mensajes se responden, con qué rapidez y extensión, qué modelo de IA responde, qué se recuerda, las preguntas por iniciativa de Jules y las fotos. También podemos terminar el servicio.",
      "La ayuda en una crisis, STOP, AYUDA, y pedir, cambiar o borrar tus datos no cuestan nada y ningún plan los limita.",
    ],
  };
}
