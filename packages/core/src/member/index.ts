export type {
  ConsentChanges,
  EpisodeChange,
  Lease,
  Member,
  MemberDirectory,
  MemberStore,
  SealedEpisode,
} from "./member.ts";
