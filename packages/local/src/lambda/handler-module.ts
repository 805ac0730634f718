import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Finds the module and the export that a template's `Handler` (`folder/file.export`) names in the bundle's folder. */
export function findHandler(codeDirectory: string, handler: string): { moduleUrl: string; exportName: string } {
  const dot = handler.lastIndexOf(".");
  const file = handler.slice(0, dot);
  for (const extension of [".mjs", ".js", ".cjs"]) {
    const path = join(codeDirectory, file + extension);
    if (existsSync(path)) return { moduleUrl: pathToFileURL(path).href, exportName: handler.slice(dot + 1) };
  }
  throw new Error(`no module for the handler ${handler} in ${codeDirectory}`);
}
