import { PLANS } from "@jules/core/billing";
import { dayInWords } from "@jules/core/billing/selling";
import type { BillingWording } from "./wording.ts";

const { plus, free } = PLANS;
const FREE = `${free.name}: se responden ${free.entitles.textsADay} mensajes al día, y no se cobra nada.`;

export const SPANISH: BillingWording = {
  skip: "Ir al contenido",
  otherLanguage: "In English",
  footer: "¿Crisis? Llama al 988 y oprime 2. Emergencia: 911. En una crisis Jules responde con plan o sin él.",
  buy: {
    title: plus.name,
    summary: "Cuánto cuesta, qué recibes y cómo terminarlo. No se cobra nada antes de que aceptes.",
    choose: "¿Cómo quieres pagar?",
    every: { month: "cada mes", year: "cada año" },
    terms: "Las condiciones",
    go: "Aceptar y seguir al pago",
    goesOn:
      "Tu tarjeta la escribes en Stripe, que cobra por nosotros. De nosotros Stripe no sabe tu número, ni lo que escribes.",
    wrong: {
      "not-accepted":
        "Para seguir, marca la casilla. Si no aceptas las condiciones, cierra esta página; no se cobra nada.",
      changed: "El precio o las condiciones cambiaron desde que abriste esta página. Léelas otra vez.",
    },
  },
  manage: {
    title: "Tu plan",
    portal: "Tarjeta y facturas",
    portalWords: "Cambia tu tarjeta y mira lo que pagaste, en Stripe.",
    end: "Terminar el plan",
    endWords: "No se renueva. Lo conservas durante el tiempo pagado.",
    keep: "Conservar el plan",
    keepWords: "Sigue y se renueva como antes.",
  },
  standing: ({ state, until }) =>
    state === "trialing" && until
      ? `Tienes todo hasta el ${dayInWords(until, "es")}. Después tienes ${FREE}`
      : `Tienes ${FREE}`,
  plan: (period) => `${plus.name}, se paga ${period === "month" ? "cada mes" : "cada año"}`,
  course({ status, periodEndsAt }, { goes, until }, standing) {
    const day = dayInWords(until ?? periodEndsAt, "es");
    switch (goes) {
      case "to-its-end":
        return [`Termina el ${day}. No se cobra nada más.`];
      case "nowhere":
        return [
          until ? `Está en pausa, y pagado hasta el ${day}. No se cobra nada.` : "Está en pausa. No se cobra nada.",
        ];
      case "on":
        if (status === "trialing")
          return [`Es gratis hasta el ${day}. Después se cobra, y se renueva hasta que lo termines.`];
        if (status === "active" || status === "other") return [`Está pagado hasta el ${day}, y entonces se renueva.`];
        if (status === "incomplete")
          return ["Tu primer pago no está terminado. Puedes terminarlo en Tarjeta y facturas."];
        return [
          status === "past_due" && standing.until
            ? `El último pago falló. Se intenta de nuevo; conservas el plan hasta el ${dayInWords(standing.until, "es")}.`
            : "El último pago falló, y el plan está detenido hasta que se pague.",
          "Puedes cambiar tu tarjeta en Tarjeta y facturas.",
        ];
      default:
        return goes satisfies never;
    }
  },
  nothing: {
    "somebody-else": {
      title: "Aquí no podemos mostrar nada",
      words:
        "No sabemos con certeza de quién es este número. Primero escríbele a Jules, o escribe a help@jules.example.",
    },
    "not-sold": { title: "Jules no cuesta nada", words: "Aquí no hay nada que comprar. Puedes volver a tus mensajes." },
    silent: {
      title: "No recibes mensajes nuestros",
      words:
        "Nos dijiste que paráramos, así que aquí no hay nada que comprar, y no se cobra nada. Si quieres nuestros mensajes otra vez, escribe START.",
    },
    minor: { title: "Jules es para personas adultas", words: "Aquí no hay nada que comprar, y no se cobra nada." },
    "age-unknown": {
      title: "Primero, tu edad",
      words:
        "Jules es para personas adultas. Escríbele a Jules el año en que naciste, por ejemplo: nací en 1990. Después escribe BILLING y recibes otro enlace.",
    },
    "age-unproven": {
      title: "Primero, tu edad",
      words: "Donde vives, las personas adultas tienen que probar primero su edad. Escríbele a Jules y te dice cómo.",
    },
    "not-now": {
      title: "Ahora no hay nada que comprar",
      words: "Jules te responde igual, y no cuesta nada. Puedes volver a tus mensajes.",
    },
  },
  outcomes: {
    paid: {
      title: "Gracias",
      words:
        "Puedes volver a tus mensajes. Jules lo sabe en un minuto, y Stripe te manda un recibo por correo. Para ver o terminar tu plan, escribe BILLING.",
    },
    left: {
      title: "No se cobró nada",
      words: "Puedes volver a tus mensajes. Para ver el plan otra vez, escribe BILLING.",
    },
    back: {
      title: "Puedes volver a tus mensajes",
      words: "Lo que cambiaste cuenta en un minuto. Para ver tu plan, escribe BILLING.",
    },
    expired: {
      title: "Este enlace venció",
      words:
        'Un enlace sirve 30 minutos. Escríbele BILLING a Jules y recibes otro. Para terminar un plan no lo necesitas: escribe "cancela mi suscripción", o escribe a help@jules.example.',
    },
    gone: { title: "Aquí no hay nadie", words: "Lo que pertenecía a este enlace se borró." },
    failed: {
      title: "No funcionó",
      words:
        'Ahora no pudimos hacerlo, y con esto no se cobró nada. Inténtalo de nuevo en unos minutos. Para terminar un plan también puedes escribir "cancela mi suscripción", o escribir a help@jules.example.',
    },
    "not-there": { title: "Esa página no existe", words: "Escríbele BILLING a Jules y recibes un enlace a tu plan." },
  },
};
