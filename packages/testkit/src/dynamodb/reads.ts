import type {
  GetCommandInput,
  QueryCommandInput,
  QueryCommandOutput,
  ScanCommandInput,
  ScanCommandOutput,
} from "@aws-sdk/lib-dynamodb";
import type { Values } from "./conditions.ts";
import { invalid } from "./errors.ts";
import { bind, type Filter, filter, keyConditions, projection } from "./expressions.ts";
import { rangeOf } from "./key-conditions.ts";
import { type Entry, firstWithout, orderOfPositions, orderOfSortables, sortable } from "./partitions.ts";
import { type KeyShape, primaryKey, primaryKeyOfItem } from "./schema.ts";
import type { Source, Table } from "./table.ts";
import { given, order, takenMap, type Value } from "./values.ts";

export const METADATA = { httpStatusCode: 200 };

/** A query reads this much and then gives what it has. */
const MOST_BYTES_OF_PAGE = 1_024 * 1_024;

export function get(
  table: Table,
  input: Pick<GetCommandInput, "Key" | "ProjectionExpression" | "ExpressionAttributeNames">,
): Record<string, Value> | undefined {
  const wanted = projection(input.ProjectionExpression, input.ExpressionAttributeNames);
  bind(input, wanted);
  const item = table.get(primaryKey(table.key, input.Key));
  if (!item) return undefined;
  return given(wanted ? wanted.plan.project(item) : item);
}

export function query(table: Table, input: QueryCommandInput): QueryCommandOutput {
  const names = input.ExpressionAttributeNames;
  const conditions = keyConditions(input.KeyConditionExpression, names);
  if (!conditions) {
    throw invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
  }
  const reading = readingOf(table, input);
  const values = bind(input, conditions, reading.filter, reading.projection);
  const { source } = reading;
  const { hash, isBefore, isBehind } = rangeOf(conditions.plan, source.key, values);
  refuseKeys(reading.filter?.plan, source.key);

  const entries = source.of(hash);
  const forwards = input.ScanIndexForward !== false;
  let from = firstWithout(entries, (entry) => isBefore(entry.position[0] ?? ""));
  let to = firstWithout(entries, (entry) => !isBehind(entry.position[0] ?? ""));
  if (input.ExclusiveStartKey) {
    const start = startOf(table, source, input.ExclusiveStartKey);
    const [first = ""] = start.position;
    if (order(start.hash, hash) !== 0 || isBefore(first) || isBehind(first)) {
      throw invalid("The provided starting key is outside query boundaries based on provided conditions");
    }
    if (forwards) from = firstWithout(entries, (entry) => orderOfPositions(entry.position, start.position) <= 0);
    else to = firstWithout(entries, (entry) => orderOfPositions(entry.position, start.position) < 0);
  }
  const chosen = entries.slice(from, to);
  return page(table, reading, forwards ? chosen : chosen.reverse(), values);
}

export function scan(table: Table, input: ScanCommandInput): ScanCommandOutput {
  if (input.TotalSegments !== undefined) throw new Error("the model has no parallel scan");
  const reading = readingOf(table, input);
  const values = bind(input, reading.filter, reading.projection);
  const { source } = reading;
  let entries = [...source.all()].sort(orderOfEntries);
  if (input.ExclusiveStartKey) {
    const start = startOf(table, source, input.ExclusiveStartKey);
    entries = entries.filter((entry) => orderOfEntries(entry, start) > 0);
  }
  return page(table, reading, entries, values);
}

/** What a query and a scan have in common. */
interface Reading {
  readonly source: Source;
  readonly filter: ReturnType<typeof filter>;
  readonly projection: ReturnType<typeof projection>;
  readonly limit: number;
  readonly countsOnly: boolean;
  /** Whether the table is asked for what its local index does not hold. */
  readonly needsTable: boolean;
}

function readingOf(table: Table, input: QueryCommandInput | ScanCommandInput): Reading {
  const names = input.ExpressionAttributeNames;
  const limit = input.Limit ?? Number.POSITIVE_INFINITY;
  if (limit < 1) {
    throw invalid(
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    );
  }
  const source = table.source(input.IndexName, input.ConsistentRead === true);
  const wanted = projection(input.ProjectionExpression, names);
  return {
    source,
    filter: filter(input.FilterExpression, names),
    projection: wanted,
    limit,
    countsOnly: input.Select === "COUNT",
    needsTable: needsTable(source, wanted?.plan.topNames ?? [], input.Select === "ALL_ATTRIBUTES"),
  };
}

/** @throws ValidationException for a global index, which has nothing but what is projected into it. */
function needsTable({ index }: Source, wanted: Iterable<string>, wantsAll: boolean): boolean {
  const projected = index?.projected;
  if (!projected) return false;
  const missing = [...wanted].filter((name) => !projected.has(name));
  if (missing.length === 0 && !wantsAll) return false;
  if (!index.isGlobal) return true;
  throw invalid(
    `One or more parameter values were invalid: Global secondary index ${index.name} does not project [${missing.join(", ")}]`,
  );
}

function page(
  table: Table,
  reading: Reading,
  entries: readonly Entry[],
  values: Values,
): Pick<QueryCommandOutput, "Items" | "Count" | "ScannedCount" | "LastEvaluatedKey" | "$metadata"> {
  const { source, limit, countsOnly, needsTable } = reading;
  const test = reading.filter?.plan.test;
  const project = reading.projection?.plan.project;
  const items: Record<string, Value>[] = [];
  let matches = 0;
  let scanned = 0;
  let bytes = 0;
  let last: Entry | undefined;
  for (const entry of entries) {
    if (scanned === limit || bytes >= MOST_BYTES_OF_PAGE) break;
    scanned += 1;
    bytes += entry.sizeBytes;
    last = entry;
    const item = needsTable ? (table.get(primaryKeyOfItem(table.key, entry.item)) ?? entry.item) : entry.item;
    if (test && !test(item, values)) continue;
    matches += 1;
    if (!countsOnly) items.push(given(project ? project(item) : item));
  }
  // A page that ends at its limit does not know whether anything follows.
  const isOpen = scanned === limit || bytes >= MOST_BYTES_OF_PAGE;
  return {
    ...(!countsOnly && { Items: items }),
    Count: matches,
    ScannedCount: scanned,
    ...(isOpen && last && { LastEvaluatedKey: keyOfEntry(table, source, last) }),
    $metadata: METADATA,
  };
}

function keyOfEntry(table: Table, source: Source, entry: Entry): Record<string, Value> {
  const key: Record<string, Value> = {};
  for (const attribute of [table.key.hash, table.key.sort, source.key.hash, source.key.sort]) {
    if (attribute) key[attribute.name] = entry.item[attribute.name] ?? null;
  }
  return given(key);
}

type Start = Pick<Entry, "hash" | "position">;

function startOf(table: Table, source: Source, key: Readonly<Record<string, unknown>>): Start {
  const item = takenMap(key);
  const names = new Set(
    [table.key.hash, table.key.sort, source.key.hash, source.key.sort].flatMap((one) => (one ? [one.name] : [])),
  );
  if (Object.keys(item).length !== names.size || ![...names].every((name) => item[name] !== undefined)) {
    throw invalid("The provided starting key is invalid");
  }
  return { hash: item[source.key.hash.name] as Start["hash"], position: source.positionOf(item) };
}

function orderOfEntries(left: Start, right: Start): number {
  return orderOfSortables(sortable(left.hash), sortable(right.hash)) || orderOfPositions(left.position, right.position);
}

function refuseKeys(filtered: Filter | undefined, key: KeyShape): void {
  for (const attribute of [key.hash, key.sort]) {
    if (attribute && filtered?.topNames.has(attribute.name)) {
      throw invalid(
        `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${attribute.name}`,
      );
    }
  }
}
