import type { FunctionResource } from "../cloudformation/index.ts";

/** What people call a scheduled function: the folder of its handler, `sweeper` for `…/crons/sweeper/index.handler`. */
export function cronName(target: FunctionResource): string {
  const [file = "", folder = file] = target.handler
    .replace(/\.[^./]+$/, "")
    .split("/")
    .reverse();
  return file === "index" ? folder : file;
}
