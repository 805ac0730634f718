import { generateKeyPair, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import type { HttpApi } from "../cloudformation/index.ts";
import type { IssuerKeys } from "../gateway/index.ts";

/** Stands in for the identity provider of the operators: its key, and a token that it gave. */
export interface LocalIssuer {
  readonly keys: IssuerKeys;
  /** Lets its bearer do everything that the APIs guard; undefined when they guard nothing. */
  readonly token: string | undefined;
}

const keyId = "local";
/** The clock may be moved by years. */
const lifetimeSeconds = 20 * 365 * 24 * 60 * 60;

/** A key pair that lives as long as the stack, and a token for whoever the templates trust. */
export async function startLocalIssuer(apis: readonly HttpApi[], nowMs: number): Promise<LocalIssuer> {
  const authorizers = apis.flatMap((api) => api.routes).flatMap(({ authorizer }) => (authorizer ? [authorizer] : []));
  const [first] = authorizers;
  if (!first) return { keys: () => undefined, token: undefined };
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const { issuer } = first;
  const now = Math.floor(nowMs / 1_000);
  const claims = {
    iss: issuer,
    sub: "local-operator",
    aud: first.audience[0],
    scope: [...new Set(authorizers.flatMap(({ scopes }) => scopes))].join(" "),
    iat: now,
    exp: now + lifetimeSeconds,
  };
  return {
    keys: (asked, id) => (asked === issuer && id === keyId ? publicKey : undefined),
    token: signed(claims, privateKey),
  };
}

function signed(claims: object, key: KeyObject): string {
  const [header, payload] = [{ alg: "RS256", typ: "JWT", kid: keyId }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  return `${header}.${payload}.${sign("RSA-SHA256", Buffer.from(`${header}.${payload}`), key).toString("base64url")}`;
}
