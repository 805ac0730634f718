import { createHash } from "node:crypto";

/** Stands for the function's role wherever the AWS SDK signs: the local services find the caller by it. */
export function accessKeyIdOf(functionName: string): string {
  const digest = createHash("sha256").update(functionName).digest("hex").toUpperCase();
  return `ASIA${digest.slice(0, 16)}`;
}

/**
 * The variables that Lambda sets itself
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime).
 */
export function runtimeVariables(runs: {
  readonly functionName: string;
  readonly handler: string;
  readonly memorySizeMb: number;
  readonly region: string;
  readonly codeDirectory: string;
}): Readonly<Record<string, string>> {
  return {
    _HANDLER: runs.handler,
    AWS_ACCESS_KEY_ID: accessKeyIdOf(runs.functionName),
    AWS_DEFAULT_REGION: runs.region,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(runs.memorySizeMb),
    AWS_LAMBDA_FUNCTION_NAME: runs.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${runs.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "local",
    AWS_REGION: runs.region,
    AWS_SECRET_ACCESS_KEY: "local",
    LAMBDA_TASK_ROOT: runs.codeDirectory,
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
  };
}
