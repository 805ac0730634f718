export { everyCall, type Told } from "./every-call.ts";
export { STORIES, type Story } from "./stories.ts";
