import { startAnthropicSimulator } from "@jules/simulators/anthropic";
import { startBandwidthSimulator } from "@jules/simulators/bandwidth";
import { expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

test("while the model is down nothing is lost: the text is answered when it is back", async () => {
  const model = await startAnthropicSimulator({ apiKey: "key" });
  const jules = await LocalJules.start({ ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: "key" });
  try {
    model.script({ kind: "status", status: 529, times: "always" });
    await jules.post([jules.callback("are you there?")]);
    await jules.advance(3 * 60_000);
    const meanwhile = await jules.bodies();
    expect(meanwhile).toHaveLength(2);
    model.clearScript();
    await jules.advance(2 * 60_000);
    expect((await jules.bodies()).slice(2)).toHaveLength(1);
  } finally {
    await jules.stop();
    await model.close();
  }
});

test("a crisis is answered while the model is down", async () => {
  const model = await startAnthropicSimulator({ apiKey: "key" });
  model.script({ kind: "hang", times: "always" });
  const jules = await LocalJules.start({ ANTHROPIC_BASE_URL: model.url, ANTHROPIC_API_KEY: "key" });
  try {
    await jules.say("I want to die");
    expect((await jules.bodies())[0]).toContain("988");
    expect(model.requests).toEqual([]);
  } finally {
    await jules.stop();
    await model.close();
  }
});

test("a carrier that drops the line after it accepted does not make Jules say it twice", async () => {
  const carrier = await startBandwidthSimulator({
    accountId: "9900000",
    applicationId: "00000000-0000-4000-8000-000000000000",
    clientId: "client",
    clientSecret: "secret",
    numbers: ["+12025550100"],
  });
  const jules = await LocalJules.start({
    BANDWIDTH_API_URL: carrier.apiUrl,
    BANDWIDTH_TOKEN_URL: carrier.tokenUrl,
    BANDWIDTH_API_CREDENTIALS: "client:secret",
  });
  try {
    const { inbound, status } = jules.ready.bandwidth;
    carrier.configureCallbacks({
      inbound: { url: jules.ready.webhooks.bandwidthInbound, ...inbound },
      status: { url: jules.ready.webhooks.bandwidthStatus, ...status },
    });
    await jules.say("hello");
    carrier.script({ kind: "drop-connection" });
    await jules.say("and again");
    await jules.advance(5 * 60_000);
    await jules.settle();
    expect(carrier.outbox("+14155550123")).toHaveLength(4);
    // The carrier's outbox is not this stack's to show.
    expect((await fetch(`${jules.ready.control}/outbox`)).status).toBe(409);
  } finally {
    await jules.stop();
    await carrier.close();
  }
});
