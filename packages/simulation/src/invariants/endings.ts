import type { TextId } from "@jules/core/kernel";
import type { TextKind } from "../people/index.ts";
import type { Invariant } from "./invariant.ts";
import { type Ledger, outboundIdOf, type TextRecord } from "./ledger.ts";

const FINAL: ReadonlySet<string | undefined> = new Set(["SENT", "DELIVERED", "FAILED", "PARKED"]);

/** How a text was not accounted for; undefined when it was. */
function lossOf(ledger: Ledger, record: TextRecord, untilMs: number): string | undefined {
  const { text, isStored, answeredBy, closedBy } = record;
  // A group's talk is not kept.
  if (text.kind === "group") return undefined;
  if (!isStored) return `${text.id} was never stored`;
  if (closedBy !== undefined) return undefined;
  if (answeredBy === undefined) return `${text.id} still waits`;
  const { state, writtenAtMs } = ledger.outbound(answeredBy);
  // A callback that came late may just have brought it back.
  return FINAL.has(state) || writtenAtMs > untilMs
    ? undefined
    : `${answeredBy}, which answers ${text.id}, is still ${state}`;
}

/** A text that came this long before is on its way. */
const ON_ITS_WAY_MS = 4 * 60_000;

export const NOTHING_LOST: Invariant = {
  code: "nothing-lost",
  sentence: "Four minutes after the last fault every text that arrived is answered, or closed or parked with a reason.",
  on: {
    calmed: (_fact, ledger) => firstLoss(ledger, ledger.nowMs - ON_ITS_WAY_MS),
    ended: (_fact, ledger) => firstLoss(ledger, ledger.nowMs),
  },
};

function firstLoss(ledger: Ledger, arrivedUntilMs: number): string | undefined {
  for (const record of ledger.texts.values()) {
    if (record.firstArrivedAtMs > arrivedUntilMs) continue;
    const loss = lossOf(ledger, record, arrivedUntilMs);
    if (loss) return loss;
  }
  return undefined;
}

export const CRISIS_ANSWERED: Invariant = {
  code: "crisis-answered",
  sentence: "Every text of a crisis is answered by its fixed reply, unless the member said STOP before it could be.",
  on: {
    calmed: (_fact, ledger) => unansweredCrisis(ledger, ledger.nowMs - ON_ITS_WAY_MS),
    ended: (_fact, ledger) => unansweredCrisis(ledger, ledger.nowMs),
  },
};

function unansweredCrisis(ledger: Ledger, arrivedUntilMs: number): string | undefined {
  for (const { text, member, firstArrivedAtMs } of ledger.texts.values()) {
    if (text.kind !== "crisis" || firstArrivedAtMs > arrivedUntilMs) continue;
    const silences = member ? ledger.member(member).silences : [];
    if (silences.some(({ toMs }) => toMs >= firstArrivedAtMs)) continue;
    const reply = member && ledger.outbounds.get(`${member}.fixed.${text.id}` as never);
    if (!reply || reply.acceptances.length === 0) return `${text.id} got no reply`;
  }
  return undefined;
}

export const SETTLED: Invariant = {
  code: "settled",
  sentence: "In the end no text of ours is READY or SENDING, and nothing is open or due.",
  on: {
    calmed: (_fact, ledger) => firstUnsettled(ledger, ledger.nowMs - ON_ITS_WAY_MS),
    ended: (_fact, ledger) => firstUnsettled(ledger, ledger.nowMs),
  },
};

function firstUnsettled(ledger: Ledger, writtenUntilMs: number): string | undefined {
  for (const { id, state, writtenAtMs } of ledger.outbounds.values()) {
    if ((state === "READY" || state === "SENDING") && writtenAtMs <= writtenUntilMs) return `${id} is ${state}`;
  }
  for (const [key, sinceMs] of ledger.open) if (sinceMs <= writtenUntilMs) return `${key} is still open`;
  return undefined;
}

/** From where a text of ours may come. */
const MOVES: Readonly<Record<string, readonly (string | undefined)[]>> = {
  READY: [undefined, "SENDING", "SENT"],
  SENDING: [undefined, "READY"],
  SENT: ["READY", "SENDING", "PARKED"],
  DELIVERED: ["READY", "SENDING", "SENT", "PARKED"],
  FAILED: ["READY", "SENDING", "SENT", "PARKED"],
  PARKED: ["READY", "SENDING"],
};

/** A crisis reply and an introduction are begun again from wherever they got stuck. */
const BEGUN_AGAIN: readonly (string | undefined)[] = [undefined, "READY", "SENDING", "FAILED", "PARKED"];

export const LEGAL_MOVES: Invariant = {
  code: "legal-moves",
  sentence: "A text of ours moves from state to state as documented, and never back.",
  on: {
    committed({ before, after }, ledger) {
      const from = before?.state as string | undefined;
      const to = after?.state as string | undefined;
      if (!after || !String(after.sk).startsWith("OUT#") || to === undefined || from === to) return undefined;
      const { id, kind } = ledger.outbound(outboundIdOf(after));
      const again = to === "SENDING" && (kind === "crisis" || kind === "introduction");
      const allowed = again ? BEGUN_AGAIN : MOVES[to];
      return allowed?.includes(from) ? undefined : `${id} went from ${from ?? "nowhere"} to ${to}`;
    },
  },
};

export const FAILED_WITH_CAUSE: Invariant = {
  code: "failed-with-cause",
  sentence: "A text of ours fails only when the carrier refused it for good or said that it did not arrive.",
  on: {
    committed({ before, after }, ledger) {
      if (after?.state !== "FAILED" || before?.state === "FAILED") return undefined;
      const { id, isRefusedForGood, acceptances } = ledger.outbound(outboundIdOf(after));
      if (isRefusedForGood || acceptances.some(({ isUndelivered }) => isUndelivered)) return undefined;
      return `${id} failed, and the carrier had said nothing of the kind`;
    },
  },
};

/** Of a text that waits for a turn. Who was asked whether they want our texts gets none, nor does who may be a minor. */
const ANSWERED_LATER = /^(opted-out|suspended|minor|too-old|reply-.+|introduction-.+)$/;

/** Why a text of each kind may be closed without an answer; the rest of them are mistakes. */
const REASONS: Readonly<Record<TextKind, RegExp>> = {
  chat: ANSWERED_LATER,
  picture: ANSWERED_LATER,
  crisis: ANSWERED_LATER,
  concern: ANSWERED_LATER,
  watch: ANSWERED_LATER,
  safe: ANSWERED_LATER,
  yes: ANSWERED_LATER,
  stop: /^answered-at-once$/,
  start: /^answered-at-once$/,
  // Who asks for help in danger waits for Jules as well.
  help: /^(answered-at-once|opted-out|minor|too-old|reply-.+|introduction-.+)$/,
  // A second one while the question is open, or where nothing is to be suspended.
  unclear: /^(answered-at-once|opted-out|suspended|minor|too-old|reply-.+|introduction-.+)$/,
  year: ANSWERED_LATER,
  minor: ANSWERED_LATER,
  reaction: /^reaction$/,
  group: /^$/,
};

export const CLOSED_WITH_CAUSE: Invariant = {
  code: "closed-with-cause",
  sentence: "A text is closed without an answer only for a reason that fits it: an opt-out only where there was one.",
  on: {
    committed({ before, after }, ledger) {
      const reason = after?.closedBy as string | undefined;
      if (!after || reason === undefined || before?.closedBy !== undefined) return undefined;
      const record = ledger.texts.get(String(after.sk).slice("TEXT#".length) as TextId);
      if (!record) return undefined;
      const { text, member, firstArrivedAtMs } = record;
      if (!REASONS[text.kind].test(reason)) return `${text.id}, a text of kind ${text.kind}, was closed as ${reason}`;
      if (!member) return undefined;
      const { silences, suspensions, ageState } = ledger.member(member);
      if (reason === "minor" && !/MINOR/.test(ageState)) return `${text.id} was closed as of a ${ageState}`;
      if (reason !== "opted-out" && reason !== "suspended") return undefined;
      const wasSilent = [...silences, ...suspensions].some(({ toMs }) => toMs >= firstArrivedAtMs);
      return wasSilent ? undefined : `${text.id} was closed as ${reason}, and nobody had opted out`;
    },
  },
};

/** In a world without faults. */
const CALM_ANSWER_MS = 60_000;

export const CALM_ANSWERS: Invariant = {
  code: "calm-answers",
  sentence: "Where nothing goes wrong every text that asks for an answer gets it within a minute.",
  on: {
    ended(_fact, ledger) {
      for (const record of ledger.texts.values()) {
        const missing = missingAnswer(ledger, record);
        if (missing) return missing;
      }
      return undefined;
    },
  },
};

function missingAnswer(ledger: Ledger, record: TextRecord): string | undefined {
  const { text, member, answeredBy, firstArrivedAtMs } = record;
  if (!member || ledger.blocked.has(text.from)) return undefined;
  const isInTime = (id: string) => {
    const [first] = ledger.outbounds.get(id as never)?.acceptances ?? [];
    return first !== undefined && first.atMs <= firstArrivedAtMs + CALM_ANSWER_MS;
  };
  switch (text.kind) {
    case "chat":
    case "picture":
    case "crisis":
    case "concern":
    case "watch":
    case "safe":
    case "yes":
    case "year":
    case "minor": {
      // Who said STOP after it need not be answered, nor soon if they came back.
      const { silences, suspensions } = ledger.member(member);
      if ([...silences, ...suspensions].some(({ toMs }) => toMs >= firstArrivedAtMs)) return undefined;
      if (record.closedBy === "minor") return undefined;
      if (answeredBy === undefined) return `${text.id} was closed as ${record.closedBy}`;
      return isInTime(answeredBy) ? undefined : `${text.id} had no answer in a minute`;
    }
    case "stop":
      if (ledger.member(member).consentChangedBy !== text.id || ledger.silentSinceMs(member) === undefined)
        return undefined;
      if (/^\+18/.test(text.to)) return undefined;
      return isInTime(`${member}.fixed.${text.id}`) ? undefined : `${text.id} was not confirmed`;
    default:
      return undefined;
  }
}
