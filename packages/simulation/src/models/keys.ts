import type { Keyring, MemberCipher } from "@jules/adapters/kms";
import { Failure, type MemberId } from "@jules/core/kernel";
import type { Timeline } from "../engine/index.ts";
import type { Sandbox } from "../lambda/index.ts";
import { drawLatencyMs, failing, halfway, LATENCIES } from "./latency.ts";

interface Sealed {
  readonly member: MemberId;
  readonly place: string;
  readonly plaintext: string;
}

/** What every sandbox's keys open: sealed bytes are a number under which the plaintext lies here. */
export interface SealedContents {
  seal(sealed: Sealed): Uint8Array;
  /** @throws Error when member or place are not those that were sealed. */
  open(bytes: Uint8Array, member: MemberId, place: string): string;
  /** For who may see everything. */
  peek(bytes: Uint8Array): string;
}

export function createSealedContents(): SealedContents {
  const contents: Sealed[] = [];
  const at = ([first = 0, second = 0, third = 0, fourth = 0]: Uint8Array) =>
    contents[(first << 24) | (second << 16) | (third << 8) | fourth];
  return {
    seal(sealed) {
      contents.push(sealed);
      const number = contents.length - 1;
      return Uint8Array.of(number >>> 24, number >>> 16, number >>> 8, number);
    },
    peek: (bytes) => at(bytes)?.plaintext ?? "",
    open(bytes, member, place) {
      const sealed = at(bytes);
      if (sealed?.member !== member || sealed.place !== place) throw new Error("sealed for somebody or something else");
      return sealed.plaintext;
    },
  };
}

/** As the real keyring keeps unwrapped keys. */
const KEY_LIFETIME_MS = 5 * 60_000;

/**
 * The keyring of one sandbox, as seen from outside: it asks the key service at its first use and again after five
 * minutes, and a cipher opens only what was sealed for its member and place.
 */
export function createKeyringModel(settings: {
  readonly sandbox: Sandbox;
  readonly timeline: Timeline;
  readonly contents: SealedContents;
}): Keyring {
  const { sandbox, timeline, contents } = settings;
  let knownUntilMs = 0;

  function unwrap(): Promise<void> {
    return sandbox.call("keys", "unwrap", ({ answer, random }) =>
      answer === undefined
        ? halfway(drawLatencyMs(LATENCIES.keys, random), () => {
            knownUntilMs = timeline.nowMs + KEY_LIFETIME_MS;
          })
        : failing(1_000, () => new Failure("key.unavailable", "the model of the keys is out")),
    );
  }

  const cipherOf = (member: MemberId): MemberCipher => ({
    seal: (plaintext, place) => contents.seal({ member, place, plaintext }),
    open: (bytes, place) => contents.open(bytes, member, place),
  });

  return {
    offer: () => undefined,
    async cipher(member) {
      if (timeline.nowMs >= knownUntilMs) await unwrap();
      return cipherOf(member);
    },
  };
}
