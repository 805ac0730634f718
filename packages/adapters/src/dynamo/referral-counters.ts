import type { TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Referral } from "@jules/core/crisis";

type Element = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** Counts a referral, as a part of the write that sends it. */
export function countReferral(TableName: string, referral: Referral): Element {
  const { year, state, tier, template, language } = referral;
  return {
    Update: {
      TableName,
      Key: { pk: String(year), sk: [state, tier, template, language].join("#") },
      UpdateExpression: "ADD referrals :one",
      ExpressionAttributeValues: { ":one": 1 },
    },
  };
}
