import type { TimeZone } from "../numbering/index.ts";

/** What people call their clocks, in a sentence after a time: "9:00 AM Pacific", "9:00, hora del Pacífico". */
const NAMES: Readonly<Record<TimeZone, { readonly en: string; readonly es: string }>> = {
  "America/New_York": { en: "Eastern", es: "del Este" },
  "America/Chicago": { en: "Central", es: "del Centro" },
  "America/Denver": { en: "Mountain", es: "de la Monta\u00F1a" },
  "America/Phoenix": { en: "Arizona time", es: "de Arizona" },
  "America/Los_Angeles": { en: "Pacific", es: "del Pac\u00EDfico" },
  "America/Anchorage": { en: "Alaska time", es: "de Alaska" },
  "America/Puerto_Rico": { en: "Atlantic", es: "de Puerto Rico" },
  "Pacific/Honolulu": { en: "Hawaii time", es: "de Haw\u00E1i" },
  "Pacific/Pago_Pago": { en: "Samoa time", es: "de Samoa" },
  "Pacific/Guam": { en: "Guam time", es: "de Guam" },
};

export const TIME_ZONES = Object.keys(NAMES) as readonly TimeZone[];

export function zoneName(timeZone: TimeZone, language: "en" | "es"): string {
  return NAMES[timeZone][language];
}

/** What people call these clocks who do not name a place. */
const CLOCKS: Readonly<Record<string, TimeZone>> = {
  ...named("America/New_York", "eastern|et|est|edt|east coast|este"),
  ...named("America/Chicago", "central|ct|cst|cdt|centro"),
  ...named("America/Denver", "mountain|mt|mst|mdt|montana|la montana"),
  ...named("America/Los_Angeles", "pacific|pt|pst|pdt|west coast|pacifico"),
  ...named("America/Puerto_Rico", "atlantic|atlantico"),
};

function named(timeZone: TimeZone, names: string): Readonly<Record<string, TimeZone>> {
  return Object.fromEntries(names.split("|").map((name) => [name, timeZone]));
}

/**
 * Places by which people say where they live: the states, and cities that are large and of one name only.
 * A state that lies in two zones has the one in which most of its people live; what was understood is said back to them.
 */
const PLACES: Readonly<Record<TimeZone, string>> = {
  "America/New_York": [
    "connecticut|delaware|florida|georgia|indiana|kentucky|maine|maryland|massachusetts|michigan|new hampshire|new jersey",
    "new york|nueva york|nyc|north carolina|carolina del norte|ohio|pennsylvania|pensilvania|rhode island|south carolina",
    "carolina del sur|vermont|virginia|west virginia|washington dc|washington d.c.|dc",
    "new york city|brooklyn|queens|the bronx|el bronx|manhattan|boston|philadelphia|filadelfia|atlanta|miami|orlando|tampa",
    "jacksonville|charlotte|raleigh|pittsburgh|detroit|cleveland|cincinnati|baltimore|indianapolis|louisville|buffalo",
    "fort lauderdale|newark|jersey city|richmond",
  ].join("|"),
  "America/Chicago": [
    "alabama|arkansas|illinois|iowa|kansas|louisiana|luisiana|minnesota|mississippi|misisipi|missouri|nebraska|north dakota",
    "dakota del norte|oklahoma|south dakota|dakota del sur|tennessee|texas|tejas|wisconsin",
    "chicago|houston|dallas|fort worth|austin|san antonio|new orleans|nueva orleans|minneapolis|st paul|saint paul",
    "st louis|saint louis|kansas city|milwaukee|memphis|nashville|oklahoma city|omaha|tulsa|wichita|birmingham|mcallen|laredo",
  ].join("|"),
  "America/Denver": [
    "colorado|idaho|montana|new mexico|nuevo mexico|utah|wyoming",
    "denver|salt lake city|albuquerque|boise|el paso|colorado springs",
  ].join("|"),
  "America/Phoenix": "arizona|phoenix|tucson|mesa|scottsdale",
  "America/Los_Angeles": [
    "california|nevada|oregon|washington|washington state",
    "los angeles|l.a.|la|san francisco|sf|the bay area|bay area|san diego|san jose|oakland|sacramento|fresno|long beach",
    "seattle|portland|las vegas|vegas|reno|spokane|bakersfield|anaheim|riverside",
  ].join("|"),
  "America/Anchorage": "alaska|anchorage|fairbanks|juneau",
  "America/Puerto_Rico": "puerto rico|san juan|virgin islands|islas virgenes",
  "Pacific/Honolulu": "hawaii|hawai|honolulu|oahu|maui|kauai",
  "Pacific/Pago_Pago": "american samoa|samoa americana|pago pago",
  "Pacific/Guam": "guam|saipan",
};

let zones: ReadonlyMap<string, TimeZone> | undefined;

/**
 * The clocks of a place.
 * @param place in lower case, without accents.
 */
export function zoneOfPlace(place: string): TimeZone | undefined {
  zones ??= new Map(
    TIME_ZONES.flatMap((timeZone) => PLACES[timeZone].split("|").map((name) => [name, timeZone] as const)),
  );
  return zones.get(place) ?? zones.get(place.replace(/,? [a-z]{2}$/, ""));
}

/** The clocks that are named so, by themselves or by a place that has them. */
export function zoneOfClock(name: string): TimeZone | undefined {
  return Object.hasOwn(CLOCKS, name) ? CLOCKS[name] : zoneOfPlace(name);
}
