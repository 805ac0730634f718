import { describe, expect, test } from "vitest";
import { KNOWN_MODELS as FUNCTIONS_MODELS, parseReplyModels } from "../packages/core/src/providers/index.ts";
import { PRODUCTION_ENVIRONMENT } from "../packages/local/src/synthesis/synthesized-stages.ts";
import { readConfiguration } from "./configuration.ts";
import { DEFAULT_MODELS, KNOWN_MODELS } from "./models.ts";

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
    ["REPLY_MODELS", "anthropic/claude-haiku-9"],
    ["REPLY_MODELS", "claude-haiku-5-5"],
    ["REPLY_MODELS", "anthropic/claude-haiku-5-5;openai/gpt-6-luna"],
    // Its end is known.
    ["REPLY_MODELS", "anthropic/claude-haiku-5-5,openai/gpt-5-mini"],
    ["CLASSIFIER_MODEL", "a model"],
    ["OPENAI_BASE_URL", "api.openai.com"],
    ["PUBLIC_URL", "https://jules.example/"],
    ["VERIFF_API_URL", "stationapi.veriff.com"],
    ["ESTIMATED_AGE_PASS_MARK", "17"],
    ["ESTIMATED_AGE_PASS_MARK", "adult"],
    ["JWT_ISSUER", "http://operators.example"],
    ["STRIPE_API_URL", "api.stripe.com"],
    ["SELLS", "maybe"],
  ])("refuses %s=%s", (variable, value) => {
    const environment = { ...PRODUCTION_ENVIRONMENT, [variable]: value };
    expect(() => readConfiguration("production", environment)).toThrow(`${variable} must be`);
  });

  test("talks to the real carrier and the real model unless told otherwise", () => {
    const { bandwidth, replies, secondLook } = readConfiguration("production", PRODUCTION_ENVIRONMENT);
    expect(bandwidth.apiUrl).toBe("https://messaging.bandwidth.com/api/v2");
    expect(bandwidth.tokenUrl).toBe("https://api.bandwidth.com/api/v1/oauth2/token");
    expect(replies).toEqual({
      anthropicUrl: "https://api.anthropic.com",
      openAiUrl: "https://api.openai.com/v1",
      models: "anthropic/claude-haiku-5-5,openai/gpt-6-luna,openai/gpt-5.4-mini",
    });
    expect(secondLook).toEqual({ model: "claude-haiku-5-5" });
  });

  test("sells, with Stripe's own API, and takes news of real money alone", () => {
    const { billing } = readConfiguration("production", PRODUCTION_ENVIRONMENT);
    expect(billing).toEqual({ stripeUrl: "https://api.stripe.com", sells: "yes", livemode: "yes" });
  });

  test("sells nothing when it is told so", () => {
    const { billing } = readConfiguration("production", { ...PRODUCTION_ENVIRONMENT, SELLS: "no" });
    expect(billing.sells).toBe("no");
  });

  test("takes no news of real money outside production", () => {
    expect(readConfiguration("staging", PRODUCTION_ENVIRONMENT).billing.livemode).toBe("no");
  });

  test("names the models there are when it is given another", () => {
    const environment = { ...PRODUCTION_ENVIRONMENT, REPLY_MODELS: "openai/gpt-1" };
    expect(() => readConfiguration("production", environment)).toThrow(
      /REPLY_MODELS must be PROVIDER\/MODEL.*anthropic\/claude-haiku-5-5.*openai\/gpt-5\.4-mini/,
    );
  });

  test("knows the models that the functions know, and what it takes they take", () => {
    expect(KNOWN_MODELS).toEqual(FUNCTIONS_MODELS);
    for (const models of [DEFAULT_MODELS, KNOWN_MODELS.join(" , ")]) {
      const { replies } = readConfiguration("production", { ...PRODUCTION_ENVIRONMENT, REPLY_MODELS: models });
      expect(parseReplyModels(replies.models)).toBeInstanceOf(Array);
    }
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
