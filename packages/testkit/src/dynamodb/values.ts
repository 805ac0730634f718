/** An attribute's value as the document client takes and gives it. */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | readonly Value[]
  | ReadonlySet<string | number | bigint | Uint8Array>
  | { readonly [name: string]: Value };

export type Item = Readonly<Record<string, Value>>;

export type TypeName = "S" | "N" | "B" | "BOOL" | "NULL" | "M" | "L" | "SS" | "NS" | "BS";

/** What a key attribute can hold. */
export type KeyValue = string | number | bigint | Uint8Array;

export function typeOf(value: Value): TypeName {
  if (typeof value === "string") return "S";
  if (typeof value === "number" || typeof value === "bigint") return "N";
  if (typeof value === "boolean") return "BOOL";
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) return "B";
  if (Array.isArray(value)) return "L";
  if (!(value instanceof Set)) return "M";
  const [first] = value;
  if (typeof first === "string") return "SS";
  return first instanceof Uint8Array ? "BS" : "NS";
}

/**
 * The value as the table keeps it, with nothing of it shared with the caller's: `undefined` is dropped, as by a client
 * with `removeUndefinedValues`.
 * @throws Error as that client does, before any request, for what DynamoDB has no type for.
 */
export function taken(value: unknown): Value {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value === 0 ? 0 : value;
      throw new Error(`${value} is no number that a document client takes`);
    case "bigint":
      return numberOf(value);
    case "object":
      return value === null ? null : takenObject(value);
    default:
      throw new Error(`a document client takes no ${typeof value}`);
  }
}

function takenObject(value: object): Value {
  if (value instanceof Uint8Array) return takenBytes(value);
  if (Array.isArray(value)) return value.filter((element) => element !== undefined).map(taken);
  if (value instanceof Set) return takenSet(value);
  if (value instanceof Map) return takenMap(Object.fromEntries(value));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return takenMap(value as Record<string, unknown>);
  throw new Error(`a document client takes no instance of ${value.constructor.name}`);
}

const BLOCK_BYTES = 64 * 1_024;
let block = new Uint8Array(BLOCK_BYTES);
let blockUsed = 0;

/** In a block with others that are kept: buffers of their own cost more to make and to collect than all the rest. */
function takenBytes(value: Uint8Array): Uint8Array {
  if (value.length > BLOCK_BYTES / 8) return new Uint8Array(value);
  if (blockUsed + value.length > BLOCK_BYTES) {
    block = new Uint8Array(BLOCK_BYTES);
    blockUsed = 0;
  }
  const copy = block.subarray(blockUsed, blockUsed + value.length);
  copy.set(value);
  blockUsed += value.length;
  return copy;
}

/** @see taken */
export function takenMap(value: Readonly<Record<string, unknown>>): Item {
  const map: Record<string, Value> = {};
  for (const name in value) {
    const element = value[name];
    if (element !== undefined) map[name] = typeof element === "string" ? element : taken(element);
  }
  return map;
}

function takenSet(value: ReadonlySet<unknown>): Value {
  const members = [...value].filter((member) => member !== undefined).map(taken);
  const [type, ...others] = new Set(members.map(typeOf));
  if (others.length > 0 || (type !== "S" && type !== "N" && type !== "B")) {
    throw new Error("a document client takes sets of strings, of numbers or of bytes, and none that is empty");
  }
  return union(new Set(), members as KeyValue[]);
}

/** A copy that its owner may change. */
export function given(item: Item): Record<string, Value> {
  const copy = { ...item };
  for (const name in copy) {
    const value = copy[name];
    if (typeof value === "object" && value !== null) copy[name] = givenValue(value);
  }
  return copy;
}

function givenValue(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return givenBytes(value);
  if (isList(value)) return value.map(givenValue);
  if (isSet(value)) return new Set(value);
  return given(value);
}

/** Like the bytes that the SDK gives, a part of a larger buffer; several times as fast as one of their own. */
function givenBytes(value: Uint8Array): Uint8Array {
  const { buffer, byteOffset, length } = Buffer.from(value);
  return new Uint8Array(buffer, byteOffset, length);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isSet(value: Value | undefined): value is ReadonlySet<KeyValue> {
  return value instanceof Set;
}

export function isMap(value: Value | undefined): value is Item {
  return typeof value === "object" && value !== null && typeOf(value) === "M";
}

export function equal(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (typeOf(left) !== typeOf(right)) return false;
  if (left instanceof Uint8Array) return right instanceof Uint8Array && Buffer.compare(left, right) === 0;
  if (isList(left)) {
    return isList(right) && left.length === right.length && left.every((value, at) => equal(value, right[at] ?? null));
  }
  if (isSet(left)) return isSet(right) && left.size === right.size && [...left].every((member) => has(right, member));
  const names = Object.keys(left);
  return (
    isMap(right) &&
    names.length === Object.keys(right).length &&
    names.every((name) => right[name] !== undefined && equal(left[name] ?? null, right[name]))
  );
}

/** Below zero, zero or above zero; not a number where DynamoDB knows no order between the two. */
export function order(left: Value, right: Value): number {
  if (typeof left === "string") return typeof right === "string" ? orderOfStrings(left, right) : Number.NaN;
  if (typeof left === "number" || typeof left === "bigint") {
    if (typeof right !== "number" && typeof right !== "bigint") return Number.NaN;
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right);
  return Number.NaN;
}

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** By UTF-8 bytes: as by UTF-16 units, except that what needs two units (an emoji) comes last. */
function orderOfStrings(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const leftUnit = left.charCodeAt(at);
    const rightUnit = right.charCodeAt(at);
    if (leftUnit !== rightUnit) {
      const leftIsHalf = leftUnit >= FIRST_SURROGATE && leftUnit <= LAST_SURROGATE;
      const rightIsHalf = rightUnit >= FIRST_SURROGATE && rightUnit <= LAST_SURROGATE;
      return leftIsHalf === rightIsHalf ? leftUnit - rightUnit : leftIsHalf ? 1 : -1;
    }
  }
  return left.length - right.length;
}

export function has(set: ReadonlySet<KeyValue>, member: Value): boolean {
  if (!(member instanceof Uint8Array)) return set.has(member as KeyValue);
  for (const other of set) if (equal(other, member)) return true;
  return false;
}

/** In order, as DynamoDB gives the members of a set. */
export function union(set: ReadonlySet<KeyValue>, members: Iterable<KeyValue>): ReadonlySet<KeyValue> {
  const all = new Set(set);
  for (const member of members) if (!has(all, member)) all.add(member);
  return new Set([...all].sort(order));
}

export function difference(set: ReadonlySet<KeyValue>, members: ReadonlySet<KeyValue>): ReadonlySet<KeyValue> {
  return new Set([...set].filter((member) => !has(members, member)));
}

/** Exact in decimals, as DynamoDB's numbers are: a tenth and two tenths are three tenths. */
export function sum(left: number | bigint, right: number | bigint): number | bigint {
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) {
    const total = Number(left) + Number(right);
    return Number.isSafeInteger(total) ? total : BigInt(left) + BigInt(right);
  }
  const [leftDigits, leftScale] = decimal(left);
  const [rightDigits, rightScale] = decimal(right);
  const scale = Math.max(leftScale, rightScale);
  const digits = leftDigits * 10n ** BigInt(scale - leftScale) + rightDigits * 10n ** BigInt(scale - rightScale);
  return scale === 0 ? numberOf(digits) : Number(`${digits}e-${scale}`);
}

/** The number as digits and how many of them are behind the point. */
function decimal(value: number | bigint): readonly [digits: bigint, scale: number] {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale < 0 ? [digits * 10n ** BigInt(-scale), 0] : [digits, scale];
}

/** Like the document client: a number where that is exact. */
function numberOf(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/**
 * Bytes, by DynamoDB's published rules.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function sizeOfItem(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += utf8Length(name) + sizeOfValue(item[name] ?? null);
  return bytes;
}

function sizeOfValue(value: Value): number {
  if (typeof value === "string") return utf8Length(value);
  if (typeof value === "number" || typeof value === "bigint") return sizeOfNumber(value);
  if (typeof value === "boolean" || value === null) return 1;
  if (value instanceof Uint8Array) return value.length;
  let bytes = 0;
  if (isSet(value)) {
    for (const member of value) bytes += sizeOfValue(member);
    return bytes;
  }
  if (isList(value)) {
    for (const element of value) bytes += 1 + sizeOfValue(element);
    return bytes + 3;
  }
  return sizeOfItem(value) + Object.keys(value).length + 3;
}

/**
 * A byte, one for each two digits on either side of the point, and one for a minus; zeros at the ends do not count. (AWS
 * documents less; this is what it charges.)
 */
function sizeOfNumber(value: number | bigint): number {
  const [whole = "", fraction = ""] = String(value).replace(/^-?0*/, "").split(".");
  const digits = fraction === "" ? whole.replace(/0+$/, "") : whole;
  return 1 + Math.ceil(digits.length / 2) + Math.ceil(fraction.length / 2) + (value < 0 ? 1 : 0);
}

const SHORT = 100;

function utf8Length(text: string): number {
  if (text.length > SHORT) return Buffer.byteLength(text);
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return Buffer.byteLength(text);
  return text.length;
}
