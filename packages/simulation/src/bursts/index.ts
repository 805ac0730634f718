export { type Share, type Thoughts, textThoughts } from "./bursts.ts";
