import { generateKeyPairSync, sign } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { miniStacks } from "../cloudformation/fixtures/mini-stacks.ts";
import { readDeployment } from "../cloudformation/index.ts";
import { type Gateway, startHttpGateway } from "./index.ts";

const issuer = "https://operators.example";
const now = Date.UTC(2026, 10, 23, 9, 5, 7);
const seconds = now / 1_000;
const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const [ours, others] = [pair(), pair()];

const gateways: Gateway[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});

/** The route `GET /members/{id}` of the mini stacks behind a JWT authorizer, and what its function was invoked with. */
async function guarded() {
  const changes = {
    HttpRoute: {
      AuthorizationType: "JWT",
      AuthorizerId: { Ref: "HttpGuard" },
      AuthorizationScopes: ["members.read", "members.write"],
    },
  };
  const environment = { accountId: "000000000000", region: "us-east-1", queueUrl: (name: string) => name };
  const deployment = readDeployment(miniStacks(changes), environment);
  const [api] = deployment.httpApis;
  if (!api) throw new Error("the mini stacks have an HTTP API");
  const events: unknown[] = [];
  const gateway = await startHttpGateway(api, {
    ...{ ...environment, port: 0, now: () => now },
    invoke: async (_arn, event) => {
      events.push(event);
      return { kind: "returned", payload: { statusCode: 204 } };
    },
    issuerKeys: (asked, keyId) => (asked === issuer && keyId === "k1" ? ours.publicKey : undefined),
  });
  gateways.push(gateway);
  const call = (authorization?: string) =>
    fetch(`${gateway.url}/members/7`, { headers: authorization ? { authorization } : {} });
  return { call, events };
}

const CLAIMS = { iss: issuer, sub: "ana", aud: "jules", scope: "openid members.read", exp: seconds + 60 };

function token(claims: object = CLAIMS, header: object = { alg: "RS256", kid: "k1" }, key = ours.privateKey): string {
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${parts}.${sign("RSA-SHA256", Buffer.from(parts), key).toString("base64url")}`;
}

test("a valid token is let in, and the function learns whose it is", async () => {
  const { call, events } = await guarded();
  expect((await call(`Bearer ${token({ ...CLAIMS, roles: ["a", "b"] })}`)).status).toBe(204);
  expect(events).toEqual([
    expect.objectContaining({
      requestContext: expect.objectContaining({
        authorizer: {
          jwt: {
            claims: expect.objectContaining({ sub: "ana", exp: String(seconds + 60), roles: "[a b]" }),
            scopes: ["openid", "members.read"],
          },
        },
      }),
    }),
  ]);
});

test.each([
  ["without the word Bearer", token()],
  ["with its audience among several", `Bearer ${token({ ...CLAIMS, aud: ["other", "jules"] })}`],
  ["with a client id and no audience", `Bearer ${token({ ...CLAIMS, aud: undefined, client_id: "jules" })}`],
  ["with its scopes in scp", `Bearer ${token({ ...CLAIMS, scope: undefined, scp: ["members.write"] })}`],
])("one %s is let in", async (_name, authorization) => {
  const { call } = await guarded();
  expect((await call(authorization)).status).toBe(204);
});

test.each([
  ["no token", undefined],
  ["something else", "Basic eDp5"],
  ["another key's signature", `Bearer ${token(CLAIMS, undefined, others.privateKey)}`],
  ["another key's name", `Bearer ${token(CLAIMS, { alg: "RS256", kid: "k2" })}`],
  ["no signature", `Bearer ${token(CLAIMS, { alg: "none", kid: "k1" })}`],
  ["a changed claim", `Bearer ${token().replace(/\.[^.]+\./, `.${Buffer.from("{}").toString("base64url")}.`)}`],
  ["another issuer", `Bearer ${token({ ...CLAIMS, iss: "https://elsewhere.example" })}`],
  ["another audience", `Bearer ${token({ ...CLAIMS, aud: "other", client_id: "jules" })}`],
  ["an end in the past", `Bearer ${token({ ...CLAIMS, exp: seconds - 1 })}`],
  ["no end", `Bearer ${token({ ...CLAIMS, exp: undefined })}`],
  ["a beginning in the future", `Bearer ${token({ ...CLAIMS, nbf: seconds + 60 })}`],
])("%s is 401, and nothing is invoked", async (_name, authorization) => {
  const { call, events } = await guarded();
  const response = await call(authorization);
  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
  expect(await response.json()).toEqual({ message: "Unauthorized" });
  expect(events).toEqual([]);
});

test.each([
  { ...CLAIMS, scope: "openid" },
  { ...CLAIMS, scope: undefined },
])("a token without a scope of the route is 403", async (claims) => {
  const { call, events } = await guarded();
  const response = await call(`Bearer ${token(claims)}`);
  expect(response.status).toBe(403);
  expect(await response.json()).toEqual({ message: "Forbidden" });
  expect(events).toEqual([]);
});
