import { describe, expect, test } from "vitest";
import { PRODUCTION_ENVIRONMENT } from "../packages/local/src/synthesis/synthesized-stages.ts";
import { readConfiguration } from "./configuration.ts";

describe("a stage that is deployed", () => {
  test("is told everything that is missing, at once", () => {
    expect(() => readConfiguration("production", {})).toThrow(
      [
        'The configuration of stage "production" is incomplete:',
        "- BANDWIDTH_ACCOUNT_ID is missing: digits.",
        "- BANDWIDTH_APPLICATION_ID is missing: a UUID.",
        "- BANDWIDTH_NUMBERS is missing: E.164 numbers, comma-separated.",
        "- UPSTASH_REDIS_REST_URL is missing: a URL.",
        "- VERIFF_API_URL is missing: a URL.",
        "- PUBLIC_URL is missing: a URL without a path.",
        "- JWT_ISSUER is missing: the URL of an identity provider.",
        "- JWT_AUDIENCE is missing: the audience of its tokens.",
        "- PAGE_EMAIL is missing: an e-mail address.",
        "- TICKET_EMAIL is missing: an e-mail address.",
      ].join("\n"),
    );
  });

  test.each([
    ["BANDWIDTH_NUMBERS", "12025550100"],
    ["BANDWIDTH_NUMBERS", "+12025550100, +12025550101"],
    ["BANDWIDTH_APPLICATION_ID", "my-application"],
    ["BANDWIDTH_API_URL", "messaging.bandwidth.com"],
    ["REPLY_MODEL", "a model"],
    ["CLASSIFIER_MODEL", "a model"],
    ["OPENAI_BASE_URL", "api.openai.com"],
    ["PUBLIC_URL", "https://jules.example/"],
    ["VERIFF_API_URL", "stationapi.veriff.com"],
    ["ESTIMATED_AGE_PASS_MARK", "17"],
    ["ESTIMATED_AGE_PASS_MARK", "adult"],
    ["JWT_ISSUER", "http://operators.example"],
  ])("refuses %s=%s", (variable, value) => {
    const environment = { ...PRODUCTION_ENVIRONMENT, [variable]: value };
    expect(() => readConfiguration("production", environment)).toThrow(`${variable} must be`);
  });

  test("talks to the real carrier and the real model unless told otherwise", () => {
    const { bandwidth, replies, secondLook } = readConfiguration("production", PRODUCTION_ENVIRONMENT);
    expect(bandwidth.apiUrl).toBe("https://messaging.bandwidth.com/api/v2");
    expect(bandwidth.tokenUrl).toBe("https://api.bandwidth.com/api/v1/oauth2/token");
    expect(replies).toEqual({ anthropicUrl: "https://api.anthropic.com", model: "claude-haiku-5-5" });
    expect(secondLook).toEqual({ model: "claude-haiku-5-5", openAiUrl: "https://api.openai.com/v1" });
  });

  test("needs nobody on call outside production", () => {
    const { PAGE_EMAIL, TICKET_EMAIL, ...rest } = PRODUCTION_ENVIRONMENT;
    expect([PAGE_EMAIL, TICKET_EMAIL]).not.toContain(undefined);
    expect(readConfiguration("staging", rest).isProduction).toBe(false);
  });
});

test.each(["local", "test"])("the stage %s needs no configuration", (stage) => {
  expect(readConfiguration(stage, {}).bandwidth.numbers).toMatch(/^\+1/);
});
