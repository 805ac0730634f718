/** By what somebody told their age. Goes into logs in the place of what they wrote. */
export type SignCode =
  | "stated-age"
  | "coming-birthday"
  | "birth-year"
  | "school-grade"
  | "school"
  | "under-age"
  | "of-age"
  | "bare-number";

/** What a pattern's number `n` means. */
export type Reading =
  | {
      readonly kind: "age";
      readonly code: SignCode;
      /** What is to be added to the number for the age of today. */
      readonly plus?: number;
      readonly isAlwaysExplicit?: true;
      /** Never enough by itself. */
      readonly isVague?: true;
    }
  | { readonly kind: "limit"; readonly code: SignCode }
  | { readonly kind: "grade" }
  | { readonly kind: "fixed"; readonly code: SignCode; readonly years: number; readonly isExplicit: boolean }
  | { readonly kind: "year" };

/** A pattern that is compiled when it is first asked. All of them repeat nothing without a bound: they take linear time. */
interface SignPattern {
  readonly pattern: { readonly test: (words: string) => boolean; readonly everywhere: () => RegExp };
  readonly reading: Reading;
}

function sign(source: string, reading: Reading): SignPattern {
  let compiled: RegExp | undefined;
  let everywhere: RegExp | undefined;
  return {
    pattern: {
      test: (words) => {
        compiled ??= new RegExp(source);
        return compiled.test(words);
      },
      everywhere: () => {
        everywhere ??= new RegExp(source, "g");
        return everywhere;
      },
    },
    reading,
  };
}

const MONTHS =
  "jan|january|feb|february|mar|march|apr|april|may|june?|july?|aug|august|sept?|september|oct|october|nov|november|dec|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre";
const DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";

/** Words after which a person's own age can be over. Of what follows a number that measures something, none is here. */
const GOES_ON = [
  "and(?! (?:a )?half)(?! \\d)|but|so|lol|lmao|lmfao|haha|btw|tho|though|now|rn|today|tonight|if|because|cuz|cause|bc|since|i|idk|ok|okay|bro|bruh|fr|tbh|ngl|smh",
  "who|which|already|still|too|actually|just|please|pls|jules|do|can|should|what|why|how|when|where|going on|turning|almost|not|with|without|living|living in|also|or so|or something",
  "f|m|male|female|girl|boy|guy|woman|man|years old|here|from|like|this (?:year|month|week)|next (?:year|month|week)|my|then|as of|it is|its|is that|are you|u|you",
  "y|pero|porque|jaja|jajaja|ahora|hoy|ya|entonces|aunque|soy|vivo|no|si|es que|que hago|asi que|recien|ano",
].join("|");
const END = `(?= *$| [.?](?! \\d)| ,(?! \\d{3}\\b)| / [a-z]| (?:${GOES_ON})\\b| in (?:${MONTHS}|\\d{1,2}|high|middle|grade|school)\\b)`;
const UNIT = "(?<unit> (?:years?(?: of age| old| young)?|y / o|y o|yo|old))?";
const FILLER =
  "(?: (?:actually|only|just|like|literally|really|still|currently|around|already|now|honestly|legit|lowkey|basically|tbh|a|age|aged|in fact|so|officially)){0,3}";

/** Before "I am": what makes it somebody's thought, a wish, a comparison, another's words, or another time. */
const NOT_SO =
  "like|if|as|though|think|thinks|thought|pretend|pretending|imagine|suppose|say|says|said|saying|wish|feel|feels|felt|told|tell|tells|believe|believes|claim|claims|goes|replied|asked|texted|wrote|until|when|once|before|after|mentally|emotionally|mom|mommy|daddy|cuando|pretends|assume|assumes|assumed|guess|guessed|guesses|convinced|lied|act|acts|acting|story|character|song|lyrics|whether|unless";
const I_AM = `(?<!\\b(?:${NOT_SO})(?: ,| that| what)? )(?<![a-z] that )\\bi (?:am|m)`;
const I = "(?<![a-z])i";
const NOT_WHEN = "(?<!\\b(?:when|once|after|before|until|if|since|cuando|because when|day) )";
const START = "^(?: ?(?:hi|hey|hello|jules|well|ok|okay|lol|um|so|yeah|yes|no|hola|sorry|actually|,|\\.))*";
const WHOLE_END = "(?: (?:lol|haha|rn|now|btw|here|[.,?]))*$";
const SOON = `(?:today|tomorrow|tmrw|tmr|tonight|soon|next|this|coming|on (?:${DAYS})|in (?:${MONTHS}|\\d{1,2}|a)|the \\d|${MONTHS}|${DAYS}|almost)`;
const GRADE = "(?:the )?(?:my )?(?<n>\\d{1,2})(?:th|st|nd|rd)? grade";
const SCHOOL_GRADES: readonly (readonly [string, number])[] = [
  ["freshman", 14],
  ["sophomore", 15],
  ["junior", 16],
  ["senior", 17],
];
const EN_LA = "(?:(?:la|mi|el|un|una) )?";
const ESTUDIO = `(?<!\\b(?:cuando|si|como) )(?:(?:yo )?(?:estoy|voy|curso|estudio|entro|ando)(?: (?:ahorita|apenas|todavia|aun))?(?: cursando)?(?: (?:en|a|el|al))?)`;
const NO_TEACHER =
  "(?! (?:teacher|teachers|class|classroom|students|kids|math|english|science|counselor|principal|coach))";

const STATED: Reading = { kind: "age", code: "stated-age" };
const COMING: Reading = { kind: "age", code: "coming-birthday", plus: -1 };

export const PATTERNS: readonly SignPattern[] = [
  // Ages, stated.
  sign(`${I_AM}${FILLER} (?<n>\\d{1,3})${UNIT}${END}`, STATED),
  sign(
    `${I_AM} (?:a|an|just a|only a|literally a) (?<n>\\d{1,3})(?<unit> (?:year|years|y / o|yo|y o)(?: old)?) ?(?:girl|boy|kid|teen|male|female|guy|woman|man|student|dude|and|who|with|in|from|[.,?]|$)`,
    STATED,
  ),
  sign(
    `${START} ?(?:age ,? ?)?(?<n>\\d{1,3})(?<unit> (?:years? old|y / o|yo|y o|yr old|years of age))(?: (?:girl|boy|male|female|f|m|guy|woman|man|teen))?${WHOLE_END}`,
    STATED,
  ),
  sign(`${START} ?(?:asl )?(?<n>\\d{1,2}) ?(?:/ )?(?<unit>f|m|girl|boy|male|female)(?: /.{0,20})?${WHOLE_END}`, STATED),
  sign(`(?<!\\bat )\\bmy age(?: is| ,)? (?<n>\\d{1,3})${UNIT}${END}`, STATED),
  sign(`^age ,? ?(?<n>\\d{1,3})${UNIT}${WHOLE_END}`, STATED),
  sign(`${NOT_WHEN}${I} just turned (?<n>\\d{1,3})${END}`, STATED),
  sign(
    `${NOT_WHEN}${I} turned (?<n>\\d{1,3})(?: years old)?(?= *$| [.?]| (?:today|yesterday|last (?:week|month|${DAYS})|this|recently|a few|\\d (?:days|weeks|months)|in (?:${MONTHS})\\b(?! \\d)|and i am|and my))`,
    STATED,
  ),
  sign(`\\b(?:today is|its|it is|happy) my (?<n>\\d{1,2})(?:th|st|nd|rd)? birthday`, STATED),
  // Without "old" they are years of something else: of a marriage, of not drinking.
  sign(`\\bi have (?<n>\\d{1,2}) years old\\b`, STATED),
  // Ages, about to be.
  sign(
    `${I_AM} (?:almost|nearly|about to (?:be|turn)|turning|going to (?:be|turn)|gonna (?:be|turn)|soon to be|not even|not yet|barely turning) (?<n>\\d{1,3})${UNIT}(?:${END}|(?= (?:on|in|soon|tomorrow|tmrw|very soon|next|this|the)\\b))`,
    COMING,
  ),
  sign(
    `${NOT_WHEN}${I} (?:turn|will be|will turn|be turning|am about to turn|wont be) (?<n>\\d{1,3})(?: years old)?(?= (?:${SOON})\\b)`,
    COMING,
  ),
  sign(`${START} ?(?:just )?turning (?<n>\\d{1,2})(?= *$| (?:${SOON})| [.,?])`, COMING),
  sign(`${START} ?(?:almost|nearly) (?<n>\\d{1,2})${UNIT}${WHOLE_END}`, COMING),
  sign(
    `\\bmy (?<n>\\d{1,2})(?:th|st|nd|rd)? (?:birthday|bday)(?: party)? (?:is|s|will be|comes|is coming)(?: (?:up|literally|actually|gonna be|going to be))? (?:${SOON}|up)\\b`,
    COMING,
  ),
  sign(
    `\\b(?:i am|excited|ready|waiting|planning|cant wait)(?: [a-z]+){0,3} for my (?<n>\\d{1,2})(?:th|st|nd|rd)? birthday`,
    COMING,
  ),
  sign(`\\bmy sweet 16 (?:is|party|will|planning)`, {
    kind: "fixed",
    code: "coming-birthday",
    years: 15,
    isExplicit: false,
  }),
  sign(`\\b(?:my|mi) quinceanera (?:is|will|es|va|sera|esta)`, {
    kind: "fixed",
    code: "coming-birthday",
    years: 14,
    isExplicit: false,
  }),
  sign(`\\bmis 15(?: anos)? (?:son|van|seran)`, {
    kind: "fixed",
    code: "coming-birthday",
    years: 14,
    isExplicit: false,
  }),
  // Not yet of age; of age.
  sign(
    `\\b(?:until|when|before|once) i (?:am|turn) (?<n>1[3-8])${UNIT}(?= *$| [.,?]| (?:to|so|and|i|then|but|or|for))`,
    { kind: "limit", code: "under-age" },
  ),
  sign(`${I_AM}(?: still| only)? (?:under|below|younger than|less than|not) (?<n>1[3-8])(?: yet)?${END}`, {
    kind: "limit",
    code: "under-age",
  }),
  sign(`${I_AM} not(?: even)? (?<n>18) yet`, { kind: "limit", code: "under-age" }),
  sign(`${I_AM} not(?: even)? (?:old enough to (?:drive|vote|drink and drive)|in high school yet)`, {
    kind: "fixed",
    code: "under-age",
    years: 15,
    isExplicit: false,
  }),
  sign(
    `${I_AM}(?: still| only| just| technically| legally)? (?:a )?(?:minor|under ?age|teenager|under aged)(?= *$| [.,?]| (?:and(?! [a-z]+ in)|but|so|lol|who|still|if|i))`,
    { kind: "fixed", code: "under-age", years: 17, isExplicit: false },
  ),
  sign(
    `${I_AM} (?:an adult|over 18|above 18|of age|of legal age|older than 18|over the age of 18|18 or older|18 or over|at least 18)(?= *$| [.,?]| (?:and|but|so|lol|i|now|btw))`,
    { kind: "fixed", code: "of-age", years: 18, isExplicit: true },
  ),
  sign(`\\bsoy menor de edad`, { kind: "fixed", code: "under-age", years: 17, isExplicit: false }),
  sign(`\\b(?:ya )?soy (?:mayor de edad|mayor de 18|adult[oa])(?= *$| [.,?]| (?:y|pero))`, {
    kind: "fixed",
    code: "of-age",
    years: 18,
    isExplicit: true,
  }),
  // School.
  sign(
    `${I_AM}(?: (?:still|currently|only|just|now|literally|actually|starting|entering|finishing|going into|about to start|going to be|gonna be|repeating|almost done with|already)){0,2}(?: in| into)? ${GRADE}${NO_TEACHER}`,
    { kind: "grade" },
  ),
  sign(
    `${I} (?:start|will start|go into|just started|just finished|finished|am going to start) ${GRADE}(?= *$| [.,?]| (?:tomorrow|next|this|soon|on|in|yesterday|today|and i am))`,
    { kind: "grade" },
  ),
  sign(`${START} ?(?:still |currently )?in ${GRADE}${WHOLE_END}`, { kind: "grade" }),
  sign(`${START} ?(?<n>\\d{1,2})(?:th|st|nd|rd)? grade(?:r)?${WHOLE_END}`, { kind: "grade" }),
  sign(`${I_AM} (?:a |an |only a |just a )?(?<n>\\d{1,2})(?:th|st|nd|rd)? grader\\b`, { kind: "grade" }),
  ...SCHOOL_GRADES.flatMap(([name, years]) => {
    const reading: Reading = { kind: "fixed", code: "school-grade", years, isExplicit: false };
    return [
      sign(
        `${I_AM}(?: (?:a|still|just|only|currently|going to be|gonna be|about to be|now)){0,3} (?:a )?(?:rising |incoming )?${name} (?:in|at)(?: (?:my|a|the))? high school`,
        reading,
      ),
      sign(`${I_AM} (?:a )?(?:rising |incoming )?high school ${name}\\b`, reading),
      sign(`${I_AM} in my ${name} year (?:of|in) high school`, reading),
      sign(`${START} ?(?:a )?${name} (?:in|at) high school${WHOLE_END}`, reading),
      sign(`${START} ?high school ${name}${WHOLE_END}`, reading),
    ];
  }),
  sign(
    `${I_AM}(?: (?:still|currently|only|just|now|literally|actually|starting|a student))?(?: in| at| going to) high school(?= *$| [.,?]| (?:and|but|so|lol|still|rn|now|i|right))`,
    { kind: "fixed", code: "school", years: 16, isExplicit: false },
  ),
  sign(`${I_AM}(?: still)? (?:a )?(?:high schooler|high school student|high school kid)\\b`, {
    kind: "fixed",
    code: "school",
    years: 16,
    isExplicit: false,
  }),
  sign(`${I} (?:still )?(?:go to|attend|start) high school(?= *$| [.,?]| (?:and|but|so|in|next|soon|tomorrow))`, {
    kind: "fixed",
    code: "school",
    years: 16,
    isExplicit: false,
  }),
  sign(
    `${I_AM}(?: (?:still|currently|only|just|now|a student|literally|starting))?(?: in| at)? (?:middle school|junior high)(?= *$| [.,?]| (?:and|but|so|lol|still|rn|now|i|right))`,
    { kind: "fixed", code: "school", years: 12, isExplicit: false },
  ),
  sign(`${I_AM}(?: still)? (?:a )?middle school(?:er| student| kid)\\b`, {
    kind: "fixed",
    code: "school",
    years: 12,
    isExplicit: false,
  }),
  sign(`${I} (?:still )?(?:go to|attend) (?:middle|elementary) school(?= *$| [.,?]| (?:and|but|so|in))`, {
    kind: "fixed",
    code: "school",
    years: 12,
    isExplicit: false,
  }),
  sign(
    `${I_AM}(?: (?:still|currently|only|just|now))? in (?:elementary|primary|grade) school(?= *$| [.,?]| (?:and|but|so|lol|still|rn|now|i))`,
    { kind: "fixed", code: "school", years: 10, isExplicit: false },
  ),
  // Birth.
  sign(`\\bi was born (?:(?:in|on|the|of|year|back|${MONTHS}|,|/|\\d{1,2}) ){0,7}(?<n>(?:19|20)\\d\\d)\\b`, {
    kind: "year",
  }),
  sign(`\\bi was born in (?<n>\\d\\d)(?= *$| [.,?]| (?:lol|so|and i|btw))`, { kind: "year" }),
  sign(`${START} ?born (?:(?:in|on|the|of|${MONTHS}|,|/|\\d{1,2}) ){0,7}(?<n>(?:19|20)\\d\\d)\\b`, { kind: "year" }),
  sign(`${START} ?born in (?<n>\\d\\d)${WHOLE_END}`, { kind: "year" }),
  sign(
    `\\bmy (?:birthday|dob|birth date|birthdate|date of birth|birth year|year of birth) ?(?:is|was|,)? (?:(?:in|on|the|of|${MONTHS}|,|/|\\.|\\d{1,2}) ){0,7}(?<n>(?:19|20)\\d\\d)\\b`,
    { kind: "year" },
  ),
  sign(
    `${START} ?(?:dob|birthday|date of birth|birth year) ?(?:is|,)? ?(?:(?:in|on|the|of|${MONTHS}|,|/|\\.|\\d{1,2}) ){0,7}(?<n>(?:19|20)\\d\\d)${WHOLE_END}`,
    { kind: "year" },
  ),
  sign(`\\bi am (?:a |an )?(?<n>(?:19|20)\\d\\d) baby\\b`, { kind: "year" }),
  sign(
    `(?<!\\b(?:hij[oa]|herman[oa]|el|ella|que) )\\bnaci (?:(?:en|el|de|del|ano|${MONTHS}|\\d{1,2}) ){0,7}(?<n>(?:19|20)\\d\\d)\\b`,
    { kind: "year" },
  ),
  sign(`\\bsoy (?:del|de|modelo) (?<n>(?:19|20)\\d\\d)\\b`, { kind: "year" }),
  sign(`\\bnaci en (?:el )?(?<n>\\d\\d)(?= *$| [.,?])`, { kind: "year" }),
  // In Spanish.
  sign(
    `(?<!\\b(?:si|cuando|como si|(?<!\\b(?:es|ya|pues) )que) )\\b(?:yo )?tengo(?: (?:solo|apenas|ya|como|casi|solamente|nomas))? (?<n>\\d{1,3})(?<unit> (?:anos?|anitos|anios|a[nñ]os))(?: de edad)?${END}`,
    STATED,
  ),
  sign(
    `(?<!\\b(?:si|cuando|que|hoy) )\\b(?:yo )?(?:cumplo|voy a cumplir|estoy por cumplir|casi cumplo|estoy a punto de cumplir|voy para los|cumplire) (?<n>\\d{1,3})(?: anos)?(?= *$| [.,?]| (?:anos|manana|en|el|la|este|esta|pronto|proximo|dentro|y|pero))`,
    COMING,
  ),
  sign(`(?<!\\bcuando )\\b(?:acabo de cumplir|recien cumpli|hoy cumplo|ya cumpli) (?<n>\\d{1,3})\\b`, STATED),
  sign(
    `(?<!\\bcuando )\\bcumpli (?<n>\\d{1,3})(?: anos)?(?= *$| [.,?]| (?:ayer|hoy|hace|la semana|el mes|este))`,
    STATED,
  ),
  sign(`\\bmi edad(?: es| ,)?(?: de)? (?<n>\\d{1,3})\\b`, STATED),
  sign(`${START} ?(?<n>\\d{1,3})(?<unit> anos?| anitos)${WHOLE_END}`, STATED),
  ...(
    [
      ["secundaria", 11],
      ["primaria", 5],
    ] as const
  ).map(([school, plus]) =>
    sign(`(?:${ESTUDIO}|${START}) ?${EN_LA}(?<n>[1-6])(?:ero|er|do|to|ro)?(?: ano| grado)? de ${EN_LA}${school}`, {
      kind: "age",
      code: "school-grade",
      plus,
      isVague: true,
    }),
  ),
  sign(`${ESTUDIO} ${EN_LA}(?<n>\\d{1,2})(?:vo|mo|no|to)? (?:grado|de grado)`, { kind: "grade" }),
  sign(
    `(?:${ESTUDIO}|${START}) ?${EN_LA}(?:\\d(?:ero|er|do|to|ro)? (?:ano )?de )?${EN_LA}(?:prepa|preparatoria|bachillerato|bachiller)\\b`,
    { kind: "fixed", code: "school", years: 16, isExplicit: false },
  ),
  sign(`${ESTUDIO} ${EN_LA}secundaria\\b`, { kind: "fixed", code: "school", years: 13, isExplicit: false }),
  sign(`${ESTUDIO} ${EN_LA}primaria\\b`, { kind: "fixed", code: "school", years: 10, isExplicit: false }),
  sign(`\\bsoy (?:alumn[oa]|estudiante) de (?:la )?(?:secundaria|prepa|preparatoria)\\b`, {
    kind: "fixed",
    code: "school",
    years: 14,
    isExplicit: false,
  }),
];
