/** What a sandbox's thread is started with. */
export interface SandboxData {
  /** The clock's offset, as `LocalClock.shared` has it. */
  readonly clockOffset: SharedArrayBuffer;
  readonly moduleUrl: string;
  readonly exportName: string;
}

export interface Invocation {
  readonly requestId: string;
  /** JSON text, as the Lambda runtime gets it. */
  readonly event: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memorySizeMb: number;
  readonly timeoutMs: number;
}

/** As Lambda reports what a handler threw. */
export interface InvocationError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What the thread says: first `loaded` or `failed`, then one `returned` or `failed` for each invocation. */
export type SandboxMessage =
  | { readonly kind: "loaded" }
  | { readonly kind: "returned"; readonly payload: string }
  | { readonly kind: "failed"; readonly error: InvocationError };
