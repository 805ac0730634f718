import { Duration } from "aws-cdk-lib";
import { type Attribute, AttributeType, ProjectionType } from "aws-cdk-lib/aws-dynamodb";
import { type StackContext, use } from "sst/constructs";
import { acceptFinding } from "../infra/accepted-finding.ts";
import { Bucket } from "../infra/bucket.ts";
import { Table } from "../infra/table.ts";
import { foundations } from "./foundations.ts";

/** Where members' data lives. Everything in it is sealed; the keys to it have a table of their own, and so have what we count and what must be provable. */
export function data({ stack }: StackContext) {
  const { configuration, encryptionKey } = use(foundations);
  const { isProduction } = configuration;

  const members = new Table(stack, "members", {
    partitionKey: text("pk"),
    sortKey: text("sk"),
    expiry: { attribute: "expiresAtSeconds" },
    recoveryDays: 28,
    encryptionKey,
    isProduction,
  });
  members.addLocalSecondaryIndex({ indexName: "history", sortKey: text("saidAt"), projectionType: ProjectionType.ALL });
  members.addLocalSecondaryIndex({ indexName: "open", sortKey: text("openSince"), projectionType: ProjectionType.ALL });
  members.addGlobalSecondaryIndex({
    indexName: "due",
    partitionKey: text("dueShard"),
    sortKey: text("dueAt"),
    projectionType: ProjectionType.KEYS_ONLY,
  });

  // Apart from what they open: a restored copy of the members decrypts nothing once a key is gone.
  // An erased key is beyond recovery after a week.
  const memberKeys = new Table(stack, "member-keys", {
    partitionKey: text("pk"),
    expiry: "never",
    recoveryDays: 7,
    encryptionKey,
    isProduction,
  });

  // Not of anybody: how often people were referred to help, by year and state. It outlives every member.
  const counters = new Table(stack, "counters", {
    partitionKey: text("pk"),
    sortKey: text("sk"),
    expiry: "never",
    recoveryDays: 28,
    encryptionKey,
    isProduction,
  });

  // What must be provable for years: who agreed to what, what was disclosed when. It outlives every member.
  const ledger = new Table(stack, "ledger", {
    partitionKey: text("pk"),
    sortKey: text("sk"),
    expiry: "never",
    recoveryDays: 28,
    encryptionKey,
    isProduction,
  });

  const media = new Bucket(stack, "media", { encryptionKey, lifetime: Duration.days(30), isProduction });
  acceptFinding(media, {
    rule: "AwsSolutions-S1",
    reason: "Server access logs would hold members' object keys in clear text in a second bucket.",
    reviewBy: "2027-05-31",
  });

  return { members, memberKeys, counters, ledger, media };
}

function text(name: string): Attribute {
  return { name, type: AttributeType.STRING };
}
