import type { Random, Timeline } from "../engine/index.ts";
import type { FaultPlan } from "./fault.ts";
import { type Ending, type Handler, Sandbox } from "./sandbox.ts";

export interface FunctionSettings {
  readonly timeline: Timeline;
  readonly plan: FaultPlan;
  readonly random: Random;
  readonly name: string;
  readonly timeoutMs: number;
  /** How many copies may run at once. */
  readonly concurrency: number;
  /** Builds the handler with everything it calls going through the sandbox. */
  readonly create: (sandbox: Sandbox) => Handler;
  readonly ended?: (name: string, ending: Ending) => void;
}

/** A function and its copies. */
export interface LambdaFunction {
  readonly name: string;
  readonly invocations: number;
  /** Whether one more invocation would find or get a copy. */
  readonly hasRoom: boolean;
  /**
   * Starts an invocation in a warm copy, or in a new one after a cold start.
   * @param cause what it is invoked for; the how manieth invocation for it this is makes up its name.
   */
  invoke(cause: string, event: unknown, ended: (ending: Ending) => void): void;
}

const COLD_START_MS = { from: 120, to: 400 };

export function createFunction(settings: FunctionSettings): LambdaFunction {
  const { timeline, plan, random, name, timeoutMs, concurrency } = settings;
  const warm: Sandbox[] = [];
  const timesOf = new Map<string, number>();
  let running = 0;
  let invocations = 0;

  function warmSandbox(): Sandbox | undefined {
    for (let sandbox = warm.pop(); sandbox; sandbox = warm.pop()) if (sandbox.isUsable) return sandbox;
    return undefined;
  }

  return {
    name,
    get invocations() {
      return invocations;
    },
    get hasRoom() {
      return running < concurrency;
    },
    invoke(cause, event, ended) {
      const times = (timesOf.get(cause) ?? 0) + 1;
      timesOf.set(cause, times);
      const invocation = `${name}/${cause}/${times}`;
      const own = random.fork(invocation);
      invocations += 1;
      running += 1;

      const start = (sandbox: Sandbox) =>
        sandbox.invoke(invocation, event, own, (ending) => {
          running -= 1;
          if (sandbox.isUsable) warm.push(sandbox);
          settings.ended?.(invocation, ending);
          ended(ending);
        });

      const sandbox = warmSandbox();
      if (sandbox) {
        start(sandbox);
        return;
      }
      timeline.after(own.between(COLD_START_MS.from, COLD_START_MS.to), () => {
        const fresh = new Sandbox({ timeline, plan, functionName: name, timeoutMs });
        fresh.load(settings.create(fresh));
        start(fresh);
      });
    },
  };
}
