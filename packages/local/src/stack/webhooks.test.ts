import { expect, test } from "vitest";
import type { RestApi } from "../cloudformation/index.ts";
import { webhookUrls } from "./webhooks.ts";

function anApi(...paths: string[]): RestApi {
  const routes = paths.map((path) => ({
    method: "POST",
    path,
    functionArn: "arn:webhook",
    authorizer: undefined,
    timeoutMs: 29_000,
  }));
  return { id: "a", name: "webhooks", stage: "live", routes, gatewayResponses: new Map(), binaryMediaTypes: [] };
}

test("a webhook's name and its secret segment follow from its path", () => {
  const secrets = [{ name: "BandwidthPathSecret", parameter: "/p", value: "a/b" }];
  const api = anApi(
    "/webhooks/bandwidth/inbound/{pathSecret}",
    "/webhooks/stripe",
    "/webhooks/veriff/decision",
    "/other",
  );

  expect(webhookUrls(api, "http://127.0.0.1:1/live", secrets)).toEqual({
    bandwidthInbound: "http://127.0.0.1:1/live/webhooks/bandwidth/inbound/a%2Fb",
    stripe: "http://127.0.0.1:1/live/webhooks/stripe",
    veriffDecision: "http://127.0.0.1:1/live/webhooks/veriff/decision",
  });
});

test("a secret segment without a secret is an error", () => {
  expect(() => webhookUrls(anApi("/webhooks/bandwidth/inbound/{pathSecret}"), "http://127.0.0.1:1", [])).toThrow(
    "needs the secret BandwidthPathSecret",
  );
});
