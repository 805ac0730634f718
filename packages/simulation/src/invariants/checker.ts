import {
  APOLOGY_ONCE,
  ATTEMPTS_BOUNDED,
  BEGUN_BEFORE_POSTED,
  HOLDING_ONCE,
  INTRODUCED,
  NO_STORM,
  ONE_ANSWER,
  ORDER,
  RUNG,
} from "./answers.ts";
import {
  ANOTHER_STEP,
  COUNTED_ONCE,
  EPISODE_AFTER_EPISODE,
  HELP_FIRST,
  HOLD_ENDED,
  HOLD_OPENED,
  NOTHING_IN_A_HOLD,
} from "./crises.ts";
import {
  ASKED_ONCE,
  DISCLOSED,
  INTERACTION_DISCLOSED,
  MOMENTS_PASS,
  REMINDED_ONCE,
  SUPPRESSED,
} from "./disclosures.ts";
import {
  CALM_ANSWERS,
  CLOSED_WITH_CAUSE,
  CRISIS_ANSWERED,
  FAILED_WITH_CAUSE,
  LEGAL_MOVES,
  NOTHING_LOST,
  SETTLED,
} from "./endings.ts";
import type { Fact, FactOf } from "./fact.ts";
import type { Invariant, Violation } from "./invariant.ts";
import { Ledger } from "./ledger.ts";
import { LAST_WORD, ONE_CONFIRMATION, SILENCE } from "./silence.ts";

export const INVARIANTS: readonly Invariant[] = [
  ONE_ANSWER,
  SILENCE,
  ONE_CONFIRMATION,
  LAST_WORD,
  BEGUN_BEFORE_POSTED,
  RUNG,
  ORDER,
  NOTHING_LOST,
  FAILED_WITH_CAUSE,
  CLOSED_WITH_CAUSE,
  CRISIS_ANSWERED,
  HELP_FIRST,
  HOLD_OPENED,
  EPISODE_AFTER_EPISODE,
  HOLD_ENDED,
  ANOTHER_STEP,
  COUNTED_ONCE,
  NOTHING_IN_A_HOLD,
  INTRODUCED,
  ATTEMPTS_BOUNDED,
  NO_STORM,
  HOLDING_ONCE,
  APOLOGY_ONCE,
  SETTLED,
  LEGAL_MOVES,
  DISCLOSED,
  INTERACTION_DISCLOSED,
  REMINDED_ONCE,
  MOMENTS_PASS,
  ASKED_ONCE,
  SUPPRESSED,
];

/** What holds besides where nothing goes wrong. */
export const CALM_INVARIANTS: readonly Invariant[] = [CALM_ANSWERS];

export interface Checker {
  /** What is known so far. */
  readonly ledger: Ledger;
  /** Takes a fact in, and asks every invariant about it. */
  see(fact: Fact, atMs: number): void;
}

type Question = (fact: never, ledger: Ledger) => string | undefined;

/** @param violated told of each violation as it happens. */
export function createChecker(invariants: readonly Invariant[], violated: (violation: Violation) => void): Checker {
  const ledger = new Ledger();
  const questions = new Map<Fact["kind"], { readonly invariant: Invariant; readonly ask: Question }[]>();
  for (const invariant of invariants) {
    for (const [kind, ask] of Object.entries(invariant.on) as [Fact["kind"], Question][]) {
      questions.set(kind, [...(questions.get(kind) ?? []), { invariant, ask }]);
    }
  }
  return {
    ledger,
    see(fact, atMs) {
      ledger.note(fact, atMs);
      for (const { invariant, ask } of questions.get(fact.kind) ?? []) {
        const detail = ask(fact as FactOf<never>, ledger);
        if (detail) violated({ code: invariant.code, sentence: invariant.sentence, detail, atMs });
      }
    },
  };
}
