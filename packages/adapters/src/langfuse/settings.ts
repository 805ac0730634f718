export interface LangfuseSettings {
  /** Without a path. */
  readonly baseUrl: string;
  /** `<public key>:<secret key>`; empty where the stage has no Langfuse. Read per flush, so that a rotated one arrives. */
  readonly keys: () => Promise<string>;
  readonly stage: string;
  /** Whether it is told what was said. Otherwise it learns how long it was. */
  readonly showsContent: boolean;
  readonly timeoutMs: number;
  /** Told when questions could not be handed over; they are dropped. */
  readonly failed: (error: unknown) => void;
}
