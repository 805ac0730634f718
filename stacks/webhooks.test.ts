import { describe, expect, test } from "vitest";
import {
  inWords,
  resourceOf,
  resourcesOf,
  synthesizeTest,
} from "../packages/local/src/synthesis/synthesized-stages.ts";

const synthesis = await synthesizeTest();

describe("the carrier's callbacks", () => {
  test("are challenged by API Gateway itself when they show no or wrong credentials", () => {
    const responses = resourcesOf(synthesis, "AWS::ApiGateway::GatewayResponse");
    expect(responses.map(({ Properties }) => Properties)).toMatchObject([
      {
        ResponseType: "UNAUTHORIZED",
        StatusCode: "401",
        ResponseParameters: { "gatewayresponse.header.WWW-Authenticate": `'Basic realm="bandwidth"'` },
      },
    ]);
  });

  test("are judged one by one, so that a rotated credential counts at once", () => {
    const { Properties } = resourceOf(synthesis, "AWS::ApiGateway::Authorizer", "webhookapiauthorizer");
    expect(Properties).toMatchObject({
      Type: "TOKEN",
      IdentitySource: "method.request.header.Authorization",
      AuthorizerResultTtlInSeconds: 0,
    });
  });

  test("arrive on two routes behind the authorizer; those of Veriff and Stripe, who sign them, on three without", () => {
    const methods = resourcesOf(synthesis, "AWS::ApiGateway::Method");
    const routes = methods.map(({ Properties }) => {
      const path = pathOf(Properties.ResourceId.Ref);
      return `${Properties.HttpMethod} ${path} (${Properties.AuthorizationType})`;
    });
    expect(routes).toEqual([
      "POST /webhooks/bandwidth/inbound/{pathSecret} (CUSTOM)",
      "POST /webhooks/bandwidth/status/{pathSecret} (CUSTOM)",
      "POST /webhooks/veriff/decision (NONE)",
      "POST /webhooks/veriff/event (NONE)",
      "POST /webhooks/stripe (NONE)",
    ]);
  });
});

test("whoever sets up the carrier, Veriff and Stripe is told the callback URLs, without the secret that two of them end in", () => {
  const stackName = "test-jules-webhooks";
  const { Outputs = {} } = synthesis.templates[stackName] ?? {};
  const names = [
    ...["InboundCallbackUrl", "StatusCallbackUrl", "VeriffDecisionUrl", "VeriffEventUrl"],
    "StripeWebhookUrl",
  ];
  const urls = names.map((name) => Outputs[name]).map((output) => inWords(synthesis, stackName, output?.Value));
  const start = "https://webhookapi.execute-api.us-east-1.AWS::URLSuffix/webhookapiDeploymentStagelive";
  expect(urls).toEqual([
    `${start}/webhooks/bandwidth/inbound/<BandwidthPathSecret>`,
    `${start}/webhooks/bandwidth/status/<BandwidthPathSecret>`,
    `${start}/webhooks/veriff/decision`,
    `${start}/webhooks/veriff/event`,
    `${start}/webhooks/stripe`,
  ]);
});

describe("what is logged about a callback", () => {
  const { Properties } = resourceOf(synthesis, "AWS::ApiGateway::Stage", "webhookapiDeploymentStagelive");

  test("names the resource and never the path, the address or the body", () => {
    const variables = Properties.AccessLogSetting.Format.match(/\$context[\w.]*/g);
    expect(variables).toEqual([
      "$context.requestId",
      "$context.requestTimeEpoch",
      "$context.httpMethod",
      "$context.resourcePath",
      "$context.status",
      "$context.error.responseType",
      "$context.responseLatency",
      "$context.integrationLatency",
      "$context.authorizer.latency",
    ]);
  });

  test("comes from the access log alone", () => {
    expect(Properties.MethodSettings).toMatchObject([{ LoggingLevel: "OFF", DataTraceEnabled: false }]);
  });

  test("goes to an encrypted log group", () => {
    expect(inWords(synthesis, "test-jules-webhooks", Properties.AccessLogSetting.DestinationArn)).toBe(
      "webhookaccesslogs",
    );
  });
});

test("a flood of callbacks is throttled", () => {
  const { Properties } = resourceOf(synthesis, "AWS::ApiGateway::Stage", "webhookapiDeploymentStagelive");
  expect(Properties.MethodSettings).toMatchObject([{ ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 }]);
});

function pathOf(logicalId: string): string {
  const resource = resourcesOf(synthesis, "AWS::ApiGateway::Resource").find((each) => each.logicalId === logicalId);
  if (!resource) return "";
  return `${pathOf(resource.Properties.ParentId.Ref)}/${resource.Properties.PathPart}`;
}
