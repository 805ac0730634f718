import {
  type BeginAgain,
  type ConversationStore,
  type DeliveryStore,
  type DueStore,
  memberOf,
  type Outbound,
  type OutboundState,
  type Said,
  spoken,
} from "@jules/core/conversation";
import { type Instant, instantPlus, type MemberId, type OutboundId, type TextId } from "@jules/core/kernel";
import type { MemoryMembers } from "./members.ts";

interface TextRow extends Said {
  readonly member: MemberId;
  openUntil: Instant | undefined;
  closedBy: string | undefined;
  answeredBy: OutboundId | undefined;
}

interface OutboundRow {
  readonly id: OutboundId;
  readonly content: Omit<Outbound, "state" | "sendingAt"> | undefined;
  state: OutboundState;
  sendingAt: Instant | undefined;
  dueAt: Instant | undefined;
  reason: string | undefined;
}

export interface MemoryConversations extends ConversationStore, DeliveryStore, DueStore {
  /** Why each text of the member is closed, or by which reply; undefined while it waits. */
  closings(member: MemberId): readonly (string | undefined)[];
  stateOf(id: OutboundId): OutboundState | undefined;
}

function mayBeginAgain({ state, sendingAt }: OutboundRow, again: BeginAgain): boolean {
  if (again.states.includes(state)) return true;
  return state === "SENDING" && again.sendingSince !== undefined && (sendingAt ?? "") <= again.sendingSince;
}

/** Conversations in maps; the model of the ports that DynamoDB serves. */
export function createMemoryConversations(members: MemoryMembers): MemoryConversations {
  const texts = new Map<string, TextRow>();
  const outbounds = new Map<OutboundId, OutboundRow>();

  const textsOf = (id: MemberId) =>
    [...texts.values()]
      .filter((row) => row.member === id)
      .sort((a, b) => `${a.saidAt}#${a.id}`.localeCompare(`${b.saidAt}#${b.id}`));
  const outboundsOf = (id: MemberId) => [...outbounds.values()].filter((row) => memberOf(row.id) === id);
  const consentHolds = (id: MemberId, version: number) => members.peek(id)?.consent.version === version;
  const isOpen = (row: OutboundRow) => row.content !== undefined && (row.state === "READY" || row.state === "SENDING");

  function outboundOf(row: OutboundRow): Outbound {
    if (!row.content) throw new Error("a fixed text was read as a reply");
    return { ...row.content, state: row.state, sendingAt: row.sendingAt };
  }

  function closeText(member: MemberId, id: TextId, reason: string): void {
    const row = texts.get(`${member}/${id}`);
    if (!row) return;
    row.openUntil = undefined;
    row.closedBy = reason;
  }

  return {
    closings: (member) => textsOf(member).map((row) => row.closedBy ?? row.answeredBy),
    stateOf: (id) => outbounds.get(id)?.state,

    async receive(member, text, _assessment, closedBy, at) {
      const key = `${member.id}/${text.id}`;
      if (texts.has(key)) return "seen";
      texts.set(key, {
        member: member.id,
        id: text.id,
        body: text.body,
        from: text.from,
        saidAt: text.saidAt,
        receivedAt: text.receivedAt,
        attachments: text.media.length,
        openUntil: closedBy === undefined ? instantPlus(at, 45_000) : undefined,
        closedBy,
        answeredBy: undefined,
      });
      return "stored";
    },

    async open(id) {
      return {
        waiting: textsOf(id).filter((row) => row.openUntil !== undefined),
        unfinished: outboundsOf(id).filter(isOpen).map(outboundOf),
      };
    },

    async recent(id, limit) {
      const said = textsOf(id).map((row) => ({
        ...{ at: `${row.saidAt}#${row.id}`, ...spoken(row) },
        counts: row.answeredBy !== undefined,
      }));
      const replies = outboundsOf(id).flatMap((row) =>
        row.content
          ? [
              {
                ...{ at: `${row.content.createdAt}#OUT`, speaker: "jules" as const, body: row.content.body },
                counts: ["SENDING", "SENT", "DELIVERED"].includes(row.state),
              },
            ]
          : [],
      );
      return [...said, ...replies]
        .sort((a, b) => a.at.localeCompare(b.at))
        .slice(-limit)
        .filter((row) => row.counts)
        .map(({ speaker, body }) => ({ speaker, body }));
    },

    async stage(_member, text) {
      const existing = outbounds.get(text.id);
      if (existing) return outboundOf(existing);
      const row: OutboundRow = {
        ...{ id: text.id, content: text },
        ...{ state: "READY", sendingAt: undefined, dueAt: instantPlus(text.createdAt, 45_000), reason: undefined },
      };
      outbounds.set(text.id, row);
      return outboundOf(row);
    },

    async beginSending(member, text, at) {
      const row = outbounds.get(text.id);
      if (row?.state !== "READY" || !consentHolds(member.id, member.consent.version)) return "moved-on";
      row.state = "SENDING";
      row.sendingAt = at;
      row.dueAt = instantPlus(at, 90_000);
      for (const answered of text.answers) {
        const answeredText = texts.get(`${member.id}/${answered}`);
        if (!answeredText) continue;
        answeredText.openUntil = undefined;
        answeredText.answeredBy = text.id;
      }
      return "sending";
    },

    async beginFixed(member, id, again, at) {
      const existing = outbounds.get(id);
      if (existing && !mayBeginAgain(existing, again)) return { kind: "exists", state: existing.state };
      if (!consentHolds(member.id, member.consent.version)) return { kind: "moved-on" };
      outbounds.set(id, {
        ...{ id, content: undefined, sendingAt: at, dueAt: undefined, reason: undefined },
        state: "SENDING",
      });
      return { kind: "sending" };
    },

    async postpone(id, until) {
      for (const row of textsOf(id)) if (row.openUntil !== undefined) row.openUntil = until;
      for (const row of outboundsOf(id).filter(isOpen)) row.dueAt = until;
    },

    async settle(id, outcome) {
      const row = outbounds.get(id);
      if (row?.state !== "SENDING") return;
      switch (outcome.kind) {
        case "accepted":
          row.state = "SENT";
          row.dueAt = undefined;
          return;
        case "refused":
          row.state = outcome.retryable ? "READY" : "FAILED";
          row.reason = outcome.reason;
          if (!outcome.retryable) row.dueAt = undefined;
          return;
        case "unknown":
          row.reason = outcome.reason;
          return;
        default:
          outcome satisfies never;
      }
    },

    async park(id, reason) {
      const row = outbounds.get(id);
      if (!row || !["READY", "SENDING"].includes(row.state)) return;
      row.state = "PARKED";
      row.reason = reason;
      row.dueAt = undefined;
    },

    async close(id, closed, reason) {
      for (const text of closed) closeText(id, text, reason);
    },

    async record(id, status) {
      const row = outbounds.get(id);
      if (!row) return "unknown";
      const moves = {
        "on-its-way": { to: "SENT", from: ["READY", "SENDING"] },
        delivered: { to: "DELIVERED", from: ["READY", "SENDING", "SENT", "PARKED"] },
        failed: { to: "FAILED", from: ["READY", "SENDING", "SENT", "PARKED"] },
        doubtful: { to: "SENT", from: ["READY", "SENDING", "SENT"] },
      } as const;
      const move = moves[status.kind];
      if (!(move.from as readonly OutboundState[]).includes(row.state)) return "stale";
      row.state = move.to;
      row.dueAt = undefined;
      return "recorded";
    },

    async *due(at) {
      const dueTexts = [...texts.values()].filter((row) => row.openUntil !== undefined && row.openUntil <= at);
      const dueOutbounds = [...outbounds.values()].filter(
        (row) => isOpen(row) && row.dueAt !== undefined && row.dueAt <= at,
      );
      yield [...new Set([...dueTexts.map((row) => row.member), ...dueOutbounds.map((row) => memberOf(row.id))])];
    },
  };
}
