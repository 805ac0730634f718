export { liveAndJudge } from "./years.ts";
