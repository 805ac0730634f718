import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { BillingStore } from "@jules/core/billing";
import { type Instant, millisecondsOf } from "@jules/core/kernel";
import * as z from "zod/mini";
import { billingAttribute } from "./billing-item.ts";
import { type Backoff, type Documents, refusedCondition, settled } from "./documents.ts";
import { COMPARED_KEY, heardEventKey, memberKey, SCHEMA_VERSION } from "./items.ts";

/** Stripe repeats an event for three days, and shows it for thirty. */
export const EVENT_KEPT_SECONDS = 35 * 24 * 60 * 60;

const ComparedItem = z.object({ until: z.string() });

/** What members pay, on their own items; and which of Stripe's news were heard. */
export function createBillingStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}): BillingStore {
  const { membersTable: TableName } = settings;
  const documents = settled(settings.documents, settings.backoff);
  return {
    async write(member, version, billing) {
      const isAsRead = version === 0 ? "attribute_not_exists(billingVersion)" : "billingVersion = :version";
      try {
        await documents.send(
          new UpdateCommand({
            TableName,
            Key: memberKey(member),
            ConditionExpression: `attribute_exists(pk) AND ${isAsRead}`,
            UpdateExpression: "SET billing = :billing, billingVersion = :next",
            ExpressionAttributeValues: {
              ...{ ":billing": billingAttribute(billing), ":next": version + 1 },
              ...(version > 0 && { ":version": version }),
            },
          }),
        );
        return true;
      } catch (error) {
        if (!refusedCondition(error)) throw error;
        return false;
      }
    },

    async wasHeard(event) {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName, Key: heardEventKey(event), ConsistentRead: true }),
      );
      return item !== undefined;
    },

    async noteHeard(event, at) {
      const expiresAtSeconds = Math.floor(millisecondsOf(at) / 1_000) + EVENT_KEPT_SECONDS;
      await documents.send(
        new PutCommand({
          TableName,
          Item: { ...heardEventKey(event), v: SCHEMA_VERSION, heardAt: at, expiresAtSeconds },
        }),
      );
    },

    async comparedUntil() {
      const { Item: item } = await documents.send(
        new GetCommand({ TableName, Key: COMPARED_KEY, ConsistentRead: true }),
      );
      return item && (ComparedItem.parse(item).until as Instant);
    },

    async noteCompared(until) {
      await documents.send(new PutCommand({ TableName, Item: { ...COMPARED_KEY, v: SCHEMA_VERSION, until } }));
    },
  };
}
