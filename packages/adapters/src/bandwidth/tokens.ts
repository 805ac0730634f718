import { Failure } from "@jules/core/kernel";
import * as z from "zod/mini";
import { post } from "./post.ts";

const TokenAnswer = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z._default(z.number(), 3_600),
});

/** A token is renewed a minute before it ends, as Bandwidth's own clients do. */
const EARLY_MS = 60_000;

export interface Tokens {
  /** @throws when the token endpoint does not answer with a token. */
  get(): Promise<string>;
  /** Forgets a token that the API refused. */
  forget(token: string): void;
}

/** OAuth2 client credentials (Bandwidth: POST /api/v1/oauth2/token). One token per sandbox, shared by its sends. */
export function createTokens(settings: {
  readonly url: string;
  readonly credentials: () => Promise<string>;
  readonly timeoutMs: number;
  readonly now: () => number;
}): Tokens {
  let known: { readonly token: string; readonly until: number } | undefined;
  let fetching: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    const credentials = Buffer.from(await settings.credentials()).toString("base64");
    const headers = { authorization: `Basic ${credentials}`, "content-type": "application/x-www-form-urlencoded" };
    const { status, body } = await post(settings.url, headers, "grant_type=client_credentials", settings.timeoutMs);
    if (status !== 200) throw new Failure("token.refused", "the carrier gave no token", { detail: `http-${status}` });
    const answer = TokenAnswer.parse(JSON.parse(body));
    known = { token: answer.access_token, until: settings.now() + answer.expires_in * 1_000 - EARLY_MS };
    return known.token;
  }

  return {
    async get() {
      if (known && settings.now() < known.until) return known.token;
      fetching ??= fetchToken().finally(() => {
        fetching = undefined;
      });
      return fetching;
    },
    forget(token) {
      if (known?.token === token) known = undefined;
    },
  };
}
