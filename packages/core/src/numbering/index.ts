export { type LocalTime, localTime } from "./clocks.ts";
export { type Country, countryOf, isServed, type Served, servedFrom, UNITED_STATES } from "./countries.ts";
export { stateOf, timeZoneOf, timeZonesOf } from "./numbering.ts";
export { AREA_CODES, type State, type TimeZone } from "./states.ts";
