import type { Deployment } from "../cloudformation/index.ts";
import { type GatewayOptions, startHttpGateway, startRestGateway } from "../gateway/index.ts";
import { owned } from "./ownership.ts";
import type { Secret } from "./secrets.ts";
import { webhookUrls } from "./webhooks.ts";

export interface OpenGateways {
  /** The address of the HTTP API; undefined if the templates have none. */
  readonly api: string | undefined;
  /** The addresses of the webhooks by name, their secret parts filled in. */
  readonly webhooks: Readonly<Record<string, string>>;
}

/** Opens every API of the templates, each on a port of its own. */
export async function openGateways(
  owner: AsyncDisposableStack,
  deployment: Deployment,
  secrets: readonly Secret[],
  options: GatewayOptions,
): Promise<OpenGateways> {
  const [rest, http] = await Promise.all([
    Promise.all(deployment.restApis.map((api) => owned(owner, startRestGateway(api, options)))),
    Promise.all(deployment.httpApis.map((api) => owned(owner, startHttpGateway(api, options)))),
  ]);
  const webhooks = deployment.restApis.map((api, index) => webhookUrls(api, rest[index]?.url ?? "", secrets));
  return { api: http[0]?.url, webhooks: Object.assign({}, ...webhooks) };
}
