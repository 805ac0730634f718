import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

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
