import { Failure } from "../kernel/index.ts";
import type { Answer } from "./answering.ts";
import { keepWindow } from "./last-texts.ts";
import { ringForMemory } from "./remembering.ts";
import { countSpending } from "./spending.ts";
import type { NewOutbound } from "./store.ts";
import type { Working } from "./working.ts";

/** What follows once a reply has left: it is counted, and what was said is kept. Nothing of it can cost the member anything. */
export async function afterReply(working: Working, answer: Answer, reply: NewOutbound): Promise<void> {
  for (const follow of FOLLOWING) {
    try {
      await follow(working, answer, reply);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
}

const FOLLOWING: readonly ((working: Working, answer: Answer, reply: NewOutbound) => Promise<void>)[] = [
  (working, { before, texts }, reply) => keepWindow(working, before, texts, reply),
  countSpending,
  ringForMemory,
];
