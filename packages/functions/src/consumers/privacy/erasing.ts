import { blockOfChild, type ConsentChange } from "@jules/core/consent";
import { Failure } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import { type ErasureReason, erasedText, isStillToErase, keptUntil } from "@jules/core/privacy";
import { answer, current, type Job, log } from "./desk.ts";

/** An erasure that is complete but for its receipt does not wait for a carrier that is out. */
const RECEIPT_RECEIVES = 4;

/**
 * Erases a member. Every step may have been done before, by a worker that died: doing it again does nothing more, and what
 * is left is found from the schedule, which goes last of all.
 * @returns false when what it was scheduled for holds no longer.
 */
export async function erase(job: Job, because: ErasureReason): Promise<boolean> {
  const { desk, order } = job;
  const member = await current(job);
  if (!member) {
    await desk.erasure.everythingOf(order.member);
    return true;
  }
  if (!isStillToErase(member, because, desk.clock.now())) {
    const scheduled = await desk.erasures.scheduled(member.id);
    if (scheduled) await desk.erasures.postpone(member.id, scheduled.dueAt, keptUntil(member), "silent");
    return false;
  }
  // Found again by the cron, should the queue give the order up.
  await desk.erasures.schedule(member.id, order.askedAt, because);
  await log(job, member, "asked");
  for (const { erase: end } of desk.beforeErasing) await end(member, because);
  for (const { erase: drop } of desk.vendors) await drop(member, because);
  await desk.erasure.keyOf(member.id);
  const copy = await desk.copies.newest(member.id);
  if (copy) await desk.files.delete(copy.key);
  await log(job, member, "done");
  await receipt(job);
  const silent = await silence(job, because);
  // What began meanwhile: once nothing is known of the member any more, nobody could end it.
  if (silent) for (const { erase: end } of desk.beforeErasing) await end(silent, because);
  await desk.erasure.everythingOf(member.id);
  return true;
}

/** The last text, while there still is a member whose consent the gate can ask. */
async function receipt(job: Job): Promise<void> {
  const { order, receives } = job;
  const member = await current(job);
  if (!member || !order.answer) return;
  try {
    await answer(job, member, erasedText(order.reference, order.answer.language));
  } catch (error) {
    if (!(error instanceof Failure) || receives < RECEIPT_RECEIVES) throw error;
  }
}

/**
 * Who asked to be erased hears nothing more, until they say START, and with a child nobody talks again: that outlives them,
 * as the hash of their number. A child may not have been blocked yet, for the last text to them never left.
 * @returns the member as they are then.
 */
async function silence({ desk, order, ...job }: Job, because: ErasureReason): Promise<Member | undefined> {
  for (;;) {
    const member = await current({ desk, order, ...job });
    const silenced = member && silencing(member, because, order);
    if (!silenced) return member;
    const { saidAt } = member.consent;
    const [said = saidAt] = [saidAt, order.askedAt].sort().slice(-1);
    await desk.members.changeConsent(member, { ...silenced, saidAt: said }, desk.clock.now());
  }
}

/** Undefined for who is as silent as they are to be. */
function silencing(
  { age, consent }: Member,
  because: ErasureReason,
  { reference }: Job["order"],
): Pick<ConsentChange, "state" | "changedBy" | "cause"> | undefined {
  const { state } = consent;
  const isBlocked = state === "BLOCKED";
  if (age.state === "CHILD" && !isBlocked && (because === "child" || because === "asked")) {
    return blockOfChild(consent, "child");
  }
  if (because !== "asked" || isBlocked || state === "OPTED_OUT") return undefined;
  return { state: "OPTED_OUT", changedBy: `erased.${reference}`, cause: "erased" };
}
