import { instant, type PhoneNumber, textId } from "@jules/core/kernel";
import type { AwaitPoint } from "../lambda/index.ts";
import type { Action, PersonText, TextKind } from "../people/index.ts";
import { START_MS } from "../world/index.ts";

/** A short story, in which nothing goes wrong but what it tells. */
export interface Scenario {
  readonly name: string;
  readonly script: readonly Action[];
  /** Accidents are tried from then on: what comes before only prepares. */
  readonly fromMs: number;
  /** What a service answers instead; `nth` counts the calls of that operation from 1. */
  readonly answer?: (point: AwaitPoint, nth: number) => string | undefined;
}

const ANA = "+14155550111" as PhoneNumber;
const JULES = "+19195550100" as PhoneNumber;
const PREPARED_MS = START_MS + 40_000;
const NEXT_DAY_MS = START_MS + 25 * 60 * 60_000;
const HOUR_LATER_MS = NEXT_DAY_MS + 60 * 60_000;

let serial = 0;

function said(kind: TextKind, atMs: number, words = ""): PersonText {
  serial += 1;
  const id = textId(`scenario-${String(serial).padStart(3, "0")}`);
  const body = words.replace("#0", `#${serial}`) || `hey jules, you up? #${serial}`;
  return { id, serial, kind, from: ANA, to: JULES, body, saidAt: instant(atMs), arrivesAtMs: atMs + 200 };
}

function burst(atMs: number, ...texts: readonly PersonText[]): Action {
  return { kind: "burst", atMs, number: ANA, texts };
}

/** Ana has written before, and has heard the terms. */
function known(...rest: readonly Action[]): Pick<Scenario, "script" | "fromMs"> {
  return { script: [burst(START_MS + 1_000, said("chat", START_MS + 1_000)), ...rest], fromMs: PREPARED_MS };
}

/** A crisis of an adult; a day later the question, clear words after it, and a yes to the check-in. */
function endOfHold(): readonly Action[] {
  return [
    burst(START_MS + 1_000, said("year", START_MS + 1_000, "i was born in 1990")),
    burst(PREPARED_MS, said("crisis", PREPARED_MS, "i want to kill myself #0")),
    burst(NEXT_DAY_MS, said("chat", NEXT_DAY_MS)),
    burst(NEXT_DAY_MS + 60_000, said("safe", NEXT_DAY_MS + 60_000, "yes im safe")),
    burst(NEXT_DAY_MS + 120_000, said("yes", NEXT_DAY_MS + 120_000, "yes")),
  ];
}

const minutes = (count: number) => START_MS + count * 60_000;

/** Ana keeps writing: the reminder is due in the 57th minute, and she says something just then. */
function longTalk(): readonly Action[] {
  return [1, 20, 48, 57.05, 75].map((minute) => burst(minutes(minute), said("chat", minutes(minute))));
}

/** Ana comes back after two hours, and says something more. */
function comingBack(): readonly Action[] {
  return [0, 120, 123].map((minute) => burst(minutes(minute) + 1_000, said("chat", minutes(minute) + 1_000)));
}

const then = (kind: TextKind, words?: string, afterMs = 0) => said(kind, PREPARED_MS + afterMs, words);

export const SCENARIOS: readonly Scenario[] = [
  { name: "a plain turn", ...known(burst(PREPARED_MS, then("chat"))) },
  {
    name: "a burst",
    ...known(burst(PREPARED_MS, then("chat"), then("chat", undefined, 900), then("chat", undefined, 2_600))),
  },
  {
    name: "first contact",
    script: [burst(START_MS + 1_000, said("chat", START_MS + 1_000))],
    fromMs: START_MS,
  },
  {
    name: "STOP while the model thinks",
    ...known(burst(PREPARED_MS, then("chat"), then("stop", "STOP", 1_800))),
  },
  {
    name: "words that may be a revocation",
    ...known(
      burst(PREPARED_MS, then("chat"), then("unclear", "im at work please stop texting me", 1_800)),
      burst(PREPARED_MS + 30_000, then("unclear", "wrong number", 30_000)),
      burst(PREPARED_MS + 60_000, then("yes", "yes", 60_000)),
    ),
  },
  { name: "a reminder in a long talk", script: longTalk(), fromMs: minutes(56.9) },
  { name: "coming back after hours", script: comingBack(), fromMs: minutes(119) },
  { name: "a crisis", ...known(burst(PREPARED_MS, then("crisis", "i want to kill myself #0"))) },
  {
    name: "a crisis that a second look finds",
    ...known(burst(PREPARED_MS, then("watch", "i gave my guitar away #0"))),
  },
  {
    name: "the end of a hold, and the check-in after it",
    script: endOfHold(),
    fromMs: NEXT_DAY_MS,
  },
  {
    name: "a crisis after a check-in was agreed",
    script: [...endOfHold(), burst(HOUR_LATER_MS, said("crisis", HOUR_LATER_MS, "i want to kill myself #0"))],
    fromMs: HOUR_LATER_MS,
  },
  {
    name: "an answer of the carrier that is lost",
    ...known(burst(PREPARED_MS, then("chat"))),
    answer: ({ operation, atMs }, nth) =>
      operation === "send" && atMs >= PREPARED_MS && nth === 4 ? "unheard" : undefined,
  },
  {
    name: "a refusal for now",
    ...known(burst(PREPARED_MS, then("chat"))),
    answer: ({ service, operation, atMs }, nth) =>
      service === "carrier" && operation === "send" && atMs >= PREPARED_MS && nth === 4 ? "http-429" : undefined,
  },
  {
    name: "a doorbell that is lost",
    ...known(burst(PREPARED_MS, then("chat"))),
    answer: ({ service, atMs }) =>
      service === "queue" && atMs >= PREPARED_MS && atMs < PREPARED_MS + 130_000 ? "refused" : undefined,
  },
  {
    name: "a model that is out",
    ...known(burst(PREPARED_MS, then("chat"))),
    answer: ({ service, atMs }) =>
      service === "model" && atMs >= PREPARED_MS && atMs < PREPARED_MS + 70_000 ? "overloaded" : undefined,
  },
];
