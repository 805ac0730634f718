import { AwsError } from "../errors.ts";

/**
 * The refusals of SQS. Each has a name in the JSON protocol and the older one of the query protocol.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
const legacy = (code: string) => ({ queryCode: `AWS.SimpleQueueService.${code}` });

export const queueDoesNotExist = () =>
  new AwsError("QueueDoesNotExist", "The specified queue does not exist.", legacy("NonExistentQueue"));

export const receiptHandleIsInvalid = () =>
  new AwsError("ReceiptHandleIsInvalid", "The input receipt handle is invalid.", {
    queryCode: "ReceiptHandleIsInvalid",
  });

export const messageNotInFlight = () =>
  new AwsError("MessageNotInflight", "The message is not in flight.", legacy("MessageNotInflight"));

export const invalidParameter = (message: string) =>
  new AwsError("InvalidParameterValueException", message, { queryCode: "InvalidParameterValue" });

export const missingParameter = (name: string) =>
  new AwsError("MissingRequiredParameterException", `The request must contain the parameter ${name}.`, {
    queryCode: "MissingParameter",
  });

export const invalidMessageContents = () =>
  new AwsError("InvalidMessageContents", "The message contains characters outside the allowed set.", {
    queryCode: "InvalidMessageContents",
  });

export const emptyBatch = () =>
  new AwsError("EmptyBatchRequest", "There should be at least one entry in the request.", legacy("EmptyBatchRequest"));

export const tooManyEntries = (count: number) =>
  new AwsError(
    "TooManyEntriesInBatchRequest",
    `Maximum number of entries per request are 10. You have sent ${count}.`,
    legacy("TooManyEntriesInBatchRequest"),
  );

export const entryIdsNotDistinct = () =>
  new AwsError(
    "BatchEntryIdsNotDistinct",
    "Two or more batch entries have the same Id.",
    legacy("BatchEntryIdsNotDistinct"),
  );

export const invalidEntryId = () =>
  new AwsError(
    "InvalidBatchEntryId",
    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
    legacy("InvalidBatchEntryId"),
  );

export const batchTooLong = (limit: number, bytes: number) =>
  new AwsError(
    "BatchRequestTooLong",
    `Batch requests cannot be longer than ${limit} bytes. You have sent ${bytes} bytes.`,
    legacy("BatchRequestTooLong"),
  );

export const keyAccessDenied = (message: string) =>
  new AwsError("KmsAccessDenied", message, { queryCode: "KMS.AccessDeniedException" });
