import { isStillSilent, type OptInProof } from "../consent/index.ts";
import type { Language } from "../disclosure/index.ts";
import { CODE_LIFETIME_MS, codeWords } from "../joining/index.ts";
import { Failure, type Instant, instantPlus, type PhoneNumber } from "../kernel/index.ts";
import type { Member, MemberDirectory } from "../member/index.ts";
import { type SendGate, sendFixed } from "./gate.ts";
import { introduce } from "./introduction.ts";
import { optIn } from "./opting.ts";
import { occasion, outboundId } from "./outbound-id.ts";

/** What the page to join needs of a conversation. */
export interface Joining extends SendGate {
  readonly members: MemberDirectory;
}

/** Somebody at the page, with what they agreed to there. */
export interface Joiner {
  readonly number: PhoneNumber;
  /** The number of ours that texts them. */
  readonly ownNumber: PhoneNumber;
  readonly language: Language;
  readonly proof: OptInProof;
}

/**
 * joined: they get our texts, now or already; stopped: they said STOP, or were asked whether to, since the code was sent: only
 * their own text brings them back.
 */
export type Joined = "joined" | "stopped";

/** What makes a consent ACTIVE by a code, with the moment of the tick after it. */
const BY_CODE = "code.";

/**
 * Texts a code to a number that was left on our page, unless its owner asked for silence: who said STOP gets the one question
 * that a page allows (`optIn`), who was asked whether to stop and who is a child get nothing. The page must not tell the
 * difference, so neither does this.
 * @throws Failure as the gate does: trying again can help.
 */
export async function sendCode(joining: Joining, joiner: Joiner, code: string): Promise<void> {
  const { number, ownNumber, language, proof } = joiner;
  const member = await joining.members.byNumber(number, ownNumber, joining.clock.now());
  switch (member.consent.state) {
    case "PENDING":
      if (isStillSilent(member.consent)) return;
      return text(joining, member, joiner, code);
    case "NEW":
    case "ACTIVE":
      return text(joining, member, joiner, code);
    case "OPTED_OUT":
      await optIn(joining, { number, ownNumber, language, proof });
      return;
    case "SUSPENDED":
    case "BLOCKED":
      return;
    default:
      return member.consent.state satisfies never;
  }
}

async function text(joining: Joining, member: Member, { number, language, proof }: Joiner, code: string) {
  const content = {
    ...({ kind: "verification-code", body: codeWords(code, language).body, to: number, language } as const),
    expiresAt: instantPlus(proof.at, CODE_LIFETIME_MS),
  };
  const id = outboundId(member.id, "fixed", occasion("code", proof.at));
  await sendFixed(joining, { member }, { id, content });
}

/**
 * Makes a member of who typed the right code. It proves that the phone is theirs, which a page alone does not; with the tick
 * under the terms it is their yes to recurring texts, and they are introduced. Done again with the same proof it does nothing
 * more.
 * @throws Failure `key.unavailable`, `consent.moved-on`, and as the gate does: trying again can help.
 */
export async function joinByCode(joining: Joining, { number, ownNumber, language, proof }: Joiner): Promise<Joined> {
  const { members, clock } = joining;
  const member = await members.byNumber(number, ownNumber, clock.now());
  const { state, scope, saidAt } = member.consent;
  switch (state) {
    case "OPTED_OUT":
    case "SUSPENDED":
    case "BLOCKED":
      return "stopped";
    case "PENDING":
      // A STOP that was said before, by which a code was never sent.
      if (isStillSilent(member.consent)) return "stopped";
      break;
    case "NEW":
      break;
    case "ACTIVE":
      if (scope === "recurring") {
        if (await members.keepProof(member, proof)) await prove(joining, member, proof);
        return introduced(joining, member, number, language);
      }
      break;
    default:
      return state satisfies never;
  }
  // The proof goes before what it proves.
  await prove(joining, member, proof);
  await members.keepProof(member, proof);
  const joined = await members.changeConsent(
    member,
    {
      ...{ state: "ACTIVE", scope: "recurring", cause: "confirmed-by-code" },
      changedBy: `${BY_CODE}${proof.at}`,
      // A STOP that was said after the tick, and comes later, still counts.
      saidAt: later(saidAt, proof.at),
    },
    clock.now(),
  );
  if (joined.consent.state !== "ACTIVE" || joined.consent.scope !== "recurring") {
    throw new Failure("consent.moved-on", "the consent changed while somebody joined");
  }
  return introduced(joining, joined, number, language);
}

/** Whatever keeps the introduction back, the first turn makes it good. */
async function introduced(joining: Joining, member: Member, to: PhoneNumber, language: Language): Promise<Joined> {
  const wasBefore = !member.consent.changedBy.startsWith(BY_CODE);
  if (member.introducedAt && wasBefore) return "joined";
  try {
    await introduce(joining, joining.members, member, to, undefined, language);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return "joined";
}

function prove({ members, clock }: Joining, member: Member, { text: words, medium }: OptInProof): Promise<void> {
  return members.record(member, [{ kind: "opt-in-proof", text: words, medium }], clock.now());
}

function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
