import type { Script } from "../script.ts";
import type { BandwidthFault } from "./faults.ts";

export type DeliveryState = "accepted" | "sending" | "delivered" | "failed";

/** One report about a text, so long after its acceptance. */
export interface Step {
  readonly afterMs: number;
  readonly state: DeliveryState;
  readonly errorCode?: number;
}

export interface Shipment {
  readonly from: string;
  readonly to: string;
  readonly isMms: boolean;
  /** Milliseconds since the epoch; infinity when it never expires. */
  readonly expiresAt: number;
}

/** What the network knows that bears on a delivery. */
export interface Network {
  readonly numbers: readonly string[];
  readonly magicNumbers: boolean;
  readonly deliveryDelayMs: number;
  readonly now: () => number;
  readonly blocks: (number: string, phone: string) => boolean;
}

/** No delivery receipt within two hours: the text may well have arrived. */
const lateFailure: Step = { afterMs: 2 * 3_600_000, state: "failed", errorCode: 9902 };
const magicPattern = /(4\d{3}|5\d{3}|9902)$/;

/** Every report a text will get. An MMS is reported as sending first; an SMS only with its end. */
export function planDelivery(shipment: Shipment, network: Network, script: Script<BandwidthFault>): Step[] {
  const delayMs = network.deliveryDelayMs;
  const steps: Step[] = shipment.isMms ? [{ afterMs: delayMs, state: "sending" }] : [];
  const terminalMs = delayMs * (steps.length + 1);
  const fault = script.take(
    ["no-terminal-event", "late-9902", "fail"],
    ({ number }) => number === undefined || number === shipment.to,
  );
  if (fault?.kind === "no-terminal-event") return steps;
  if (fault?.kind === "late-9902") return [...steps, lateFailure];
  const errorCode = fault?.kind === "fail" ? fault.errorCode : findRefusal(shipment, network);
  if (errorCode === undefined) return [...steps, { afterMs: terminalMs, state: "delivered" }];
  if (errorCode === lateFailure.errorCode) return [...steps, lateFailure];
  return [...steps, { afterMs: terminalMs, state: "failed", errorCode }];
}

/** Why the network does not deliver: the error code of the failure report. */
function findRefusal({ from, to, expiresAt }: Shipment, network: Network): number | undefined {
  if (!network.numbers.includes(from)) return 4403;
  if (from === to) return 4401;
  if (expiresAt < network.now() + network.deliveryDelayMs) return 4360;
  if (network.blocks(from, to)) return 4775;
  const magic = network.magicNumbers ? magicPattern.exec(to)?.[1] : undefined;
  return magic === undefined ? undefined : Number(magic);
}
