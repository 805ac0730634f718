import type { Agenda } from "@jules/core/agenda";
import { occasion, outboundId, type SendGate, sendFixed } from "@jules/core/conversation";
import type { FixedText } from "@jules/core/disclosure";
import { Failure, type Instant, instantPlus, type PhoneNumber } from "@jules/core/kernel";
import type { Ledger, LedgerEntry } from "@jules/core/ledger";
import type { Lease, Member, MemberStore } from "@jules/core/member";
import type {
  Archive,
  ArchivedText,
  Elsewhere,
  Erasure,
  Erasures,
  ExportCopies,
  ExportFiles,
  Links,
  PrivacyOrder,
} from "@jules/core/privacy";
import type { ProfileStore } from "@jules/core/profile";

/** What carrying an order out takes. */
export interface Desk extends SendGate {
  readonly members: MemberStore;
  readonly ledger: Ledger;
  readonly archive: Archive;
  readonly profiles: ProfileStore;
  readonly agenda: Pick<Agenda, "of" | "remove">;
  readonly erasures: Erasures;
  readonly erasure: Erasure;
  readonly copies: ExportCopies;
  readonly files: ExportFiles;
  readonly links: () => Promise<Links>;
  /** Random, and never seen before. */
  readonly newFileName: () => string;
  /** What is to be ended for a member before anything of theirs goes: who pays is not to go on paying. */
  readonly beforeErasing: readonly Elsewhere[];
  /** Vendors that hold something of a member. */
  readonly vendors: readonly Elsewhere[];
}

/** One order, and how often the queue has handed it out. */
export interface Job {
  readonly desk: Desk;
  readonly order: PrivacyOrder;
  readonly receives: number;
}

/** How long the carrier has for an answer. */
const ANSWER_LIFETIME_MS = 60 * 60_000;

/**
 * Says what became of an order, once.
 * @throws Failure as long as the carrier may take it.
 */
export async function answer({ desk, order }: Job, member: Member, words: FixedText): Promise<void> {
  const to = order.answer?.to ?? (await lastNumber(desk, member));
  if (!to) return;
  const expiresAt = instantPlus(desk.clock.now(), ANSWER_LIFETIME_MS);
  const id = outboundId(member.id, "fixed", occasion("privacy", order.reference));
  const content = { kind: "privacy", body: words.body, to, expiresAt } as const;
  await sendFixed(desk, { member }, { id, content });
}

/** Of an order that came by another way than a text: the number that the newest text of the member came from. */
async function lastNumber({ archive }: Desk, { id }: Member): Promise<PhoneNumber | undefined> {
  let newest: ArchivedText | undefined;
  for await (const text of archive.texts(id)) if (!newest || text.at > newest.at) newest = text;
  return newest?.number;
}

/** Writes a step of an order into the log of requests, once (11 CCR 7101: what was asked, and when it was answered). */
export async function log({ desk, order }: Job, member: Member, step: "asked" | "done"): Promise<void> {
  const { reference, task } = order;
  const request = task.kind === "forget-last" ? "forget" : task.kind;
  await recordOnce(desk, member, { request, step, reference });
}

type Request = Extract<LedgerEntry, { readonly kind: "privacy" }>;

/** Puts a row about a request into the member's ledger, unless it stands there. */
export async function recordOnce(
  { ledger, members, clock }: Pick<Desk, "ledger" | "clock"> & { readonly members: Pick<MemberStore, "record"> },
  member: Member,
  { request, step, reference }: Omit<Request, "kind">,
): Promise<void> {
  for await (const { entry } of ledger.rowsOf(member.numberHash)) {
    const { kind, ...row } = entry;
    if (kind === "privacy" && row.request === request && row.reference === reference && row.step === step) return;
  }
  await members.record(member, [{ kind: "privacy", request, step, reference }], clock.now());
}

/** The member as they are now. */
export async function current({ desk, order }: Job): Promise<Member | undefined> {
  return desk.members.byId(order.member);
}

/**
 * Waits until no turn works on the member's conversation: what it says about the order comes before what became of it.
 * @throws Failure `privacy.member-busy`: soon again.
 */
export async function whenFree({ desk, order }: Job, until: Instant): Promise<Lease | undefined> {
  const lease = await desk.members.lease(order.member, until, desk.clock.now());
  if (lease === "held") throw new Failure("privacy.member-busy", "a turn is being taken with the member");
  return lease;
}
