export { NO_PROFILE, type Profile, type ProfileStore } from "./profile.ts";
export { readOnce } from "./read-once.ts";
