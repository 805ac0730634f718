import { setTimeout } from "node:timers/promises";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** What the stores need of the client: to send a command. */
export type Documents = Pick<DynamoDBDocumentClient, "send">;

/** One client per sandbox; every table of a function shares its connections. */
export function createDocuments(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    requestHandler: { requestTimeout: 3_000, connectionTimeout: 1_000, throwOnRequestTimeout: true },
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
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

const CONFLICT_TRIES = 5;

/**
 * Does a write again that met another one on the same item: a turn's gate and a STOP, for example. Each try waits a
 * little longer, at random, so that the two do not meet again.
 * @throws what the write throws, when it is something else or the last try.
 */
export async function retryingConflicts<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (!isConflict(error) || tries === CONFLICT_TRIES) throw error;
      await setTimeout(Math.random() * 40 * tries);
    }
  }
}

function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  return codes.includes("TransactionConflict") && !codes.includes("ConditionalCheckFailed");
}
