import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UnusableFile } from "../kept/index.ts";
import type { Store, ValueOf, ValueType } from "./store.ts";

const version = 1;

interface SavedKey {
  readonly key: string;
  readonly type: ValueType;
  readonly value: unknown;
  readonly expiresAt?: number;
}

/** Writes all living keys to `file`, which is at no time half written and which only its owner can read. */
export function saveSnapshot(store: Store, file: string): void {
  const keys = store.living().map(([key, { type, value, expiresAt }]): SavedKey => {
    const saved = { key, type, value: typeof value === "string" ? value : [...value] };
    return expiresAt === undefined ? saved : { ...saved, expiresAt };
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ version, keys }, spellInfinity), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** JSON has no infinity, but a score may be. `Number` reads it back. */
function spellInfinity(_name: string, value: unknown): unknown {
  return value === Infinity || value === -Infinity ? String(value) : value;
}

/** Fills `store` from `file`, if there is one. Throws where the file is not a snapshot of this version. */
export function loadSnapshot(store: Store, file: string): void {
  if (!existsSync(file)) return;
  const snapshot = readSnapshot(file);
  if (snapshot?.version !== version) throw new UnusableFile(file, "it is not a snapshot of this version");
  for (const { key, type, value, expiresAt } of snapshot.keys) {
    store.write(key, type, restore(type, value), expiresAt);
  }
}

function readSnapshot(file: string): { version: number; keys: SavedKey[] } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function restore(type: ValueType, value: unknown): ValueOf[ValueType] {
  switch (type) {
    case "string":
      return value as string;
    case "list":
      return value as string[];
    case "set":
      return new Set(value as string[]);
    case "hash":
      return new Map(value as [string, string][]);
    case "zset":
      return new Map((value as [string, number | string][]).map(([member, score]) => [member, Number(score)]));
    default:
      return type satisfies never;
  }
}
