import type { Entry } from "@jules/core/agenda";
import type { Member } from "@jules/core/member";
import { type ArchivedKey, forgottenText, mentions } from "@jules/core/privacy";
import { type Forgotten, profileWithout } from "@jules/core/profile";
import { answer, type Job } from "./desk.ts";

/** So many are deleted in one go; what a page of a long conversation holds is not kept in memory for longer. */
const AT_ONCE = 500;

/**
 * Deletes what was said before the order and mentions what is to be forgotten, on both sides, and after it what was noted of
 * it, so that nothing is noted anew from what is gone; says how much that was. After a crash the rest is deleted, and that is
 * what is counted.
 */
export async function forget(job: Job, member: Member, about: string): Promise<void> {
  const texts = await forgetTexts(job, member, about);
  const notes = await forgetNotes(job, member, about, texts.sources);
  await answer(job, member, forgottenText(texts.deleted, notes, job.order.answer?.language ?? "en"));
}

async function forgetTexts({ desk, order }: Job, member: Member, about: string) {
  const sources = new Set<string>();
  let deleted = 0;
  let found: ArchivedKey[] = [];
  const deleteFound = async () => {
    await desk.archive.forget(member.id, found);
    deleted += found.length;
    found = [];
  };
  for await (const { key, text, at, body } of desk.archive.texts(member.id)) {
    if (at > order.askedAt || !mentions(body, about)) continue;
    found.push(key);
    if (text) sources.add(text);
    if (found.length >= AT_ONCE) await deleteFound();
  }
  await deleteFound();
  return { deleted, sources };
}

/** @returns how many facts, preferences and entries of the agenda that were. */
async function forgetNotes(
  { desk }: Job,
  { id }: Member,
  about: string,
  sources: ReadonlySet<string>,
): Promise<number> {
  let gone: Forgotten | undefined;
  await desk.profiles.change(
    id,
    (profile) => {
      gone = profileWithout(profile, about, sources);
      // Written with nothing to forget as well: what is being noted at this moment may mention it.
      return gone.profile;
    },
    desk.clock.now(),
  );
  const { count = 0, facts = [] } = gone ?? {};
  // What Jules is to ask about a fact goes with the fact.
  const isGone = ({ about: asked }: Entry) => mentions(asked, about) || facts.some(({ text }) => text === asked);
  const entries = (await desk.agenda.of(id)).filter(isGone).map((entry) => entry.id);
  if (entries.length > 0) await desk.agenda.remove(id, entries);
  return count + entries.length;
}
