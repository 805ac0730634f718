/**
 * Something that should have worked did not. The code and the detail go into logs and metrics, so they are names and
 * numbers of ours; the message and the cause are for people with a debugger and never hold what a member wrote.
 */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;
  /** What exactly, for example `http-529`. */
  readonly detail: string | undefined;

  constructor(code: string, message: string, options?: ErrorOptions & { readonly detail?: string }) {
    super(message, options);
    this.code = code;
    this.detail = options?.detail;
  }
}
