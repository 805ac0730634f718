import { instant, memberId } from "@jules/core/kernel";
import type { PrivacyOrder } from "@jules/core/privacy";
import { MEMBER_NUMBER } from "@jules/testkit/builders";
import { expect, test } from "vitest";
import { orderIn, PrivacyMessage } from "./privacy.ts";
import { createPrivacyDesk } from "./privacy-desk.ts";

/** Seals by turning the text around, and opens only at the same place. */
const keyring = {
  cipher: async () => ({
    seal: (plaintext: string, place: string) => Buffer.from(`${place}\n${[...plaintext].reverse().join("")}`),
    open(sealed: Uint8Array, place: string) {
      const [where, turned = ""] = Buffer.from(sealed).toString("utf8").split("\n");
      if (where !== place) throw new Error("sealed for another place");
      return [...turned].reverse().join("");
    },
  }),
};

const order: PrivacyOrder = {
  reference: "0123456789AB",
  member: memberId(`m_${"0".repeat(32)}`),
  task: { kind: "forget", about: "my sister" },
  askedAt: instant("2026-11-20T17:00:00Z"),
  answer: { to: MEMBER_NUMBER, language: "en" },
};

async function sent(given: PrivacyOrder) {
  const entries: { body: string; groupId: string; deduplicationId: string }[] = [];
  const queue = { sendAll: async (some: readonly (typeof entries)[number][]) => void entries.push(...some) };
  await createPrivacyDesk({ queue, keyring }).submit(given);
  const [entry] = entries;
  if (!entry) throw new Error("nothing was sent");
  return entry;
}

test.each<PrivacyOrder>([
  order,
  { ...order, task: { kind: "export" } },
  { ...order, task: { kind: "access" } },
  { ...order, task: { kind: "forget-last", from: order.askedAt } },
  { ...order, task: { kind: "erase", because: "asked" }, answer: undefined },
])("an order comes out of the queue as it went in: $task.kind", async (given) => {
  const { body, groupId, deduplicationId } = await sent(given);
  expect([groupId, deduplicationId]).toEqual([given.member, given.reference]);
  expect(await orderIn(PrivacyMessage.parse(JSON.parse(body)), keyring)).toEqual(given);
});

test("what is to be forgotten does not lie in the queue", async () => {
  expect((await sent(order)).body).not.toContain("sister");
});
