import type { PhoneNumber } from "../kernel/index.ts";

/**
 * Area codes of the North American Numbering Plan that are not those of the United States and its territories, by country,
 * as of November 2026 (North American Numbering Plan Administrator, area codes by country; Canadian Numbering
 * Administrator). A code that is in neither list is taken for an American one: a new overlay must not keep its people out.
 */
const FOREIGN_AREA_CODES = {
  CA: "204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 387 403 416 418 428 431 437 438 450 460 468 474 506 514 519 537 548 568 579 581 584 587 600 604 613 622 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942",
  AG: "268",
  AI: "264",
  BB: "246",
  BM: "441",
  BS: "242",
  DM: "767",
  DO: "809 829 849",
  GD: "473",
  JM: "658 876",
  KN: "869",
  KY: "345",
  LC: "758",
  MS: "664",
  SX: "721",
  TC: "649",
  TT: "868",
  VC: "784",
  VG: "284",
} as const;

/** Nobody's phone: calls that cost, and calls that others pay for. What texts from one is a machine. */
const NOBODYS_AREA_CODES = "800 822 833 844 855 866 877 888 900";

/** A country of the plan, by its ISO code. */
export type Country = "US" | keyof typeof FOREIGN_AREA_CODES;

/** Where members may live: countries of the North American plan, and others by their calling code, `+52`. */
export type Served = ReadonlySet<Country | `+${string}`>;

export const UNITED_STATES: Served = new Set(["US"]);

let countries: ReadonlyMap<string, Country | undefined> | undefined;

/** The country of a number of the North American plan; undefined for every other number, and for nobody's. */
export function countryOf(number: PhoneNumber): Country | undefined {
  const [, areaCode] = /^\+1([2-9]\d\d)[2-9]\d{6}$/.exec(number) ?? [];
  if (areaCode === undefined) return undefined;
  countries ??= allCountries();
  return countries.has(areaCode) ? countries.get(areaCode) : "US";
}

/** Whether we text with this number. */
export function isServed(number: PhoneNumber, served: Served): boolean {
  const country = countryOf(number);
  if (country) return served.has(country);
  return !number.startsWith("+1") && [...served].some((code) => code.startsWith("+") && number.startsWith(code));
}

/** The countries in `US,CA,+52`; undefined when one of them is none. */
export function servedFrom(text: string): Served | undefined {
  const codes = text.split(",").map((code) => code.trim());
  return codes.every(isCode) ? new Set(codes) : undefined;
}

function isCode(code: string): code is Country | `+${string}` {
  return code === "US" || Object.hasOwn(FOREIGN_AREA_CODES, code) || /^\+(?:[2-9]\d{0,2})$/.test(code);
}

function allCountries(): ReadonlyMap<string, Country | undefined> {
  const found = new Map<string, Country | undefined>();
  for (const areaCode of NOBODYS_AREA_CODES.split(" ")) found.set(areaCode, undefined);
  for (const [country, areaCodes] of Object.entries(FOREIGN_AREA_CODES) as [Country, string][]) {
    for (const areaCode of areaCodes.split(" ")) found.set(areaCode, country);
  }
  return found;
}
