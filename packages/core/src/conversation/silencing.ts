import { confirmationEndsAt, keywordEffect } from "../consent/index.ts";
import type { Assessment } from "../crisis/index.ts";
import { fixedText } from "../disclosure/index.ts";
import { Failure, isTollFree, type TextId } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import { sendFixed } from "./gate.ts";
import { occasion, outboundId } from "./outbound-id.ts";
import type { Said } from "./store.ts";
import type { Working } from "./working.ts";

const STOP_IS_OWED = "consent.stop-after-help";

/** The assessment of a text that asks for silence beside a danger, and whose help is still to leave. */
export function owingSilence(assessment: Assessment): Assessment {
  return { ...assessment, evidence: [...assessment.evidence, STOP_IS_OWED] };
}

/** The last of the texts that asks for silence once its help has left. */
export function askingForSilence(waiting: readonly Said[]): Said | undefined {
  return waiting.findLast(({ assessment }) => assessment.evidence.includes(STOP_IS_OWED));
}

/**
 * A STOP that only a look at what came with a text has found: the turn begins anew, which obeys it before anything is said.
 * @param texts as the turn has weighed them, so that who is in danger has had their help.
 * @throws Failure `consent.moved-on` if one of them is such a text.
 */
export function beginAnewIfSilenced(texts: readonly Said[]): void {
  if (askingForSilence(texts)) throw new Failure("consent.moved-on", "a text that was looked at asks for silence");
}

/** By which a STOP beside a danger is known: its text's own id is given to the help. */
export function silenceOf(text: Pick<Said, "id">): TextId {
  return occasion("confirmation", text.id) as TextId;
}

/**
 * Obeys a STOP that had to wait for help, as intake does where help leaves at once: confirmed once, within the time that the
 * law gives. Done again it does nothing more; one that a START has overtaken is none.
 * @returns the member as they are then.
 * @throws Failure `consent.moved-on`, and as the gate does: what was asked for is done by then.
 */
export async function silence({ turn, lease }: Working, text: Said): Promise<Member> {
  const { member } = lease;
  const { receivedAt, saidAt, assessment, from: to } = text;
  const id = silenceOf(text);
  const { state, scope = "replies", confirmation, isAnswer } = keywordEffect("STOP", member.consent, { id, saidAt });
  if (!state) return member;
  const changedBy = isAnswer ? `answer.${id}` : id;
  const change = { state, scope, changedBy, saidAt, heardAt: receivedAt, cause: "plain-words" } as const;
  const silent = await turn.members.changeConsent(member, change, turn.clock.now());
  if (silent.consent.state !== "OPTED_OUT") throw new Failure("consent.moved-on", "the consent changed meanwhile");
  if (!confirmation || isTollFree(member.ownNumber)) return silent;
  const { body } = fixedText("stopped", assessment.language);
  const content = { kind: "stop-confirmation", body, to, expiresAt: confirmationEndsAt(receivedAt) } as const;
  await sendFixed(turn, { member: silent }, { id: outboundId(member.id, "fixed", id), content });
  return silent;
}
