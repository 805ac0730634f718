import { doubtedSince } from "../disclosure/index.ts";
import { limitsAt } from "../rules/index.ts";
import { HISTORY_TEXTS } from "./window.ts";
import type { Working } from "./working.ts";

/** What the member said before the texts of this turn, oldest first: what a second look judges them by. */
export async function saidLately({ turn, lease: { member } }: Working): Promise<readonly string[]> {
  const now = turn.clock.now();
  // What somebody else said who had the number before is nothing to judge them by.
  const since = doubtedSince(member, now, limitsAt(now));
  const { said } = await turn.conversations.history(member.id, HISTORY_TEXTS, since);
  return said.filter(({ speaker }) => speaker === "member").map(({ body }) => body);
}
