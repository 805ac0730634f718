export { type Asked, type AskedFor, preferencesAsked } from "./asked.ts";
export { preferred } from "./change.ts";
export { NO_PREFERENCES, type Preferences, type TimeOfDay } from "./preferences.ts";
export { preferenceLine, timeInWords } from "./texts.ts";
export { TIME_ZONES, zoneName } from "./time-zones.ts";
export {
  isName,
  isTimeOfDay,
  isTimeZone,
  isTopic,
  LONGEST_NAME,
  LONGEST_TOPIC,
  MOST_TOPICS,
  validPreferences,
} from "./valid.ts";
export { bare, isFiller, type Piece, plainOf, sentencesOf } from "./words.ts";
