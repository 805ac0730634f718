import { Failure } from "../kernel/index.ts";
import type { Member } from "../member/index.ts";
import { type GateResult, type SendGate, sendFixed } from "./gate.ts";
import type { NewOutbound } from "./store.ts";

export type Help = Pick<NewOutbound, "id" | "content">;

/** What became of help, and its member as they were then. */
export interface Helped {
  readonly replied: GateResult;
  readonly member: Member;
}

/**
 * Sends help, once more where the consent changed under our hands: if they still want to hear from us, they hear.
 * @param isFarAway where the carrier may take no text at all, so that trying again helps nobody.
 * @throws Failure `crisis-reply.failed` for help that the carrier has not, and for what is in doubt: twice is better than
 * never. The queue brings the text back, and in the end wakes somebody.
 */
export async function sendHelp(gate: SendGate, member: Member, help: Help, isFarAway = false): Promise<Helped> {
  const send = (to: Member) => sendFixed(gate, { member: to }, help);
  let current = member;
  try {
    let replied = await send(member);
    if (replied === "withheld" && member.consent.state !== "OPTED_OUT") {
      current = (await gate.members.byId(member.id)) ?? member;
      replied = await send(current);
      if (replied === "withheld" && current.consent.state !== "OPTED_OUT") {
        throw new Failure("consent.moved-on", "the consent kept changing during a crisis");
      }
    }
    if (replied === "doubtful") throw new Failure("carrier.in-doubt", "the carrier gave no answer");
    if (replied === "refused" && !isFarAway) {
      throw new Failure("carrier.refused-for-good", "the carrier will not take it as it is");
    }
    return { replied, member: current };
  } catch (error) {
    throw new Failure("crisis-reply.failed", "a crisis reply could not be sent", { cause: error });
  }
}
