import { BaseAnthropic } from "@anthropic-ai/sdk/client";
import { Messages } from "@anthropic-ai/sdk/resources/messages";

export interface AnthropicSettings {
  readonly baseUrl: string;
  readonly model: string;
  /** Read per call, so that a rotated key arrives. */
  readonly apiKey: () => Promise<string>;
}

/** The Messages API for the key of the moment. The SDK's own retries are off: the queue tries again, and a turn has one budget. */
export function createMessagesApi({ baseUrl, apiKey }: AnthropicSettings): () => Promise<Messages> {
  let client: { readonly key: string; readonly messages: Messages } | undefined;
  return async () => {
    const key = await apiKey();
    if (client?.key !== key) {
      const base = new BaseAnthropic({
        ...{ apiKey: key, baseURL: baseUrl, maxRetries: 0 },
        // Its spans would stand beside ours in every trace, and its log would quote what it was asked.
        ...{ openTelemetry: false, logLevel: "off" },
      });
      client = { key, messages: new Messages(base) };
    }
    return client.messages;
  };
}

/** Asking the same again would be refused again: malformed, too large, not to be processed. */
const NEVER_TAKEN: ReadonlySet<number> = new Set([400, 413, 422]);

/** Whether an error of the SDK says that this request will never be taken. */
export function isNeverTaken(error: unknown): boolean {
  return NEVER_TAKEN.has(statusOf(error)) && !isAboutTheAccount(error);
}

/** The HTTP status that an error of the SDK has; 0 when there was no answer. */
export function statusOf(error: unknown): number {
  return typeof error === "object" && error !== null && "status" in error ? Number(error.status) || 0 : 0;
}

/** The headers of the answer that such an error stands for, if there was one. */
export function headersOf(error: unknown): Headers | undefined {
  const headers = typeof error === "object" && error !== null && "headers" in error ? error.headers : undefined;
  return headers instanceof Headers ? headers : undefined;
}

/** An account without credit is refused as if the request were wrong; it is an outage, and somebody has to pay. */
function isAboutTheAccount(error: unknown): boolean {
  return error instanceof Error && /credit balance|billing|(?:spend|usage) limit/i.test(error.message);
}
