import { type Instant, instantPlus } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import { exportedText } from "@jules/core/privacy";
import { answer, type Job } from "./desk.ts";
import { exportPages } from "./export-pages.ts";

/** How long a link to a copy counts, as the text says that brings it. */
export const LINK_LIFETIME_MS = 24 * 60 * 60_000;

/** Where in the bucket copies lie. */
export const EXPORTS = "exports";

/**
 * Writes a copy of everything that is kept of a member, and sends them the link to it. Where the copy lies is noted before
 * it is written, so that none lies about of which nobody knows; the one before goes.
 */
export async function exportAll(job: Job, member: Member): Promise<void> {
  const { desk, order } = job;
  const copy = await placeFor(job, member);
  if (!copy.isComplete) {
    await desk.files.write(copy.key, exportPages(desk, member, order, desk.clock.now()));
    await desk.copies.note(member.id, { ...copy, isComplete: true });
  }
  const links = await desk.links();
  const link = links.issue("export", member.id, copy.expiresAt);
  await answer(job, member, exportedText(link, order.answer?.language ?? "en"));
}

async function placeFor({ desk, order }: Job, member: Member) {
  const before = await desk.copies.newest(member.id);
  if (before?.reference === order.reference) return before;
  if (before) await desk.files.delete(before.key);
  const expiresAt: Instant = instantPlus(desk.clock.now(), LINK_LIFETIME_MS);
  const key = `${EXPORTS}/${desk.newFileName()}`;
  const copy = { reference: order.reference, key, expiresAt, isComplete: false };
  await desk.copies.note(member.id, copy);
  return copy;
}
