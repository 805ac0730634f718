import { changedByCarrier } from "@jules/core/consent";
import { type DeliveryStatus, type DeliveryStore, isFixed, memberOf } from "@jules/core/conversation";
import type { Clock } from "@jules/core/kernel";
import type { ConsentChanges } from "@jules/core/member";
import { carrierError } from "@jules/core/messaging";
import { StatusMessage, toDeliveryStatus } from "../../queues/statuses.ts";
import { queueHandler } from "../../runtime/invocations.ts";
import type { Reporter } from "../../runtime/reporter.ts";

/** The carrier took the number from who had it, and will give it to somebody else. */
const DEACTIVATED = 4721;

const FAILURES: ReadonlySet<DeliveryStatus["kind"]> = new Set(["failed", "failed-for-now", "failed-with-media"]);

export interface Dependencies {
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly deliveries: DeliveryStore;
  readonly consents: ConsentChanges;
}

/** Writes down what became of our texts, in whatever order and however often the carrier says it. */
export function createHandler({ reporter, clock, deliveries, consents }: Dependencies) {
  return queueHandler({
    reporter,
    schema: StatusMessage,
    inOrder: false,
    async handle(message) {
      const { outbound } = message;
      const status = toDeliveryStatus(message);
      const errorClass = status.kind === "failed" ? carrierError(status.errorCode).class : undefined;
      const recorded = await deliveries.record(outbound, message.carrierId, status, message.at);
      const { kind: result, consentVersion } = recorded;
      const errorCode = "errorCode" in status ? { errorCode: status.errorCode } : {};
      const hasFailed = result === "recorded" && FAILURES.has(status.kind);
      reporter.report(
        "status.recorded",
        { isFixed: isFixed(outbound), status: status.kind, result, ...errorCode },
        {
          UnknownCallbacks: Number(result === "unknown"),
          RepliesFailed: Number(hasFailed && !isFixed(outbound)),
          FixedTextsFailed: Number(hasFailed && isFixed(outbound)),
          SendersBlocked: Number(errorClass === "suspended"),
        },
      );
      if (consentVersion === undefined || status.kind !== "failed") return;
      const member = memberOf(outbound);
      const reason = changedByCarrier(status.errorCode);
      if (errorClass === "opted-out") {
        const cause = status.errorCode === DEACTIVATED ? "number-reassigned" : "carrier";
        if (await consents.optOut(member, consentVersion, reason, message.at, clock.now(), cause)) {
          reporter.warn("consent.opted-out-at-carrier", { member }, { OptOuts: 1 });
        }
      } else if (errorClass === "suspended" && (await consents.suspend(member, consentVersion, reason, clock.now()))) {
        reporter.report("consent.suspended-by-carrier", { member }, {});
      }
    },
  });
}
