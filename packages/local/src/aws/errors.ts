/** An answer other than success, worded by a service: `code` is what the SDK shows as the error's name. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** The code of the older query protocol, which SQS clients still put into `error.Code`. */
  readonly queryCode: string | undefined;

  constructor(code: string, message: string, options: { status?: number; queryCode?: string } = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = options.status ?? 400;
    this.queryCode = options.queryCode;
  }
}
