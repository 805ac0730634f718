import { Failure } from "../kernel/index.ts";
import type { Answer } from "./answering.ts";
import { keepWindow } from "./last-texts.ts";
import { ringForMemory } from "./remembering.ts";
import { countSpending } from "./spending.ts";
import type { NewOutbound } from "./store.ts";
import type { Working } from "./working.ts";

/**
 * What follows once a reply has left: it is counted, and what was said is kept. Nothing of it can cost the member anything,
 * nor waits for another: a next text may wait for all of it.
 */
export async function afterReply(working: Working, answer: Answer, reply: NewOutbound): Promise<void> {
  const followed = await Promise.allSettled(FOLLOWING.map((follow) => follow(working, answer, reply)));
  for (const each of followed) if (each.status === "rejected" && !(each.reason instanceof Failure)) throw each.reason;
}

const FOLLOWING: readonly ((working: Working, answer: Answer, reply: NewOutbound) => Promise<void>)[] = [
  (working, { before, texts }, reply) => keepWindow(working, before, texts, reply),
  countSpending,
  ringForMemory,
];
