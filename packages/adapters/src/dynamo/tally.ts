import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { MemberId } from "@jules/core/kernel";
import type { PrivacyDesk } from "@jules/core/privacy";
import { type Backoff, type Documents, settled } from "./documents.ts";

/** What is more than this is "more than": nobody who asks waits for a count of years. */
const MOST_COUNTED = 1_000;

/** Counts a member's texts and ours to them, each in one read of a bounded page. */
export function createTally(settings: {
  readonly documents: Documents;
  readonly membersTable: string;
  readonly backoff?: Backoff;
}): PrivacyDesk["tally"] {
  const documents = settled(settings.documents, settings.backoff);

  async function count(member: MemberId, prefix: string) {
    const { Count: counted = 0, LastEvaluatedKey: more } = await documents.send(
      new QueryCommand({
        TableName: settings.membersTable,
        KeyConditionExpression: "pk = :member AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: { ":member": member, ":prefix": prefix },
        Select: "COUNT",
        Limit: MOST_COUNTED,
      }),
    );
    return { counted, isMore: more !== undefined };
  }

  return async (member) => {
    const [texts, replies] = await Promise.all([count(member, "TEXT#"), count(member, "OUT#")]);
    return { texts: texts.counted, replies: replies.counted, isMore: texts.isMore || replies.isMore };
  };
}
