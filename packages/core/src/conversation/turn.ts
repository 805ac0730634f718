import { mayLeave } from "../consent/index.ts";
import { Failure, instantPlus, type MemberId, millisecondsOf } from "../kernel/index.ts";
import type { Member, MemberStore } from "../member/index.ts";
import { compose } from "../messaging/index.ts";
import { DECLINED_REPLY, prompt, type ReplyModel } from "../persona/index.ts";
import { type GateResult, type SendGate, sendStaged } from "./gate.ts";
import { introduce } from "./introduction.ts";
import { outboundId } from "./outbound-id.ts";
import type { Outbound, Said } from "./store.ts";

export interface Turn extends SendGate {
  readonly members: MemberStore;
  readonly model: ReplyModel;
}

/** What became of a turn, in codes and counts. */
export interface TurnTaken {
  readonly disposition: "quiet" | "answered" | "not-answered" | "opted-out" | "unknown-member";
  /** How many texts the turn answered. */
  readonly texts: number;
  readonly replied?: GateResult;
  readonly declined?: "refusal" | "empty";
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
  if (!member) return { disposition: "unknown-member", texts: 0 };
  const { waiting, unfinished } = await turn.conversations.open(id);
  if (!mayLeave("reply", member.consent.state)) return putAway(turn, member, waiting, unfinished);
  for (const begun of unfinished) await finish(turn, member, begun);
  const answered = new Set(unfinished.flatMap((begun) => begun.answers));
  const texts = waiting.filter((text) => !answered.has(text.id));
  const last = texts.at(-1);
  if (!last) return { disposition: unfinished.length > 0 ? "answered" : "quiet", texts: answered.size };

  if (!member.introducedAt) {
    const introduced = await introduce(turn, turn.members, member, last.from);
    if (introduced !== "sent") throw new Failure("introduction.missing", `the introduction was ${introduced}`);
  }
  const history = await turn.conversations.recent(id, HISTORY_TEXTS);
  const answer = await turn.model.reply(prompt(history));
  const reply = await turn.conversations.stage(member, {
    id: outboundId(id, "reply", last.id),
    kind: "reply",
    body: answer.kind === "answered" ? compose(answer.body) : DECLINED_REPLY,
    to: last.from,
    answers: texts.map((text) => text.id),
    createdAt: turn.clock.now(),
  });
  const replied = await finish(turn, member, reply);
  return {
    disposition: replied === "sent" ? "answered" : "not-answered",
    texts: texts.length,
    replied,
    ...(answer.kind === "answered"
      ? { inputTokens: answer.inputTokens, outputTokens: answer.outputTokens }
      : { declined: answer.reason }),
  };
}

/** Brings a reply that was staged to an end, or leaves it to the next turn. */
async function finish(turn: Turn, member: Member, reply: Outbound): Promise<GateResult> {
  if (await parkAfterDoubt(turn, reply)) return "doubtful";
  const now = turn.clock.now();
  const expiresAt = instantPlus(reply.createdAt, REPLY_LIFETIME_MS);
  const result = await sendStaged(turn, member, reply, expiresAt);
  if (result !== "withheld") return result;
  if (now >= expiresAt) {
    await turn.conversations.park(reply.id, "expired");
    await turn.conversations.close(member.id, reply.answers, "reply-expired");
    return result;
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
  for (const begun of unfinished) {
    if (begun.state === "READY") await turn.conversations.park(begun.id, "opted-out");
    else await parkAfterDoubt(turn, begun);
  }
  const texts = waiting.map((text) => text.id);
  await turn.conversations.close(member.id, texts, "opted-out");
  return { disposition: "opted-out", texts: texts.length };
}
