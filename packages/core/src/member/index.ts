export { type Activity, isAnotherDay, NO_ACTIVITY } from "./activity.ts";
export type {
  ConsentChanges,
  Contact,
  EpisodeChange,
  Introduction,
  Lease,
  Member,
  MemberDirectory,
  MemberStore,
  SealedEpisode,
  Traces,
} from "./member.ts";
export { NO_CONTACT } from "./member.ts";
