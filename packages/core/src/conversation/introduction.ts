import { fixedText, type Language } from "../disclosure/index.ts";
import { instantPlus, type OutboundId, type PhoneNumber } from "../kernel/index.ts";
import type { Member, MemberStore } from "../member/index.ts";
import { type GateResult, type SendGate, sendFixed } from "./gate.ts";
import { causeOf, outboundId } from "./outbound-id.ts";

const LIFETIME_MS = 15 * 60_000;

/** Whether the text is a part of somebody's introduction. */
export function isIntroduction(id: OutboundId): boolean {
  return /^(welcome|disclosure)-\d+$/.test(causeOf(id));
}

/**
 * The first contact: the programme's terms, and that Jules is an AI, before anything Jules says of its own. Sent once
 * per consent version: who comes back after a STOP is told again.
 */
export async function introduce(
  gate: SendGate,
  members: MemberStore,
  member: Member,
  to: PhoneNumber,
  texts: readonly ("welcome" | "disclosure")[] = ["welcome", "disclosure"],
  language: Language = "en",
): Promise<GateResult> {
  const idOf = (code: string) => outboundId(member.id, "fixed", `${code}-${member.consent.version}`);
  for (const code of texts) {
    const { body } = fixedText(code, language);
    const expiresAt = instantPlus(gate.clock.now(), LIFETIME_MS);
    const result = await sendFixed(
      gate,
      { member },
      {
        id: idOf(code),
        content: { kind: "introduction", body, to, expiresAt },
      },
    );
    if (result !== "sent") return result;
  }
  const words = texts.map((code) => fixedText(code, language));
  const introduction = { by: idOf("disclosure"), texts: words, wasSent: true } as const;
  await members.markIntroduced(member, gate.clock.now(), introduction);
  return "sent";
}
