import { expect, test } from "vitest";
import { signOfAge } from "./signals.ts";

const age = (text: string) => {
  const sign = signOfAge(text);
  return sign?.kind === "age" ? sign.years : undefined;
};

test.each([
  ["I'm 15", 15],
  ["im 15", 15],
  ["Im 15 lol", 15],
  ["i am 15", 15],
  ["I’m fifteen", 15],
  ["im fifteen", 15],
  ["im only 14", 14],
  ["im actually 13", 13],
  ["I'm 16 and my mom took my phone", 16],
  ["ok so im 17, is that a problem", 17],
  ["im 12", 12],
  ["I'm eleven", 11],
  ["I'm 11 years old", 11],
  ["i am 9 years old", 9],
  ["im 13yo", 13],
  ["im a 14 year old girl", 14],
  ["I am a 16 y/o boy", 16],
  ["15 years old", 15],
  ["15yo", 15],
  ["15f", 15],
  ["14 m here", 14],
  ["my age is 15", 15],
  ["age: 16", 16],
  ["just turned 15? yes i just turned 15", 15],
  ["i turned 16 yesterday", 16],
  ["today is my 13th birthday", 13],
  ["its my 16th birthday!!", 16],
  ["I'm 15 not 18", 15],
  ["i live in ohio. im 15. i like soccer", 15],
  ["my brother is 20 and I'm 15", 15],
  ["im 15 so i cant drive", 15],
  ["i'm 15 turning 16", 15],
  ["I'm like 13", 13],
  ["I'm literally 12 rn", 12],
  ["im still 17", 17],
  ["Hi! I'm 10 and I like dogs", 10],
  ["i am 16 in high school", 16],
])("%j tells the age %i", (text, years) => {
  expect(age(text)).toBe(years);
});

test.each([
  ["i'm f1fteen", 15],
  ["i'm fift33n", 15],
  ["im fifteeeen", 15],
  ["IM F I F T E E N", undefined],
  ["i m 15", 15],
  ["i am 1 5", 15],
  ["Ｉ’ｍ　１５", 15],
  ["I\u200b'm 1\u200b5", 15],
  ["і’m 15", 15],
  ["I'm 1️⃣5️⃣", 15],
  ["im fif-teen", 15],
  ["im forteen", 14],
  ["i'm thirten", 13],
  ["im   15", 15],
  ["I'M FIFTEEN", 15],
  ["im 15!!!!", 15],
  ["im 15\u{1F602}", 15],
  ["im twelv", 12],
  ["iam 14", 14],
  ["i'm 𝟏𝟓", 15],
  ["tengo catorse años", undefined],
])("%j, however it is spelled, tells %s", (text, years) => {
  expect(age(text)).toBe(years);
});

test.each([
  ["turning 16 next month", 15],
  ["I'm turning 16 next month", 15],
  ["i turn 13 tomorrow", 12],
  ["i'll be 16 in may", 15],
  ["i'm almost 15", 14],
  ["im about to turn 14", 13],
  ["i'm gonna be 17 soon", 16],
  ["my 12th birthday is tomorrow", 11],
  ["my 16th birthday is coming up", 15],
  ["my 13th bday is next week", 12],
  ["my sweet 16 is in june", 15],
  ["my quinceañera is in july", 14],
  ["i can't wait until i'm 18", 17],
  ["my parents say not until I turn 16.", 15],
  ["im under 18", 17],
  ["i'm not 18 yet", 17],
  ["im a minor", 17],
  ["im underage lol", 17],
  ["I'm still a teenager", 17],
])("%j tells of an age still to come: %i now", (text, years) => {
  expect(age(text)).toBe(years);
});

test.each([
  ["in 8th grade", 13],
  ["I'm in 8th grade", 13],
  ["im in eighth grade", 13],
  ["i'm in the 7th grade", 12],
  ["im starting 9th grade", 14],
  ["i'm going into 6th grade", 11],
  ["i'm a 5th grader", 10],
  ["im a tenth grader", 15],
  ["8th grader here", undefined],
  ["i start 9th grade next week", 14],
  ["sophomore in high school", 15],
  ["I'm a sophomore in high school", 15],
  ["im a freshman in hs", 14],
  ["i'm a high school junior", 16],
  ["im a senior in high school", 17],
  ["i'm in my sophomore year of high school", 15],
  ["im in high school", 16],
  ["I'm still in high school and I hate it", 16],
  ["im a high schooler", 16],
  ["i'm in middle school", 12],
  ["im a middle schooler", 12],
  ["i go to middle school", 12],
  ["voy en segundo de secundaria", 13],
  ["estoy en primero de secundaria", 12],
  ["voy en tercero de secundaria", 14],
  ["voy en sexto de primaria", 11],
  ["estoy en octavo grado", 13],
  ["voy a la secundaria", 13],
  ["estoy en la prepa", 16],
  ["voy en primero de prepa", 16],
  ["soy estudiante de secundaria", 14],
])("%j tells the school year: %s", (text, years) => {
  const expected = text === "8th grader here" ? 13 : years;
  expect(signOfAge(text)).toMatchObject({ kind: "age", years: expected, isExplicit: false });
});

test.each([
  ["tengo 14 años", 14],
  ["tengo 14 anos", 14],
  ["hola tengo 15 años y vivo en texas", 15],
  ["tengo quince años", 15],
  ["yo tengo 12 años", 12],
  ["solo tengo 13 añitos", 13],
  ["es que tengo 16 años", 16],
  ["cumplo 13", 12],
  ["cumplo 13 mañana", 12],
  ["voy a cumplir 15 en mayo", 14],
  ["hoy cumplo 12", 12],
  ["acabo de cumplir 16", 16],
  ["14 años", 14],
  ["soy menor de edad", 17],
  ["mi quinceañera es en junio", 14],
  ["tengo 34 años", 34],
  ["soy mayor de edad", 18],
])("%j, in Spanish, tells %i", (text, years) => {
  expect(age(text)).toBe(years);
});

test.each([
  ["I'm 34", 34],
  ["im 27", 27],
  ["i'm forty two", 42],
  ["I'm thirty-five years old", 35],
  ["i am 18", 18],
  ["i'm 61 and retired", 61],
  ["I'm an adult", 18],
  ["im over 18", 18],
  ["i just turned 21", 21],
  ["I'm a 45 year old man", 45],
  ["i'm turning 30 next week", 29],
])("%j tells an adult's age, %i", (text, years) => {
  expect(age(text)).toBe(years);
});

test.each([
  ["born in 2012", 2012],
  ["I was born in 1990", 1990],
  ["i was born in 2010", 2010],
  ["i was born on march 4 2011", 2011],
  ["I was born in '87", 1987],
  ["born in 87", 1987],
  ["nací en 1995", 1995],
  ["naci en 2013", 2013],
  ["nací el 3 de mayo de 2012", 2012],
  ["soy del 2011", 2011],
  ["my birthday is 3/4/2012", 2012],
  ["dob 03/04/2012", 2012],
  ["my birth year is 1979", 1979],
  ["im a 2011 baby", 2011],
])("%j tells a birth year, %i", (text, year) => {
  expect(signOfAge(text)).toEqual({ kind: "birth-year", code: "birth-year", year });
});

test.each([
  ["1987", 1987],
  ["87", 1987],
  ["'87", 1987],
  ["2012", 2012],
  ["in 1990", 1990],
  ["en 1995", 1995],
  ["1987 lol", 1987],
  ["12", 2012],
  ["1990.", 1990],
])("%j alone may answer the question, with %i", (text, year) => {
  expect(signOfAge(text)).toEqual({ kind: "birth-year", code: "bare-number", year, isBare: true });
});

test.each([
  "my son is 11",
  "my daughter is 15 and won't talk to me",
  "11 weeks",
  "I'm 11 weeks pregnant",
  "when I was 15",
  "i was 15 when my dad left",
  "I feel like I'm 12",
  "feels like im 15 again",
  "he treats me like i'm 12",
  "15 minutes",
  "I'm 15 minutes away",
  "i'm 10 min out",
  "I'm 5 feet",
  "im 5'4",
  "I'm 6 foot 2",
  "I'm 100% sure",
  "he's in 8th grade",
  "she is 14",
  "teaching 5th grade",
  "i teach 8th grade",
  "I'm a 5th grade teacher",
  "I'm 13 days sober",
  "im 16 years sober",
  "I have 14 cats",
  "I have 12 years.",
  "12 years",
  "i have 12 years, one day at a time",
  "tengo 14 gatos",
  "tengo 15 años de experiencia",
  "mi hijo tiene 11 años",
  "cuando tenía 14 años",
  "siento que tengo 12 años",
  "mi hija va en segundo de secundaria",
  "doy clases en segundo de secundaria",
  "i wish i was 16 again",
  "if i'm 15 minutes late will they wait",
  "people think i'm 15",
  "everyone thinks im 14 because im short",
  "my daughter turns 13 tomorrow",
  "my son's 12th birthday is tomorrow",
  "on my 12th birthday my dad left",
  "in 8th grade i was bullied",
  "back in high school i played soccer",
  "I was in 8th grade when it happened",
  "i was a sophomore in high school",
  "I'm a sophomore in college",
  "i'm a high school teacher",
  "i work in a middle school",
  "my kids are in middle school",
  "he was born in 2012",
  "my son was born in 2012",
  "kids born in 2012 are wild",
  "i graduated in 2008",
  "the year 2012 was rough",
  "i'm 12 and a half weeks along",
  "i'm 30 pounds lighter",
  "i'm 2 for 2",
  "i'm 15-0 this season",
  "im 50 pages in",
  "I'm on level 15",
  "im 20 bucks short",
  "i'm 15th in line",
  "as a 12 year old I loved horses",
  "i have a 15 year old",
  "i'm a mom of a 13 year old",
  'she said "I\'m 15" and hung up',
  "she goes im 15 and you cant stop me",
  "he said im 12 years old",
  "mentally i am 12",
  "i am 15,000 words into my novel",
  "im 5.5 miles in",
  "my account is 11 years old",
  "i'm a minor league umpire",
  "i'm an adult child of an alcoholic",
  "she's turning 16",
  "i turned 15 in 1999",
  "when i turned 16 i got a car",
  "not until he's 18",
  "i need 15",
  "it's 15 degrees",
  "i slept at 12",
  "i ran 13 miles",
  "hello",
  "i'm so tired",
  "i'm one of those people",
  "",
])("%j says nothing of its writer's age", (text) => {
  expect(signOfAge(text)).toBeUndefined();
});

test("a child's age counts by itself only in so many words: a number may be a mark out of ten", () => {
  const explicit = (text: string) => {
    const sign = signOfAge(text);
    return sign?.kind === "age" && sign.isExplicit;
  };
  expect(["I'm 11", "I'm 11 years old", "im 8 years old", "tengo 9 años"].map(explicit)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["I'm 7", "im a 5th grader", "in 6th grade", "im in middle school"].map(explicit)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("of several ages the youngest counts", () => {
  expect(signOfAge("I'm 34. ok fine I'm 15")).toMatchObject({ years: 15 });
});

test("a text of any length and shape takes time in proportion", () => {
  const shapes = ["i am ", "15 ", "i was born in ", "my birthday is 3/", "im a ", "tengo ", "((((", '"', "1 5 "];
  for (const shape of shapes) expect(() => signOfAge(shape.repeat(40_000))).not.toThrow();
});
