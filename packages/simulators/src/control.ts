import { type Answer, isRecord, parseJson, type ReceivedRequest } from "./http-server.ts";
import type { Script, Scripted } from "./script.ts";

/**
 * The simulator's own side door, for tests that are another process:
 * POST /simulator/script takes one fault or an array of them, DELETE /simulator/script clears it,
 * GET /simulator/requests tells what has been asked. Undefined for any other path.
 */
export function answerControl<Fault extends Scripted>(
  request: ReceivedRequest,
  script: Script<Fault>,
  kinds: readonly Fault["kind"][],
  requests: () => unknown,
): Answer | undefined {
  const isFault = (value: unknown): value is Fault => isRecord(value) && kinds.some((kind) => kind === value.kind);
  switch (`${request.method} ${request.url.pathname}`) {
    case "POST /simulator/script": {
      const faults = [parseJson(request.body)].flat();
      if (!faults.every(isFault)) {
        return { status: 400, body: { description: `kind must be one of ${kinds.join(", ")}` } };
      }
      for (const fault of faults) script.add(fault);
      return { status: 204 };
    }
    case "DELETE /simulator/script":
      script.clear();
      return { status: 204 };
    case "GET /simulator/requests":
      return { status: 200, body: requests() };
    default:
      return undefined;
  }
}
