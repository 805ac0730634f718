import { type KeyObject, verify } from "node:crypto";
import type { JwtAuthorizer } from "../cloudformation/index.ts";
import { headerOf, type ReceivedRequest } from "./http-server.ts";

/** The public key of an issuer, by the name that a token gives it: what its JWKS document would say. */
export type IssuerKeys = (issuer: string, keyId: string | undefined) => KeyObject | undefined;

/** What a function learns of the caller, as `requestContext.authorizer.jwt`. */
export interface Caller {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

export type JwtVerdict =
  | { readonly kind: "allowed"; readonly caller: Caller }
  /** `unauthorized`: no valid token; `forbidden`: a valid one without any of the route's scopes. */
  | { readonly kind: "unauthorized"; readonly hasToken: boolean }
  | { readonly kind: "forbidden" };

/**
 * A JWT authorizer of an HTTP API, without its cache and with RS256 alone.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @param nowMs milliseconds since the epoch.
 */
export function authorizeByJwt(
  { issuer, audience, scopes, header }: JwtAuthorizer,
  request: ReceivedRequest,
  keys: IssuerKeys,
  nowMs: number,
): JwtVerdict {
  const given = headerOf(request, header);
  if (!given) return { kind: "unauthorized", hasToken: false };
  const claims = claimsOf(given.replace(/^Bearer\s+/i, ""), (keyId) => keys(issuer, keyId));
  if (!claims || !isValid(claims, { issuer, audience, nowMs })) return { kind: "unauthorized", hasToken: true };
  const granted = scopesOf(claims);
  if (scopes.length > 0 && !scopes.some((scope) => granted?.includes(scope))) return { kind: "forbidden" };
  return { kind: "allowed", caller: { claims: asStrings(claims), scopes: granted ?? null } };
}

type Claims = Readonly<Record<string, unknown>>;

/** The claims of a token whose signature is right; undefined for every other string. */
function claimsOf(token: string, keyOf: (keyId: string | undefined) => KeyObject | undefined): Claims | undefined {
  const [header = "", payload = "", signature = "", ...more] = token.split(".");
  if (more.length > 0) return undefined;
  const { alg, kid } = parsed(header) ?? {};
  const key = alg === "RS256" ? keyOf(typeof kid === "string" ? kid : undefined) : undefined;
  const isSigned =
    key && verify("RSA-SHA256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"));
  return isSigned ? parsed(payload) : undefined;
}

function isValid(
  { iss, aud, client_id, exp, nbf, iat }: Claims,
  { issuer, audience, nowMs }: { issuer: string; audience: readonly string[]; nowMs: number },
): boolean {
  const now = nowMs / 1_000;
  // `client_id` counts only where there is no `aud`.
  const audiences = aud === undefined ? [client_id] : [aud].flat();
  if (iss !== issuer || !audiences.some((each) => audience.includes(String(each)))) return false;
  if (typeof exp !== "number" || exp <= now) return false;
  return [nbf, iat].every((from) => from === undefined || (typeof from === "number" && from <= now));
}

function scopesOf({ scope, scp }: Claims): readonly string[] | undefined {
  const given = scope ?? scp;
  if (given === undefined) return undefined;
  return Array.isArray(given) ? given.map(String) : String(given).split(" ").filter(Boolean);
}

/** API Gateway hands every claim on as a string, a list as `[one two]`. */
function asStrings(claims: Claims): Record<string, string> {
  const written = (value: unknown) => (Array.isArray(value) ? `[${value.join(" ")}]` : String(value));
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, written(value)]));
}

function parsed(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}
