import { createHash } from "node:crypto";
import type { MemberId } from "@jules/core/kernel";

/** What a member is called in Redis: a hash of their id, which is random itself; for each purpose another one. */
export function nameOf(purpose: "window" | "quota", id: MemberId): string {
  return `${purpose}:${createHash("sha256").update(`${purpose}|${id}`).digest("base64url")}`;
}
