import type { Wording } from "./wording.ts";

export const SPANISH: Wording = {
  title: "Qué hace Jules en una crisis",
  summary:
    "Jules es un acompañante de inteligencia artificial al que se le escribe por SMS. No es una persona. Esta página dice qué pasa cuando alguien le escribe a Jules sobre suicidio, autolesiones, violencia o abuso: qué se busca, qué se responde, palabra por palabra, y qué no puede hacer Jules. Se genera con los mismos archivos que están en uso.",
  skip: "Al contenido",
  helpNow: {
    heading: "Si necesitas ayuda ahora",
    call: "Llama al 988 y oprime 2",
    text: "Manda AYUDA al 988",
    textBody: "AYUDA",
    chat: "Chatea con el 988",
    emergency: "Emergencia: llama al 911",
  },
  detection: {
    id: "detection",
    heading: "Qué se busca y cómo",
    paragraphs: [
      "Cada mensaje se revisa antes de hacer cualquier otra cosa con él. La revisión es un programa propio para inglés y español. Lee quién le hace qué a quién, cuándo y con qué, y lo que quita peso a esas palabras, como una broma, una película o algo del pasado. No le pregunta a ningún modelo de lenguaje ni a nadie más, así que funciona aunque ellos fallen.",
      "Busca cuatro clases de peligro: suicidio, autolesiones, violencia contra otras personas y abuso. También anota lo que decide qué ayuda conviene: una sobredosis, un trastorno alimentario, un niño, una agresión sexual, una pareja que hace daño, una amistad en peligro, una despedida.",
      "Cuando la revisión duda, y ante toda preocupación, un modelo de lenguaje vuelve a mirar ese mensaje y los pocos anteriores. Puede encontrarlo más grave que la revisión, nunca menos grave. Si no encuentra nada en un mensaje que solo era dudoso, es conversación común; si no contesta en tres segundos, ese mensaje se trata como una preocupación.",
      "La gravedad se ordena como en el cuestionario de Columbia sobre la gravedad del suicidio (C-SSRS): deseo de estar muerto, pensamientos, un método, una intención, un plan, un acto. Es una revisión de palabras, no un diagnóstico, y a nadie se le muestra una puntuación. Un “es broma” no la baja.",
    ],
    points: [],
  },
  tiers: {
    heading: "Qué tan grave es y qué sigue",
    meaning: "Qué se dijo",
    answer: "Qué sigue",
    rows: {
      none: { name: "ninguno", meaning: "Conversación común.", answer: "Una respuesta común." },
      concern: {
        name: "preocupación",
        meaning: "Velado o pasivo: desesperanza, sentirse una carga, no querer seguir.",
        answer:
          "Jules responde con cuidado y puede preguntar directamente. Una vez cada 24 horas va también la línea 988.",
      },
      high: {
        name: "alto",
        meaning: "Deseo de morir, intención o plan, autolesiones, una amenaza, o un abuso que se cuenta.",
        answer: "Un texto fijo con personas a quienes acudir, de inmediato. Después Jules sigue en la conversación.",
      },
      imminent: {
        name: "inminente",
        meaning: "Está pasando, los medios están a la mano, o es para hoy.",
        answer:
          "Un texto fijo que nombra el 911 y personas a quienes acudir, de inmediato. Después Jules sigue en la conversación.",
      },
    },
  },
  answers: {
    id: "answers",
    heading: "Qué recibe la persona",
    paragraphs: [
      "Cuando el nivel es alto o inminente, sale un texto fijo antes de consultar a ningún modelo de lenguaje. Si la persona vuelve a escribir sobre eso, el siguiente texto da un paso distinto en vez de repetir lo mismo. Cada paso nombra la línea que corresponde a lo que se contó, si la hay, y el 988 y el 911.",
      "Después Jules sigue conversando, con instrucciones más estrictas que de costumbre. Cada respuesta se revisa antes de salir; si no es adecuada, se retiene. Entonces, y cuando el modelo de lenguaje no funciona, va en su lugar un texto fijo que nombra el 988.",
      "Durante al menos un día no se envía nada que la persona no haya pedido. Luego, cuando vuelve a escribir, Jules le pregunta si está a salvo; si se contó abuso o violencia, con palabras que cualquiera puede leer. A quien contesta que el peligro sigue ahí se le nombra la siguiente manera de hablar con una persona. Solo sus propias palabras claras ponen fin a esto, o una persona que trabaja con nosotros; ante abuso o violencia, solo que diga que está a salvo. Puede aceptar un único mensaje al día siguiente; no dice de qué se trata.",
      "Quien envió STOP no recibe ningún texto nuestro, ni siquiera en una crisis: es su decisión y la de la ley. La confirmación de STOP y la respuesta a HELP nombran el 988 y el 911.",
    ],
    points: [],
  },
  texts: {
    heading: "Los textos exactos",
    introduction:
      "Estos son todos los textos fijos que nombran ayuda, tal como se envían. Debajo de cada uno están su nombre y su versión en nuestros registros.",
    first: "El primer texto, según lo que se dijo",
    second: "Si continúa: otra forma de llegar a una persona",
    third: "Si aún continúa: alguien cerca",
    around: "Antes y después",
    beside: "Textos para todos que nombran ayuda (casi todos en inglés)",
    version: "versión",
    cases: {
      "suicide-high": "Pensamientos de suicidio",
      "suicide-imminent": "Suicidio, en curso o para el mismo día",
      overdose: "Una sobredosis o una intoxicación",
      "self-harm": "Autolesiones",
      "eating-disorder": "Un trastorno alimentario",
      violence: "Ganas de hacerle daño a alguien",
      "violence-imminent": "Violencia, en curso o a punto de empezar",
      "violent-home": "Violencia y abuso en casa, en ambas direcciones",
      partner: "Una pareja que hace daño",
      abuse: "Abuso",
      "abuse-imminent": "Abuso, en curso",
      child: "Un niño al que le hacen daño",
      "sexual-assault": "Agresión sexual",
      "someone-else": "Preocupación por la vida de otra persona",
      "someone-else-imminent": "La vida de otra persona, en peligro ahora",
      "overdose-someone-else": "Sobredosis o intoxicación de otra persona",
      "violence-someone-else": "Otra persona que puede volverse violenta",
      "child-someone-else": "Preocupación por un niño",
      "abuse-someone-else": "Preocupación por alguien que sufre abuso",
    },
  },
  never: {
    id: "never",
    heading: "Qué no hace nunca Jules",
    paragraphs: [],
    points: [
      "Dar o comparar métodos, medios, dosis o lugares.",
      "Alentar el suicidio, las autolesiones, los trastornos alimentarios o la violencia.",
      "Dejar de responderle a alguien por lo que contó.",
      "Decir que es una persona, terapeuta o médico.",
      "Escribir primero, con ofertas o recordatorios, mientras alguien está en crisis.",
      "Llamar a alguien por ti, o contarle a alguien de tu vida.",
    ],
  },
  limits: {
    id: "limits",
    heading: "Límites",
    paragraphs: [],
    points: [
      "Jules es una inteligencia artificial. No puede llamar al 911 ni al 988, y no sabe dónde estás.",
      "Nadie va leyendo. Ninguna persona vigila las conversaciones mientras ocurren.",
      "La revisión se equivoca. Se le escapan algunas crisis y toma por crisis algunos mensajes inofensivos.",
      "Entiende inglés y español.",
      "Un mensaje puede llegar tarde o perderse. En una emergencia, llama al 911.",
      "Jules no reemplaza una línea de crisis, a un terapeuta ni a un médico.",
    ],
  },
  minors: {
    id: "minors",
    heading: "Menores de edad",
    paragraphs: [
      "Jules es para personas adultas, de 18 años o más. Los chatbots de compañía pueden no ser adecuados para algunos menores. Quien escribe sobre una crisis recibe la misma ayuda, tenga la edad que tenga.",
    ],
    points: [],
  },
  privacy: {
    id: "privacy",
    heading: "Qué se guarda",
    paragraphs: [
      "Lo que una persona escribe, y lo que la revisión encontró en ello, se guarda cifrado con una clave propia de esa persona. Nuestros registros nunca dicen quién estuvo en crisis.",
      "Los modelos de lenguaje son de otras empresas, que reciben los mensajes de la conversación para poder responderlos o valorarlos.",
      "Lo que contamos, lo contamos sin nombre: el año, el estado según el código de área, el nivel, el texto y su idioma.",
    ],
    points: [],
  },
  counts: {
    heading: "Cuántas veces se remitió a alguien a un servicio de ayuda",
    introduction:
      "El número de textos en un año calendario (hora estándar del Pacífico) que remitieron a un servicio de crisis a alguien en peligro, o que podía estarlo, en todo Estados Unidos. Se cuenta cada texto de este protocolo que nombra uno, la primera vez que se envía; los textos que recibe todo el mundo no se cuentan.",
    year: "Año",
    number: "Avisos de remisión",
    soFar: "hasta ahora",
    unavailable: "El número no está disponible en este momento. Inténtalo más tarde.",
  },
  resources: {
    heading: "Personas que ayudan",
    introduction:
      "Los servicios que nombran nuestros textos, y otros. Nuestros textos no nombran ningún número que no esté en esta lista.",
    call: "Llama",
    text: "Texto",
    inSpanish: "En español",
    press: "oprime",
    standing: {
      checked: "Verificado con la organización o una autoridad el",
      noted: "Comparado con varias notas públicas el",
      unverified: "Aún sin confirmar por su organización; visto por última vez el",
    },
  },
  contact: {
    heading: "Versión y contacto",
    version: "Versión de este protocolo",
    reach: "Escríbenos",
    privacy: "Qué guarda Jules de ti, y cómo verlo o borrarlo",
    machine: "Lo mismo como datos",
    otherLanguage: "In English",
  },
};
