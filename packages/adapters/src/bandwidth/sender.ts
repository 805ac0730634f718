import { Failure } from "@jules/core/kernel";
import type { MessageSender, SendOutcome } from "@jules/core/messaging";
import * as z from "zod/mini";
import { type Answer, NeverConnected, post } from "./post.ts";
import { createTokens, type Tokens } from "./tokens.ts";

const Accepted = z.object({ id: z.string(), segmentCount: z._default(z.number(), 1) });

export interface BandwidthSettings {
  readonly apiUrl: string;
  readonly tokenUrl: string;
  readonly accountId: string;
  readonly applicationId: string;
  /** `clientId:clientSecret`, asked for with every token. */
  readonly credentials: () => Promise<string>;
  readonly now: () => number;
  readonly timeoutMs?: number;
}

export interface BandwidthSender extends MessageSender {
  /** What it asks with; attachments are fetched with the same. */
  readonly tokens: Tokens;
}

/**
 * Sends texts through Bandwidth's Messaging API v2 (POST /users/{accountId}/messages). There is no idempotency key:
 * the `tag` comes back in every callback and is how a lost answer is cleared up.
 */
export function createBandwidthSender(settings: BandwidthSettings): BandwidthSender {
  const { now, credentials, timeoutMs = 5_000 } = settings;
  const tokens = createTokens({ url: settings.tokenUrl, credentials, timeoutMs, now });
  const url = `${settings.apiUrl}/users/${settings.accountId}/messages`;
  let token: string | undefined;

  return {
    tokens,

    async prepare() {
      try {
        token = await tokens.get();
      } catch (error) {
        throw new Failure("carrier.unavailable", "the carrier gave no token", { cause: error });
      }
    },

    async send(text) {
      if (token === undefined) return { kind: "refused", reason: "unauthorized", retryable: true };
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json; charset=utf-8" };
      const body = JSON.stringify({
        applicationId: settings.applicationId,
        to: [text.to],
        from: text.from,
        text: text.body,
        // The carrier fetches them, and makes an MMS of it.
        ...(text.media && text.media.length > 0 && { media: text.media }),
        tag: text.id,
        priority: text.priority,
        expiration: text.expiresAt,
      });
      let answer: Answer;
      try {
        answer = await post(url, headers, body, timeoutMs);
      } catch (error) {
        if (error instanceof NeverConnected) return { kind: "refused", reason: "not-connected", retryable: true };
        return { kind: "unknown", reason: "no-answer" };
      }
      if (answer.status === 401) {
        tokens.forget(token);
        return { kind: "refused", reason: "unauthorized", retryable: true };
      }
      return outcomeOf(answer);
    },
  };
}

function outcomeOf({ status, body }: Answer): SendOutcome {
  if (status >= 200 && status < 300) {
    // A 2xx that cannot be read is still an acceptance; callbacks carry the tag.
    const answer = Accepted.safeParse(parsed(body));
    const { id, segmentCount } = answer.success ? answer.data : { id: "unreadable", segmentCount: 1 };
    return { kind: "accepted", carrierId: id, segments: segmentCount };
  }
  return { kind: "refused", reason: `http-${status}`, retryable: status === 408 || status === 429 || status >= 500 };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
