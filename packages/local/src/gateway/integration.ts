import type { InvocationResult, Invoke } from "../lambda/index.ts";
import type { IssuerKeys } from "./jwt-authorizer.ts";

/** Invokes a function but waits no longer than an API may; the function itself runs on. Real time. */
export async function invokeWithin(
  invoke: Invoke,
  functionArn: string,
  event: unknown,
  timeoutMs: number,
): Promise<InvocationResult | "timed out"> {
  const waiting = Promise.withResolvers<"timed out">();
  const timeout = setTimeout(() => waiting.resolve("timed out"), timeoutMs);
  try {
    return await Promise.race([invoke(functionArn, event), waiting.promise]);
  } finally {
    clearTimeout(timeout);
  }
}

/** The largest body an API takes, REST or HTTP. */
export const bodyLimitBytes = 10 * 1024 * 1024;

/** The path without the stage, or undefined when it does not start with it. The stage `$default` has no prefix. */
export function withoutStage(rawPath: string, stage: string): string | undefined {
  if (stage === "$default") return rawPath;
  if (rawPath === `/${stage}`) return "/";
  return rawPath.startsWith(`/${stage}/`) ? rawPath.slice(stage.length + 1) : undefined;
}

export interface GatewayOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly accountId: string;
  readonly region: string;
  readonly now: () => number;
  readonly invoke: Invoke;
  /** Whose tokens count. */
  readonly issuerKeys: IssuerKeys;
}

export interface Gateway {
  /** The API's address with its stage, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}
