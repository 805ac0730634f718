import { referenceOf } from "@jules/core/conversation";
import type { Instant } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import { memoryRequest, unsaid } from "@jules/core/memory";
import type { ArchivedKey, ArchivedText } from "@jules/core/privacy";
import type { Job } from "./desk.ts";

/**
 * Deletes what was said from a moment on until somebody asked for it to go, on both sides, with the reminders it made, and lets what it took the place of
 * be so again. The texts go first: what is read from them until then is not kept, for the memory counts every forgetting.
 */
export async function unsay({ desk, order }: Job, member: Member, from: Instant): Promise<void> {
  const until = order.askedAt;
  const isMeant = ({ at, body }: ArchivedText) =>
    at >= from && at <= until && memoryRequest(body)?.kind !== "forget-last";
  const keys: ArchivedKey[] = [];
  const reminders = new Set<string>();
  for await (const text of desk.archive.texts(member.id)) {
    if (!isMeant(text)) continue;
    keys.push(text.key);
    // As a turn names the reminder that a text asks for.
    if (text.text) reminders.add(`reminder-${referenceOf(text.text)}`);
  }
  // Before the texts, by which they are told from others.
  const made = (await desk.agenda.of(member.id)).map(({ id }) => id).filter((id) => reminders.has(id));
  if (made.length > 0) await desk.agenda.remove(member.id, made);
  await desk.archive.forget(member.id, keys);
  await desk.profiles.change(
    member.id,
    (profile) => ({ ...profile, memory: unsaid(profile.memory, from, until) }),
    desk.clock.now(),
  );
}
