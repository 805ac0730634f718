import type { NoticeWording } from "./notice-wording.ts";
import type { Keeping } from "./retention.ts";

export const SPANISH: NoticeWording = {
  title: "Qué guarda Jules de ti, y cómo verlo o borrarlo",
  summary:
    "Jules es un acompañante de inteligencia artificial al que se le escribe por SMS. Esta página dice qué se guarda de ti y por cuánto tiempo, qué empresas reciben algo de eso y qué puedes pedir. Se genera con el mismo calendario que cumplen nuestros sistemas.",
  skip: "Al contenido",
  short: {
    id: "short",
    heading: "En breve",
    paragraphs: [],
    points: [
      "Tus mensajes están cifrados con una clave solo tuya y se borran a los 12 meses, o cuando tú lo digas.",
      "Nada tuyo se vende ni se comparte para publicidad.",
      "Puedes verlo, recibirlo y borrarlo por mensaje, en cualquier momento y gratis, y hacer que se corrija.",
    ],
  },
  use: {
    id: "use",
    heading: "Qué se recoge y para qué",
    paragraphs: [
      "Solo de ti, por mensaje: tu número, lo que escribes, las imágenes que mandas, lo que dices de tu edad, cómo quieres que se te hable, lo que quieres que se te recuerde y lo que aceptas. El estado se lee del código de área de tu número; Jules no sabe dónde estás.",
      "Si tomas un plan, Stripe nos dice cuál y hasta cuándo está pagado. Tu tarjeta y tu correo se quedan allí.",
    ],
    points: [
      "Para responderte, y para seguir donde se quedaron.",
      "Para recordar lo que cuentas de tu vida, en notas con el mensaje del que viene cada una. Solo de personas adultas, nunca sobre tu seguridad, y no de quien nos parece menor de edad: lo anotado antes ya no se usa, y se va con todo lo demás.",
      "Para notar cuando puedes estar en peligro y nombrar a personas que ayudan.",
      "Para darte el plan que pagas, y terminarlo cuando lo digas.",
      "Para cumplir la ley: que se te diga qué es Jules, que se atienda un STOP, que Jules sea para personas adultas.",
      "Para demostrar que lo hicimos.",
    ],
  },
  kept: {
    heading: "Qué se guarda y por cuánto tiempo",
    introduction:
      "Cada clase de datos se borra cuando se acaba su tiempo. Con mensajes viejos eso puede tardar unos días más.",
    what: "Qué",
    howLong: "Cuánto tiempo",
    gone: "Con BORRA MIS DATOS",
    erasable: { yes: "se borra de inmediato", no: "queda hasta que se acabe su tiempo" },
    keeping: keepingInWords,
  },
  companies: {
    heading: "Quién recibe algo",
    introduction:
      "Estas empresas trabajan para nosotros, y cada una recibe lo que su parte necesita. Nadie más recibe nada, salvo que una ley nos obligue.",
    gets: "Para qué",
  },
  asking: {
    id: "asking",
    heading: "Qué puedes pedir",
    paragraphs: [
      "Escríbele a Jules desde tu número; así sabemos que eres tú. O escribe a help@jules.example: en 10 días hábiles te decimos que lo recibimos y en 45 días tienes respuesta. No cuesta nada, y nadie te trata distinto por ello.",
      "Si nos negamos a algo, escribe a help@jules.example con la palabra “apelación”: otra persona lo revisa y contesta por escrito. También puedes acudir a la fiscalía general de tu estado.",
    ],
    points: [
      "“¿Qué sabes de mí?”: qué se guarda, en una respuesta por mensaje.",
      "EXPORT: todo en un archivo, con un enlace que sirve por 24 horas.",
      "OLVIDA, en mayúsculas, y un tema: se borran los mensajes que lo mencionan y lo que Jules anotó de eso. Una copia sellada de los últimos mensajes, que ya no se usa, se va en una hora.",
      "BORRA MIS DATOS: se borra todo, después de preguntarte una vez si quieres. Tu clave se destruye de inmediato, y en sus copias de seguridad en 7 días; después ya nada se puede leer, tampoco en las copias de lo demás. Un plan termina de inmediato, y Stripe borra tu tarjeta; sus facturas quedan, como pide la ley.",
      "STOP: no más mensajes. Un plan ya no se cobra, y termina con lo que pagaste. Lo guardado queda hasta que se acabe su tiempo, o hasta que pidas que se borre.",
      "Si algo que se guarda de ti no es correcto: dile a Jules cómo es, o escríbenos, y se corrige.",
    ],
  },
  health: {
    id: "health-data",
    heading: "Datos de salud del consumidor",
    paragraphs: [
      "Esta sección es para todas las personas, y es el aviso que piden la ley My Health My Data de Washington y la de Nevada.",
      "Datos de salud son aquí lo que escribes sobre tu salud, tu ánimo y tu seguridad, y lo que se anota cuando puedes estar en una crisis. Vienen de ti y de nuestra revisión de tus mensajes, y de nadie más. Se usan para responderte y para que estés a salvo, y para nada más.",
      "De las empresas de arriba llegan a Amazon Web Services, Bandwidth, Anthropic y, donde está activado, OpenAI, como parte de los mensajes y con el mismo fin; y a Upstash, donde solo tu clave los abre. No se venden ni se usan para publicidad, y nadie traza un cerco alrededor de una clínica para encontrarte.",
    ],
    points: [
      "Puedes confirmar qué se guarda, verlo, recibirlo junto con la lista de empresas de arriba, con “¿Qué sabes de mí?” y EXPORT.",
      "Puedes retirar tu consentimiento con STOP, y hacer que se borre todo con BORRA MIS DATOS, también en las copias de seguridad; a las empresas que tienen copias se les pide borrarlas.",
      "Si nos negamos, puedes apelar como se dice arriba, y quejarte ante la fiscalía general de Washington en www.atg.wa.gov/file-complaint.",
    ],
  },
  notSold: {
    id: "not-sold",
    heading: "No se vende ni se comparte",
    paragraphs: [
      "La información personal no se vende ni se comparte para publicidad en otros contextos, así que no hay nada de qué excluirse. No entrena ningún modelo nuestro.",
    ],
    points: [],
  },
  optIn: {
    id: "mobile-opt-in",
    heading: "Consentimiento para recibir mensajes",
    paragraphs: [
      "Que aceptaste recibir mensajes, y el número con que lo hiciste, no se comparte con terceros ni afiliadas para su publicidad. Lo recibe la operadora, para que lleguen los mensajes, y nadie más.",
    ],
    points: [],
  },
  children: {
    id: "children",
    heading: "Menores de edad",
    paragraphs: [
      "Jules es para personas adultas, de 18 años o más. Cuando alguien dice tener menos de 13 años, Jules se detiene, y lo guardado se borra en 24 horas, salvo un código con clave del número, para que no pueda empezar otra vez. Madres y padres pueden escribir a help@jules.example.",
    ],
    points: [],
  },
  security: {
    id: "security",
    heading: "Cómo se protege",
    paragraphs: [
      "Las palabras, los números y las notas están cifrados con una clave por persona, guardada aparte. Nuestros registros técnicos no tienen ni palabras ni números. Aun así, un mensaje de texto no es un lugar secreto: tu operadora y tu teléfono tienen copias que no podemos borrar.",
    ],
    points: [],
  },
  contact: {
    heading: "Versión y contacto",
    version: "Versión de este aviso",
    of: "del",
    reach: "Escríbenos",
    safety: "Qué hace Jules en una crisis",
    machine: "Lo mismo como datos",
    otherLanguage: "In English",
  },
};

function keepingInWords(keeping: Keeping): string {
  if ("hours" in keeping) return `${keeping.hours} ${keeping.hours === 1 ? "hora" : "horas"} como máximo`;
  if ("days" in keeping) {
    return keeping.after
      ? `${daysInWords(keeping.days)} después del último mensaje`
      : `${daysInWords(keeping.days)} como máximo`;
  }
  if ("atLeastYears" in keeping) {
    return `${keeping.atLeastYears} años, como pide la ley, y no más de lo necesario`;
  }
  if ("forever" in keeping) return "siempre: no hay nadie ahí";
  return {
    "account-ends": "lo que dure tu cuenta",
    "outcome-is-known": "Jules no lo guarda",
    "vendor-deleted": "hasta que Veriff lo haya borrado",
  }[keeping.until];
}

function daysInWords(days: number): string {
  return days === 365 ? "12 meses" : `${days} días`;
}
