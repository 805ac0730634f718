/** Facts as Jules keeps them, of people who do not exist. */
export const ENGLISH_FACTS: readonly string[] = [
  ...[
    "Her sister is called Ana and lives in Boise",
    "Works nights at a bakery on Clark Street",
    "Is allergic to peanuts",
  ],
  ...["Has a job interview at the county library", "His dog Rufus died in March", "Plays trumpet in a wedding band"],
  ...[
    "Moved from Tucson to El Paso for his wife's job",
    "Her mother has surgery on her hip",
    "Is learning to drive stick",
  ],
  ...[
    "Quit smoking on New Year's Day",
    "Wants to run a half marathon in the spring",
    "Her landlord is called Mr. Okafor",
  ],
  ...[
    "Grew up in a house with six brothers",
    "His daughter Mia plays goalie",
    "Cannot stand cilantro",
    "Paints model trains",
  ],
  ...[
    "Her best friend Xiomara got engaged to Bartholomew",
    "Studies for the nursing exam on weekends",
    "Sings in a choir",
  ],
  ...[
    "Doesn't drink since 2024",
    "His truck is a 1998 Toyota Tacoma with 240,000 miles",
    "Volunteers at the food pantry",
  ],
  ...[
    "Sleeps badly before Mondays",
    "Has a standing call with Dad on Sundays at 7",
    "Is afraid of flying but flies anyway",
  ],
];

export const SPANISH_FACTS: readonly string[] = [
  ...["Su mamá se llama Rosa y vive en Puebla", "Trabaja de noche en una panadería", "Es alérgica a los cacahuates"],
  ...["Su hijo Mateo empezó la escuela en agosto", "Está aprendiendo inglés por las noches", "Le gusta cocinar pozole"],
  ...[
    "Su jefe le cambió el turno otra vez",
    "Se mudó de Guadalajara a Houston hace tres años",
    "Tiene dos perros, Canela y Chispa",
  ],
  ...[
    "Su abuela falleció el año pasado",
    "Quiere abrir su propio taller mecánico",
    "Juega fútbol los domingos con sus primos",
  ],
  ...[
    "Su esposa está embarazada de cinco meses",
    "Le tiene miedo a los aviones",
    "Estudia enfermería en línea",
    "Canta en el coro",
  ],
  ...[
    "Su hermano Joaquín vive en Chicago y casi no hablan",
    "Dejó de fumar en enero",
    "Le encantan las telenovelas viejas",
  ],
];

export const SUMMARY =
  "They talked about the move and how quiet the new place is, about the sister who visits in spring, and about whether to go back to school. She decided to ask at the community college and was nervous about the placement test; the week after she said that it went better than she had feared. Lately it is mostly work, the night shifts, and the neighbor's dog that she walks on Sundays because its owner broke a foot.";
