import { afterEach, describe, expect, test } from "vitest";
import { miniStacks } from "../cloudformation/fixtures/mini-stacks.ts";
import { readDeployment } from "../cloudformation/index.ts";
import type { InvocationResult } from "../lambda/index.ts";
import { type Gateway, startHttpGateway, startRestGateway } from "./index.ts";

type Answers = Readonly<Record<string, (event: Record<string, unknown>) => unknown>>;

const gateways: Gateway[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});

/** A gateway over functions that are plain functions here, and the events they were invoked with, by name. */
async function gatewayOver(
  kind: "REST" | "HTTP",
  answers: Answers,
  changes: Parameters<typeof miniStacks>[0] = {},
): Promise<{ url: string; events: Record<string, unknown>[] }> {
  const environment = { accountId: "000000000000", region: "us-east-1", queueUrl: (name: string) => name };
  const deployment = readDeployment(miniStacks(changes), environment);
  const events: Record<string, unknown>[] = [];
  const options = {
    ...environment,
    port: 0,
    issuerKeys: () => undefined,
    now: () => Date.UTC(2026, 10, 23, 9, 5, 7),
    invoke: async (functionArn: string, event: unknown): Promise<InvocationResult> => {
      const name = functionArn.split("dev-mini-")[1] ?? "";
      events.push({ name, event });
      try {
        return { kind: "returned", payload: (await answers[name]?.(event as Record<string, unknown>)) ?? null };
      } catch (error) {
        return { kind: "failed", error: { errorType: "Error", errorMessage: (error as Error).message } };
      }
    },
  };
  const [restApi] = deployment.restApis;
  const [httpApi] = deployment.httpApis;
  if (!restApi || !httpApi) throw new Error("the mini stacks have one API of each kind");
  const gateway = kind === "REST" ? await startRestGateway(restApi, options) : await startHttpGateway(httpApi, options);
  gateways.push(gateway);
  return { url: gateway.url, events };
}

function policy(effect: "Allow" | "Deny", resource: unknown) {
  return {
    principalId: "bandwidth",
    policyDocument: { Statement: [{ Effect: effect, Action: "execute-api:Invoke", Resource: resource }] },
    context: { credential: "current", attempts: 2 },
  };
}

const allowed: Answers = {
  authorizer: (event) => policy("Allow", event.methodArn),
  webhook: () => ({ statusCode: 204 }),
};

function post(url: string, init: RequestInit = {}) {
  return fetch(url, { method: "POST", body: "[]", headers: { Authorization: "Basic eDp5" }, ...init });
}

describe("REST API: who is let in", () => {
  test("without credentials the gateway challenges by itself", async () => {
    const { url, events } = await gatewayOver("REST", allowed);

    const response = await post(`${url}/hooks/abc`, { headers: {} });

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="mini"');
    expect(await response.json()).toEqual({ message: "Unauthorized" });
    expect(events).toEqual([]);
  });

  test("an authorizer that throws Unauthorized gets the challenge sent", async () => {
    const { url, events } = await gatewayOver("REST", {
      ...allowed,
      authorizer: () => {
        throw new Error("Unauthorized");
      },
    });

    const response = await post(`${url}/hooks/abc`);

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="mini"');
    expect(events.map((each) => each.name)).toEqual(["authorizer"]);
  });

  test.each([
    ["a denial", policy("Deny", "*"), 403],
    ["a policy for another method", policy("Allow", "arn:aws:execute-api:us-east-1:000000000000:other/*"), 403],
    ["an answer that is no policy", { principalId: "bandwidth" }, 500],
  ])("%s is refused without a challenge", async (_case, answer, status) => {
    const { url, events } = await gatewayOver("REST", { ...allowed, authorizer: () => answer });

    const response = await post(`${url}/hooks/abc`);

    expect(response.status).toBe(status);
    expect(response.headers.get("www-authenticate")).toBeNull();
    expect(events.map((each) => each.name)).toEqual(["authorizer"]);
  });

  test("an authorizer that fails for another reason is our failure", async () => {
    const { url } = await gatewayOver("REST", {
      ...allowed,
      authorizer: () => {
        throw new Error("parameters are unreachable");
      },
    });

    expect((await post(`${url}/hooks/abc`)).status).toBe(500);
  });

  test("the authorizer is asked for every request, with the method's ARN", async () => {
    const { url, events } = await gatewayOver("REST", allowed);

    await post(`${url}/hooks/abc`);
    await post(`${url}/hooks/abc`);

    const asked = events.filter((each) => each.name === "authorizer");
    expect(asked).toHaveLength(2);
    expect(asked[0]?.event).toEqual({
      type: "TOKEN",
      authorizationToken: "Basic eDp5",
      methodArn: expect.stringMatching(/^arn:aws:execute-api:us-east-1:000000000000:\w{10}\/dev\/POST\/hooks\/abc$/),
    });
  });
});

describe("REST API: what the function sees", () => {
  test("the event of a proxy integration", async () => {
    const { url, events } = await gatewayOver("REST", allowed);

    await post(`${url}/hooks/a%20b?x=1&x=2`, {
      headers: { Authorization: "Basic eDp5", "Content-Type": "application/json", "X-Odd-Case": "kept" },
      body: '[{"é":1}]',
    });

    expect(events.at(-1)?.event).toMatchObject({
      resource: "/hooks/{secret}",
      path: "/hooks/a%20b",
      httpMethod: "POST",
      headers: { "X-Odd-Case": "kept", "Content-Type": "application/json" },
      multiValueHeaders: { "X-Odd-Case": ["kept"] },
      queryStringParameters: { x: "2" },
      multiValueQueryStringParameters: { x: ["1", "2"] },
      pathParameters: { secret: "a b" },
      stageVariables: null,
      body: '[{"é":1}]',
      isBase64Encoded: false,
      requestContext: {
        accountId: "000000000000",
        authorizer: { principalId: "bandwidth", credential: "current", attempts: "2" },
        httpMethod: "POST",
        identity: { sourceIp: "127.0.0.1" },
        path: "/dev/hooks/a%20b",
        requestTime: "23/Nov/2026:09:05:07 +0000",
        requestTimeEpoch: Date.UTC(2026, 10, 23, 9, 5, 7),
        resourcePath: "/hooks/{secret}",
        stage: "dev",
      },
    });
  });

  test("a body of a binary media type arrives as base64", async () => {
    const { url, events } = await gatewayOver("REST", allowed, { Rest: { BinaryMediaTypes: ["image/*"] } });

    await post(`${url}/hooks/abc`, {
      headers: { Authorization: "Basic eDp5", "Content-Type": "image/png" },
      body: new Uint8Array([0, 255]),
    });

    expect(events.at(-1)?.event).toMatchObject({ body: "AP8=", isBase64Encoded: true });
  });
});

describe("REST API: what the sender gets", () => {
  test("status, headers and body of the function's answer", async () => {
    const answer = {
      statusCode: 202,
      headers: { "X-One": "1" },
      multiValueHeaders: { "X-Two": ["a", "b"] },
      body: "{}",
    };
    const { url } = await gatewayOver("REST", { ...allowed, webhook: () => answer });

    const response = await post(`${url}/hooks/abc`);

    expect(response.status).toBe(202);
    expect(response.headers.get("x-one")).toBe("1");
    expect(response.headers.get("x-two")).toBe("a, b");
    expect(await response.text()).toBe("{}");
  });

  test("a function's own challenge is renamed, so it challenges nobody", async () => {
    const answer = { statusCode: 401, headers: { "WWW-Authenticate": "Basic" } };
    const { url } = await gatewayOver("REST", { ...allowed, webhook: () => answer });

    const response = await post(`${url}/hooks/abc`);

    expect(response.headers.get("www-authenticate")).toBeNull();
    expect(response.headers.get("x-amzn-remapped-www-authenticate")).toBe("Basic");
  });

  test.each([
    [
      "fails",
      () => {
        throw new Error("broken");
      },
    ],
    ["returns something else", () => ({ ok: true })],
  ])("502 when the function %s", async (_case, webhook) => {
    const { url } = await gatewayOver("REST", { ...allowed, webhook });

    const response = await post(`${url}/hooks/abc`);

    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ message: "Internal server error" });
  });

  test("504 when the function takes longer than the integration may", async () => {
    const integration = { Type: "AWS_PROXY", TimeoutInMillis: 50, Uri: { "Fn::GetAtt": ["Webhook", "Arn"] } };
    const never = () => new Promise(() => {});
    const { url } = await gatewayOver(
      "REST",
      { ...allowed, webhook: never },
      { HookPost: { Integration: integration } },
    );

    const response = await post(`${url}/hooks/abc`);

    expect(response.status).toBe(504);
    expect(await response.json()).toEqual({ message: "Endpoint request timed out" });
  });

  test("403 for a route or a method that is not there, 413 for a body that is too long", async () => {
    const { url, events } = await gatewayOver("REST", allowed);

    const unknown = await post(`${url}/elsewhere`);
    const wrongMethod = await fetch(`${url}/hooks/abc`);
    const tooLong = await post(`${url}/hooks/abc`, { body: new Uint8Array(10 * 1024 * 1024 + 1) });

    expect([unknown.status, wrongMethod.status, tooLong.status]).toEqual([403, 403, 413]);
    expect(await unknown.json()).toEqual({ message: "Missing Authentication Token" });
    expect(events).toEqual([]);
  });

  test("a default gateway response gives its headers to answers of its class", async () => {
    const { url } = await gatewayOver("REST", allowed, {
      Challenge: { ResponseType: "DEFAULT_4XX", StatusCode: undefined },
    });

    const response = await post(`${url}/elsewhere`);

    expect(response.status).toBe(403);
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="mini"');
  });
});

describe("HTTP API", () => {
  test("the event of payload format 2.0", async () => {
    const { url, events } = await gatewayOver("HTTP", { webhook: () => ({ name: "Ada" }) });

    const response = await fetch(`${url}/members/7?a=1&a=2`, { headers: { Cookie: "c=1; d=2", "X-Odd": "kept" } });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ name: "Ada" });
    expect(events[0]?.event).toMatchObject({
      version: "2.0",
      routeKey: "GET /members/{id}",
      rawPath: "/members/7",
      rawQueryString: "a=1&a=2",
      cookies: ["c=1", "d=2"],
      headers: { "x-odd": "kept" },
      queryStringParameters: { a: "1,2" },
      pathParameters: { id: "7" },
      requestContext: { http: { method: "GET", path: "/members/7" }, stage: "$default" },
      isBase64Encoded: false,
    });
  });

  test("404 for an unknown route, 500 when the function fails", async () => {
    const { url } = await gatewayOver("HTTP", {
      webhook: () => {
        throw new Error("broken");
      },
    });

    const unknown = await fetch(`${url}/elsewhere`);
    const failed = await fetch(`${url}/members/7`);

    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toEqual({ message: "Not Found" });
    expect(failed.status).toBe(500);
    expect(await failed.json()).toEqual({ message: "Internal Server Error" });
  });
});
