import { type ConversationStore, type Disclosing, type HandedOver, isFixed, memberOf } from "@jules/core/conversation";
import { Failure, type Instant, type MemberId } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import type { Keyring, MemberCipher } from "../kms/index.ts";
import { sealedContent } from "./conversation-reading.ts";
import type { Documents } from "./documents.ts";
import { CLOSE, memberKey, outboundKey, placeOf } from "./items.ts";
import type { createLedgerWrites } from "./ledger-writes.ts";
import { type Element, updateItem } from "./transactions.ts";

/** Writes down what became of a text that was handed over, and of what it disclosed. */
export function createSettling(settings: {
  /** As `settled` makes it. */
  readonly documents: Documents;
  readonly table: string;
  readonly keyring: Keyring;
  readonly ledger: ReturnType<typeof createLedgerWrites>;
}): Pick<ConversationStore, "settle"> {
  const { documents, table: TableName, keyring, ledger } = settings;

  /**
   * Writes down in one go that the carrier accepted a text, and what was disclosed with it.
   * @returns false where the disclosure could not be written: the next text makes it once more, which harms nobody.
   */
  async function settleDisclosed(
    member: Member,
    handedOver: HandedOver & { readonly discloses: Disclosing },
    accepted: NonNullable<Element["Update"]>,
  ): Promise<boolean> {
    const { id, sendingAt, discloses } = handedOver;
    const disclosed = (also: Element) => ({
      entries: [{ kind: "disclosure", ...discloses } as const],
      changes: {
        set: ["disclosedAt = :disclosedAt", "disclosedBy = :disclosedBy"],
        values: { ":disclosedAt": sendingAt, ":disclosedBy": id },
      },
      also: [also],
    });
    const isThere = ({ contact }: Member) => contact.disclosedBy === id && contact.disclosedAt === sendingAt;
    const settleWith = (element: Element) =>
      ledger.change(member, (current) => (isThere(current) ? undefined : disclosed(element)), sendingAt);
    try {
      const { kind } = await settleWith({ Update: accepted });
      if (kind !== "refused") return kind === "written";
      // A status callback was faster; what it says of the text stays, and tells whether it was disclosed.
      await settleWith({ ConditionCheck: wasAccepted(accepted, sendingAt) });
      return true;
    } catch {
      return false;
    }
  }

  /** A text that the carrier has not accepted was none: the silence before it goes on. */
  async function takeBack({ id, contact }: Member, { content, sendingAt }: HandedOver): Promise<void> {
    if (content.kind === "crisis") return;
    const { sentAt } = contact;
    const expression = sentAt ? "SET sentAt = :sentAt" : "REMOVE sentAt";
    const values = { ":sendingAt": sendingAt, ...(sentAt && { ":sentAt": sentAt }) };
    await updateItem(documents, TableName, memberKey(id), expression, values, "sentAt = :sendingAt");
  }

  return {
    async settle(member, handedOver, outcome, at, retryAt) {
      const { id, content, sendingAt, discloses } = handedOver;
      const key = outboundKey(id);
      // The length of a fixed text would say which one it was, and so would its words, in the clear.
      const fixed = isFixed(id);
      const cipher = fixed ? await keyOrNone(keyring, memberOf(id)) : undefined;
      const sealing = cipher ? ", sealed = :sealed" : "";
      const values = {
        ":sending": "SENDING",
        ":sendingAt": sendingAt,
        ...(cipher && { ":sealed": cipher.seal(sealedContent(content), placeOf(key, "sealed")) }),
      };
      const isSending = "#state = :sending AND sendingAt = :sendingAt";
      const write = (expression: string, more: Record<string, unknown>) =>
        updateItem(documents, TableName, key, expression, { ...values, ...more }, isSending);
      switch (outcome.kind) {
        case "accepted": {
          const expression = `SET #state = :sent, sentAt = :at, carrierId = :carrierId${sealing}${fixed ? "" : ", segmentCount = :segments"} ${CLOSE}`;
          const more = {
            ...{ ":sent": "SENT", ":at": at, ":carrierId": outcome.carrierId },
            ...(!fixed && { ":segments": outcome.segments }),
          };
          const accepted = {
            ...{ TableName, Key: key, UpdateExpression: expression, ConditionExpression: isSending },
            ExpressionAttributeNames: { "#state": "state" },
            ExpressionAttributeValues: { ...values, ...more },
          };
          if (discloses && (await settleDisclosed(member, { ...handedOver, discloses }, accepted))) return;
          await write(expression, more);
          return;
        }
        case "refused":
          if (outcome.retryable) {
            await write(`SET #state = :ready, reason = :reason, dueAt = :retryAt${sealing}`, {
              ...{ ":ready": "READY", ":reason": outcome.reason, ":retryAt": retryAt },
            });
          } else {
            await write(`SET #state = :failed, reason = :reason${sealing} ${CLOSE}`, {
              ...{ ":failed": "FAILED", ":reason": outcome.reason },
            });
          }
          await takeBack(member, handedOver);
          return;
        case "unknown":
          await write(`SET reason = :reason${sealing}`, { ":reason": outcome.reason });
          await takeBack(member, handedOver);
          return;
        default:
          outcome satisfies never;
      }
    },
  };
}

function wasAccepted({ TableName, Key }: NonNullable<Element["Update"]>, sendingAt: Instant) {
  return {
    ...{ TableName, Key, ConditionExpression: "#state IN (:sent, :delivered) AND sendingAt = :sendingAt" },
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":sent": "SENT", ":delivered": "DELIVERED", ":sendingAt": sendingAt },
  };
}

/** A fixed text goes out and is settled without its member's key. */
export async function keyOrNone(keyring: Keyring, id: MemberId): Promise<MemberCipher | undefined> {
  try {
    return await keyring.cipher(id);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
