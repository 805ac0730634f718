import type { LocalClock } from "../clock/index.ts";
import type { FunctionResource } from "../cloudformation/index.ts";
import { findHandler, type InvocationResult, LocalFunction, runtimeVariables } from "../lambda/index.ts";

/** More sandboxes than this per function would only compete for the machine's processors. */
export const mostSandboxes = 4;

/** Where the synthesis has put a function's bundle. */
export interface Bundle {
  readonly codeDirectory: string;
  readonly handler: string;
}

export interface FunctionsOptions {
  readonly functions: readonly FunctionResource[];
  /** By "stack name/logical id". */
  readonly bundles: Readonly<Record<string, Bundle>>;
  readonly clock: LocalClock;
  readonly region: string;
  /** The variables a function finds beside those that Lambda sets. */
  readonly environmentOf: (resource: FunctionResource) => Readonly<Record<string, string>>;
  readonly onLine: (functionName: string, line: string) => void;
}

/** All functions of the stack, found by their ARN. */
export class Functions {
  readonly #functions: ReadonlyMap<string, LocalFunction>;

  constructor(options: FunctionsOptions) {
    this.#functions = new Map(options.functions.map((resource) => [resource.arn, localFunction(resource, options)]));
  }

  get running(): number {
    return [...this.#functions.values()].reduce((sum, each) => sum + each.running, 0);
  }

  async invoke(functionArn: string, event: unknown): Promise<InvocationResult> {
    const found = this.#functions.get(functionArn);
    if (found) return await found.invoke(event);
    return { kind: "failed", error: { errorType: "ResourceNotFoundException", errorMessage: `No ${functionArn}` } };
  }

  /** Loads every handler ahead of its first invocation. */
  async prewarm(): Promise<void> {
    await Promise.all([...this.#functions.values()].map((each) => each.prewarm()));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#functions.values()].map((each) => each.stop()));
  }
}

function localFunction(resource: FunctionResource, options: FunctionsOptions): LocalFunction {
  const { name, arn, memorySizeMb, timeoutMs, reservedConcurrency } = resource;
  const bundle = options.bundles[`${resource.stackName}/${resource.logicalId}`];
  if (!bundle) throw new Error(`The synthesis has no bundle for ${name}.`);
  const { codeDirectory, handler } = bundle;
  return new LocalFunction({
    name,
    arn,
    memorySizeMb,
    timeoutMs,
    concurrency: Math.min(mostSandboxes, reservedConcurrency ?? mostSandboxes),
    clockOffset: options.clock.shared,
    environment: {
      ...options.environmentOf(resource),
      ...runtimeVariables({ functionName: name, handler, memorySizeMb, region: options.region, codeDirectory }),
    },
    onLine: (line) => options.onLine(name, line),
    ...findHandler(codeDirectory, handler),
  });
}
