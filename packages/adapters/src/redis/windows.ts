import { setTimeout } from "node:timers/promises";
import type { Window, Windows } from "@jules/core/conversation";
import type { MemberId } from "@jules/core/kernel";
import type { SharedState } from "@jules/core/providers";
import * as z from "zod/mini";
import type { Keyring } from "../kms/index.ts";
import { nameOf } from "./names.ts";

/** A conversation that pauses for longer is read from the table once. */
const LIFETIME_MS = 60 * 60_000;
/** For everything that it takes, loading the client of a cold sandbox as well. */
const TIMEOUT_MS = 200;
/** Redis that did not answer is not waited for by the turns right after. */
const REST_MS = 10_000;

const SealedWindow = z.array(
  z.object({
    order: z.string(),
    said: z.optional(z.object({ speaker: z.enum(["member", "jules"]), body: z.string() })),
  }),
);

/**
 * The ends of conversations in Redis, each sealed under its member's own key as what it is: whose, and at which stamp. What
 * was kept at another stamp, of somebody else or by nobody opens as little as what is kept of a member who was erased. A name
 * there is a hash of the member's id, which is random itself.
 */
export function createRedisWindows(settings: {
  readonly state: Pick<SharedState, "get" | "set">;
  readonly keyring: Pick<Keyring, "cipher">;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly timeoutMs?: number;
}): Windows {
  const { state, keyring, now, timeoutMs = TIMEOUT_MS } = settings;
  let restsUntil = 0;

  /**
   * Undefined where there was no answer in time, or none at all. That the client of a cold sandbox is still being loaded says
   * nothing about Redis; that it did not answer is heard of later as well.
   */
  async function orNothing<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
    if (now() < restsUntil) return undefined;
    const inTime = new AbortController();
    const timeUp = setTimeout(timeoutMs, undefined, { signal: inTime.signal }).catch(() => undefined);
    const answer = ask().catch(() => {
      restsUntil = now() + REST_MS;
      return undefined;
    });
    try {
      return await Promise.race([answer, timeUp]);
    } finally {
      inTime.abort();
    }
  }

  return {
    async get(id, stamp) {
      const sealed = await orNothing(() => state.get(nameOf("window", id)));
      if (sealed === undefined) return undefined;
      try {
        const json = (await keyring.cipher(id)).open(Buffer.from(sealed, "base64"), placeOf(id, stamp));
        return { places: SealedWindow.parse(JSON.parse(json)) };
      } catch {
        // Of another moment or another member, or a key that is not at hand: the table has it.
        return undefined;
      }
    },

    async put(id, stamp, window) {
      try {
        const sealed = (await keyring.cipher(id)).seal(jsonOf(window), placeOf(id, stamp));
        await orNothing(() => state.set(nameOf("window", id), Buffer.from(sealed).toString("base64"), LIFETIME_MS));
      } catch {
        // Without the member's key nothing is kept.
      }
    },
  };
}

const jsonOf = ({ places }: Window) => JSON.stringify(SealedWindow.parse(places));

/** What the bytes belong to; they open as nothing else. */
function placeOf(id: MemberId, stamp: string): string {
  return `1|windows|${id}|${stamp}`;
}
