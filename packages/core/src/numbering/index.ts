export { type LocalTime, localTime } from "./clocks.ts";
export { stateOf, timeZoneOf, timeZonesOf } from "./numbering.ts";
export { AREA_CODES, type State, type TimeZone } from "./states.ts";
