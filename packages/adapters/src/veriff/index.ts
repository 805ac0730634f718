export { createVeriff } from "./client.ts";
export { newsIn } from "./news.ts";
export { isSignedByVeriff } from "./signature.ts";
