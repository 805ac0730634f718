import * as z from "zod/mini";

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

  return {
    async get() {
      if (known && settings.now() < known.until) return known.token;
      const response = await fetch(settings.url, {
        method: "POST",
        headers: {
          authorization: `Basic ${Buffer.from(await settings.credentials()).toString("base64")}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: "grant_type=client_credentials",
        signal: AbortSignal.timeout(settings.timeoutMs),
      });
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`token endpoint answered ${response.status}`);
      }
      const answer = TokenAnswer.parse(await response.json());
      known = { token: answer.access_token, until: settings.now() + answer.expires_in * 1_000 - EARLY_MS };
      return known.token;
    },
    forget(token) {
      if (known?.token === token) known = undefined;
    },
  };
}
