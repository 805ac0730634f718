import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { type DeliveryStatus, type DeliveryStore, memberOf, type OutboundState } from "@jules/core/conversation";
import type { Instant, OutboundId } from "@jules/core/kernel";
import { type Backoff, type Documents, refusedCondition, settled } from "./documents.ts";
import { CLOSE, dueShard, outboundKey } from "./items.ts";

/**
 * Which states a status may be written over. Everything further along stays. READY too: a carrier that answered with an
 * error may have taken the text all the same.
 */
const MOVES: Readonly<Record<DeliveryStatus["kind"], { to: OutboundState; from: readonly OutboundState[] }>> = {
  // Any word of the carrier about a text proves that it was accepted.
  "on-its-way": { to: "SENT", from: ["READY", "SENDING", "PARKED"] },
  delivered: { to: "DELIVERED", from: ["READY", "SENDING", "SENT", "PARKED"] },
  failed: { to: "FAILED", from: ["READY", "SENDING", "SENT", "PARKED"] },
  "failed-for-now": { to: "FAILED", from: ["READY", "SENDING", "SENT", "PARKED"] },
  doubtful: { to: "SENT", from: ["READY", "SENDING", "SENT"] },
};

/** The carrier may speak once more of a handing over that was given up; the present one is another. */
const NOT_GIVEN_UP = "(attribute_not_exists(failedCarrierId) OR failedCarrierId <> :carrierId)";

export function createDeliveryStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}): DeliveryStore {
  const documents = settled(settings.documents, settings.backoff);

  /** @returns whether the condition held, and whether there is such a text at all. */
  async function update(
    id: OutboundId,
    UpdateExpression: string,
    values: Record<string, unknown>,
    condition: string,
  ): Promise<"written" | "refused" | "unknown"> {
    try {
      await documents.send(
        new UpdateCommand({
          TableName: settings.membersTable,
          Key: outboundKey(id),
          ConditionExpression: `attribute_exists(pk) AND ${condition}`,
          UpdateExpression,
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: values,
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return "written";
    } catch (error) {
      const refused = refusedCondition(error);
      if (!refused) throw error;
      return refused.item ? "refused" : "unknown";
    }
  }

  /** Back to READY, if what it says is kept and it was not sent again too often already. */
  async function begunAgain(
    id: OutboundId,
    carrierId: string,
    status: Extract<DeliveryStatus, { kind: "failed-for-now" }>,
    at: Instant,
  ): Promise<boolean> {
    const written = await update(
      id,
      "SET #state = :ready, statusAt = :at, errorCode = :errorCode, failedCarrierId = :carrierId, openSince = :openSince, dueShard = :dueShard, dueAt = :retryAt",
      {
        ...{ ":ready": "READY", ":sending": "SENDING", ":sent": "SENT", ":at": at, ":carrierId": carrierId },
        ...{ ":errorCode": status.errorCode, ":retries": status.retries, ":retryAt": status.retryAt },
        ...{ ":openSince": `${at}#${outboundKey(id).sk}`, ":dueShard": dueShard(memberOf(id)) },
      },
      `#state IN (:sending, :sent) AND attribute_exists(sealed) AND attempts <= :retries AND ${NOT_GIVEN_UP}`,
    );
    return written === "written";
  }

  return {
    async record(id, carrierId, status, at) {
      if (status.kind === "failed-for-now" && (await begunAgain(id, carrierId, status, at))) return "again";
      const { to, from } = MOVES[status.kind];
      const errorCode = "errorCode" in status ? status.errorCode : undefined;
      const written = await update(
        id,
        `SET #state = :to, statusAt = :at${errorCode === undefined ? "" : ", errorCode = :errorCode"} ${CLOSE}`,
        {
          ...{ ":to": to, ":at": at, ":carrierId": carrierId },
          ...(errorCode !== undefined && { ":errorCode": errorCode }),
          ...Object.fromEntries(from.map((state, index) => [`:from${index}`, state])),
        },
        `#state IN (${from.map((_, index) => `:from${index}`).join(", ")}) AND ${NOT_GIVEN_UP}`,
      );
      switch (written) {
        case "written":
          return "recorded";
        case "refused":
          return "stale";
        case "unknown":
          return "unknown";
        default:
          return written satisfies never;
      }
    },
  };
}
