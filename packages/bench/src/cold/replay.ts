import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Tape } from "./replay-endpoint.ts";

const PROGRAM = fileURLToPath(new URL("replay-endpoint.ts", import.meta.url));

/** Plays a recording back at the address it was made at; answers how to end it. */
export async function startReplay(tape: Tape): Promise<() => Promise<void>> {
  const endpoint = fork(PROGRAM);
  endpoint.send(tape);
  await once(endpoint, "message");
  return async () => {
    endpoint.disconnect();
    await once(endpoint, "exit");
  };
}
