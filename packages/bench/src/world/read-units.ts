import type { Exchange } from "./recorder.ts";

const UNIT_BYTES = 4 * 1_024;
const READS = new Set(["DynamoDB.GetItem", "DynamoDB.Query", "DynamoDB.BatchGetItem"]);

/** What DynamoDB counts for consistent reads among the requests: a unit for each 4 KB that a read looked at, begun or whole. */
export function readUnits(exchanges: readonly Exchange[]): number {
  const reads = exchanges.filter(({ operation, status }) => READS.has(operation) && status === 200);
  return reads.reduce((sum, { answer }) => sum + Math.max(1, Math.ceil(bytesIn(answer) / UNIT_BYTES)), 0);
}

function bytesIn(answer: string): number {
  const { Item, Items, Responses } = JSON.parse(answer) as Readonly<Record<string, unknown>>;
  return [Item, Items, ...Object.values(Responses ?? {})]
    .flat()
    .filter((item) => item !== undefined)
    .reduce((sum: number, item) => sum + attributesOf(item as Readonly<Record<string, unknown>>), 0);
}

function attributesOf(item: Readonly<Record<string, unknown>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + name.length + sizeOf(value as Value), 0);
}

type Value = Readonly<Record<string, unknown>>;

/** As DynamoDB measures: text in UTF-8, bytes as they are, a number two digits a byte, three more for what holds others. */
function sizeOf(value: Value): number {
  if (typeof value.S === "string") return Buffer.byteLength(value.S);
  if (typeof value.B === "string") return Buffer.from(value.B, "base64").length;
  if (typeof value.N === "string") return Math.ceil(value.N.length / 2) + 1;
  if (Array.isArray(value.L)) return 3 + value.L.reduce((sum: number, each) => sum + 1 + sizeOf(each as Value), 0);
  if (value.M) return 3 + attributesOf(value.M as Readonly<Record<string, unknown>>);
  return 1;
}
