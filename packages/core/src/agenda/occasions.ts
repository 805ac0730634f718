import { latePattern } from "../kernel/index.ts";
import { plainOf } from "../preferences/index.ts";

/** What somebody is glad to be asked about on the day after, or minds at least not. */
const GLAD = latePattern(
  `\\b(?:${[
    "interviews?|exams?|quiz(?:zes)?|midterms?|finals|driv(?:ing|er'?s) test|presentations?|auditions?|tryouts?|try-?outs",
    "trips?|vacations?|holidays?|flights?|fl(?:y|ies|ying) to|travel\\w*|road ?trip|camping|hik(?:e|ing)|cruise|mov(?:e|es|ing) (?:in|to|into|house|day|apartments?)|new (?:apartment|house|home|place)",
    "games?|match|race|marathon|5k|10k|half marathon|recital|concerts?|festival|play|performance|gig|tournament|competition",
    "birthdays?|bday|part(?:y|ies)|wedding|graduation|graduat(?:e|es|ing)|prom|baptism|quinceanera|thanksgiving|barbecue|bbq|picnic",
    "first day|new job|start(?:s|ing)? (?:school|college|work|class(?:es)?|a new job|my new job)|first date|date night",
    "(?:dinner|lunch|brunch|coffee|drinks|movie|meet(?:ing)?(?: up)?|appointment|plans) with (?:\\w+ )?(?:friends?|sister|brother|cousins?|buddy|roommates?|family)",
    "entrevistas?|exam(?:en|enes)|presentacion|audicion|prueba de manejo",
    "viaj\\w*|vacaciones|vuel(?:o|a)|mudanza|mud(?:o|a|arme|arse|amos)|excursion|campamento|crucero",
    "partidos?|carrera|maraton|recital|concierto|festival|funcion|torneo|competencia",
    "cumpleanos|cumple|fiesta|boda|graduacion|graduo|bautizo|posada|parrillada",
    "primer dia|nuevo trabajo|trabajo nuevo|empie(?:zo|za) (?:clases|la escuela|el trabajo|la universidad)|primera cita",
    "(?:cena|comida|almuerzo|desayuno|cafe|cita|cine|salida) con (?:(?:mi|mis|un|una|unos|unas) )?(?:amig[ao]s?|herman[ao]s?|prim[ao]s?|familia)",
  ].join("|")})\\b`,
);

/** Beside these no glad word counts: a birthday without her, the game after the funeral, a trip to the clinic. */
const GRAVE = latePattern(
  `\\b(?:${[
    "die[ds]?|dying|death|dead|passed|passing|los[ts]|loses|losing|loss|miss(?:es|ing)?|mourn\\w*|griev\\w*|grief|funeral|memorial|burial|bur(?:y|ied|ying)|cremat\\w*|ashes|wake|cemetery|grave\\w*|late|heaven|rip|widow\\w*|anniversary|would have|without|last|goodbye|farewell|say bye|remembrance|vigil",
    "hospice|hospital\\w*|icu|surger\\w*|surgical|operat\\w*|procedure|biops\\w*|scans?|mri|x-?ray|chemo\\w*|radiation|cancer\\w*|tumou?rs?|sick\\w*|ill|illness|disease|diagnos\\w*|treatment|therap\\w*|counsel\\w*|psych\\w*|rehab\\w*|detox|sober|sobriety|relaps\\w*|aa|doctor\\w*|dr|nurse|clinic\\w*|medical|medicine|medication|results?|blood|dialysis|transplant\\w*|donor|dentist|health|hiv|std",
    "pregnan\\w*|abort\\w*|miscarr\\w*|ivf|fertility|ultrasound|due date|still ?b\\w*|adoption|baby shower",
    "court\\w*|trial|hearing|lawyer|attorney|judge|custody|sentenc\\w*|jail|prison|parole|probation|arrest\\w*|police|cops?|lawsuit|testif\\w*|immigration|deport\\w*|asylum|visa|ice",
    "divorc\\w*|break(?:ing)? ?up|br(?:oke|eaks?|oken) up|separat\\w*|split\\w*|ex|exes|ex-\\w+|leaving (?:him|her|me)|evict\\w*|foreclos\\w*|bankrupt\\w*|homeless|shelter|laid off|layoffs?|fired|debt",
    "put(?:ting)? (?:\\w+ ){0,4}(?:down|to sleep)|euthan\\w*|vet|suicid\\w*|self-?harm\\w*|kill\\w*|cutting|overdos\\w*|abus\\w*|assault\\w*|rap(?:e|ed|ist)|violen\\w*|hurt\\w*|deploy\\w*|war|crisis|accident|crash\\w*",
    "muri\\w*|muer\\w*|mori\\w*|fallec\\w*|difunt\\w*|luto|duelo|entierro|enterr\\w*|velorio|velar\\w*|sepelio|misa|cenizas?|cementerio|tumba|viud[ao]|aniversario|habria|hubiera|cielo|perd\\w*|sin|ultim[ao]s?|despedi\\w*|extran\\w*|adios|recuerdo de",
    "cirug\\w*|operaci\\w*|opera\\w*|biopsia|quimio\\w*|radioterapia|tumores|enferm\\w*|tratamiento|terapia|terapeuta|psicolog\\w*|psiquiatr\\w*|medic[ao]s?|medicina|resultados?|clinica|sangre|dialisis|trasplante|dentista|salud|sobri\\w*|recaid\\w*",
    "embaraz\\w*|parto|ultrasonido|ecografia|juicio|corte|tribunal|juzgado|juez\\w*|abogad[ao]|audiencia|custodia|carcel|prision|polic\\w*|migra\\w*|inmigra\\w*|asilo",
    "separ\\w*|ruptura|romp\\w*|cortamos|terminamos|deje|dejo|desaloj\\w*|despid\\w*|deudas?|sacrific\\w*|dormir|eutanasia|veterinari[ao]|viol(?:o|ar|aron|encia)|guerra|accidente",
  ].join("|")})\\b`,
);

/**
 * Whether what somebody told of is something to ask about afterwards. Only what is known to be glad, or plain, is: to be asked
 * by a machine how a funeral went is worse than not to be asked.
 */
export function isOccasion({ text, topic }: { readonly text: string; readonly topic: string }): boolean {
  const words = plainOf(`${topic} ${text}`).replace(/[_/]/g, " ");
  return GLAD.test(words) && !GRAVE.test(words);
}
