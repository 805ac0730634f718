import { join } from "node:path";
import { type AccessControl, allows } from "../aws/index.ts";
import type { FunctionResource } from "../cloudformation/index.ts";
import { accessKeyIdOf } from "../lambda/index.ts";

/** Signs for whoever looks at the local services from outside, with any secret: it may do everything. */
export const administratorAccessKeyId = "LOCALADMINISTRATOR";

/** Where a stack that runs keeps the addresses of its services, for commands that are run beside it. */
export function servicesFile(dataDirectory: string): string {
  return join(dataDirectory, "services.json");
}

/** Actions that leave everything as it was. */
const reading = /:(Get|BatchGet|Query|Scan|List|Describe|Receive|ConditionCheck|Decrypt|Encrypt|GenerateDataKey)/;

/**
 * What each function's role allows, decided for every call of an AWS client. Nobody else may do anything, but for the
 * administrator.
 */
export class RoleAccess implements AccessControl {
  readonly #functions = new Map<string, FunctionResource>();
  readonly #onWrite: (writer: FunctionResource | undefined) => void;

  /** `onWrite` is called whenever a function, or somebody from outside, may change something. */
  constructor(onWrite: (writer: FunctionResource | undefined) => void) {
    this.#onWrite = onWrite;
  }

  add(functions: readonly FunctionResource[]): void {
    for (const each of functions) this.#functions.set(accessKeyIdOf(each.name), each);
  }

  authorize(request: Parameters<AccessControl["authorize"]>[0]): boolean {
    const caller = this.#functions.get(request.accessKeyId);
    if (!reading.test(request.action)) this.#onWrite(caller);
    if (request.accessKeyId === administratorAccessKeyId) return true;
    return caller !== undefined && allows(caller.statements, request);
  }
}
