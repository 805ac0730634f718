import { instant, type OutboundId, type PhoneNumber, type TextId, textId } from "@jules/core/kernel";
import { CALM } from "../faults/index.ts";
import type { Fact } from "../invariants/index.ts";
import type { Action, PersonText } from "../people/index.ts";
import { THOUGHTS, type Thought } from "../people/index.ts";
import { runWorld, START_MS } from "../world/index.ts";

/** What came of the thoughts of workloads/bursts.jsonl, each texted by somebody else while nothing goes wrong. */
export interface Thoughts {
  /** Of thoughts in several texts within two seconds: how many got one answer. */
  readonly bursts: Share;
  /** Of all thoughts: how many got an answer at all. */
  readonly answered: Share;
  /** For how long the turns that answered waited for a further text, in milliseconds. */
  readonly waitedMs: readonly number[];
  /**
   * From the last text of a thought reaching the webhook until the carrier has accepted the last answer to it, in
   * milliseconds, under the latencies of models/latency.ts.
   */
  readonly toReplyMs: readonly number[];
}

export interface Share {
  readonly count: number;
  readonly of: number;
}

const JULES = "+19195550100" as PhoneNumber;
const SECOND_MS = 1_000;
/** Everybody has heard the terms and an answer by then. */
const KNOWN_MS = 30 * 60 * SECOND_MS;

/** Texts every thought of the workload once. */
export async function textThoughts(seed: string): Promise<Thoughts> {
  const watched = watch();
  const waitedMs: number[] = [];
  const thoughts = THOUGHTS.map((thought, index) => burstOf(index, START_MS + KNOWN_MS + index * SECOND_MS, thought));
  const { violation } = await runWorld({
    ...{ seed, weather: CALM, script: [...THOUGHTS.map(greeting), ...thoughts] },
    bursts: 1,
    onlooker: watched.see,
    reported(_line, fields) {
      if (watched.nowMs() < START_MS + KNOWN_MS || !("waitedMs" in fields)) return;
      waitedMs.push(Number(fields.waitedMs));
    },
  });
  if (violation) throw new Error(`${violation.code}: ${violation.detail}`);
  const results = thoughts.map(({ texts }) => watched.resultOf(texts));
  const ofSeveral = results.filter((_, index) => (THOUGHTS[index]?.texts.length ?? 0) > 1);
  return {
    bursts: { count: ofSeveral.filter(({ replies }) => replies === 1).length, of: ofSeveral.length },
    answered: { count: results.filter(({ toReplyMs }) => toReplyMs !== undefined).length, of: results.length },
    waitedMs,
    toReplyMs: results.flatMap(({ toReplyMs }) => toReplyMs ?? []),
  };
}

interface Burst extends Extract<Action, { kind: "burst" }> {}

/** The first text of somebody, which the introduction answers, too. */
function greeting(_thought: Thought, index: number): Burst {
  return burst(
    index,
    START_MS + SECOND_MS + index * SECOND_MS,
    [{ atMs: 0, body: "hi, a friend told me about you." }],
    "hi",
  );
}

function burstOf(index: number, atMs: number, { texts }: Thought): Burst {
  return burst(index, atMs, texts, "thought");
}

function burst(index: number, atMs: number, texts: Thought["texts"], name: string): Burst {
  const number = `+1415${5_550_000 + index}` as PhoneNumber;
  const all = texts.map(({ atMs: afterMs, body }, nth): PersonText => {
    const serial = (index * 2 + (name === "hi" ? 0 : 1)) * 10 + nth;
    const id = textId(`${name}-${index}-${nth}`);
    const arrivesAtMs = atMs + afterMs;
    return {
      ...{ id, serial, kind: "chat", from: number, to: JULES, body, arrivesAtMs },
      saidAt: instant(arrivesAtMs - 300),
    };
  });
  return { kind: "burst", atMs, number, texts: all };
}

/** Remembers which reply answered which text, and when the carrier took it. */
function watch() {
  const answeredBy = new Map<TextId, OutboundId>();
  const acceptedAtMs = new Map<OutboundId, number>();
  let atMs = 0;
  return {
    nowMs: () => atMs,
    see(fact: Fact, nowMs: number): void {
      atMs = nowMs;
      if (fact.kind === "accepted") acceptedAtMs.set(fact.id, nowMs);
      if (fact.kind !== "committed" || !String(fact.after?.sk).startsWith("TEXT#") || !fact.after?.answeredBy) return;
      answeredBy.set(String(fact.after.sk).slice("TEXT#".length) as TextId, fact.after.answeredBy as OutboundId);
    },
    resultOf(texts: readonly PersonText[]): { readonly replies: number; readonly toReplyMs: number | undefined } {
      const replies = new Set(texts.map(({ id }) => answeredBy.get(id)));
      const accepted = [...replies].map((id) => (id && acceptedAtMs.get(id)) ?? Number.NaN);
      const toReplyMs = Math.max(...accepted) - Math.max(...texts.map(({ arrivesAtMs }) => arrivesAtMs));
      return { replies: replies.size, toReplyMs: Number.isNaN(toReplyMs) ? undefined : toReplyMs };
    },
  };
}
