import type { Member } from "@jules/core/member";
import { type ArchivedKey, forgottenText, mentions } from "@jules/core/privacy";
import { answer, type Job } from "./desk.ts";

/** So many are deleted in one go; what a page of a long conversation holds is not kept in memory for longer. */
const AT_ONCE = 500;

/**
 * Deletes what was said before the order and mentions what is to be forgotten, on both sides, and says how much that was.
 * After a crash the rest is deleted, and that is what is counted.
 */
export async function forget(job: Job, member: Member, about: string): Promise<void> {
  const { desk, order } = job;
  let deleted = 0;
  let found: ArchivedKey[] = [];
  const deleteFound = async () => {
    await desk.archive.forget(member.id, found);
    deleted += found.length;
    found = [];
  };
  for await (const { key, at, body } of desk.archive.texts(member.id)) {
    if (at <= order.askedAt && mentions(body, about)) found.push(key);
    if (found.length >= AT_ONCE) await deleteFound();
  }
  await deleteFound();
  await answer(job, member, forgottenText(deleted, order.answer?.language ?? "en"));
}
