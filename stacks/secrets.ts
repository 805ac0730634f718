import { ArnFormat } from "aws-cdk-lib";
import { Config, type Stack } from "sst/constructs";
import type { Grant } from "../infra/grant.ts";

/** Set one with `sst secrets set <name> <value>`. The previous value of a rotated secret stays valid under its second name. */
const SECRET_NAMES = [
  "AnthropicApiKey",
  "BandwidthApiCredentials",
  "BandwidthInboundCredentials",
  "BandwidthInboundCredentialsPrevious",
  "BandwidthPathSecret",
  "BandwidthPathSecretPrevious",
  "BandwidthStatusCredentials",
  "BandwidthStatusCredentialsPrevious",
  "LangfuseKeys",
  "LinkSigningKeys",
  "NumberPeppers",
  "OpenAiApiKey",
  "RuleSwitches",
  "StripeSecretKey",
  "StripeWebhookSecret",
  "StripeWebhookSecretPrevious",
  "UpstashRedisToken",
  "VeriffApiKey",
  "VeriffSharedSecret",
  "VeriffSharedSecretPrevious",
] as const;

type SecretName = (typeof SECRET_NAMES)[number];

interface Secrets {
  /** Where the functions find their secrets in the parameter store, as SST writes them: `<path>/<name>/value`. */
  readonly path: string;
  /** The right to read exactly these. */
  readonly read: (...names: SecretName[]) => Grant;
}

export function declareSecrets(stack: Stack, appName: string): Secrets {
  Config.Secret.create(stack, ...SECRET_NAMES);
  const path = `/sst/${appName}/${stack.stage}/Secret`;
  const parameterArn = (name: SecretName) =>
    stack.formatArn({
      service: "ssm",
      resource: "parameter",
      resourceName: `${path.slice(1)}/${name}/value`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  return {
    path,
    read: (...names) => ({ actions: ["ssm:GetParameters"], resources: names.map(parameterArn) }),
  };
}
