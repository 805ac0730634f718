export { NO_PROFILE, type Profile, type ProfileStore } from "./profile.ts";
