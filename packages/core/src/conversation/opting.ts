import {
  type ConsentChange,
  changedByPage,
  confirmationEndsAt,
  isByPage,
  type OptInProof,
  suspensionEndsAt,
  wasAskedSinceStop,
} from "../consent/index.ts";
import { fixedText } from "../disclosure/index.ts";
import { Failure, type Instant, instantPlus, millisecondsOf, type PhoneNumber } from "../kernel/index.ts";
import type { Member, MemberDirectory } from "../member/index.ts";
import { isServed, UNITED_STATES } from "../numbering/index.ts";
import { type GateResult, type SendGate, sendFixed } from "./gate.ts";
import { occasion, outboundId } from "./outbound-id.ts";

/** What happens to a consent outside of a text: on a page of ours, by e-mail, on the phone. */
export interface Opting extends SendGate {
  readonly members: MemberDirectory;
}

interface Asked {
  readonly number: PhoneNumber;
  /** The number of ours that texts them. */
  readonly ownNumber: PhoneNumber;
  readonly language?: "en" | "es";
}

/**
 * asked: they get a text that asks for a yes, `replied` says what became of it; already-asked: by a text of the last day, or since they said STOP;
 * already-subscribed: they text with us, so that there is nothing to confirm; outside-us: we text numbers of the United
 * States; blocked: a child's; overtaken: they said STOP after they had asked.
 */
export type OptedIn =
  | { readonly kind: "asked"; readonly replied: GateResult }
  | { readonly kind: "already-asked" | "already-subscribed" | "outside-us" | "blocked" | "overtaken" };

/** opted-out: with one confirmation, if they ever texted with us and were not asked before; silent-already: nothing was to be done. */
export type OptedOut =
  | { readonly kind: "opted-out"; readonly replied: GateResult | undefined }
  | { readonly kind: "silent-already" };

/** How long the carrier has for the question whether they want our texts. */
const OPT_IN_LIFETIME_MS = 60 * 60_000;
/** Whoever types somebody else's number into a page again and again makes us text them once a day. */
const ASKED_AGAIN_AFTER_MS = 24 * 60 * 60_000;

/**
 * Somebody asked for our texts outside of a text. Keeps the proof, and asks them by text to say yes, which alone agrees to
 * recurring texts: a page does not know whose number it is given. Who said STOP before is asked once, and comes back by a yes,
 * as the law allows on their own request; a day of silence leaves it as it was; nothing brings back a child. Done again with the same proof it does nothing more.
 * @throws Failure `key.unavailable`, `consent.moved-on`, and as the gate does: trying again can help.
 */
export async function optIn(
  opting: Opting,
  { number, ownNumber, proof, language = "en" }: Asked & { readonly proof: OptInProof },
): Promise<OptedIn> {
  if (!isServed(number, UNITED_STATES)) return { kind: "outside-us" };
  const now = opting.clock.now();
  const member = await opting.members.byNumber(number, ownNumber, now);
  const { state, changedAt, saidAt } = member.consent;
  if (state === "BLOCKED") return { kind: "blocked" };
  if (isByPage(member.consent, proof.at)) return askForYes(opting, member, number, language);
  // Whoever types a number into a page does not make us write to who said STOP more than once.
  if (wasAskedSinceStop(member.consent)) return { kind: "already-asked" };
  if (state === "PENDING" && sinceMs(now, changedAt) < ASKED_AGAIN_AFTER_MS) return { kind: "already-asked" };
  // Of two that were said at once the STOP counts.
  if (saidAt > proof.at || (state === "OPTED_OUT" && saidAt === proof.at)) return { kind: "overtaken" };
  if (state === "ACTIVE") {
    if (await opting.members.keepProof(member, proof)) await prove(opting, member, proof);
    return { kind: "already-subscribed" };
  }
  // The proof goes before what it proves.
  await prove(opting, member, proof);
  await opting.members.keepProof(member, proof);
  const change = {
    state: "PENDING",
    scope: "replies",
    changedBy: changedByPage(member.consent, proof.at),
    saidAt: heardAt(proof.at, now),
    cause: "asked-on-page",
  } as const;
  return askForYes(opting, await changed(opting, member, change), number, language);
}

/**
 * Somebody asked for silence outside of a text (47 CFR 64.1200(a)(11)): by e-mail, on a page, on the phone. The same as a
 * STOP, confirmed by one text, unless they never texted with us, or were asked by text whether to stop.
 * @param asked.at when they asked; asked for again at the same moment it does nothing more.
 * @throws Failure `consent.moved-on`, and as the gate does: trying again can help.
 */
export async function optOut(
  opting: Opting,
  asked: Asked & { readonly channel: "e-mail" | "web" | "phone"; readonly at: Instant },
): Promise<OptedOut> {
  const { number, ownNumber, channel, at, language = "en" } = asked;
  const now = opting.clock.now();
  const member = await opting.members.byNumber(number, ownNumber, now);
  const { state, saidAt } = member.consent;
  // Whoever sends the confirmation after a crash knows by this which opt-out it is of.
  const wasAsked = suspensionEndsAt(member.consent) !== undefined;
  const by = occasion("confirmation", `${state === "NEW" ? "unknown" : wasAsked ? "answer" : channel} ${at}`);
  // A START that was said before it must not undo it when the carrier brings that again.
  const [, lastSaidAt = at] = [saidAt, heardAt(at, now)].sort();
  const isAgain = state === "OPTED_OUT" && member.consent.changedBy === by;
  if (state === "BLOCKED" || (state === "OPTED_OUT" && !isAgain)) return { kind: "silent-already" };
  const change = { state: "OPTED_OUT", scope: "replies", changedBy: by, cause: "other-channel" } as const;
  const silent = isAgain
    ? member
    : await changed(opting, member, { ...change, saidAt: lastSaidAt, heardAt: lastSaidAt });
  // A number that never texted with us would learn of us by this.
  // Who was asked has had the one text about it that the law allows.
  if (state === "NEW" || wasAsked) return { kind: "opted-out", replied: undefined };
  const content = {
    kind: "stop-confirmation",
    body: fixedText("stopped", language).body,
    to: number,
    expiresAt: confirmationEndsAt(silent.consent.changedAt),
  } as const;
  const id = outboundId(silent.id, "fixed", by);
  return { kind: "opted-out", replied: await sendFixed(opting, { member: silent }, { id, content }) };
}

function prove({ members, clock }: Opting, member: Member, { text, medium }: OptInProof): Promise<void> {
  return members.record(member, [{ kind: "opt-in-proof", text, medium }], clock.now());
}

async function changed({ members, clock }: Opting, member: Member, change: ConsentChange): Promise<Member> {
  const current = await members.changeConsent(member, change, clock.now());
  const { state, changedBy } = current.consent;
  if (state === change.state && changedBy === change.changedBy) return current;
  throw new Failure("consent.moved-on", "the consent changed meanwhile");
}

async function askForYes(opting: Opting, member: Member, to: PhoneNumber, language: "en" | "es"): Promise<OptedIn> {
  const content = {
    kind: "opt-in",
    body: fixedText("opt-in", language).body,
    to,
    expiresAt: instantPlus(opting.clock.now(), OPT_IN_LIFETIME_MS),
  } as const;
  const silentAt = suspensionEndsAt(member.consent);
  // Also by the write that begins the text, should somebody else move it at this moment.
  if (silentAt) await opting.members.moveMoment(member, silentAt);
  const id = outboundId(member.id, "fixed", occasion("opt-in", String(member.consent.version)));
  return { kind: "asked", replied: await sendFixed(opting, { member }, { id, content }) };
}

/** When somebody said it, as far as words count: a moment that is still to come would outrank every STOP until then. */
function heardAt(said: Instant, now: Instant): Instant {
  return said < now ? said : now;
}

function sinceMs(now: Instant, moment: Instant): number {
  return millisecondsOf(now) - millisecondsOf(moment);
}
