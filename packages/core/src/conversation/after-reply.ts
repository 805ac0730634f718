import { Failure } from "../kernel/index.ts";
import type { Answer } from "./answering.ts";
import { ringForMemory } from "./remembering.ts";
import type { Working } from "./working.ts";

/** What follows once a reply has left: it is counted, and what was said is kept. Nothing of it can cost the member anything. */
export async function afterReply(working: Working, answer: Answer): Promise<void> {
  for (const follow of FOLLOWING) {
    try {
      await follow(working, answer);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
}

const FOLLOWING: readonly ((working: Working, answer: Answer) => Promise<void>)[] = [ringForMemory];
