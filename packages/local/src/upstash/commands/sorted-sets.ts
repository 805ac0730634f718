import { RedisError, type Reply } from "../reply.ts";
import type { Store } from "../store.ts";
import { type Commands, parseFloatingPoint, parseInteger, sliceInclusive, syntaxError } from "./command.ts";

type Scored = readonly [member: string, score: number];

/** By score, then by the bytes of the member. */
function sorted(store: Store, key: string): Scored[] {
  return [...(store.read(key, "zset") ?? [])].sort(
    (left, right) => left[1] - right[1] || Buffer.compare(Buffer.from(left[0]), Buffer.from(right[0])),
  );
}

function formatScore(score: number): string {
  return Number.isFinite(score) ? String(score) : score > 0 ? "inf" : "-inf";
}

/** Whether a score lies between two bounds, each inclusive, or exclusive after `(`. */
function parseScoreRange(min: string, max: string): (score: number) => boolean {
  const bound = (text: string) =>
    parseFloatingPoint(text.startsWith("(") ? text.slice(1) : text, "ERR min or max is not a float");
  const [low, high] = [bound(min), bound(max)];
  return (score) =>
    (min.startsWith("(") ? score > low : score >= low) && (max.startsWith("(") ? score < high : score <= high);
}

interface RangeOptions {
  byScore: boolean;
  reverse: boolean;
  withScores: boolean;
  limit?: { offset: number; count: number };
}

function parseRangeOptions(words: string[], allowed: readonly string[]): RangeOptions {
  const options: RangeOptions = { byScore: false, reverse: false, withScores: false };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const option = word.toLowerCase();
    if (!allowed.includes(option)) throw syntaxError();
    if (option === "byscore") options.byScore = true;
    else if (option === "rev") options.reverse = true;
    else if (option === "withscores") options.withScores = true;
    else {
      const [offset, count] = [words.shift(), words.shift()];
      if (offset === undefined || count === undefined) throw syntaxError();
      options.limit = { offset: parseInteger(offset), count: parseInteger(count) };
    }
  }
  return options;
}

function present(found: readonly Scored[], { limit, withScores }: RangeOptions): Reply {
  const from = limit?.offset ?? 0;
  const to = limit && limit.count >= 0 ? from + limit.count : undefined;
  const page = from < 0 ? [] : found.slice(from, to);
  return page.flatMap(([member, score]) => (withScores ? [member, formatScore(score)] : [member]));
}

function range(store: Store, key: string, start: string, stop: string, ...words: string[]): Reply {
  const options = parseRangeOptions(words, ["byscore", "rev", "limit", "withscores"]);
  if (options.limit && !options.byScore) {
    throw new RedisError("ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
  }
  const ordered = options.reverse ? sorted(store, key).reverse() : sorted(store, key);
  if (!options.byScore) return present(sliceInclusive(ordered, parseInteger(start), parseInteger(stop)), options);
  const inRange = options.reverse ? parseScoreRange(stop, start) : parseScoreRange(start, stop);
  return present(
    ordered.filter(([, score]) => inRange(score)),
    options,
  );
}

function rangeByScore(store: Store, key: string, min: string, max: string, ...words: string[]): Reply {
  const options = parseRangeOptions(words, ["limit", "withscores"]);
  const inRange = parseScoreRange(min, max);
  return present(
    sorted(store, key).filter(([, score]) => inRange(score)),
    options,
  );
}

const addOptions = ["nx", "xx", "gt", "lt", "ch"];

function parseScores(words: readonly string[]): Scored[] {
  if (words.length === 0 || words.length % 2 !== 0) throw syntaxError();
  return words.flatMap((word, index) =>
    index % 2 === 0 ? [[words[index + 1] ?? "", parseFloatingPoint(word)] as const] : [],
  );
}

/** Answers how many members were added; with CH also those whose score changed. */
function add(store: Store, key: string, ...words: string[]): Reply {
  const firstScore = words.findIndex((word) => !addOptions.includes(word.toLowerCase()));
  const options = new Set(words.slice(0, Math.max(0, firstScore)).map((word) => word.toLowerCase()));
  const scored = parseScores(words.slice(options.size));
  if (options.has("nx") && options.has("xx")) {
    throw new RedisError("ERR XX and NX options at the same time are not compatible");
  }
  if (["nx", "gt", "lt"].filter((option) => options.has(option)).length > 1) {
    throw new RedisError("ERR GT, LT, and/or NX options at the same time are not compatible");
  }
  return store.update(key, "zset", (zset) => {
    let added = 0;
    let changed = 0;
    for (const [member, score] of scored) {
      const old = zset.get(member);
      if (old === undefined ? options.has("xx") : options.has("nx")) continue;
      if (old !== undefined && ((options.has("gt") && score <= old) || (options.has("lt") && score >= old))) continue;
      if (old === undefined) added += 1;
      else if (old !== score) changed += 1;
      zset.set(member, score);
    }
    return options.has("ch") ? added + changed : added;
  });
}

export const sortedSetCommands: Commands = {
  zadd: { arity: -4, run: add },
  zrem: {
    arity: -3,
    run: (store, key, ...members) =>
      store.update(key, "zset", (zset) => members.filter((member) => zset.delete(member)).length),
  },
  zrange: { arity: -4, run: range },
  zrangebyscore: { arity: -4, run: rangeByScore },
  zscore: {
    arity: 3,
    run: (store, key, member) => {
      const score = store.read(key, "zset")?.get(member);
      return score === undefined ? null : formatScore(score);
    },
  },
  zcard: { arity: 2, run: (store, key) => store.read(key, "zset")?.size ?? 0 },
  zremrangebyscore: {
    arity: 4,
    run: (store, key, min, max) => {
      const inRange = parseScoreRange(min, max);
      return store.update(key, "zset", (zset) => {
        const removed = [...zset].filter(([, score]) => inRange(score));
        for (const [member] of removed) zset.delete(member);
        return removed.length;
      });
    },
  },
};
