import { bare, isFiller, type Piece, sentencesOf } from "../preferences/index.ts";

/** What somebody asks of their agenda. */
export type AgendaRequest =
  | {
      readonly kind: "remind";
      /** What and when, as it was written. */
      readonly what: string;
    }
  | { readonly kind: "list" }
  | {
      readonly kind: "cancel";
      readonly which:
        | { readonly kind: "all" }
        /** The one that there is. */
        | { readonly kind: "only" }
        | { readonly kind: "about"; readonly words: string }
        | { readonly kind: "number"; readonly number: number };
      /** It is also said of what nobody asked to be reminded of; then it is talk. */
      readonly isLoose?: true;
    };

export interface AgendaAsked {
  readonly request: AgendaRequest;
  /** The text says nothing besides. */
  readonly isWhole: boolean;
  readonly language: "en" | "es";
}

interface Pattern {
  readonly language: "en" | "es";
  readonly words: string;
  readonly source: string;
  readonly request: (found: Readonly<Record<string, string | undefined>>) => AgendaRequest | undefined;
  compiled?: RegExp;
}

/** Something that may be a time. Without it, only "remind me to" is a request; the rest is talk. */
const TIME_HINT =
  /\d|\b(?:tomorrow|tonight|today|noon|midnight|morning|afternoon|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|hours?|minutes?|mins?|weeks?|days?|months?|every|daily|weekly|later|manana|noche|tarde|hoy|mediodia|lunes|martes|miercoles|jueves|viernes|sabado|domingo|horas?|minutos?|semanas?|dias?|mes|cada|diario|luego|rato)\b/;
/** After these nobody asks for a text at a time. */
const NO_REMINDER =
  /^(?:of|what|why|who|whom|where|which|whether|if|again|when (?:you|we|i|they|he|she)\b|how (?!much)|de ti|quien|por que|como|cuando (?:tu|yo|el|ella)\b|donde|cual|otra vez)/;

const remind = ({ what = "" }: Readonly<Record<string, string | undefined>>): AgendaRequest | undefined => {
  const plain = what.trim();
  if (plain === "" || NO_REMINDER.test(plain)) return undefined;
  return TIME_HINT.test(plain) || /^(?:to|about my|a|de) \S/.test(plain) ? { kind: "remind", what: plain } : undefined;
};

const cancelAbout = ({ about = "" }: Readonly<Record<string, string | undefined>>): AgendaRequest => ({
  kind: "cancel",
  which: about.trim() === "" ? { kind: "only" } : { kind: "about", words: about.trim() },
});
const cancelLoosely = ({ about = "" }: Readonly<Record<string, string | undefined>>): AgendaRequest => ({
  kind: "cancel",
  which: { kind: "about", words: about.trim() },
  isLoose: true,
});
const ALL = (): AgendaRequest => ({ kind: "cancel", which: { kind: "all" } });
const LIST = (): AgendaRequest => ({ kind: "list" });
const byNumber = ({ number = "" }: Readonly<Record<string, string | undefined>>): AgendaRequest => ({
  kind: "cancel",
  which: { kind: "number", number: Number(number) },
});

const CANCEL = "(?:cancel|delete|remove|clear|drop|erase|forget|stop|end|turn off)";
const CANCELA = "(?:cancela|borra|elimina|quita|olvida)";

const PATTERNS: readonly Pattern[] = [
  en(
    "remind",
    "(?:remind me|set (?:me )?(?:a|up a) reminder(?: for me)?|give me a reminder|send me a reminder)(?<what> .+)",
    remind,
  ),
  en("forget", "(?:don'?t|do not) let me forget(?<what> (?:to|about) .+)", (found) =>
    TIME_HINT.test(found.what ?? "") ? remind(found) : undefined,
  ),
  es(
    "record|recuerd",
    "(?:recuerdame|me recuerdas|recordarme|me recuerdes|(?:pon|ponme|crea|programa)(?:me)? un recordatorio)(?<what> .+)",
    remind,
  ),
  es("avisame", "avisame(?<what> (?:manana|en \\d|a las?|el|esta|hoy|cada|todos).+)", remind),
  en(
    "reminder",
    "(?:(?:what are|what're|whats|what's|show|show me|list|see|tell me|read me|check)(?: all)?(?: of)? )?(?:my|the) reminders|what reminders (?:do i have|are set|have i set)|do i have (?:any )?reminders|any reminders|(?:what'?s|what is) on my agenda|list reminders",
    LIST,
  ),
  es(
    "recordatorio",
    "(?:(?:cuales son|que son|muestra(?:me)?|ensename|dime|ver|lista) )?mis recordatorios|que recordatorios tengo|tengo recordatorios",
    LIST,
  ),
  en(
    "reminders",
    `${CANCEL} (?:all )?(?:of )?(?:my |the |your )?reminders|${CANCEL} all(?: of)? (?:my |the )?reminders|no more reminders|stop all reminders`,
    ALL,
  ),
  es("recordatorios", `${CANCELA} (?:todos )?(?:mis |los )?recordatorios|no mas recordatorios`, ALL),
  en("reminder", `${CANCEL} (?:my |the )?reminder (?:number |no |#)?(?<number>\\d{1,2})`, byNumber),
  es("recordatorio", `${CANCELA} el recordatorio (?:numero )?(?<number>\\d{1,2})`, byNumber),
  en(
    "reminder",
    `${CANCEL} (?:my|the|that|this|a) (?:daily |weekly |last |next )?reminder(?: (?:about|to|for|of|that|with|on)(?<about> .+))?`,
    cancelAbout,
  ),
  en("reminder", `${CANCEL} (?:my|the|that) (?<about>[a-z' ]{2,40}?) reminders?`, cancelAbout),
  es(
    "recordatorio",
    `${CANCELA} (?:mi|el|ese|este) recordatorio(?: (?:de|del|sobre|para|que)(?<about> .+))?`,
    cancelAbout,
  ),
  en("remind", "(?:stop|quit) reminding me", ALL),
  en(
    "remind",
    "(?:(?:stop|quit) reminding me|(?:don'?t|do not|no need to) remind me) (?:about|to|of)(?<about> .+?)(?: anymore| any more)?",
    cancelLoosely,
  ),
  es("recordarme|recuerdes", "(?:deja de recordarme|ya no me recuerdes)(?<about> .+)", cancelLoosely),
];

function en(words: string, source: string, request: Pattern["request"]): Pattern {
  return { language: "en", words, source, request };
}

function es(words: string, source: string, request: Pattern["request"]): Pattern {
  return { language: "es", words, source, request };
}

/** What a text asks of its writer's agenda, in English or Spanish; the first where it asks twice. */
export function agendaAsked(text: string): AgendaAsked | undefined {
  let found: Omit<AgendaAsked, "isWhole"> | undefined;
  let isWhole = true;
  for (const sentence of sentencesOf(text, mayAsk)) {
    const heard = found ? undefined : heardIn(bare(sentence));
    found ??= heard;
    if (!heard && !isFiller(sentence)) isWhole = false;
  }
  return found && { ...found, isWhole };
}

const WORDS = new Set(PATTERNS.flatMap(({ words }) => words.split("|")));

function mayAsk(plain: string): boolean {
  for (const word of WORDS) if (plain.includes(word)) return true;
  return false;
}

function heardIn({ written, plain }: Piece): Omit<AgendaAsked, "isWhole"> | undefined {
  for (const pattern of PATTERNS) {
    if (!pattern.words.split("|").some((word) => plain.includes(word))) continue;
    pattern.compiled ??= new RegExp(`^(?:${pattern.source})$`, "d");
    const match = pattern.compiled.exec(plain);
    if (!match) continue;
    const groups = match.indices?.groups;
    // Judged by the plain letters, kept as it was written.
    const said = Object.fromEntries(
      Object.entries(groups ?? {}).map(([name, place]) => [name, place && plain.slice(place[0], place[1])]),
    );
    const request = pattern.request(said);
    if (!request) continue;
    const place = groups?.what;
    return {
      language: pattern.language,
      request:
        request.kind === "remind" && place ? { ...request, what: written.slice(place[0], place[1]).trim() } : request,
    };
  }
  return undefined;
}
