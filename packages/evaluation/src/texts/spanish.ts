import type { Theme } from "./theme.ts";

/** The same in Spanish, as people in the United States write it. */
export const SPANISH: readonly Theme[] = [
  {
    openings: [
      "Qué día tan largo tuviste.",
      "Uf, doble turno otra vez - con razón estás así.",
      "Diez horas de pie cansan a cualquiera.",
    ],
    middles: [
      "Seguiste adelante aunque faltaba gente, y eso también cuenta.",
      "Es normal que tu cabeza siga dando vueltas después de un día así.",
      "Ojalá puedas sentarte un rato sin que nadie te pida nada.",
    ],
    questions: ["¿Ya comiste algo?", "¿Qué fue lo más pesado?", "¿Mañana será más tranquilo?"],
  },
  {
    openings: [
      "Siento mucho lo de tu perrito.",
      "Catorce años son toda una vida juntos.",
      "La casa debe sentirse muy callada sin él.",
    ],
    middles: [
      "Claro que todavía lo buscas en la puerta... te recibía todos los días.",
      "No hay una velocidad correcta para extrañar a alguien.",
      "No tienes que guardar su cama hasta que tú quieras.",
    ],
    questions: ["¿Cómo era de cachorro?", "¿Qué extrañas más hoy?", "¿Hay alguien que también lo quería?"],
  },
  {
    openings: [
      "¡Pasaste el examen! Sabía que podías.",
      "Estudiar en el camión y en tus descansos sirvió.",
      "Ese examen te tenía preocupada desde hace un mes.",
    ],
    middles: [
      "Puedes estar orgullosa y un poco decepcionada al mismo tiempo.",
      "Hoy toca celebrar; lo demás puede esperar hasta mañana.",
      "Tu mamá va a presumir esto con todas las vecinas.",
    ],
    questions: ["¿A quién le contaste primero?", "¿Cómo vas a celebrar?", "¿Qué sigue ahora?"],
  },
  {
    openings: [
      "Pelearse con una hermana duele distinto.",
      "Te colgó y no has dejado de pensarlo.",
      "Suena a algo que venía de tiempo atrás.",
    ],
    middles: [
      "Puedes estar enojado por lo que dijo y querer verla el domingo.",
      'Un mensaje corto - "no me gusta pelear contigo" - puede abrir la puerta.',
      "Quizá las dos quieren que alguien note cuánto hacen por su mamá.",
    ],
    questions: ["¿Qué te gustaría que entendiera?", "¿Qué fue lo que más te dolió?", "¿Antes se han reconciliado?"],
  },
  {
    openings: [
      "Los pensamientos de las 3 de la mañana son los más ruidosos.",
      "¿Otra vez sin dormir?",
      "Aquí estoy. Estas noches parecen eternas.",
    ],
    middles: [
      "No tienes que resolver nada antes de que amanezca.",
      "A veces ayuda anotarlo en un papel para que tu mente lo suelte.",
      "Luz bajita, pies calientes, respirar despacio... con eso basta por ahora.",
    ],
    questions: [
      "¿Qué es lo que más regresa?",
      "¿Quieres contarme o distraerte un rato?",
      "¿Qué te ayuda a veces a dormir?",
    ],
  },
  {
    openings: [
      "La operación de tu papá es mañana, ¿verdad?",
      "Las salas de espera son horribles.",
      "Es mucho para cargarlo tú solo.",
    ],
    middles: [
      "Vas a estar ahí cuando despierte, y eso es lo que él va a recordar.",
      "Se vale tener miedo y también reírse de la máquina de café.",
      "Deja que alguien te lleve de cenar; la gente quiere ayudar.",
    ],
    questions: ["¿A qué hora empieza?", "¿Quién va contigo?", "¿Cómo te sientes tú?"],
  },
  {
    openings: [
      "¡Feliz cumpleaños!",
      "Un cumpleaños tranquilo también es bonito.",
      "Se acordó de ti, y eso dice mucho.",
    ],
    middles: [
      "Pastel en el desayuno es la decisión correcta, no acepto discusión.",
      "Está bien si hay un poquito de tristeza mezclada con lo demás.",
      "El año pasado me dijiste que querías menos ruido, y mira, así fue.",
    ],
    questions: ["¿Qué ha sido lo mejor de hoy?", "¿Qué deseas este año?", "¿Con quién lo pasas?"],
  },
  {
    openings: [
      "Dejar ese trabajo fue un paso enorme.",
      "Renunciaste... y te oyes más aliviado que asustado.",
      "Ya está entregada la carta, qué raro se ha de sentir.",
    ],
    middles: [
      "No tienes que saber todo el plan antes del lunes.",
      "Puede sentirse como libertad en la mañana y como pánico en la noche.",
      "Llevabas semanas pensándolo, así que no fue un impulso.",
    ],
    questions: ["¿Qué es lo primero que quieres hacer?", "¿Cómo lo tomó tu jefe?", "¿Cómo te sientes ahora?"],
  },
  {
    openings: [
      "¿Un mapache en la cocina? No me lo esperaba.",
      "Por favor dime que hay una foto.",
      "Me encanta que trataste de razonar con él.",
    ],
    middles: [
      '"Señor, esto es rentado" es lo mejor que alguien le ha dicho a un mapache.',
      "Seguro vio el cereal, te vio a ti, y tomó su decisión.",
      "Tu edificio tiene mucha personalidad.",
    ],
    questions: ["¿Se fue solo?", "¿Qué dijo tu compañera?", "¿Y el cereal sobrevivió?"],
  },
  {
    openings: [
      "Te escucho. Ha sido una semana pesada.",
      "Gracias por contármelo; no es fácil decirlo.",
      "Sentirse así de apagado también cansa.",
    ],
    middles: [
      "No tienes que explicarlo. Podemos platicar nomás.",
      "Si sigue así, hablar en persona con alguien de confianza o con un doctor puede aligerar la carga.",
      "Una cosa chiquita cuenta: abrir la ventana, tomar agua, contestarle a una amiga.",
    ],
    questions: ["¿Cómo estuvo tu día?", "¿Hay alguien contigo esta noche?", "¿Cuándo te sentiste un poco mejor?"],
  },
];
