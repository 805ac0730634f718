import { type Attribute, BillingMode, Table as DynamoTable, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Grant } from "./grant.ts";
import { removalPolicyFor } from "./removal-policy.ts";

/** Privacy law wants erased data gone from backups within 30 days, so no table can be restored from further back. */
const LONGEST_RECOVERY_DAYS = 30;

export interface TableProps {
  readonly partitionKey: Attribute;
  readonly sortKey?: Attribute;
  /** Attribute that holds the second (Unix time) from which an item may vanish, or "never". */
  readonly expiry: { readonly attribute: string } | "never";
  readonly recoveryDays: number;
  readonly encryptionKey: IKey;
  readonly isProduction: boolean;
}

/** A table under our own key, restorable to any second of the last days, and hard to delete in production. */
export class Table extends DynamoTable {
  constructor(scope: Construct, id: string, props: TableProps) {
    if (props.recoveryDays > LONGEST_RECOVERY_DAYS) {
      throw new RangeError(
        `${id} would be restorable for ${props.recoveryDays} days; ${LONGEST_RECOVERY_DAYS} is the limit.`,
      );
    }
    super(scope, id, {
      partitionKey: props.partitionKey,
      ...(props.sortKey ? { sortKey: props.sortKey } : {}),
      ...(props.expiry === "never" ? {} : { timeToLiveAttribute: props.expiry.attribute }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.encryptionKey,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: props.recoveryDays,
      },
      deletionProtection: props.isProduction,
      removalPolicy: removalPolicyFor(props.isProduction),
    });
  }

  /** The right to do exactly these things with the table itself, e.g. `access("GetItem", "PutItem")`. */
  access(...operations: string[]): Grant[] {
    return this.#accessTo([this.tableArn], operations);
  }

  /** The right to do exactly these things, as parts of a write transaction and in no other way. */
  accessInTransactions(...operations: string[]): Grant[] {
    const conditions = { "ForAnyValue:StringEquals": { "dynamodb:EnclosingOperation": "TransactWriteItems" } };
    return this.access(...operations).map((grant) => ({ ...grant, conditions }));
  }

  /** The right to query the named indexes, but not the table. */
  query(...indexes: string[]): Grant[] {
    return this.#accessTo(this.#indexArns(indexes), ["Query"]);
  }

  #accessTo(resources: string[], operations: string[]): Grant[] {
    return [{ actions: operations.map((operation) => `dynamodb:${operation}`), resources }];
  }

  #indexArns(indexes: string[]): string[] {
    return indexes.map((index) => `${this.tableArn}/index/${index}`);
  }
}
