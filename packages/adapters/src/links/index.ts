import { createHmac, timingSafeEqual } from "node:crypto";
import { Failure, instant, type MemberId, memberId, millisecondsOf } from "@jules/core/kernel";
import type { LinkPurpose, Links } from "@jules/core/privacy";

/** Never another number for a purpose that links were signed for. */
const PURPOSES: Readonly<Record<LinkPurpose, { readonly code: number; readonly path: string }>> = {
  verify: { code: 1, path: "v" },
  export: { code: 2, path: "x" },
  billing: { code: 3, path: "b" },
};

/** Purpose, member, the second it expires; then the signature, cut to what nobody guesses. */
const SIGNED_BYTES = 1 + 16 + 4;
const SIGNATURE_BYTES = 16;

/**
 * Links below `publicUrl`: `<publicUrl>/x/<token>`.
 * @param keys `<version>:<base64 of at least 32 bytes>`, newest first, separated by commas. The newest signs, and links of
 * the others still open, so that a key can be changed while links are on their way.
 * @throws Failure `link-keys.malformed`.
 */
export function createLinks({ keys, publicUrl }: { readonly keys: string; readonly publicUrl: string }): Links {
  const known = keys.split(",").map(keyOf);
  const [newest] = known;
  if (!newest) throw malformed();
  const base = publicUrl.replace(/\/+$/, "");

  return {
    issue(purpose, member, expiresAt) {
      const { code, path } = PURPOSES[purpose];
      const signed = Buffer.alloc(SIGNED_BYTES);
      signed.writeUInt8(code, 0);
      signed.write(member.slice("m_".length), 1, "hex");
      signed.writeUInt32BE(Math.floor(millisecondsOf(expiresAt) / 1_000), 17);
      return `${base}/${path}/${Buffer.concat([signed, signatureOf(newest, signed)]).toString("base64url")}`;
    },

    read(purpose, token, at) {
      const bytes = Buffer.from(token, "base64url");
      // Characters that the decoder passes over would make many tokens of one.
      if (bytes.length !== SIGNED_BYTES + SIGNATURE_BYTES || bytes.toString("base64url") !== token) return undefined;
      const signed = bytes.subarray(0, SIGNED_BYTES);
      const signature = bytes.subarray(SIGNED_BYTES);
      const signing = known.filter((key) => timingSafeEqual(signatureOf(key, signed), signature));
      if (signing.length === 0 || signed.readUInt8(0) !== PURPOSES[purpose].code) return undefined;
      const expiresAt = instant(signed.readUInt32BE(17) * 1_000);
      return at < expiresAt ? { member: memberIn(signed), expiresAt } : undefined;
    },
  };
}

function memberIn(signed: Buffer): MemberId {
  return memberId(`m_${signed.subarray(1, 17).toString("hex")}`);
}

function signatureOf(key: Buffer, signed: Buffer): Buffer {
  return createHmac("sha256", key).update("jules|link|").update(signed).digest().subarray(0, SIGNATURE_BYTES);
}

function keyOf(entry: string): Buffer {
  const [version, encoded] = entry.trim().split(":");
  const key = Buffer.from(encoded ?? "", "base64");
  if (!version || !/^\d+$/.test(version) || key.length < 32) throw malformed();
  return key;
}

function malformed(): Failure {
  return new Failure(
    "link-keys.malformed",
    "LinkSigningKeys must be VERSION:BASE64[,VERSION:BASE64], 32 bytes or more each",
  );
}

/** Links whose keys come from a secret, read when the first link is issued or opened. */
export function lateLinks(settings: {
  readonly keys: () => Promise<string>;
  readonly publicUrl: string;
}): () => Promise<Links> {
  let made: { readonly keys: string; readonly links: Links } | undefined;
  return async () => {
    const keys = await settings.keys();
    if (made?.keys !== keys) made = { keys, links: createLinks({ keys, publicUrl: settings.publicUrl }) };
    return made.links;
  };
}
