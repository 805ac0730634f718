import type { Scripted } from "../script.ts";

export type Direction = "inbound" | "status";
export type Operation = "token" | "send" | "list" | "media";

interface Concerning extends Scripted {
  /** Only what concerns this phone: the recipient of a send, the phone's side of a callback. */
  readonly number?: string;
}

/** The API answers with an error and does nothing: 400, 401, 403, 415, 429 or 500. */
interface AnswerFault extends Concerning {
  readonly kind: "answer";
  readonly status: number;
  /** The send unless given. */
  readonly operation?: Operation;
}

/** The API does what was asked and answers late: by real time, because the caller's own time-out is real. */
interface DelayFault extends Concerning {
  readonly kind: "delay";
  readonly delayMs: number;
  /** The send unless given. */
  readonly operation?: Operation;
}

/** A media file is elsewhere, or comes without a word about its length. */
interface MediaFault extends Concerning {
  readonly kind: "redirect" | "unannounced-length";
  /** Where a redirect leads. */
  readonly location?: string;
}

/** A send is accepted, but its sender is not told, hears of the delivery first, or never hears of it. */
interface SendFault extends Concerning {
  readonly kind: "drop-connection" | "status-before-answer" | "no-terminal-event" | "late-9902";
}

/** A send is accepted and fails with the carrier's error code. With `times: "always"`, a refused number. */
interface DeliveryFault extends Concerning {
  readonly kind: "fail";
  readonly errorCode: number;
}

/** What becomes of one callback. `reorder` and `join` wait up to five seconds for the next one of its direction. */
interface CallbackFault extends Concerning {
  readonly kind: "duplicate" | "reorder" | "join" | "bare-object" | "unknown-type";
  readonly direction?: Direction;
}

export type BandwidthFault = AnswerFault | DelayFault | MediaFault | SendFault | DeliveryFault | CallbackFault;

export const faultKinds = [
  "answer",
  "delay",
  "redirect",
  "unannounced-length",
  "drop-connection",
  "status-before-answer",
  "no-terminal-event",
  "late-9902",
  "fail",
  "duplicate",
  "reorder",
  "join",
  "bare-object",
  "unknown-type",
] as const satisfies readonly BandwidthFault["kind"][];
