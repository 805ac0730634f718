/** Facts as Jules keeps them, of people who do not exist. */
export const ENGLISH_FACTS: readonly string[] = [
  ...[
    "My sister is called Ana and lives in Boise",
    "I work nights at a bakery on Clark Street",
    "I'm allergic to peanuts",
  ],
  ...["I have a job interview at the county library", "My dog Rufus died in March", "I play trumpet in a wedding band"],
  ...[
    "We moved from Tucson to El Paso for my wife's job",
    "My mother has surgery on her hip",
    "I'm learning to drive stick",
  ],
  ...[
    "I quit smoking on New Year's Day",
    "I want to run a half marathon in the spring",
    "My landlord is called Mr. Okafor",
  ],
  ...["I grew up in a house with six brothers", "My daughter Mia plays goalie", "I can't stand cilantro"],
  ...[
    "My best friend Xiomara got engaged to Bartholomew",
    "I study for the nursing exam on weekends",
    "I sing in a choir",
  ],
  ...[
    "I don't drink since 2024",
    "My truck is a 1998 Toyota Tacoma with 240,000 miles",
    "I volunteer at the food pantry",
  ],
  ...["I sleep badly before Mondays", "I call Dad on Sundays at 7", "I'm afraid of flying but fly anyway"],
];

export const SPANISH_FACTS: readonly string[] = [
  ...["Mi mamá se llama Rosa y vive en Puebla", "Trabajo de noche en una panadería", "Soy alérgica a los cacahuates"],
  ...[
    "Mi hijo Mateo empezó la escuela en agosto",
    "Estoy aprendiendo inglés por las noches",
    "Me gusta cocinar pozole",
  ],
  ...["Mi jefe me cambió el turno otra vez", "Me mudé de Guadalajara a Houston hace tres años"],
  ...[
    "Tengo dos perros, Canela y Chispa",
    "Mi abuela falleció el año pasado",
    "Quiero abrir mi propio taller mecánico",
  ],
  ...[
    "Juego fútbol los domingos con mis primos",
    "Mi esposa está embarazada de cinco meses",
    "Les tengo miedo a los aviones",
  ],
  ...["Estudio enfermería en línea", "Canto en el coro", "Mi hermano Joaquín vive en Chicago y casi no hablamos"],
  ...["Dejé de fumar en enero", "Me encantan las telenovelas viejas"],
];

export const SUMMARY =
  "They talked about the move and how quiet the new place is, about the sister who visits in spring, and about whether to go back to school. She decided to ask at the community college and was nervous about the placement test; the week after she said that it went better than she had feared. Lately it is mostly work, the night shifts, and the neighbor's dog that she walks on Sundays because its owner broke a foot.";
