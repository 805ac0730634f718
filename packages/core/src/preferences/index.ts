export { NO_PREFERENCES, type Preferences, type TimeOfDay } from "./preferences.ts";
