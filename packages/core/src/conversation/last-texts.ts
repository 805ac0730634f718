import type { Instant } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import { spoken } from "./spoken.ts";
import type { ConversationStore, History, NewOutbound, Place, Said } from "./store.ts";
import { HISTORY_TEXTS, newest, orderOfOurs, orderOfTheirs, saidIn } from "./window.ts";
import { hasTimeSince, idsOf, type Working } from "./working.ts";

/** The end of the conversation, and what of it can be kept: undefined where that is not known for sure. */
export interface Remembered extends Pick<History, "said" | "waiting"> {
  readonly places: readonly Place[] | undefined;
}

/**
 * The end of the conversation as the model is told it: what was kept of it, where nothing has changed since, or what the
 * table has. Both are the same.
 * @param texts what waited when the turn began.
 * @param isPlain false in a crisis, or while more waits than the turn took: then the table is asked.
 * @param since nothing that was said before it is part of it.
 */
export async function historyOf(
  working: Working,
  texts: readonly Said[],
  isPlain: boolean,
  since: Instant | undefined,
): Promise<Remembered> {
  const { turn, lease, moves } = working;
  const { member } = lease;
  if (!isPlain || since || moves() > 0) {
    const history = await turn.conversations.history(member.id, HISTORY_TEXTS, since);
    return { ...history, places: undefined };
  }
  const kept = await turn.windows.get(member.id, stampOf(member, 0));
  if (!kept) return turn.conversations.history(member.id, HISTORY_TEXTS);
  const waiting = hasTimeSince(working) ? (await turn.conversations.open(member.id)).waiting : texts;
  const places = [...kept.places, ...waiting.map((text) => ({ order: orderOfTheirs(text) }))];
  return { said: saidIn(newest(places)), waiting, places: kept.places };
}

/**
 * Keeps the end of the conversation with the reply that has just left. Only where this turn knows all of it: that it changed
 * nothing but by this reply, that it was no crisis by the time it was answered, that nothing else of ours is on its way, and in which words the table has the texts.
 */
export async function keepWindow(
  { turn, lease, moves }: Working,
  before: readonly Place[] | undefined,
  texts: readonly Said[],
  { id, content, createdAt, answers }: NewOutbound,
): Promise<void> {
  const { member } = lease;
  // What was said in a crisis lies in the table alone.
  if (content.inCrisis) return;
  const isAllOfIt = answers.length === texts.length && idsOf(texts).every((text) => answers.includes(text));
  // What was on a picture is put into words for the turn alone.
  const isInWords = texts.every(({ media }) => media.length === 0);
  if (!before || moves() !== 1 || !isAllOfIt || !isInWords || before.some(({ isOpen }) => isOpen)) return;
  const places = [
    ...before,
    ...texts.map((text) => ({ order: orderOfTheirs(text), said: spoken(text) })),
    { order: orderOfOurs({ id, createdAt }), said: { speaker: "jules", body: content.body } as const },
  ];
  await turn.windows.put(member.id, stampOf(member, 1), { places: newest(places) });
}

/** @param moves how often the conversation was changed since the member was read. */
function stampOf({ activity }: Member, moves: number): string {
  return String(activity.conversationVersion + moves);
}

/**
 * The same store, and how often something was asked of it that changes what the model is told.
 */
export function watched(store: ConversationStore): { readonly store: ConversationStore; readonly moves: () => number } {
  let moves = 0;
  const moving =
    <Given extends unknown[], Result>(operation: (...given: Given) => Promise<Result>) =>
    (...given: Given) => {
      moves += 1;
      return operation(...given);
    };
  const { beginReply, keep, close, park } = store;
  return {
    store: { ...store, beginReply: moving(beginReply), keep: moving(keep), close: moving(close), park: moving(park) },
    moves: () => moves,
  };
}
