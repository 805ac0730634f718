import { describe, expect, test } from "vitest";
import { ROUTES } from "../packages/functions/src/api/members/routes.ts";
import { PRIVACY_RECEIVES } from "../packages/functions/src/queues/privacy.ts";
import { resourcesOf, synthesizeTest } from "../packages/local/src/synthesis/synthesized-stages.ts";

const synthesis = await synthesizeTest();
const routes = resourcesOf(synthesis, "AWS::ApiGatewayV2::Route").map(({ Properties }) => Properties);

test("the API has the operators' routes that the function answers, each behind its scope", () => {
  const guarded = routes.filter(({ AuthorizationType }) => AuthorizationType === "JWT");
  expect(guarded.map(({ RouteKey, AuthorizationScopes }) => `${RouteKey} ${AuthorizationScopes}`).sort()).toEqual(
    ROUTES.map(({ key, scope }) => `${key} ${scope}`).sort(),
  );
});

test("no route below /v1 is open, and none takes a number in its path", () => {
  const below = routes.filter(({ RouteKey }) => RouteKey.includes(" /v1"));
  expect(below.every(({ AuthorizationType }) => AuthorizationType === "JWT")).toBe(true);
  expect(below.filter(({ RouteKey }) => /\{(number|phone)\}/i.test(RouteKey))).toEqual([]);
});

describe("the issuer and the audience", () => {
  test("are those of the configuration", () => {
    const [authorizer] = resourcesOf(synthesis, "AWS::ApiGatewayV2::Authorizer");
    expect(authorizer?.Properties).toMatchObject({
      AuthorizerType: "JWT",
      JwtConfiguration: { Issuer: "https://operators.jules.example", Audience: ["jules"] },
    });
  });
});

test("an order about data is tried as often as its consumer knows", () => {
  const queue = resourcesOf(synthesis, "AWS::SQS::Queue").find(
    ({ Properties }) => Properties.QueueName === "test-jules-privacy.fifo",
  );
  expect(queue?.Properties.RedrivePolicy.maxReceiveCount).toBe(PRIVACY_RECEIVES);
});
