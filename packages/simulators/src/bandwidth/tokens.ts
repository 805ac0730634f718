import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Answer, ReceivedRequest } from "../http-server.ts";

export interface TokenOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenLifetimeSeconds: number;
}

/** OAuth 2.0 client credentials (RFC 6749, 4.4): hands out bearer tokens and knows which are still good. */
export class Tokens {
  readonly #clock: Clock;
  readonly #options: TokenOptions;
  readonly #expiresAt = new Map<string, number>();

  constructor(clock: Clock, options: TokenOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  answer(request: ReceivedRequest): Answer {
    const { clientId, clientSecret, tokenLifetimeSeconds } = this.#options;
    const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    if (request.headers.authorization !== expected) {
      return { status: 401, body: { error: "invalid_client" } };
    }
    const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
    if (!isForm || new URLSearchParams(request.body).get("grant_type") !== "client_credentials") {
      return { status: 400, body: { error: "unsupported_grant_type" } };
    }
    const token = randomBytes(24).toString("base64url");
    this.#forgetExpired();
    this.#expiresAt.set(token, this.#clock.now() + tokenLifetimeSeconds * 1000);
    return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: tokenLifetimeSeconds } };
  }

  /** Whether an Authorization header carries a token that is still good. Basic is refused: its time ends in December 2026. */
  accepts(authorization: string | undefined): boolean {
    const token = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
    return token !== undefined && (this.#expiresAt.get(token) ?? 0) > this.#clock.now();
  }

  #forgetExpired(): void {
    for (const [token, expiresAt] of this.#expiresAt) {
      if (expiresAt <= this.#clock.now()) this.#expiresAt.delete(token);
    }
  }
}
