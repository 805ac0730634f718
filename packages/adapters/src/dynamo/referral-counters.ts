import { QueryCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { type Referral, type ReferralCount, type ReferralCounters, templateName } from "@jules/core/crisis";
import { Failure } from "@jules/core/kernel";
import { AREA_CODES } from "@jules/core/numbering";
import * as z from "zod/mini";
import { type Documents, settled } from "./documents.ts";
import { SCHEMA_VERSION } from "./items.ts";

/**
 * A counter is spread over this many items. Two transactions that meet on an item refuse each other, and what is counted
 * goes with the write that sends somebody help: it must not wait for a stranger's.
 */
const SHARDS = 16;

/**
 * What counts a referral as a part of the write that begins to send it, so that it is counted as often as it is begun for
 * the first time, and a replay counts nothing.
 * @param random in [0, 1); which of a counter's items is used says nothing about whom it counts.
 */
export function countReferral(
  table: string,
  { year, state, tier, template, language }: Referral,
  random: () => number = Math.random,
): NonNullable<TransactWriteCommandInput["TransactItems"]>[number] {
  const shard = String(Math.floor(random() * SHARDS)).padStart(2, "0");
  return {
    Update: {
      TableName: table,
      Key: { pk: yearKey(year), sk: [state, tier, template, language, shard].join("#") },
      UpdateExpression: "SET v = :v ADD referrals :one",
      ExpressionAttributeValues: { ":v": SCHEMA_VERSION, ":one": 1 },
    },
  };
}

/** Reads the counters of a year; a table with nothing else in it. */
export function createReferralCounters(client: Documents, table: string): ReferralCounters {
  const documents = settled(client);
  return {
    async ofYear(year) {
      const counts = new Map<string, ReferralCount>();
      let from: Record<string, unknown> | undefined;
      do {
        const { Items: items = [], LastEvaluatedKey: more } = await documents.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: "pk = :year",
            ExpressionAttributeValues: { ":year": yearKey(year) },
            ExclusiveStartKey: from,
            ConsistentRead: true,
          }),
        );
        for (const item of items) {
          const counted = countOf(item, year);
          const name = [counted.state, counted.tier, counted.template, counted.language].join("#");
          counts.set(name, { ...counted, count: counted.count + (counts.get(name)?.count ?? 0) });
        }
        from = more;
      } while (from);
      return [...counts.values()];
    },
  };
}

const CounterItem = z.object({ sk: z.string(), referrals: z.number() });

const CounterName = z.tuple([
  z.enum(["unknown", ...Object.keys(AREA_CODES)] as [Referral["state"]]),
  z.enum(["none", "concern", "high", "imminent"]),
  z.string(),
  z.enum(["en", "es"]),
  z.string(),
]);

/** @throws Failure `counter.unreadable`: a total that leaves something out would be a false report. */
function countOf(item: unknown, year: number): ReferralCount {
  const { success, data } = CounterItem.safeParse(item);
  const name = success ? CounterName.safeParse(data.sk.split("#")) : undefined;
  const template = name?.success ? templateName(name.data[2]) : undefined;
  if (!success || !name?.success || !template) throw new Failure("counter.unreadable", "an item is no counter");
  const [state, tier, , language] = name.data;
  return { year, state, tier, template, language, count: data.referrals };
}

function yearKey(year: number): string {
  return `YEAR#${year}`;
}
