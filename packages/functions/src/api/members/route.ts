import type { Agenda } from "@jules/core/agenda";
import type { LettingIn, Opting } from "@jules/core/conversation";
import type { ReferralCounters } from "@jules/core/crisis";
import { doubtedSince } from "@jules/core/disclosure";
import { type MemberId, memberId, type PhoneNumber } from "@jules/core/kernel";
import type { Ledger } from "@jules/core/ledger";
import type { Member } from "@jules/core/member";
import type { Archive, PrivacyDesk } from "@jules/core/privacy";
import type { ProfileStore } from "@jules/core/profile";
import { limitsAt } from "@jules/core/rules";
import type * as z from "zod/mini";
import type { Till } from "./till.ts";

/** What the routes work with. */
export interface Office extends Opting, Till {
  readonly erasures: LettingIn["erasures"];
  readonly desk: Pick<PrivacyDesk, "submit">;
  readonly ledger: Ledger;
  readonly counters: ReferralCounters;
  readonly archive: Pick<Archive, "page">;
  readonly profiles: ProfileStore;
  readonly agenda: Agenda;
  /** The number of ours that members of an opt-in write to. */
  readonly ownNumber: PhoneNumber;
}

/** What came with a request besides its body. */
export interface Asked {
  /** Of this request alone. */
  readonly requestId: string;
  readonly path: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
}

export interface Result {
  readonly status: 200 | 202 | 400 | 404 | 409;
  readonly body: object;
}

/** One route: who may ask, with what, and what is done. */
export interface Route {
  readonly key: `${"GET" | "POST" | "PUT" | "DELETE"} /v1/${string}`;
  readonly scope: "members.read" | "members.read-content" | "members.write" | "billing.write";
  readonly summary: string;
  readonly body: z.ZodMiniType | undefined;
  /** What may stand in its query, each with what it says. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly handle: (office: Office, body: never, asked: Asked) => Promise<Result>;
}

export function route<Schema extends z.ZodMiniType>(
  key: Route["key"],
  scope: Route["scope"],
  summary: string,
  body: Schema | undefined,
  handle: (office: Office, body: z.output<Schema>, asked: Asked) => Promise<Result>,
  query?: Route["query"],
): Route {
  return { key, scope, summary, body, handle, query };
}

export const NOT_FOUND: Result = { status: 404, body: { error: "not-found" } };

export function invalid(fields: Readonly<Record<string, string>>): Result {
  return { status: 400, body: { error: "invalid", fields } };
}

export async function withMember(
  { members }: Pick<Office, "members">,
  { path }: Asked,
  handle: (member: Member) => Promise<Result>,
): Promise<Result> {
  const id = memberIn(path.id);
  const member = id && (await members.byId(id));
  return member ? handle(member) : NOT_FOUND;
}

/** What is a member's own, or goes to them, is nobody's who may have got their number since. */
export function withMemberOfNow(
  office: Pick<Office, "members" | "clock">,
  asked: Asked,
  handle: (member: Member) => Promise<Result>,
): Promise<Result> {
  return withMember(office, asked, async (member) => {
    const now = office.clock.now();
    const isDoubted = doubtedSince(member, now, limitsAt(now)) !== undefined;
    return isDoubted ? { status: 409, body: { error: "number-may-be-somebody-elses" } } : handle(member);
  });
}

export function memberIn(value = ""): MemberId | undefined {
  try {
    return memberId(value);
  } catch {
    return undefined;
  }
}
