import type { OutboundId } from "@jules/core/kernel";
import type { Invariant } from "./invariant.ts";
import {
  beginningOf,
  isUnanswered,
  type Ledger,
  type OutboundRecord,
  outboundIdOf,
  type TextRecord,
} from "./ledger.ts";

const isGrave = ({ tier }: TextRecord) => tier === "high" || tier === "imminent";

function replyTo(ledger: Ledger, { text, member }: TextRecord): OutboundRecord | undefined {
  return ledger.outbounds.get(`${member}.fixed.${text.id}` as OutboundId);
}

/** Said in one breath, and taken in while the answer to the first was written down. */
const ONE_THOUGHT_MS = 2_000;

export const HELP_FIRST: Invariant = {
  code: "help-first",
  sentence: "A text of a crisis is put to the model only after a person to reach was named since it came.",
  on: {
    asked({ last }, ledger) {
      for (const serial of last) {
        const record = ledger.bySerial.get(serial);
        if (!record?.member || !isUnanswered(record) || !isGrave(record)) continue;
        const { postedBy = [] } = replyTo(ledger, record) ?? {};
        if (postedBy.length > 0) continue;
        // One thought of several texts is answered once.
        const { texts } = ledger.member(record.member);
        const isHelped = texts.some((other) => {
          const [atMs] = replyTo(ledger, other)?.postedAtMs.slice(-1) ?? [];
          return atMs !== undefined && atMs >= record.firstArrivedAtMs - ONE_THOUGHT_MS;
        });
        if (!isHelped) return `#${serial} was put to the model, and nobody had named a person to reach`;
      }
      return undefined;
    },
  },
};

export const HOLD_OPENED: Invariant = {
  code: "hold-opened",
  sentence: "A text of a crisis comes into the inbox together with a hold.",
  on: {
    committed({ before, after }, ledger) {
      if (before || !after || !String(after.sk).startsWith("TEXT#") || after.closedBy === "too-old") return undefined;
      const record = ledger.texts.get(String(after.sk).slice("TEXT#".length) as never);
      if (record?.text.kind !== "crisis" || !record.member) return undefined;
      const { episode } = ledger.member(record.member);
      return episode === "HOLD" ? undefined : `${record.text.id} came in, and the episode is ${episode}`;
    },
  },
};

export const EPISODE_AFTER_EPISODE: Invariant = {
  code: "episode-after-episode",
  sentence: "An episode takes the place of the one that was read: its version grows by one.",
  on: {
    committed({ before, after }) {
      const [from = 0, to = 0] = [before?.stateVersion, after?.stateVersion] as (number | undefined)[];
      const isSame = after?.sk !== "MEMBER" || before?.state === undefined || before.state === after.state;
      return isSame || to === from + 1 ? undefined : `the episode of ${String(after.pk)} went from ${from} to ${to}`;
    },
  },
};

export const HOLD_ENDED: Invariant = {
  code: "hold-ended",
  sentence: "A hold ends only in one write with the answer to clear words, and to nothing else that was said.",
  on: {
    committed({ after, along = [] }, ledger) {
      if (after?.sk !== "MEMBER") return undefined;
      const { id, episode, episodeBefore } = ledger.member(after.pk as never);
      if (episodeBefore !== "HOLD" || episode === "HOLD") return undefined;
      const answers = along.flatMap((item) => (item.answers as readonly string[] | undefined) ?? []);
      const kinds = answers.map((text) => ledger.texts.get(text as never)?.text.kind);
      const isClear = kinds.length > 0 && kinds.every((kind) => kind === "safe");
      return isClear ? undefined : `the hold of ${id} ended with [${kinds.join()}]`;
    },
  },
};

export const ANOTHER_STEP: Invariant = {
  code: "another-step",
  sentence: "The next text of a crisis in an episode is answered by another step than the one before.",
  on: {
    posting({ id, by }, ledger) {
      const outbound = ledger.outbound(id);
      const { cause, body } = outbound;
      // Without a key the step is not known; and what is sent once more says the same.
      if (outbound.kind !== "crisis" || !cause || outbound.postedBy.length > 1 || ledger.hindered.has(by))
        return undefined;
      const others = ledger.member(outbound.member).referrals.filter((other) => other !== outbound);
      const [before] = others.slice(-1);
      const { isStored = false, storedAtMs = 0 } = before?.cause ?? {};
      if (!before || !isStored || storedAtMs >= cause.firstArrivedAtMs) return undefined;
      // A turn and intake, which sends before it writes, may have given two texts the same step at the same time.
      const [beforeAtMs = 0] = before.postedAtMs;
      const raced = others.some(({ cause: other }) => other !== before.cause && (other?.storedAtMs ?? 0) > beforeAtMs);
      if (raced) return undefined;
      return before.body === body ? `${id} says the same as ${before.id}` : undefined;
    },
  },
};

export const COUNTED_ONCE: Invariant = {
  code: "counted-once",
  sentence: "A text of ours that names a person to reach is counted once when it leaves, and a crisis reply always is.",
  on: {
    committed({ after, counts }, ledger) {
      if (!counts || after?.state !== "SENDING" || !String(after.sk).startsWith("OUT#")) return undefined;
      const outbound = ledger.outbound(outboundIdOf(after));
      return outbound.timesCounted > 1 ? `${outbound.id} was counted ${outbound.timesCounted} times` : undefined;
    },
    ended(_fact, ledger) {
      for (const { id, kind, acceptances, timesCounted } of ledger.outbounds.values()) {
        if (kind === "crisis" && acceptances.length > 0 && timesCounted !== 1)
          return `${id} was counted ${timesCounted} times`;
      }
      return undefined;
    },
  },
};

export const NOTHING_IN_A_HOLD: Invariant = {
  code: "nothing-in-a-hold",
  sentence: "Nobody is written to first while they are or may be in danger, and nobody twice.",
  on: {
    committed({ before, after }, ledger) {
      const outbound = beginningOf(before, after, ledger);
      if (outbound?.kind !== "follow-up") return undefined;
      const { episodeBefore } = ledger.member(outbound.member);
      return episodeBefore === "FOLLOW_UP" ? undefined : `${outbound.id} was begun in ${episodeBefore}`;
    },
    accepted({ id }, ledger) {
      const { kind, acceptances } = ledger.outbound(id);
      return kind === "follow-up" && acceptances.length > 1 ? `${id} was accepted a second time` : undefined;
    },
  },
};
