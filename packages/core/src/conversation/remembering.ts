import { isBellDue } from "../memory/index.ts";
import type { Answer } from "./answering.ts";
import type { Working } from "./working.ts";

/**
 * Asks for what was said to be read for what to remember: when a conversation begins to need it, and every quarter of an
 * hour while it goes on. That it was asked for was written down with the reply, so that most turns ask for nothing. Of what
 * sounded dangerous nothing is asked here; whoever reads leaves it out all the same.
 */
export async function ringForMemory({ turn, lease: { member } }: Working, { texts }: Answer): Promise<void> {
  const at = turn.clock.now();
  if (!isBellDue(member, at) || texts.some(({ assessment }) => assessment.tier !== "none")) return;
  await turn.memoryBell.ring(member.id, at);
}
