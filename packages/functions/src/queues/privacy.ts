import type { PrivacyOrder, PrivacyTask } from "@jules/core/privacy";
import * as z from "zod/mini";
import { instantField, memberIdField, phoneNumberField } from "./fields.ts";

/** What is to be forgotten is sealed with the member's key: a copy of the message opens no longer than that is there. */
const Task = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("access") }),
    z.object({ kind: z.literal("export") }),
    z.object({ kind: z.literal("forget"), sealed: z.base64() }),
    z.object({ kind: z.literal("forget-last"), from: instantField }),
    z.object({ kind: z.literal("erase"), because: z.enum(["asked", "child", "reassigned", "silent"]) }),
  ]),
);

/** An order about a member's data, on its way to who carries it out. */
export const PrivacyMessage = z.lazy(() =>
  z.object({
    v: z.literal(1),
    reference: z.string().check(z.regex(/^[0-9A-F]{12}$/)),
    member: memberIdField,
    task: Task,
    askedAt: instantField,
    answer: z.optional(z.object({ to: phoneNumberField, language: z.enum(["en", "es"]) })),
  }),
);

export type PrivacyMessage = z.infer<typeof PrivacyMessage>;

/** How often the queue hands an order out before it parks it. A test of the stacks holds the two together. */
export const PRIVACY_RECEIVES = 8;

/** Seals and opens what is personal in an order. */
export interface OrderCiphers {
  cipher(member: PrivacyOrder["member"]): Promise<{
    seal(plaintext: string, place: string): Uint8Array;
    open(sealed: Uint8Array, place: string): string;
  }>;
}

/** @throws Failure `key.unavailable` where there is something to seal. */
export async function messageOf(order: PrivacyOrder, keyring: OrderCiphers): Promise<PrivacyMessage> {
  const { reference, member, task, askedAt, answer } = order;
  const rest = { v: 1, reference, member, askedAt, ...(answer && { answer }) } as const;
  if (task.kind !== "forget") return { ...rest, task };
  const sealed = (await keyring.cipher(member)).seal(task.about, placeOf(order));
  return { ...rest, task: { kind: "forget", sealed: Buffer.from(sealed).toString("base64") } };
}

/** @throws Failure `key.unavailable`; another error for what opens no longer. */
export async function orderIn(message: PrivacyMessage, keyring: OrderCiphers): Promise<PrivacyOrder> {
  const { v: _, task, answer, ...rest } = message;
  if (task.kind !== "forget") return { ...rest, answer, task };
  const about = (await keyring.cipher(message.member)).open(Buffer.from(task.sealed, "base64"), placeOf(message));
  return { ...rest, answer, task: { kind: "forget", about } satisfies PrivacyTask };
}

function placeOf({ member, reference }: Pick<PrivacyOrder, "member" | "reference">): string {
  return `1|privacy|${member}|${reference}`;
}
