import type { Documents } from "@jules/adapters/dynamo";
import { conflictOnItem, throttled, transactionConflict } from "@jules/testkit/dynamodb";
import type { Timeline } from "../engine/index.ts";
import type { Exchange, Sandbox } from "../lambda/index.ts";
import { drawLatencyMs, failing, halfway, LATENCIES, unheard } from "./latency.ts";

export interface DocumentsSettings {
  readonly sandbox: Sandbox;
  readonly timeline: Timeline;
  readonly table: { execute(command: never): unknown };
}

interface Command {
  readonly input: { readonly TransactItems?: readonly unknown[] };
}

/** One attempt of the client; it makes three, and what is retried is tried again after a time-out of its own. */
const ATTEMPT_TIMEOUT_MS = 3_000;
const ALL_ATTEMPTS_MS = 9_000;
const THROTTLED_AFTER_MS = 400;

/** The document client of one sandbox over the table model: one await point per command. */
export function createDocumentsModel({ sandbox, timeline, table }: DocumentsSettings): Documents {
  function send(command: Command): Promise<unknown> {
    const elements = command.input.TransactItems?.length;
    const execute = () => table.execute(command as never);
    return sandbox.call("table", command.constructor.name, ({ answer, random }): Exchange<unknown> => {
      const latencyMs = drawLatencyMs(elements === undefined ? LATENCIES.item : LATENCIES.transaction, random);
      switch (answer) {
        case undefined:
          return halfway(latencyMs, execute);
        case "throttled":
          return failing(THROTTLED_AFTER_MS, throttled);
        case "conflict":
          return failing(latencyMs, () =>
            elements === undefined ? conflictOnItem() : transactionConflict(elements, random.below(elements)),
          );
        case "unanswered":
          return failing(ALL_ATTEMPTS_MS, noAnswer);
        case "unheard":
          return unheard(latencyMs, ALL_ATTEMPTS_MS, execute, noAnswer);
        case "repeated":
          return repeated(latencyMs, execute, elements !== undefined);
        default:
          throw new Error(`the table has no fault ${answer}`);
      }
    });
  }

  /** The first attempt's answer is lost; the client's second one meets what the first has done. */
  function repeated(latencyMs: number, execute: () => unknown, isTransaction: boolean): Exchange<unknown> {
    let first: (() => unknown) | undefined;
    timeline.after(latencyMs / 2, () => {
      first = outcomeOf(execute);
    });
    return {
      thereMs: ATTEMPT_TIMEOUT_MS + latencyMs / 2,
      backMs: latencyMs / 2,
      // The client puts a token into a transaction, by which the table knows the second attempt for the first one.
      perform: () => (isTransaction && first ? first() : execute()),
    };
  }

  return { send: send as unknown as Documents["send"] };
}

/** What was done, to be returned or thrown later. */
function outcomeOf(execute: () => unknown): () => unknown {
  try {
    const result = execute();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function noAnswer(): Error {
  return Object.assign(new Error("no answer in time"), { name: "TimeoutError" });
}
