import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  IdempotentParameterMismatchException,
  ProvisionedThroughputExceededException,
  ResourceNotFoundException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Item } from "./values.ts";

const $metadata = { httpStatusCode: 400 };

const CONDITION_FAILED = "The conditional request failed";

/** What is not valid: a transaction is refused for some of it, and cancelled for the rest. */
type Fault = "request" | "key-type" | "empty-key";

const faults = new WeakMap<object, Fault>();

/** A `ValidationException`: what DynamoDB does not accept. The SDK has no class of its own for it. */
export function invalid(message: string, fault: Fault = "request"): DynamoDBServiceException {
  const error = new DynamoDBServiceException({ name: "ValidationException", $fault: "client", message, $metadata });
  faults.set(error, fault);
  return error;
}

/** How a transaction reports what is not valid in one of its elements; throws everything else that was caught. */
export function reasonOfInvalid(error: unknown, reported: readonly Fault[]): CancellationReason {
  const fault = error instanceof DynamoDBServiceException ? faults.get(error) : undefined;
  if (fault === undefined || !reported.includes(fault)) throw error;
  return { Code: "ValidationError", Message: (error as Error).message };
}

export function noSuchTable(): ResourceNotFoundException {
  return new ResourceNotFoundException({ message: "Requested resource not found", $metadata });
}

/** @param item what made the condition fail, where the caller asked for it. */
export function conditionFailed(item: Item | undefined): ConditionalCheckFailedException {
  return new ConditionalCheckFailedException({
    message: CONDITION_FAILED,
    $metadata,
    ...(item && { Item: marshall(item) }),
  });
}

export function reasonOfCondition(item: Item | undefined): CancellationReason {
  return { Code: "ConditionalCheckFailed", Message: CONDITION_FAILED, ...(item && { Item: marshall(item) }) };
}

/** One reason for each element of the transaction, in their order. */
export function transactionCancelled(reasons: readonly CancellationReason[]): TransactionCanceledException {
  const codes = reasons.map((reason) => reason.Code).join(", ");
  return new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    $metadata,
    CancellationReasons: [...reasons],
  });
}

export function tokenReused(): IdempotentParameterMismatchException {
  return new IdempotentParameterMismatchException({
    message: "The token was used for a transaction with other parameters",
    $metadata,
  });
}

/** More than the table or one of its partitions gives. The model never throws it; a simulation does. */
export function throttled(): ProvisionedThroughputExceededException {
  return new ProvisionedThroughputExceededException({
    message: "The level of configured provisioned throughput for the table was exceeded",
    $metadata,
  });
}

/**
 * A transaction of `itemCount` elements that met another write on the item of element `index`. The model never throws
 * it: its operations do not overlap.
 */
export function transactionConflict(itemCount: number, index: number): TransactionCanceledException {
  return transactionCancelled(
    Array.from({ length: itemCount }, (_, at) =>
      at === index ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" } : { Code: "None" },
    ),
  );
}

/** A single write that met a transaction on its item. The model never throws it. */
export function conflictOnItem(): TransactionConflictException {
  return new TransactionConflictException({ message: "Transaction is ongoing for the item", $metadata });
}
