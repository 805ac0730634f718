import { outboundId } from "@jules/core/conversation";
import { instant, memberId } from "@jules/core/kernel";
import type { MessageSender, OutgoingText } from "@jules/core/messaging";
import { beforeEach, describe, expect, test } from "vitest";
import { MEMBER_NUMBER, OWN_NUMBER } from "../builders/index.ts";

/** What the next sending meets. `unheard`: the carrier accepts, and its answer is lost. */
export type CarrierEvent = `http-${number}` | "not-connected" | "unheard" | "no-token";

export interface ContractSender {
  readonly sender: MessageSender;
  meet(event: CarrierEvent): void;
  /** How often the carrier accepted a text under this id. */
  accepted(id: string): number;
}

let texts = 0;

/** What the gate relies on in a carrier: above all, what is proof that a text was not taken, and what is doubt. */
export function senderContract(create: () => Promise<ContractSender>): void {
  let carrier: ContractSender;
  beforeEach(async () => {
    carrier = await create();
  });

  const text = (): OutgoingText => {
    texts += 1;
    return {
      id: outboundId(memberId(`m_${"b".repeat(32)}`), "reply", `contract${texts}`),
      ...{ from: OWN_NUMBER, to: MEMBER_NUMBER, body: "always up for you", priority: "default" },
      expiresAt: instant(Date.now() + 600_000),
    };
  };
  const send = async (sent: OutgoingText) => {
    await carrier.sender.prepare();
    return carrier.sender.send(sent);
  };

  test("a text that is accepted has an id of the carrier and a number of segments", async () => {
    const sent = text();
    const outcome = { kind: "accepted", carrierId: expect.stringMatching(/\S/), segments: expect.any(Number) };
    expect(await send(sent)).toEqual(outcome);
    expect(carrier.accepted(sent.id)).toBe(1);
  });

  describe("a refusal is proof that nothing was sent", () => {
    test.each([
      ["http-400", false],
      ["http-403", false],
      ["http-429", true],
      ["http-500", true],
      ["http-503", true],
      ["not-connected", true],
    ] as const)("%s; trying again can help: %s", async (event, retryable) => {
      carrier.meet(event);
      const sent = text();
      expect(await send(sent)).toEqual({ kind: "refused", reason: event, retryable });
      expect(carrier.accepted(sent.id)).toBe(0);
      expect(await send(sent)).toMatchObject({ kind: "accepted" });
    });

    test("of what was prepared says so, and preparing again helps", async () => {
      carrier.meet("http-401");
      const sent = text();
      expect(await send(sent)).toEqual({ kind: "refused", reason: "unauthorized", retryable: true });
      expect(await send(sent)).toMatchObject({ kind: "accepted" });
    });
  });

  test("an acceptance whose answer is lost is doubt, not refusal", async () => {
    carrier.meet("unheard");
    const sent = text();
    expect(await send(sent)).toMatchObject({ kind: "unknown" });
    expect(carrier.accepted(sent.id)).toBe(1);
  });

  test("a carrier that cannot be made ready says so before anything is sent", async () => {
    carrier.meet("no-token");
    await expect(carrier.sender.prepare()).rejects.toMatchObject({ code: "carrier.unavailable" });
    expect(await send(text())).toMatchObject({ kind: "accepted" });
  });
}
