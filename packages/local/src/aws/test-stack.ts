import { LocalClock } from "../clock/index.ts";
import type { AuthorizationRequest } from "./access.ts";
import { type LocalAws, type LocalAwsOptions, region, startAws } from "./index.ts";

export interface TestStack {
  readonly aws: LocalAws;
  readonly clock: LocalClock;
  /** What the clients have asked to do so far, as "action resource". */
  readonly asked: string[];
  readonly requests: AuthorizationRequest[];
  /** Refuses the named actions from now on. */
  deny(...actions: string[]): void;
  /** Settings for any AWS client. */
  readonly client: {
    endpoint: string;
    region: string;
    maxAttempts: number;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
}

/** The stand-ins for a test: everything is allowed until it is denied. No engine runs unless `dynamodb` is asked for. */
export async function startTestStack(
  options: Partial<Pick<LocalAwsOptions, "dataDirectory" | "clock">> & { dynamodb?: boolean } = {},
): Promise<TestStack> {
  const clock = options.clock ?? new LocalClock();
  const requests: AuthorizationRequest[] = [];
  const asked: string[] = [];
  const denied = new Set<string>();
  const aws = await startAws({
    clock,
    dataDirectory: options.dataDirectory,
    dynamodbUrl: options.dynamodb ? undefined : "http://127.0.0.1:9",
    access: {
      authorize(request) {
        requests.push(request);
        asked.push(`${request.action} ${request.resource}`);
        return !denied.has(request.action);
      },
    },
  });
  return {
    aws,
    clock,
    asked,
    requests,
    deny: (...actions) => {
      for (const action of actions) denied.add(action);
    },
    client: {
      endpoint: aws.url,
      region,
      maxAttempts: 1,
      credentials: { accessKeyId: "intake", secretAccessKey: "unverified" },
    },
  };
}
