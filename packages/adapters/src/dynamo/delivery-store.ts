import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import {
  type DeliveryStatus,
  type DeliveryStore,
  isFixed,
  memberOf,
  type OutboundState,
  type Recorded,
} from "@jules/core/conversation";
import { Failure, type Instant, instantPlus, type OutboundId } from "@jules/core/kernel";
import * as z from "zod/mini";
import { movedOn } from "./activity.ts";
import { WAS_SAID } from "./conversation-reading.ts";
import { type Backoff, type Documents, refusedCondition, settled } from "./documents.ts";
import { CLOSE, dueShard, memberKey, outboundKey, outboundOrder } from "./items.ts";
import { EXISTS, memberElement, transact } from "./transactions.ts";

/**
 * Which states a status may be written over. Everything further along stays. READY too: a carrier that answered with an
 * error may have taken the text all the same.
 */
const MOVES: Readonly<Record<DeliveryStatus["kind"], { to: OutboundState; from: readonly OutboundState[] }>> = {
  // Any word of the carrier about a text proves that it was accepted.
  "on-its-way": { to: "SENT", from: ["READY", "SENDING", "PARKED"] },
  delivered: { to: "DELIVERED", from: ["READY", "SENDING", "SENT", "PARKED"] },
  failed: { to: "FAILED", from: ["READY", "SENDING", "SENT", "PARKED"] },
  // One that is READY is sent again anyway.
  "failed-for-now": { to: "FAILED", from: ["SENDING", "SENT", "PARKED"] },
  "failed-with-media": { to: "FAILED", from: ["READY", "SENDING", "SENT", "PARKED"] },
  doubtful: { to: "SENT", from: ["READY", "SENDING", "SENT"] },
};

const DeliveredItem = z.object({
  state: z.string(),
  sendingAt: z.optional(z.string()),
  consentVersion: z.optional(z.number()),
  sealed: z.optional(z.instanceof(Uint8Array)),
  discloses: z.optional(z.string()),
});
type DeliveredItem = z.infer<typeof DeliveredItem>;

/** States in which a text that failed before arrived after all, or is on its way once more. */
const WAS_TAKEN: ReadonlySet<string> = new Set(["SENDING", "SENT", "DELIVERED"] satisfies OutboundState[]);

/** What failed longer ago than this belongs to another conversation by now. */
const WORTH_SENDING_AGAIN_MS = 15 * 60_000;
const UNSETTLED_MS = 60_000;

/** The carrier may speak once more of a handing over that was given up; the present one is another. */
const NOT_GIVEN_UP = "(attribute_not_exists(failedCarrierId) OR failedCarrierId <> :carrierId)";

export function createDeliveryStore(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}): DeliveryStore {
  const documents = settled(settings.documents, settings.backoff);

  /**
   * The same in one write with the member, of a text that was said until now and is not any more, or the other way: what
   * was kept of the conversation elsewhere is not its end any more.
   */
  async function move(
    ...[id, UpdateExpression, values, condition]: Parameters<typeof update>
  ): ReturnType<typeof update> {
    const [TableName, Key] = [settings.membersTable, outboundKey(id)];
    const refused = await transact(documents, [
      memberElement(TableName, memberOf(id), EXISTS, movedOn()),
      {
        Update: {
          ...{ TableName, Key, UpdateExpression },
          ConditionExpression: `attribute_exists(pk) AND ${condition}`,
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: values,
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
    ]);
    const before = refused?.[1];
    if (typeof before === "object") return { item: DeliveredItem.parse(unmarshall(before as never)), held: false };
    if (refused) return undefined;
    const { Item: item } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return item && { item: DeliveredItem.parse(item), held: true };
  }

  /** @returns the item as it is now, and whether the condition held; undefined when there is no such text. */
  async function update(
    id: OutboundId,
    UpdateExpression: string,
    values: Record<string, unknown>,
    condition: string,
  ): Promise<{ readonly item: DeliveredItem; readonly held: boolean } | undefined> {
    try {
      const { Attributes: item } = await documents.send(
        new UpdateCommand({
          TableName: settings.membersTable,
          Key: outboundKey(id),
          ConditionExpression: `attribute_exists(pk) AND ${condition}`,
          UpdateExpression,
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: values,
          ReturnValues: "ALL_NEW",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return { item: DeliveredItem.parse(item), held: true };
    } catch (error) {
      const refused = refusedCondition(error);
      if (!refused) throw error;
      return refused.item && { item: DeliveredItem.parse(unmarshall(refused.item as never)), held: false };
    }
  }

  /**
   * Back to READY, if what it says is kept, it did not fail too often already, and it is not long ago.
   * @throws Failure `outbound.unsettled` while the sending function has not yet put down what the text says.
   */
  async function begunAgain(
    id: OutboundId,
    carrierId: string,
    status: Extract<DeliveryStatus, { kind: "failed-for-now" }>,
    at: Instant,
  ): Promise<Recorded | undefined> {
    const updated = await (isFixed(id) ? update : move)(
      id,
      "SET #state = :ready, statusAt = :at, errorCode = :errorCode, failedCarrierId = :carrierId, openSince = :openSince, dueShard = :dueShard, dueAt = :retryAt ADD failures :one",
      {
        ...{ ":ready": "READY", ":sending": "SENDING", ":sent": "SENT", ":at": at, ":carrierId": carrierId },
        ...{ ":errorCode": status.errorCode, ":retries": status.retries, ":retryAt": status.retryAt },
        ...{ ":openSince": outboundOrder(at, id), ":dueShard": dueShard(memberOf(id)), ":one": 1 },
        ":notBefore": instantPlus(at, -WORTH_SENDING_AGAIN_MS),
      },
      `#state IN (:sending, :sent) AND attribute_exists(sealed) AND sendingAt > :notBefore AND (attribute_not_exists(failures) OR failures < :retries) AND ${NOT_GIVEN_UP}`,
    );
    if (updated && !updated.held && isUnsettled(updated.item, at)) {
      throw new Failure("outbound.unsettled", "the carrier was faster than the function that sent the text");
    }
    if (!updated?.held) return undefined;
    await takeDisclosureBack(id, updated.item);
    return { kind: "again", consentVersion: updated.item.consentVersion };
  }

  /** Back to READY, as words alone: once, since what says that there are media goes with it. */
  async function begunWithoutMedia(
    id: OutboundId,
    carrierId: string,
    { errorCode }: Extract<DeliveryStatus, { kind: "failed-with-media" }>,
    at: Instant,
  ): Promise<Recorded | undefined> {
    const updated = await update(
      id,
      "SET #state = :ready, statusAt = :at, errorCode = :errorCode, failedCarrierId = :carrierId, openSince = :openSince, dueShard = :dueShard, dueAt = :at, isWithoutMedia = :true REMOVE hasMedia",
      {
        ...{ ":ready": "READY", ":sending": "SENDING", ":sent": "SENT", ":at": at, ":carrierId": carrierId },
        ...{ ":errorCode": errorCode, ":openSince": outboundOrder(at, id), ":dueShard": dueShard(memberOf(id)) },
        ...{ ":true": true, ":notBefore": instantPlus(at, -WORTH_SENDING_AGAIN_MS) },
      },
      `#state IN (:sending, :sent) AND attribute_exists(hasMedia) AND sendingAt > :notBefore AND ${NOT_GIVEN_UP}`,
    );
    if (!updated?.held) return undefined;
    await takeDisclosureBack(id, updated.item);
    return { kind: "again", consentVersion: updated.item.consentVersion };
  }

  /** What did not arrive was not disclosed: while it is the member's last disclosure, it is to be made again. */
  async function takeDisclosureBack(id: OutboundId, { discloses }: DeliveredItem): Promise<void> {
    // An introduction is a disclosure as well, and does not say so on its item.
    if (!discloses && !isFixed(id)) return;
    try {
      await documents.send(
        new UpdateCommand({
          TableName: settings.membersTable,
          Key: memberKey(memberOf(id)),
          ConditionExpression: "disclosedBy = :id",
          UpdateExpression: "REMOVE disclosedAt, disclosedBy",
          ExpressionAttributeValues: { ":id": id },
        }),
      );
    } catch (error) {
      if (!refusedCondition(error)) throw error;
    }
  }

  return {
    async record(id, carrierId, status, at) {
      const again =
        (status.kind === "failed-for-now" && (await begunAgain(id, carrierId, status, at))) ||
        (status.kind === "failed-with-media" && (await begunWithoutMedia(id, carrierId, status, at)));
      if (again) return again;
      const { to, from } = MOVES[status.kind];
      const errorCode = "errorCode" in status ? status.errorCode : undefined;
      const write = (how: typeof update, states: readonly OutboundState[]) =>
        how(
          id,
          `SET #state = :to, statusAt = :at${errorCode === undefined ? "" : ", errorCode = :errorCode"} ${CLOSE}`,
          {
            ...{ ":to": to, ":at": at, ":carrierId": carrierId },
            ...(errorCode !== undefined && { ":errorCode": errorCode }),
            ...Object.fromEntries(states.map((state, index) => [`:from${index}`, state])),
          },
          `#state IN (${states.map((_, index) => `:from${index}`).join(", ")}) AND ${NOT_GIVEN_UP}`,
        );
      const changesWhatWasSaid = (state: OutboundState) => !isFixed(id) && WAS_SAID.has(state) !== WAS_SAID.has(to);
      const [moving, staying] = [from.filter(changesWhatWasSaid), from.filter((state) => !changesWhatWasSaid(state))];
      let updated = await write(update, staying);
      const isLeft = updated && !updated.held && moving.some((state) => state === updated?.item.state);
      if (isLeft) updated = await write(move, moving);
      if (!updated) return { kind: "unknown", consentVersion: undefined };
      // Also when it was written down before: the function that did may have ended there.
      const hasFailed = status.kind.startsWith("failed") && !WAS_TAKEN.has(updated.item.state);
      if (hasFailed) await takeDisclosureBack(id, updated.item);
      return { kind: updated.held ? "recorded" : "stale", consentVersion: updated.item.consentVersion };
    },
  };
}

/** A fixed text gets its words when it is settled, moments after the carrier took it. */
function isUnsettled({ state, sealed, sendingAt = "" }: DeliveredItem, at: Instant): boolean {
  return state === "SENDING" && sealed === undefined && sendingAt > instantPlus(at, -UNSETTLED_MS);
}
