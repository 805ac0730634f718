export type { Judgement, Moderator, Side } from "./moderation.ts";
