import {
  type AttributeDefinition,
  DynamoDB,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  type LocalSecondaryIndex,
  ResourceNotFoundException,
  type ScanCommandOutput,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { keyArn, region } from "../arns.ts";

/** The properties of a CloudFormation `AWS::DynamoDB::Table` that matter on one machine; the others are ignored. */
export interface TableDefinition {
  readonly TableName: string;
  readonly KeySchema: KeySchemaElement[];
  readonly AttributeDefinitions: AttributeDefinition[];
  readonly LocalSecondaryIndexes?: LocalSecondaryIndex[] | undefined;
  readonly GlobalSecondaryIndexes?: GlobalSecondaryIndex[] | undefined;
  readonly SSESpecification?: { readonly KMSMasterKeyId?: string | undefined } | undefined;
  readonly TimeToLiveSpecification?:
    | { readonly AttributeName?: string | undefined; readonly Enabled: boolean }
    | undefined;
}

/** The tables of the local stack: makes them, knows their keys, and removes what has expired. */
export class Tables {
  readonly #client: DynamoDB;
  readonly #keyArns = new Map<string, string>();
  readonly #expiryAttributes = new Map<string, string>();

  constructor(url: string) {
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    this.#client = new DynamoDB({ endpoint: url, region, credentials });
  }

  /** Creates a table, or keeps the one that an earlier run made; throws if that one has other keys or indexes. */
  async create(definition: TableDefinition): Promise<void> {
    const { TableName, SSESpecification, TimeToLiveSpecification } = definition;
    const existing = await this.#describe(TableName);
    if (!existing) await this.#create(definition);
    else if (shapeOf(existing) !== shapeOf(definition)) {
      throw new Error(
        `The table ${TableName} was made with other keys or indexes than it has now. Start with --fresh to make it anew.`,
      );
    }
    const key = SSESpecification?.KMSMasterKeyId;
    if (key !== undefined) this.#keyArns.set(TableName, keyArn(key));
    const expiryAttribute = TimeToLiveSpecification?.Enabled ? TimeToLiveSpecification.AttributeName : undefined;
    if (expiryAttribute !== undefined) this.#expiryAttributes.set(TableName, expiryAttribute);
  }

  /** The customer-managed key of a table, if it has one. */
  keyArnOf(tableName: string): string | undefined {
    return this.#keyArns.get(tableName);
  }

  /**
   * Deletes the items whose time to live has passed at `now` (milliseconds since the epoch) and returns how many.
   * As on AWS nothing hides an expired item until this has run.
   */
  async expire(now: number): Promise<number> {
    let deleted = 0;
    for (const [table, attribute] of this.#expiryAttributes) deleted += await this.#expireTable(table, attribute, now);
    return deleted;
  }

  close(): void {
    this.#client.destroy();
  }

  async #describe(TableName: string): Promise<TableDescription | undefined> {
    try {
      const { Table } = await this.#client.describeTable({ TableName });
      return Table;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  async #create(definition: TableDefinition): Promise<void> {
    const { TableName, KeySchema, AttributeDefinitions, LocalSecondaryIndexes, GlobalSecondaryIndexes } = definition;
    await this.#client.createTable({
      TableName,
      KeySchema,
      AttributeDefinitions,
      BillingMode: "PAY_PER_REQUEST",
      ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
      ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
    });
  }

  async #expireTable(TableName: string, attribute: string, now: number): Promise<number> {
    const { KeySchema } = (await this.#describe(TableName)) ?? {};
    const keyNames = (KeySchema ?? []).map(({ AttributeName }) => AttributeName ?? "");
    const condition = {
      ExpressionAttributeNames: { "#expiry": attribute },
      ExpressionAttributeValues: { ":now": { N: String(Math.floor(now / 1000)) }, ":number": { S: "N" } },
    };
    const isExpired = "attribute_type(#expiry, :number) AND #expiry < :now";
    let deleted = 0;
    let ExclusiveStartKey: ScanCommandOutput["LastEvaluatedKey"];
    do {
      const page = await this.#client.scan({ TableName, FilterExpression: isExpired, ExclusiveStartKey, ...condition });
      for (const item of page.Items ?? []) {
        const Key = Object.fromEntries(Object.entries(item).filter(([name]) => keyNames.includes(name)));
        // Between the scan and the deletion the item may have been given more time.
        const deletion = this.#client.deleteItem({ TableName, Key, ConditionExpression: isExpired, ...condition });
        deleted += await deletion.then(
          () => 1,
          (error: Error) => {
            if (error.name === "ConditionalCheckFailedException") return 0;
            throw error;
          },
        );
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return deleted;
  }
}

type Shape = Pick<TableDescription, "KeySchema" | "LocalSecondaryIndexes" | "GlobalSecondaryIndexes">;

/** What cannot be changed in place, in a form that can be compared. */
function shapeOf(table: Shape | TableDefinition): string {
  const keys = (schema: KeySchemaElement[] | undefined) => schema?.map((key) => `${key.KeyType}:${key.AttributeName}`);
  const indexes = [...(table.LocalSecondaryIndexes ?? []), ...(table.GlobalSecondaryIndexes ?? [])].map((index) => [
    index.IndexName,
    keys(index.KeySchema),
    index.Projection?.ProjectionType,
    index.Projection?.NonKeyAttributes ?? [],
  ]);
  return JSON.stringify([
    keys(table.KeySchema),
    indexes.sort(([left], [right]) => (String(left) < String(right) ? -1 : 1)),
  ]);
}
