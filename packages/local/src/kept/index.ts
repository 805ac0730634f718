/** Files that keep something between two runs. They hold keys and members' texts, so only their owner may read them. */
export { openDatabase } from "./database.ts";
export { readKept, writeKept } from "./json-file.ts";
export { createPrivateFile, UnusableFile } from "./private-file.ts";
