export interface SentrySettings {
  readonly dsn: string;
  /** The function's name. */
  readonly service: string;
  readonly stage: string;
  readonly timeoutMs: number;
}
