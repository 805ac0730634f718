/**
 * Something that should have worked did not. The code goes into logs and metrics; the message and the cause are for
 * people with a debugger and never hold what a member wrote.
 */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
