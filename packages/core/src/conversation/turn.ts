import { mayLeave } from "../consent/index.ts";
import { Failure, instantPlus, type MemberId, millisecondsOf, type TextId } from "../kernel/index.ts";
import type { Member, MemberStore } from "../member/index.ts";
import { compose } from "../messaging/index.ts";
import { DECLINED_REPLY, prompt, type ReplyModel } from "../persona/index.ts";
import { type SendGate, sendStaged } from "./gate.ts";
import { introduce } from "./introduction.ts";
import { outboundId } from "./outbound-id.ts";
import { spoken } from "./spoken.ts";
import type { Outbound, Said } from "./store.ts";
import { OLDEST_ANSWERED_MS } from "./take-in.ts";

export interface Turn extends SendGate {
  readonly members: MemberStore;
  readonly model: ReplyModel;
}

/** What became of a turn, in codes and counts. */
export interface TurnTaken {
  readonly disposition: "quiet" | "answered" | "not-answered" | "opted-out" | "unknown-member";
  /** Texts that the turn answered, or closed with a reason. */
  readonly texts: number;
  /** Replies that the carrier took. */
  readonly sent: number;
  /** Replies that nobody will get: refused for good, too late, or in doubt for too long. */
  readonly lost: number;
  readonly declined?: "refusal" | "empty" | "rejected";
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

/** Both sides together; more would cost tokens and tell the model little. */
const HISTORY_TEXTS = 30;
const REPLY_LIFETIME_MS = 10 * 60_000;
/** After this long without a word from the carrier nobody will learn what became of a text. */
const DOUBT_ENDS_MS = 90_000;

/**
 * Answers everything of a member that waits: one reply for all of it. Finds nothing when another turn was faster, and
 * then ends quietly. What was begun before is finished first; an answer of the model that is kept is not asked for again.
 * @throws Failure when trying again can help: the model or the carrier has no answer now, or the consent moved on.
 */
export async function takeTurn(turn: Turn, id: MemberId): Promise<TurnTaken> {
  const member = await turn.members.byId(id);
  if (!member) return { disposition: "unknown-member", texts: 0, sent: 0, lost: 0 };
  const { waiting, unfinished } = await turn.conversations.open(id);
  if (!mayLeave("reply", member.consent.state)) return putAway(turn, member, waiting, unfinished);

  const fates: Fate[] = [];
  for (const begun of unfinished) fates.push(await finish(turn, member, begun));
  const begunFor = new Set(unfinished.flatMap((begun) => begun.answers));
  const texts = await closeTooOld(
    turn,
    id,
    waiting.filter((text) => !begunFor.has(text.id)),
  );
  const last = texts.at(-1);
  if (!last) return summary(fates, begunFor.size, unfinished.length > 0);

  if (!member.introducedAt) {
    const introduced = await introduce(turn, turn.members, member, last.from);
    switch (introduced) {
      case "sent":
        break;
      case "refused":
        // A number that the carrier will not serve; another text from it will try again.
        await turn.conversations.close(id, idsOf(texts), "introduction-refused");
        return summary([...fates, "lost"], texts.length, true);
      case "doubtful":
        if (isLongAgo(turn, texts)) {
          await turn.conversations.close(id, idsOf(texts), "introduction-doubtful");
          return summary([...fates, "lost"], texts.length, true);
        }
        throw new Failure("carrier.in-doubt", "the carrier gave no answer to the introduction");
      case "withheld":
        throw new Failure("consent.moved-on", "the consent changed during the introduction");
      default:
        introduced satisfies never;
    }
  }
  const { answer, answered } = await ask(turn, id, texts);
  const reply = await turn.conversations.stage(member, {
    id: outboundId(id, "reply", answered.at(-1)?.id ?? last.id),
    body: (answer.kind === "answered" && compose(answer.body)) || DECLINED_REPLY,
    to: last.from,
    answers: idsOf(answered),
    createdAt: turn.clock.now(),
  });
  fates.push(await finish(turn, member, reply));
  return {
    ...summary(fates, answered.length, true),
    ...(answer.kind === "answered"
      ? { inputTokens: answer.inputTokens, outputTokens: answer.outputTokens }
      : { declined: answer.reason }),
  };
}

/** A person who keeps typing is answered all the same: after this many further questions the answer goes out as it is. */
const MOST_FURTHER_QUESTIONS = 2;
/** A further question may take eight seconds, and a turn has thirty in all. */
const ASKED_FOR_MS = 10_000;

/**
 * Asks the model, and looks again before its answer is used: texts that came meanwhile belong to the same thought, so it
 * is asked once more with them. What is to be answered comes last, whenever it was said.
 */
async function ask(turn: Turn, id: MemberId, waiting: readonly Said[]) {
  const history = await turn.conversations.recent(id, HISTORY_TEXTS);
  const startedAt = millisecondsOf(turn.clock.now());
  let answered = waiting;
  for (let further = 0; ; further++) {
    const answer = await turn.model.reply(prompt([...history, ...answered.map(spoken)]), {
      timeoutMs: 8_000,
      again: false,
    });
    const tooLong = millisecondsOf(turn.clock.now()) - startedAt > ASKED_FOR_MS;
    if (further === MOST_FURTHER_QUESTIONS || tooLong) return { answer, answered };
    const now = await turn.conversations.open(id);
    const known = new Set(idsOf(answered));
    if (now.waiting.every((text) => known.has(text.id))) return { answer, answered };
    answered = now.waiting;
  }
}

/** What became of a reply in this turn; `open`: handed over, and the carrier has not said what became of it. */
type Fate = "sent" | "lost" | "open";

function summary(fates: readonly Fate[], texts: number, anything: boolean): TurnTaken {
  const sent = fates.filter((fate) => fate === "sent").length;
  const lost = fates.filter((fate) => fate === "lost").length;
  const disposition = !anything ? "quiet" : sent > 0 ? "answered" : "not-answered";
  return { disposition, texts, sent, lost };
}

const idsOf = (texts: readonly Said[]): readonly TextId[] => texts.map((text) => text.id);

/** An introduction that nobody confirms is tried again for this long, and then once more with the member's next text. */
const INTRODUCTION_TRIED_MS = 15 * 60_000;

function isLongAgo(turn: Turn, [first]: readonly Said[]): boolean {
  if (!first) return false;
  return millisecondsOf(turn.clock.now()) - millisecondsOf(first.receivedAt) > INTRODUCTION_TRIED_MS;
}

async function closeTooOld(turn: Turn, id: MemberId, texts: readonly Said[]): Promise<readonly Said[]> {
  const now = millisecondsOf(turn.clock.now());
  const isTooOld = (text: Said) => now - millisecondsOf(text.receivedAt) > OLDEST_ANSWERED_MS;
  const tooOld = texts.filter(isTooOld);
  if (tooOld.length > 0) await turn.conversations.close(id, idsOf(tooOld), "too-old");
  return texts.filter((text) => !isTooOld(text));
}

/** Brings a reply that was staged to an end, or leaves it to the next turn. */
async function finish(turn: Turn, member: Member, reply: Outbound): Promise<Fate> {
  if (await parkAfterDoubt(turn, reply)) return "lost";
  const expiresAt = instantPlus(reply.createdAt, REPLY_LIFETIME_MS);
  const result = await sendStaged(turn, member, reply, expiresAt);
  switch (result) {
    case "sent":
      return "sent";
    case "refused":
      return "lost";
    case "doubtful":
      return "open";
    case "withheld":
      break;
    default:
      result satisfies never;
  }
  if (turn.clock.now() >= expiresAt) {
    await turn.conversations.park(reply.id, "expired");
    await turn.conversations.close(member.id, reply.answers, "reply-expired");
    return "lost";
  }
  // A STOP or a START came in between; the next try reads the member anew.
  throw new Failure("consent.moved-on", "the consent changed while a reply was prepared");
}

async function parkAfterDoubt(turn: Turn, reply: Outbound): Promise<boolean> {
  const since = reply.sendingAt ?? reply.createdAt;
  const over = millisecondsOf(turn.clock.now()) - millisecondsOf(since) >= DOUBT_ENDS_MS;
  if (reply.state !== "SENDING" || !over) return false;
  await turn.conversations.park(reply.id, "doubtful");
  return true;
}

/** The member said STOP: nothing leaves any more, and everything that waits is closed with the reason. */
async function putAway(
  turn: Turn,
  member: Member,
  waiting: readonly Said[],
  unfinished: readonly Outbound[],
): Promise<TurnTaken> {
  // Texts first: one that still waited for a reply which is parked would wait for ever.
  await turn.conversations.close(member.id, idsOf(waiting), "opted-out");
  for (const begun of unfinished) {
    if (begun.state === "READY") await turn.conversations.park(begun.id, "opted-out");
    else await parkAfterDoubt(turn, begun);
  }
  return { disposition: "opted-out", texts: waiting.length, sent: 0, lost: 0 };
}
