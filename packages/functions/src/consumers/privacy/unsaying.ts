import type { Member } from "@jules/core/member";
import { memoryRequest, unsaid } from "@jules/core/memory";
import type { ArchivedText } from "@jules/core/privacy";
import type { Job } from "./desk.ts";

/**
 * Deletes what somebody said last before they asked for it to go, with what was answered to it, and lets what they said it was
 * before be so again. The texts go first: what is read from them until then is not kept, for the memory counts every
 * forgetting.
 */
export async function unsay({ desk, order }: Job, member: Member): Promise<void> {
  const last = lastSaid(await textsUntil(desk, member, order.askedAt));
  if (last.length === 0) return;
  await desk.archive.forget(
    member.id,
    last.map(({ key }) => key),
  );
  const sources = last.flatMap(({ text }) => text ?? []);
  await desk.profiles.change(
    member.id,
    (profile) => ({ ...profile, memory: unsaid(profile.memory, sources) }),
    desk.clock.now(),
  );
}

/** What people say in one breath is more than one text at times, and hardly ever more than these. */
const MOST_TEXTS = 24;

async function textsUntil({ archive }: Job["desk"], { id }: Member, until: string): Promise<readonly ArchivedText[]> {
  let newest: ArchivedText[] = [];
  for await (const text of archive.texts(id)) {
    if (!text.wasSaid || text.at > until || memoryRequest(text.body)?.kind === "forget-last") continue;
    newest.push(text);
    if (newest.length > 200) newest = ordered(newest).slice(-MOST_TEXTS);
  }
  return ordered(newest).slice(-MOST_TEXTS);
}

function ordered(texts: readonly ArchivedText[]): ArchivedText[] {
  return texts.toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

/** The last texts of theirs in a row, and what followed them. */
function lastSaid(texts: readonly ArchivedText[]): readonly ArchivedText[] {
  const last = texts.findLastIndex(({ speaker }) => speaker === "member");
  if (last === -1) return [];
  const before = texts.slice(0, last).findLastIndex(({ speaker }) => speaker === "jules");
  return texts.slice(before + 1);
}
