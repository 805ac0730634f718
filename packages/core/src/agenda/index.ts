export type { Agenda, Entry, EntryId, NamedTime, TimeReader } from "./agenda.ts";
