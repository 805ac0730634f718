export type {
  Agenda,
  AgendaStore,
  DueEntry,
  Entry,
  EntryId,
  NamedTime,
  Occurrence,
  TimeReader,
} from "./agenda.ts";
export { type AgendaAsked, type AgendaRequest, agendaAsked } from "./asked.ts";
export {
  type Asking,
  checkInsFor,
  isOfProfile,
  isRegular,
  putDown,
  type Reached,
  USUAL_ZONE,
  zoneOf,
} from "./check-ins.ts";
export { type Fitness, fitnessOf } from "./fitness.ts";
export { aboutOf, isCurrent, isLate, LATE_MS, nextOccurrence, type Planned, plan } from "./planning.ts";
export { type AgendaAnswer, agendaText, dayInWords, everyInWords, inWords, reminderText } from "./texts.ts";
export { instantOf, instantsOf, type LocalTime, localTimeOf } from "./wall-clock.ts";
