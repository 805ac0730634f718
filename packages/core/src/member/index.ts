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
