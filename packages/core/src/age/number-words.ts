const pairs = (line: string): ReadonlyMap<string, number> =>
  new Map(
    line.split(" ").map((pair) => {
      const [word = "", number] = pair.split("=");
      return [word, Number(number)];
    }),
  );

/** Twenty to ninety, which a unit may follow; without accents. */
export const TENS: ReadonlyMap<string, number> = pairs(
  "twenty=20 thirty=30 forty=40 fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90",
);

export const UNITS: ReadonlyMap<string, number> = pairs(
  "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 uno=1 un=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9",
);

/** Numbers that are one word, cardinal and ordinal, and how they are misspelled. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = pairs(
  [
    "five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 elevn=11 twelve=12 twelv=12 thirteen=13 thirten=13 fourteen=14 forteen=14",
    "fifteen=15 fiften=15 fiveteen=15 sixteen=16 sixten=16 seventeen=17 eighteen=18 eightteen=18 nineteen=19",
    "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 eigth=8 ninth=9 tenth=10 eleventh=11 twelfth=12",
    "thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18",
    "cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciseis=16 diecisiete=17 dieciocho=18",
    "diecinueve=19 veinte=20 veintiuno=21 veintiun=21 veintidos=22 veintitres=23 veinticuatro=24 veinticinco=25 veintiseis=26",
    "veintisiete=27 veintiocho=28 veintinueve=29",
    "primero=1 primer=1 segundo=2 tercero=3 tercer=3 cuarto=4 quinto=5 sexto=6 septimo=7 setimo=7 octavo=8 noveno=9 decimo=10",
  ].join(" "),
);
