import { latePattern } from "../kernel/index.ts";

/** Numbers as they are said, and how many digits each stands for. */
const UNITS: ReadonlyMap<string, number> = new Map(
  [
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
    ["oh", "un"],
  ].flatMap((words) => words.map((word, digit) => [word, digit] as const)),
);
const TEENS: ReadonlyMap<string, number> = new Map(
  [
    ...["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
    ...["diez", "once", "doce", "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve"],
  ].map((word, at) => [word, 10 + (at % 10)] as const),
);
const TENS: ReadonlyMap<string, number> = new Map(
  [
    ...["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    ...["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"],
  ].map((word, at) => [word, 20 + 10 * (at % 8)] as const),
);
const HUNDREDS: ReadonlyMap<string, number> = new Map(
  ["cien", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos"]
    .concat(["ochocientos", "novecientos"])
    .map((word, at) => [word, 100 * Math.max(1, at)] as const),
);
const AGAIN: ReadonlyMap<string, number> = new Map([
  ...(["double", "doble"].map((word) => [word, 2]) as [string, number][]),
  ["triple", 3],
]);
/** What is said between the digits of a number. */
const BETWEEN: ReadonlySet<string> = new Set("dash hyphen dot point plus area code guion punto mas prefijo".split(" "));
/** The same between digits one by one; after a whole number they lead on to something else. */
const BETWEEN_DIGITS: ReadonlySet<string> = new Set("space then and espacio luego y".split(" "));
const DIALLING: ReadonlySet<string> = new Set(
  "call dial phone text ring message sms whatsapp llama llame llamar marca marcar escribe manda envia".split(" "),
);

/** As many digits as a number has without its area. */
const FEWEST_DIGITS = 7;
/** Of a short number, where somebody is told to use it and it is said in words. */
const FEWEST_DIALLED = 3;
/** How many words may stand between the verb and a short number. */
const NEAR_WORDS = 6;
const LONGEST_GAP = 3;

const WORDS = /[a-z]+|\d+|[^a-z\d]+/g;
const NO_NUMBER_IN_IT = latePattern(
  String.raw`^(?=\D*$)(?!.*\b(?:zero|one|two|three|four|five|six|seven|eight|nine|oh|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|t[a-z]+ty|treinta|[a-z]+enta|[a-z]+cientos)\b)`,
);

interface Run {
  /** As dialled. */
  digits: string;
  /** What was said one by one, to know counting by. */
  readonly values: number[];
  hasWords: boolean;
  /** How many words ago somebody was told to dial. */
  isDialled: boolean;
}

/**
 * Whether a number is said digit by digit: in words or figures or both, with anything usual between them. Counting, dates and
 * times are none.
 * @param text in lower case, without accents.
 * @param isKnown whether a number may be named.
 */
export function saysNumber(text: string, isKnown: (digits: string) => boolean): boolean {
  if (NO_NUMBER_IN_IT.test(text)) return false;
  const reader = new NumberReader();
  // A date is none; 1,000,000 is one number; 5o5 and 8l7 are figures.
  const figures = text
    .replace(/(?<!\d)(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d\d)(?!\d)/g, ";")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .replace(/(?<=\d)[oil](?=\d)/g, (letter) => (letter === "o" ? "0" : "1"));
  for (const [token] of figures.matchAll(WORDS)) {
    const run = reader.read(token);
    if (run && isNumber(run, isKnown)) return true;
  }
  const last = reader.end();
  return last !== undefined && isNumber(last, isKnown);
}

function isNumber({ digits, values, hasWords, isDialled }: Run, isKnown: (digits: string) => boolean): boolean {
  if (isKnown(digits) || isCounted(values) || isDate(values)) return false;
  return digits.length >= FEWEST_DIGITS || (hasWords && isDialled && digits.length >= FEWEST_DIALLED);
}

/** One after the other, on or back, once or again and again: "one, two, three, four, one, two, three", "ten twenty thirty". */
function isCounted(values: readonly number[]): boolean {
  const [first = 0, second = first] = values;
  const step = second - first;
  if (step === 0) return false;
  let length = 1;
  for (const [at, value] of values.entries()) {
    if (at === 0) continue;
    if (value === (values[at - 1] ?? 0) + step) length += 1;
    else if (value === first && length >= SHORTEST_COUNT) length = 1;
    else return false;
  }
  return values.length >= SHORTEST_COUNT;
}

const SHORTEST_COUNT = 3;

function isDate(values: readonly number[]): boolean {
  const isYear = (value: number | undefined) => value !== undefined && value >= 1900 && value < 2100;
  return values.length <= 3 && (isYear(values[0]) || isYear(values.at(-1))) && values.length > 1;
}

class NumberReader {
  #run: Run | undefined;
  #times = 1;
  /** How many digits the last word left open: after "fifty" a "five" takes the nought's place. */
  #open = 0;
  #gap = 0;
  #sinceDialling = Number.POSITIVE_INFINITY;

  /** @returns the run that the token ends. */
  read(token: string): Run | undefined {
    if (/^[^a-z\d]/.test(token)) return this.#separator(token);
    if (/^\d/.test(token)) return this.#figures(token);
    return this.#word(token);
  }

  end(): Run | undefined {
    const run = this.#run;
    this.#run = undefined;
    this.#times = 1;
    this.#open = 0;
    this.#gap = 0;
    return run;
  }

  #separator(token: string): Run | undefined {
    if (!this.#run) return undefined;
    // Prices and times are no digits of one number.
    return token.length > LONGEST_GAP || /[:;$%\u20AC#=?!]/.test(token) ? this.end() : undefined;
  }

  #figures(token: string): Run | undefined {
    this.#sinceDialling += 1;
    if (token.length > 6) return this.end();
    this.#add(token, Number(token), false);
    return undefined;
  }

  #word(word: string): Run | undefined {
    this.#sinceDialling += 1;
    if (DIALLING.has(word)) {
      this.#sinceDialling = 0;
      return this.end();
    }
    const unit = UNITS.get(word) ?? (this.#run?.hasWords && word === "o" ? 0 : undefined);
    if (unit !== undefined) return this.#unit(unit);
    const tens = TENS.get(word);
    if (tens !== undefined) return this.#wide(tens, 2, 1);
    const teen = TEENS.get(word);
    if (teen !== undefined) return this.#wide(teen, 2, 0);
    const hundreds = HUNDREDS.get(word);
    if (hundreds !== undefined) return this.#wide(hundreds, 3, 2);
    if (word === "hundred" && this.#run) {
      this.#run.digits += "00";
      this.#open = 2;
      return undefined;
    }
    const times = AGAIN.get(word);
    if (times !== undefined) {
      this.#times = times;
      return undefined;
    }
    if (this.#run && this.#gap < 2 && (BETWEEN.has(word) || (this.#isByDigits() && BETWEEN_DIGITS.has(word)))) {
      this.#gap += 1;
      return undefined;
    }
    return this.end();
  }

  #isByDigits(): boolean {
    return this.#run !== undefined && (this.#run.hasWords || (this.#run.values.at(-1) ?? 0) < 10);
  }

  #unit(unit: number): undefined {
    if (this.#open > 0 && this.#run) {
      this.#run.digits = this.#run.digits.slice(0, -1) + String(unit);
      const last = this.#run.values.pop() ?? 0;
      this.#run.values.push(last + unit);
      this.#open = 0;
      return undefined;
    }
    const times = this.#times;
    for (let again = 0; again < times; again++) this.#add(String(unit), unit, true);
    return undefined;
  }

  #wide(value: number, width: number, open: number): undefined {
    if (this.#open >= width && this.#run) {
      this.#run.digits = this.#run.digits.slice(0, -width) + String(value);
      this.#open = open;
      return undefined;
    }
    this.#add(String(value), value, true);
    this.#open = open;
    return undefined;
  }

  #add(digits: string, value: number, isWord: boolean): void {
    this.#run ??= { digits: "", values: [], hasWords: false, isDialled: this.#sinceDialling <= NEAR_WORDS };
    this.#run.digits += digits;
    this.#run.values.push(value);
    this.#run.hasWords ||= isWord;
    this.#times = 1;
    this.#open = 0;
    this.#gap = 0;
  }
}
