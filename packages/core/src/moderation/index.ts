export { guardModelText, type Withheld } from "./guard.ts";
export type { Judge, Judgement, ModerationCategory, Moderator, Side } from "./moderation.ts";
