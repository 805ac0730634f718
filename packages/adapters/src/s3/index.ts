export { createExportFiles } from "./export-files.ts";
