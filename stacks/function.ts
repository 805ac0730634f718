import { Duration } from "aws-cdk-lib";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { type App, Function as LambdaFunction, type Stack, use } from "sst/constructs";
import { Alarm, type Runbook } from "../infra/alarm.ts";
import { FunctionRole } from "../infra/function-role.ts";
import type { Grant } from "../infra/grant.ts";
import { EncryptedLogGroup } from "../infra/log-group.ts";
import type { Severity } from "../infra/on-call.ts";
import { foundations } from "./foundations.ts";
import { slimAwsClients } from "./slim-aws-clients.ts";

export interface FunctionProps {
  /** Folder below `packages/functions/src` whose `index.ts` exports `handler`. */
  readonly folder: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Record<string, string>;
  /** All that the function may do, beside writing its own logs. */
  readonly grants: readonly Grant[];
  readonly errors: {
    /** What members notice while the function fails. */
    readonly errorImpact: string;
    readonly severity: Severity;
    /** Failed calls in five minutes from which on the alarm is on. */
    readonly limit: number;
    readonly runbook?: Runbook;
  };
}

/** A Lambda function as all of ours are: its own role, its own encrypted logs, alarms when it fails or is throttled. */
export function createFunction(stack: Stack, id: string, props: FunctionProps): LambdaFunction {
  const { configuration, encryptionKey } = use(foundations);
  const name = functionName(stack, id);
  const logGroup = new EncryptedLogGroup(stack, `${id}-logs`, {
    name: `/jules/${stack.stage}/${id}`,
    encryptionKey,
    retention: RetentionDays.ONE_MONTH,
    isProduction: configuration.isProduction,
  });
  const created = new LambdaFunction(stack, id, {
    handler: `packages/functions/src/${props.folder}/index.handler`,
    functionName: name,
    runtime: "nodejs24.x",
    architecture: "arm_64",
    nodejs: bundling(stack),
    memorySize: props.memoryMegabytes,
    timeout: props.timeoutSeconds,
    environment: { ...props.environment, ...reporting(props.environment, configuration.sentryDsn) },
    tracing: "disabled",
    role: new FunctionRole(stack, `${id}-role`, { logGroup, grants: props.grants }),
    logGroup,
    // Otherwise SST publishes the function's name as a parameter, for other functions to bind to.
    _doNotAllowOthersToBind: true,
  });
  createAlarms(stack, id, created, props.errors);
  return created;
}

/** Where errors are reported, for a function that writes lines: the same part of it does both. */
function reporting({ STAGE }: Record<string, string>, sentryDsn: string | undefined): Record<string, string> {
  return STAGE && sentryDsn ? { SENTRY_DSN: sentryDsn } : {};
}

/**
 * How a function is bundled. Cold starts are texts that are late, so what costs without serving is left out: the reasons
 * are in the files that stand in, the figures in `npm run bench`. The source map lies beside the code and is read only
 * with NODE_OPTIONS=--enable-source-maps, which costs a tenth of a cold start (docs/runbooks/function-errors.md).
 */
function bundling(stack: Stack) {
  const { appPath } = stack.node.root as App;
  const standIn = (file: string) => `${appPath}/packages/functions/src/bundling/${file}`;
  return {
    minify: true,
    // What is imported when it is first needed lies in files of its own, which a cold start does not even parse.
    splitting: true,
    // With `true` it stays in the bundle; otherwise SST uploads it by a custom resource of its own.
    sourcemap: true,
    esbuild: {
      sourcesContent: false,
      keepNames: false,
      // SST's would make a `require` in every module of a bundle, a twentieth of a cold start, and none asks for one.
      banner: {},
      inject: [standIn("fetch.ts")],
      plugins: [slimAwsClients],
      alias: {
        ...Object.fromEntries(
          ["http", "process", "util"].flatMap((name) =>
            [name, `node:${name}`].map((path) => [path, standIn(`${name}.cjs`)]),
          ),
        ),
        "@aws-sdk/credential-provider-node": standIn("credentials.ts"),
      },
    },
  };
}

/** The name of one of our functions on AWS. */
export function functionName(stack: Stack, id: string): string {
  return (stack.node.root as App).logicalPrefixedName(id);
}

function createAlarms(stack: Stack, id: string, watched: LambdaFunction, errors: FunctionProps["errors"]): void {
  const { onCall } = use(foundations);
  const { errorImpact, severity, limit, runbook = "function-errors" } = errors;
  const sum = { period: Duration.minutes(5), statistic: "sum" };
  new Alarm(stack, `${id}-errors`, {
    errorImpact,
    runbook,
    severity,
    onCall,
    metric: watched.metricErrors(sum),
    threshold: limit,
  });
  new Alarm(stack, `${id}-throttles`, {
    errorImpact,
    runbook: "function-throttles",
    severity: "ticket",
    onCall,
    metric: watched.metricThrottles(sum),
    threshold: 1,
  });
}
