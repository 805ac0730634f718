import {
  type AgeTextCode,
  type AgeVerifier,
  afterVerification,
  ageText,
  type Finding,
  isFinal,
  type MemberVerification,
  mayHaveComeOfAge,
  needsLink,
  type OwedDeletions,
  type Verdict,
  type VerificationStore,
  verdictOf,
} from "../age/index.ts";
import { blockOfChild } from "../consent/index.ts";
import { isWatchful } from "../crisis/index.ts";
import { Failure, type Instant, instantPlus, type MemberId, millisecondsOf } from "../kernel/index.ts";
import type { Member, MemberStore } from "../member/index.ts";
import type { Erasures, Links } from "../privacy/index.ts";
import { type SendGate, sendFixed } from "./gate.ts";
import { letBackIn } from "./letting-in.ts";
import { occasion, outboundId } from "./outbound-id.ts";

export interface Verifications extends SendGate {
  readonly members: MemberStore;
  readonly verifications: VerificationStore;
  readonly verifier: AgeVerifier;
  readonly owed: Pick<OwedDeletions, "note" | "done">;
  readonly erasures: Pick<Erasures, "schedule" | "scheduled" | "postpone">;
  readonly links: () => Promise<Pick<Links, "issue">>;
  /** The estimated age, in years, that counts as an adult's without a document. */
  readonly passMark: number;
  /** Told what became of every word about a session. */
  readonly heeded: (heeded: Heeded) => void;
}

/**
 * What became of a word about a session. verified, minor, child: that was proved; needs-document, no-date, impossible-date:
 * approved, and nothing proved; once-more: the member may repair it; waiting: not decided yet; closed: over without an
 * outcome; older, done: not news; unknown-session, other-reference: none of ours; erased: nobody is there any more.
 */
export type Heeded =
  | "verified"
  | "minor"
  | "child"
  | "needs-document"
  | "no-date"
  | "impossible-date"
  | "once-more"
  | "waiting"
  | "closed"
  | "older"
  | "done"
  | "unknown-session"
  | "other-reference"
  | "erased";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The vendor's link dies after seven days. */
const SESSION_LIFETIME_MS = 7 * DAY_MS;
const CAP_SESSIONS = 3;
const CAP_MS = 30 * DAY_MS;
/** One webhook that fails comes again an hour later: so long nobody waits for it alone. */
const POLL_AFTER_MS = 10 * MINUTE_MS;
const POLL_AGAIN_MS = HOUR_MS;
const DELETE_AGAIN_MS = HOUR_MS;
const CHILD_ERASED_AFTER_MS = 23 * HOUR_MS;
const LINK_LIFETIME_MS = 7 * DAY_MS;
const TEXT_LIFETIME_MS = 60 * MINUTE_MS;
const MOST_ROUNDS = 3;

/** Where a member goes to prove their age; or why not. */
export type Opened =
  | { readonly kind: "open"; readonly url: string }
  | { readonly kind: "not-needed" | "too-many" | "gone" };

/**
 * The member's open session, or a new one; three in 30 days at most. A session is known as the member's before anybody
 * learns its address; of two that are made at once, the one that was too late is deleted again.
 * @throws Failure `verification.unavailable`, `verification.refused`, and as the stores do.
 */
export async function openVerification(
  deps: Pick<Verifications, "members" | "verifications" | "verifier" | "clock">,
  id: MemberId,
  callbackUrl: string | undefined,
): Promise<Opened> {
  const { members, verifications, verifier, clock } = deps;
  const member = await members.byId(id);
  if (!member) return { kind: "gone" };
  if (!hasToProve(member, clock.now())) return { kind: "not-needed" };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = await verifications.of(id);
    const now = clock.now();
    if (before?.url && isAlive(before, now)) return { kind: "open", url: before.url };
    const lately = (before?.openedAt ?? []).filter((at) => isWithin(at, now, CAP_MS));
    if (lately.length >= CAP_SESSIONS) return { kind: "too-many" };
    const session = await verifier.createSession(id, callbackUrl);
    if (await verifications.open(id, before, session, [...lately, now], now)) {
      await lookAgainAt(members, member, instantPlus(now, POLL_AFTER_MS));
      return { kind: "open", url: session.url };
    }
    // Nobody knows its address, so nothing was ever seen in it.
    await verifier.deleteSession(session.id).catch(ignoreFailure);
    // Who is erased by now has no session.
    if (!(await members.byId(id))) return { kind: "gone" };
  }
  throw new Failure("verification.contended", "the member's verification kept changing");
}

/** Who proved it has nothing left to prove; but for one who is blocked all the same, and one who may have come of age. */
function hasToProve({ age, consent }: Member, at: Instant): boolean {
  if (age.state === "KNOWN_MINOR") return mayHaveComeOfAge(age, at);
  return age.state !== "VERIFIED_ADULT" || consent.state === "BLOCKED";
}

/**
 * Does what follows from a decision, whatever the order and however often it comes. Only the outcome is kept; then
 * everything is deleted at the vendor, which the ledger says.
 * @throws Failure when trying again can help.
 */
export async function heedVerdict(deps: Verifications, verdict: Verdict): Promise<Heeded> {
  const heeded = await heed(deps, verdict);
  deps.heeded(heeded);
  return heeded;
}

async function heed(deps: Verifications, verdict: Verdict): Promise<Heeded> {
  const { members, verifications } = deps;
  const session = await verifications.session(verdict.session);
  if (!session) return "unknown-session";
  if (verdict.reference !== undefined && verdict.reference !== session.member) return "other-reference";
  const recorded = await verifications.record(session.id, verdict);
  if (recorded === "older" || recorded === "done") return recorded;
  const member = await members.byId(session.member);
  if (!member) {
    if (isFinal(verdict.status)) await deleteOfNobody(deps, session.id);
    await verifications.settle(session.id, verdict.decidedAt);
    return "erased";
  }
  const heeded = await act(deps, member, verdict);
  if (isFinal(verdict.status)) {
    await verifications.close(member.id, session.id);
    await lookAgainAt(members, member, instantPlus(deps.clock.now(), DELETE_AGAIN_MS));
    await deleteAtVendor(deps, member, session.id);
  }
  await verifications.settle(session.id, verdict.decidedAt);
  return heeded;
}

async function act(deps: Verifications, member: Member, verdict: Verdict): Promise<Heeded> {
  const { status, finding } = verdict;
  switch (status) {
    case "approved":
      return finding ? actUpon(deps, member, verdict, finding) : "closed";
    case "resubmission":
      await tell(deps, member, verdict, "once-more");
      return "once-more";
    case "declined":
      await tellOfNoOutcome(deps, member, verdict, "no-result");
      return "closed";
    case "expired":
    case "abandoned":
      // Who gave it up is not asked about it.
      return "closed";
    case "review":
    case "other":
      return "waiting";
    default:
      return status satisfies never;
  }
}

async function actUpon(deps: Verifications, member: Member, verdict: Verdict, finding: Finding): Promise<Heeded> {
  switch (finding.kind) {
    case "adult": {
      const proven = await prove(deps, member, verdict, finding);
      if (proven.age.state !== "VERIFIED_ADULT") return "closed";
      const free = await letBackIn(deps, proven, { changedBy: verdict.session, saidAt: verdict.decidedAt });
      await tell(deps, free, verdict, "verified");
      return "verified";
    }
    case "minor": {
      const proven = await prove(deps, member, verdict, finding);
      // A child by their own words stays one: there is nothing to tell them but what they were told.
      if (proven.age.state !== "KNOWN_MINOR") return "closed";
      await tell(deps, proven, verdict, "wind-down-known");
      await deps.members.noteAge(proven, { askedAt: deps.clock.now() });
      return "minor";
    }
    case "child": {
      const proven = await prove(deps, member, verdict, finding);
      if (proven.age.state !== "CHILD") return "closed";
      await deps.erasures.schedule(member.id, instantPlus(deps.clock.now(), CHILD_ERASED_AFTER_MS), "child");
      if (await tell(deps, proven, verdict, "child-end")) await block(deps, proven, verdict);
      return "child";
    }
    case "needs-document":
      await tellOfNoOutcome(deps, member, verdict, "document-needed");
      return finding.kind;
    case "no-date":
    case "impossible-date":
      await tellOfNoOutcome(deps, member, verdict, "no-result");
      return finding.kind;
    default:
      return finding satisfies never;
  }
}

/** Writes the outcome down, and nothing of what it was read from. */
async function prove(deps: Verifications, member: Member, { session }: Verdict, finding: Finding): Promise<Member> {
  let current = member;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const change = afterVerification(current.age, finding, session);
    if (!change) return current;
    const changed = await deps.members.changeAge(current, change, deps.clock.now());
    if (changed.age.state === change.state) return changed;
    current = changed;
  }
  throw new Failure("age.moved-on", "the member's age state kept changing");
}

async function block({ members, clock }: Verifications, member: Member, { session, decidedAt }: Verdict) {
  const change = { ...blockOfChild(member.consent, session), saidAt: decidedAt };
  await members.changeConsent(member, change, clock.now());
}

/** Another try, as long as the cap leaves one. */
async function tellOfNoOutcome(deps: Verifications, member: Member, verdict: Verdict, code: AgeTextCode) {
  if (member.age.state === "VERIFIED_ADULT") return;
  const { openedAt = [] } = (await deps.verifications.of(member.id)) ?? {};
  const now = deps.clock.now();
  const isLast = openedAt.filter((at) => isWithin(at, now, CAP_MS)).length >= CAP_SESSIONS;
  await tell(deps, member, verdict, isLast ? "no-more-tries" : code);
}

/**
 * Tells a member what became of it, once. Not in a crisis: nothing of this is worth a word then.
 * @returns whether there was nothing in the way of it.
 */
async function tell(deps: Verifications, member: Member, verdict: Verdict, code: AgeTextCode): Promise<boolean> {
  const { members, conversations, clock, links } = deps;
  const now = clock.now();
  if (isWatchful(await members.episode(member), now)) return false;
  const address = await conversations.addressOf(member.id);
  if (!address) return true;
  const link = needsLink(code)
    ? (await links()).issue("verify", member.id, instantPlus(now, LINK_LIFETIME_MS))
    : undefined;
  const { body } = ageText(code, address.language, link);
  const { session, status, decidedAt } = verdict;
  const id = outboundId(member.id, "fixed", occasion("age", `${session} ${status} ${decidedAt}`));
  const expiresAt = instantPlus(now, TEXT_LIFETIME_MS);
  const content = { kind: "age", body, to: address.number, language: address.language, expiresAt } as const;
  await sendFixed(deps, { member }, { id, content });
  return true;
}

/**
 * Asks the vendor about what is open of a member and has not been heard of, and deletes there what is still to be deleted.
 * Costs one read where nothing is open.
 * @returns when to look again; undefined when nothing is open.
 */
export async function pollVerification(deps: Verifications, member: Member): Promise<Instant | undefined> {
  const { verifications, clock } = deps;
  const before = await verifications.of(member.id);
  if (!before) return undefined;
  const moments: Instant[] = [];
  for (const session of before.toDelete) {
    try {
      await deleteAtVendor(deps, member, session);
    } catch (error) {
      ignoreFailure(error);
      moments.push(instantPlus(clock.now(), DELETE_AGAIN_MS));
    }
  }
  const next = await pollOpen(deps, member, before);
  if (next) moments.push(next);
  return moments.sort()[0];
}

async function pollOpen(
  deps: Verifications,
  member: Member,
  { session, sessionOpenedAt, askedAt }: MemberVerification,
): Promise<Instant | undefined> {
  const { verifications, verifier, clock, passMark } = deps;
  if (!session || !sessionOpenedAt) return undefined;
  const now = clock.now();
  const dueAt = askedAt ?? instantPlus(sessionOpenedAt, POLL_AFTER_MS);
  if (now < dueAt) return dueAt;
  try {
    const decision = await verifier.decision(session);
    if (askedAt) await verifications.ask(member.id, undefined);
    if (decision) {
      await heedVerdict(deps, verdictOf({ ...decision, session }, passMark, now));
    } else if (!isWithin(sessionOpenedAt, now, SESSION_LIFETIME_MS)) {
      await verifications.close(member.id, session);
      await deleteAtVendor(deps, member, session);
    }
  } catch (error) {
    ignoreFailure(error);
    return instantPlus(now, POLL_AFTER_MS);
  }
  const after = await verifications.of(member.id);
  return after?.session ? instantPlus(now, POLL_AGAIN_MS) : undefined;
}

/** What the vendor keeps of a session is deleted, and the ledger says so. @throws Failure as the verifier does. */
async function deleteAtVendor(deps: Verifications, member: Member, session: string): Promise<void> {
  const { members, verifications, verifier, clock } = deps;
  await verifier.deleteSession(session);
  const entry = { kind: "privacy", request: "vendor-deletion", step: "done", reference: session } as const;
  await members.record(member, [entry], clock.now());
  await verifications.deleted(member.id, session);
}

/** The same where nobody is there any more; a vendor that does not do it now is asked again by the cron. */
async function deleteOfNobody({ owed, verifier, clock }: Verifications, session: string): Promise<void> {
  await owed.note(session, clock.now());
  try {
    await verifier.deleteSession(session);
  } catch (error) {
    ignoreFailure(error);
    return;
  }
  await owed.done(session);
}

/** Moves the member's moment up to `at`, unless it is before that anyway. */
async function lookAgainAt(members: MemberStore, member: Member, at: Instant): Promise<void> {
  let current: Member | undefined = member;
  for (let round = 0; current && round < MOST_ROUNDS; round++) {
    const { momentAt } = current.contact;
    if ((momentAt && momentAt <= at) || (await members.moveMoment(current, at))) return;
    current = await members.byId(member.id);
  }
}

function isAlive({ session, sessionOpenedAt }: MemberVerification, at: Instant): boolean {
  return session !== undefined && sessionOpenedAt !== undefined && isWithin(sessionOpenedAt, at, SESSION_LIFETIME_MS);
}

function isWithin(moment: Instant, at: Instant, milliseconds: number): boolean {
  return millisecondsOf(at) - millisecondsOf(moment) < milliseconds;
}

/** What is not ours to fail at is tried again later. */
function ignoreFailure(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
}
