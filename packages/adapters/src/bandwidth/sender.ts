import type { MessageSender, OutgoingText, SendOutcome } from "@jules/core/messaging";
import * as z from "zod/mini";
import { createTokens } from "./tokens.ts";

const Accepted = z.object({ id: z.string(), segmentCount: z._default(z.number(), 1) });

/** Codes of a connection that never stood: no byte of the request left, so the text was certainly not accepted. */
const NEVER_CONNECTED = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"],
  ...[
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  ],
]);

/**
 * Sends texts through Bandwidth's Messaging API v2 (POST /users/{accountId}/messages). There is no idempotency key:
 * the `tag` comes back in every callback and is how a lost answer is cleared up.
 */
export function createBandwidthSender(settings: {
  readonly apiUrl: string;
  readonly tokenUrl: string;
  readonly accountId: string;
  readonly applicationId: string;
  /** `clientId:clientSecret` */
  readonly credentials: () => Promise<string>;
  readonly now: () => number;
  readonly timeoutMs?: number;
}): MessageSender {
  const timeoutMs = settings.timeoutMs ?? 5_000;
  const tokens = createTokens({
    url: settings.tokenUrl,
    credentials: settings.credentials,
    timeoutMs,
    now: settings.now,
  });
  const url = `${settings.apiUrl}/users/${settings.accountId}/messages`;

  async function post(text: OutgoingText, token: string): Promise<Response> {
    return fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({
        applicationId: settings.applicationId,
        to: [text.to],
        from: text.from,
        text: text.body,
        tag: text.id,
        priority: text.priority,
        expiration: text.expiresAt,
      }),
      signal: AbortSignal.timeout(timeoutMs),
    });
  }

  return {
    async send(text) {
      // Two rounds at most: a token may have been revoked before its time.
      for (const lastRound of [false, true]) {
        let token: string;
        try {
          token = await tokens.get();
        } catch {
          return { kind: "refused", reason: "no-token", retryable: true };
        }
        let response: Response;
        try {
          response = await post(text, token);
        } catch (error) {
          return outcomeOfLostConnection(error);
        }
        if (response.status === 401 && !lastRound) {
          tokens.forget(token);
          await response.body?.cancel();
          continue;
        }
        return outcomeOf(response);
      }
      return { kind: "refused", reason: "http-401", retryable: true };
    },
  };
}

async function outcomeOf(response: Response): Promise<SendOutcome> {
  if (response.ok) {
    const answer = Accepted.safeParse(await response.json().catch(() => undefined));
    // A 2xx without a readable body is still an acceptance; callbacks carry the tag.
    return answer.success
      ? { kind: "accepted", carrierId: answer.data.id, segments: answer.data.segmentCount }
      : { kind: "accepted", carrierId: "unreadable", segments: 1 };
  }
  await response.body?.cancel();
  const { status } = response;
  const retryable = status === 401 || status === 408 || status === 429 || status >= 500;
  return { kind: "refused", reason: `http-${status}`, retryable };
}

function outcomeOfLostConnection(error: unknown): SendOutcome {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  if (NEVER_CONNECTED.has(code)) return { kind: "refused", reason: "not-connected", retryable: true };
  return {
    kind: "unknown",
    reason: error instanceof Error && error.name === "TimeoutError" ? "timeout" : "connection-lost",
  };
}
