import { RedisError, type Reply } from "../reply.ts";
import type { Store } from "../store.ts";

/** One command of the embedded store. */
export interface Command {
  /** How many words the command has, its name included; negative: at least that many. As in `COMMAND INFO`. */
  readonly arity: number;
  /** Gets as many arguments as the arity promises. Throws {@link RedisError}. */
  readonly run: (store: Store, ...parameters: string[]) => Reply;
}

export type Commands = Readonly<Record<string, Command>>;

export const syntaxError = () => new RedisError("ERR syntax error");
export const wrongArity = (name: string) => new RedisError(`ERR wrong number of arguments for '${name}' command`);
const notAnInteger = () => new RedisError("ERR value is not an integer or out of range");

/** A 64-bit integer as Redis reads it: no spaces, no plus sign, no leading zeros. */
export function parseBigInteger(text: string, refusal: () => RedisError = notAnInteger): bigint {
  if (!/^(0|-?[1-9]\d*)$/.test(text)) throw refusal();
  const value = BigInt(text);
  if (BigInt.asIntN(64, value) !== value) throw refusal();
  return value;
}

export function parseInteger(text: string): number {
  return Number(parseBigInteger(text));
}

/** A count of elements to take. */
export function parseCount(text: string): number {
  const count = parseInteger(text);
  if (count < 0) throw new RedisError("ERR value is out of range, must be positive");
  return count;
}

/** A floating-point number, `inf` and `-inf` included. */
export function parseFloatingPoint(text: string, message = "ERR value is not a valid float"): number {
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new RedisError(message);
  return Number(text);
}

/** Adds two 64-bit integers. */
export function addIntegers(left: bigint, right: bigint): bigint {
  const sum = left + right;
  if (BigInt.asIntN(64, sum) !== sum) throw new RedisError("ERR increment or decrement would overflow");
  return sum;
}

/** The part of `list` between two inclusive indexes; negative ones count from the end. */
export function sliceInclusive<T>(list: readonly T[], start: number, stop: number): T[] {
  const from = start < 0 ? Math.max(0, list.length + start) : start;
  const to = stop < 0 ? list.length + stop : stop;
  return list.slice(from, Math.max(from, to + 1));
}

/** When a key expires, from one of the options EX, PX, EXAT, PXAT (lower case) and its amount. */
export function parseExpiry(command: string, option: string, amount: string | undefined, now: number): number {
  if (amount === undefined) throw syntaxError();
  const value = parseInteger(amount) * (option.startsWith("ex") ? 1000 : 1);
  if (value <= 0) throw new RedisError(`ERR invalid expire time in '${command}' command`);
  return option.endsWith("at") ? value : now + value;
}
