import { setTimeout } from "node:timers/promises";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Failure } from "@jules/core/kernel";
import { AWS_SETTINGS } from "../aws-settings.ts";

/** What the stores need of the client: to send a command. */
export type Documents = Pick<DynamoDBDocumentClient, "send">;

/** One client per sandbox; every table of a function shares its connections. */
export function createDocuments(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    ...AWS_SETTINGS,
    requestHandler: { requestTimeout: 3_000, connectionTimeout: 1_000, throwOnRequestTimeout: true },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** How a store waits before it writes again. */
export interface Backoff {
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** In [0, 1). */
  readonly random: () => number;
}

export const REAL_BACKOFF: Backoff = { pause: setTimeout, random: Math.random };

/**
 * The same client, whose refusals say what they are: a condition that does not hold stays as it is; a write that met
 * another one on the same item is tried again; an outage, a throttle or a lost answer is a `Failure`, for which trying
 * again later can help. What is left (a request that is wrong) is a mistake of ours.
 */
export function settled(documents: Documents, backoff: Backoff = REAL_BACKOFF): Documents {
  async function send(command: never): Promise<unknown> {
    for (let tries = 1; ; tries++) {
      try {
        return await documents.send(command);
      } catch (error) {
        if (!isConflict(error)) throw asFailure(error);
        if (tries === CONFLICT_TRIES) {
          throw new Failure("table.contended", "a write kept meeting another one", { cause: error });
        }
        // A little longer each time, at random, so that the two do not meet again.
        await backoff.pause(backoff.random() * 40 * tries);
      }
    }
  }
  return { send: send as Documents["send"] };
}

/** The item that made a condition fail, as far as it was asked for; undefined for every other error. */
export function refusedCondition(error: unknown): { readonly item: Record<string, unknown> | undefined } | undefined {
  return error instanceof ConditionalCheckFailedException ? { item: error.Item } : undefined;
}

/**
 * Of a cancelled transaction, which elements' conditions failed and the items that made them fail (still marshalled);
 * undefined for every other error, and for a transaction that was cancelled for another reason (a conflict, a throttle).
 */
export function refusedTransaction(error: unknown): readonly (Record<string, unknown> | boolean)[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const reasons = error.CancellationReasons ?? [];
  if (!reasons.some((reason) => reason.Code === "ConditionalCheckFailed")) return undefined;
  return reasons.map((reason) => (reason.Code === "ConditionalCheckFailed" ? (reason.Item ?? true) : false));
}

/** Whether a transaction was certainly not made, and nothing stood in its way but its last element. */
export function failedAtLast(error: unknown): boolean {
  const cause = error instanceof Failure ? error.cause : error;
  if (!(cause instanceof Error)) return false;
  if (!(cause instanceof TransactionCanceledException)) return NOT_ALLOWED.has(cause.name);
  const codes = (cause.CancellationReasons ?? []).map(({ Code = "None" }) => Code);
  const last = codes.pop() ?? "None";
  return last !== "None" && codes.every((code) => code === "None");
}

/** What a table answers that is not there, or not for us. */
const NOT_ALLOWED: ReadonlySet<string> = new Set(["ResourceNotFoundException", "AccessDeniedException"]);

const CONFLICT_TRIES = 5;

function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  return codes.includes("TransactionConflict") && !codes.includes("ConditionalCheckFailed");
}

/** Requests that would be refused again as they are. */
const MISTAKES: ReadonlySet<string> = new Set(["ValidationException", "ResourceNotFoundException"]);

function asFailure(error: unknown): unknown {
  if (refusedCondition(error) || refusedTransaction(error)) return error;
  if (!(error instanceof Error) || MISTAKES.has(error.name)) return error;
  return new Failure("table.unavailable", "the table did not answer", { cause: error, detail: error.name });
}
