import type { PhoneNumber } from "../kernel/index.ts";
import { ALSO_IN, AREA_CODES, ELSEWHERE, type State, type TimeZone, ZONES } from "./states.ts";

interface Place {
  readonly state: State;
  readonly timeZone: TimeZone;
  /** The other zones that the area code reaches into. */
  readonly also: readonly TimeZone[];
}

/** Made when it is first asked for: most sandboxes of most functions never ask. */
let places: ReadonlyMap<string, Place> | undefined;

/**
 * The state that a number's area code belongs to. Says where the number was issued, which need not be where its owner is.
 * Undefined for numbers of other countries, Canada and the Caribbean among them, and for those of no place: toll-free,
 * premium, personal.
 */
export function stateOf(number: PhoneNumber): State | undefined {
  return placeOf(number)?.state;
}

/**
 * The clocks that the owner of a number lives by, as far as its area code tells; where the area code leaves a choice, the
 * zone in which evening comes first. Undefined as for `stateOf`.
 */
export function timeZoneOf(number: PhoneNumber): TimeZone | undefined {
  return placeOf(number)?.timeZone;
}

/** Every zone whose clocks the owner of a number may live by, as far as its area code tells; empty where it tells nothing. */
export function timeZonesOf(number: PhoneNumber): readonly TimeZone[] {
  const place = placeOf(number);
  return place ? [place.timeZone, ...place.also] : [];
}

function placeOf(number: PhoneNumber): Place | undefined {
  const [, areaCode] = /^\+1([2-9]\d\d)[2-9]\d{6}$/.exec(number) ?? [];
  if (areaCode === undefined) return undefined;
  places ??= allPlaces();
  return places.get(areaCode);
}

function allPlaces(): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  for (const [timeZone, states] of entriesOf(ZONES)) {
    for (const state of states) {
      for (const areaCode of AREA_CODES[state].split(" ")) found.set(areaCode, { state, timeZone, also: [] });
    }
  }
  for (const [timeZone, areaCodes] of entriesOf(ELSEWHERE)) {
    for (const areaCode of areaCodes.split(" ")) {
      const place = found.get(areaCode);
      if (place) found.set(areaCode, { ...place, timeZone });
    }
  }
  for (const [timeZone, areaCodes] of entriesOf(ALSO_IN)) {
    for (const areaCode of areaCodes.split(" ")) {
      const place = found.get(areaCode);
      if (place) found.set(areaCode, { ...place, also: [...place.also, timeZone] });
    }
  }
  return found;
}

function entriesOf<Value>(values: Partial<Readonly<Record<TimeZone, Value>>>): [TimeZone, Value][] {
  return Object.entries(values) as [TimeZone, Value][];
}
