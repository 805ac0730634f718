import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { DeliveryStatus, DeliveryStore, OutboundState } from "@jules/core/conversation";
import { type Documents, refusedCondition } from "./documents.ts";
import { outboundKey } from "./items.ts";

/**
 * Which states a status may be written over. Everything further along stays. READY too: a carrier that answered with an
 * error may have taken the text all the same.
 */
const MOVES: Readonly<Record<DeliveryStatus["kind"], { to?: OutboundState; from: readonly OutboundState[] }>> = {
  // Any word of the carrier about a text proves that it was accepted.
  "on-its-way": { to: "SENT", from: ["READY", "SENDING"] },
  delivered: { to: "DELIVERED", from: ["READY", "SENDING", "SENT", "PARKED"] },
  failed: { to: "FAILED", from: ["READY", "SENDING", "SENT", "PARKED"] },
  doubtful: { from: ["READY", "SENDING", "SENT"] },
};

export function createDeliveryStore(documents: Documents, membersTable: string): DeliveryStore {
  return {
    async record(id, status, at) {
      const { to = "SENT", from } = MOVES[status.kind];
      const errorCode = "errorCode" in status ? status.errorCode : undefined;
      try {
        await documents.send(
          new UpdateCommand({
            TableName: membersTable,
            Key: outboundKey(id),
            ConditionExpression: `attribute_exists(pk) AND #state IN (${from.map((_, index) => `:from${index}`).join(", ")})`,
            UpdateExpression: `SET #state = :to, statusAt = :at${errorCode === undefined ? "" : ", errorCode = :errorCode"} REMOVE openSince, dueShard, dueAt`,
            ExpressionAttributeNames: { "#state": "state" },
            ExpressionAttributeValues: {
              ":to": to,
              ":at": at,
              ":errorCode": errorCode,
              ...Object.fromEntries(from.map((state, index) => [`:from${index}`, state])),
            },
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
        return "recorded";
      } catch (error) {
        const refused = refusedCondition(error);
        if (!refused) throw error;
        return refused.item ? "stale" : "unknown";
      }
    },
  };
}
