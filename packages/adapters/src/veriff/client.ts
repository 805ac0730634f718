import type { AgeVerifier } from "@jules/core/age";
import { Failure } from "@jules/core/kernel";
import * as z from "zod/mini";
import { decisionIn, isPending } from "./news.ts";
import { signatureOf } from "./signature.ts";

const CreatedBody = z.object({
  verification: z.object({
    id: z.string().check(z.regex(/^[\w-]{1,100}$/)),
    url: z.url({ protocol: /^https?$/ }),
  }),
});

/** What is wrong about such a request stays wrong. */
const NEVER_TAKEN: ReadonlySet<number> = new Set([400, 401, 403, 404, 422]);

/** Of what an error says, the code alone; its shape is documented nowhere. */
const ErrorBody = z.object({ code: z.union([z.number(), z.string().check(z.regex(/^\d{1,8}$/))]) });

/**
 * Veriff as the age verifier, by `fetch`. It is told our reference and where to send the person afterwards, and asked for
 * nothing but the decision: no picture, no document. Nothing of an answer gets into a failure but the vendor's code.
 * @param settings.baseUrl of the integration, without a slash at the end.
 * @param settings.secrets read per call, so that a rotated key arrives.
 */
export function createVeriff(settings: {
  readonly baseUrl: string;
  readonly secrets: () => Promise<{ readonly apiKey: string; readonly sharedSecret: string }>;
  readonly timeoutMs: number;
}): AgeVerifier {
  const base = settings.baseUrl.replace(/\/+$/, "");

  async function call(
    method: "POST" | "GET" | "DELETE",
    path: string,
    signed: string,
    body?: string,
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const { apiKey, sharedSecret } = await settings.secrets();
    const signal = AbortSignal.timeout(settings.timeoutMs);
    try {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          "x-auth-client": apiKey,
          "x-hmac-signature": signatureOf(signed, sharedSecret),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body }),
        signal,
        // A vendor that sends us elsewhere would be sent our signature.
        redirect: "error",
      });
      return { status: response.status, body: parseJson(await response.text()) };
    } catch {
      throw failed("unavailable", signal.aborted ? "timed-out" : "no-answer");
    }
  }

  return {
    async createSession(reference, callbackUrl) {
      // A request that is sent again makes another session: who asks reuses the open one.
      const verification = { ...(callbackUrl !== undefined && { callback: callbackUrl }), vendorData: reference };
      const sent = JSON.stringify({ verification });
      const { status, body } = await call("POST", "/v1/sessions", sent, sent);
      if (status !== 201 && status !== 200) throw refusal(status, body);
      const created = CreatedBody.safeParse(body);
      if (!created.success) throw failed("unreadable");
      const { id, url } = created.data.verification;
      return { id, url };
    },

    async decision(session) {
      const { status, body } = await call("GET", `/v1/sessions/${encodeURIComponent(session)}/decision`, session);
      // Of a session that they no longer have there is nothing to learn.
      if (status === 404) return undefined;
      if (status !== 200) throw refusal(status, body);
      const decision = decisionIn(body);
      if (decision && decision.session === session) return decision;
      if (isPending(body)) return undefined;
      throw failed("unreadable");
    },

    async deleteSession(session) {
      const { status, body } = await call("DELETE", `/v1/sessions/${encodeURIComponent(session)}`, session);
      if (status === 404 || status === 410 || (status >= 200 && status < 300)) return;
      throw refusal(status, body);
    },
  };
}

function refusal(status: number, body: unknown): Failure {
  const { success, data } = ErrorBody.safeParse(body);
  return failed(
    NEVER_TAKEN.has(status) ? "refused" : "unavailable",
    success ? `veriff-${data.code}` : `http-${status}`,
  );
}

function failed(reason: "unavailable" | "refused" | "unreadable", detail?: string): Failure {
  return new Failure(`verification.${reason}`, "Veriff did not do it", detail === undefined ? {} : { detail });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
