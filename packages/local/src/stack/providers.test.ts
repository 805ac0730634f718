import { describe, expect, test } from "vitest";
import { Providers } from "./providers.ts";

const simulators = {
  BANDWIDTH_API_URL: "http://127.0.0.1:1/api/v2",
  BANDWIDTH_TOKEN_URL: "http://127.0.0.1:1/token",
  ANTHROPIC_BASE_URL: "http://127.0.0.1:2",
};
const variables = { ANTHROPIC_BASE_URL: "https://api.anthropic.com", STAGE: "local" };

describe("a function's provider", () => {
  test("is the simulator unless something is said", () => {
    const providers = new Providers({}, false);

    expect(providers.redirect(variables, simulators)).toEqual({
      ANTHROPIC_BASE_URL: "http://127.0.0.1:2",
      STAGE: "local",
    });
    expect(providers.isReplaced("Anthropic")).toBe(false);
  });

  test("is the server that the environment names", () => {
    const providers = new Providers({ ANTHROPIC_BASE_URL: "http://127.0.0.1:9" }, false);

    expect(providers.redirect(variables, simulators).ANTHROPIC_BASE_URL).toBe("http://127.0.0.1:9");
    expect(providers.isForReplaced("AnthropicApiKey")).toBe(true);
    expect(providers.isForReplaced("BandwidthApiCredentials")).toBe(false);
  });

  test("is the real one with --live", () => {
    expect(new Providers({}, true).redirect(variables, {}).ANTHROPIC_BASE_URL).toBe("https://api.anthropic.com");
  });

  test("is never the real one by accident: without a simulator the start fails", () => {
    const providers = new Providers({}, false);

    expect(() => providers.redirect({ STRIPE_API_URL: "https://api.stripe.com" }, simulators)).toThrow(
      "STRIPE_API_URL",
    );
  });

  test("is left out when it only watches", () => {
    const watched = { SENTRY_DSN: "https://sentry.example/1", STAGE: "local" };

    expect(new Providers({}, false).redirect(watched, {})).toEqual({ STAGE: "local" });
    expect(new Providers({ SENTRY_DSN: "http://k@127.0.0.1/1" }, false).redirect(watched, {})).toEqual({
      SENTRY_DSN: "http://k@127.0.0.1/1",
      STAGE: "local",
    });
  });
});

test("half of a provider's addresses is a mistake", () => {
  expect(() => new Providers({ BANDWIDTH_API_URL: "http://127.0.0.1:9" }, false)).toThrow(
    "BANDWIDTH_API_URL and BANDWIDTH_TOKEN_URL go together.",
  );
});
