export { allowedProfile } from "./allowed.ts";
export { type Forgotten, profileWithout, profileWithoutFact } from "./forgetting.ts";
export { NO_PROFILE, type Profile, type ProfileStore } from "./profile.ts";
export { readOnce } from "./read-once.ts";
