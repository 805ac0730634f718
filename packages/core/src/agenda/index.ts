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
