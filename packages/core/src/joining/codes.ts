import type { Instant, PhoneNumber } from "../kernel/index.ts";
import { instantPlus, millisecondsOf } from "../kernel/index.ts";
import type { Addition, SharedState } from "../providers/index.ts";
import { prefixOf } from "../quotas/index.ts";
import { CODE_LIFETIME_MS, CODE_LIMITS, MOST_ATTEMPTS, RESENT_AFTER_MS } from "./limits.ts";

/** What only we can make: hashes that nobody can try codes against, and forms that nobody can fill in for us. */
export interface JoiningKeys {
  /** Six digits that nobody can guess. */
  newCode(): string;
  digest(text: string): string;
  /** Whether the digest is of this text; in the same time whatever they are. */
  matches(digest: string, text: string): boolean;
  sign(value: string): string;
  /** What we signed; undefined for everything else. */
  read(token: string): string | undefined;
}

/** Where codes are kept, as hashes, for ten minutes. */
export interface CodeDesk {
  readonly state: SharedState;
  readonly keys: JoiningKeys;
}

/** A code that was asked for: for which number, and when, which makes it another one. */
export interface Challenge {
  readonly number: PhoneNumber;
  readonly at: Instant;
}

export type CodeVerdict = "right" | "wrong" | "expired" | "spent";

/**
 * Whether one more code may be asked for; counted by address, number, prefix and in all. Says the same of every number,
 * whoever has it.
 * @throws Failure `shared-state.unavailable`: then none may.
 */
export async function mayAskForCode(
  { state, keys }: CodeDesk,
  { number, address, at }: { readonly number: PhoneNumber; readonly address: string; readonly at: Instant },
): Promise<boolean> {
  // Who is over their own limit must not use up that of others.
  const mine = counting("address", keys.digest(`address|${address}`), at);
  if (!within(mine, await state.addAll(mine.additions))) return false;
  const theirs = counting("number", keys.digest(`number|${number}`), at);
  if (!within(theirs, await state.addAll(theirs.additions))) return false;
  for (const all of [counting("prefix", prefixOf(number), at), counting("service", "all", at)]) {
    if (!within(all, await state.addAll(all.additions))) return false;
  }
  return true;
}

interface Counting {
  readonly additions: readonly Addition[];
  readonly limits: readonly number[];
}

const HOUR_MS = 60 * 60_000;

function counting(scope: keyof typeof CODE_LIMITS, name: string, at: Instant): Counting {
  const now = millisecondsOf(at);
  const windows = [
    { name: "hour", lengthMs: HOUR_MS },
    { name: "day", lengthMs: 24 * HOUR_MS },
  ] as const;
  return {
    limits: windows.map((window) => CODE_LIMITS[scope][window.name]),
    additions: windows.map((window) => {
      const startsAt = Math.floor(now / window.lengthMs) * window.lengthMs;
      const key = `join:${scope}:${name}:${window.name}:${startsAt}`;
      return { key, amounts: [1], expiresInMs: startsAt + window.lengthMs - now };
    }),
  };
}

function within({ limits }: Counting, sums: readonly (readonly number[])[]): boolean {
  return limits.every((limit, index) => (sums[index]?.[0] ?? 0) <= limit);
}

/**
 * Makes a code for a number and keeps its hash.
 * @returns without a code when one was made within the last minute: then that one counts.
 * @throws Failure `shared-state.unavailable`: then there is none.
 */
export async function makeCode(
  { state, keys }: CodeDesk,
  { number, at }: Challenge,
): Promise<{ readonly challenge: Challenge; readonly code: string | undefined }> {
  const latest = `join:latest:${keys.digest(`number|${number}`)}`;
  if (!(await state.claim(latest, at, RESENT_AFTER_MS))) {
    const before = (await state.get(latest)) as Instant | undefined;
    if (before) return { challenge: { number, at: before }, code: undefined };
  }
  const code = keys.newCode();
  const challenge = { number, at };
  await state.set(codeKey(keys, challenge), keys.digest(codeText(challenge, code)), CODE_LIFETIME_MS);
  return { challenge, code };
}

/**
 * Tries a code. Every try is counted before it is looked at, so that two at once are two. A right one can be brought
 * again while tries are left, so that what failed after it can be done once more.
 * @throws Failure `shared-state.unavailable`.
 */
export async function tryCode(
  { state, keys }: CodeDesk,
  challenge: Challenge,
  given: string,
  at: Instant,
): Promise<CodeVerdict> {
  const kept = await state.get(codeKey(keys, challenge));
  if (kept === undefined || at >= instantPlus(challenge.at, CODE_LIFETIME_MS)) return "expired";
  const tries = await state.add(`${codeKey(keys, challenge)}:tries`, 1, CODE_LIFETIME_MS);
  if (tries > MOST_ATTEMPTS) return "spent";
  if (keys.matches(kept, codeText(challenge, given))) return "right";
  return tries === MOST_ATTEMPTS ? "spent" : "wrong";
}

function codeKey(keys: JoiningKeys, { number, at }: Challenge): string {
  return `join:code:${keys.digest(`challenge|${number}|${at}`)}`;
}

function codeText({ number, at }: Challenge, code: string): string {
  return `code|${number}|${at}|${code}`;
}
