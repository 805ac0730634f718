import { expect, test } from "vitest";
import { createHandler } from "./handler.ts";

const ARN = "arn:aws:execute-api:us-east-1:000000000000:api/stage/POST/webhooks/bandwidth/inbound/x";

const rotated = { BandwidthInboundCredentials: "in:next", BandwidthInboundCredentialsPrevious: "in:present" };

const handler = createHandler({
  secrets: {
    read: async () => credentials,
    readAgain: async () => ({ ...credentials, ...rotated }),
  },
});

const credentials = {
  BandwidthInboundCredentials: "in:present",
  BandwidthInboundCredentialsPrevious: "in:previous",
  BandwidthStatusCredentials: "out:present",
  BandwidthStatusCredentialsPrevious: "",
};

const authorize = (pair: string) =>
  handler({
    type: "TOKEN",
    methodArn: ARN,
    authorizationToken: `Basic ${Buffer.from(pair).toString("base64")}`,
  });

test.each(["in:present", "in:previous", "out:present", "in:next"])(
  "%s is let through to the called route alone",
  async (pair) => {
    expect(await authorize(pair)).toMatchObject({
      policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: ARN }] },
    });
  },
);

test.each(["in:wrong", ":", "", "in:", "present"])(
  "%j is refused with the word that makes the gateway challenge",
  async (pair) => {
    await expect(authorize(pair)).rejects.toThrow(/^Unauthorized$/);
  },
);
