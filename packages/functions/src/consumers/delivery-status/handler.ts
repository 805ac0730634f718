import { type DeliveryStore, isFixed, memberOf } from "@jules/core/conversation";
import type { Clock } from "@jules/core/kernel";
import type { ConsentChanges } from "@jules/core/member";
import { StatusMessage, toDeliveryStatus } from "../../queues/statuses.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

export interface Dependencies {
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly deliveries: DeliveryStore;
  readonly consents: ConsentChanges;
}

/** Bandwidth's code for "the person opted out at the carrier". */
const OPTED_OUT_AT_CARRIER = 4775;

/** Writes down what became of our texts, in whatever order and however often the carrier says it. */
export function createHandler({ reporter, clock, deliveries, consents }: Dependencies) {
  return queueHandler({
    reporter,
    schema: StatusMessage,
    fifo: false,
    async handle(message) {
      const { outbound } = message;
      const status = toDeliveryStatus(message);
      const result = await deliveries.record(outbound, status, message.at);
      const errorCode = "errorCode" in status ? { errorCode: status.errorCode } : {};
      reporter.report(
        "status.recorded",
        { ...(!isFixed(outbound) && { outbound }), status: status.kind, result, ...errorCode },
        {
          UnknownCallbacks: Number(result === "unknown"),
          RepliesFailed: Number(status.kind === "failed" && !isFixed(outbound)),
          FixedTextsFailed: Number(status.kind === "failed" && isFixed(outbound)),
        },
      );
      if (status.kind !== "failed" || status.errorCode !== OPTED_OUT_AT_CARRIER || result === "unknown") return;
      const member = memberOf(outbound);
      if (await consents.optOut(member, `carrier.${OPTED_OUT_AT_CARRIER}`, message.at, clock.now())) {
        reporter.warn("consent.opted-out-at-carrier", { member }, { OptOuts: 1 });
      }
    },
  });
}
