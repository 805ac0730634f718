import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { bringUpToDate } from "@jules/core/billing/books";
import { instant, instantPlus } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import { newNumber, OWN_NUMBER } from "@jules/testkit/builders";
import { createTableModel } from "@jules/testkit/dynamodb";
import { memoryPayments } from "@jules/testkit/memory";
import { TABLES } from "@jules/testkit/tables";
import { describe, expect, test } from "vitest";
import { storesOver } from "../../test/stores.ts";
import type { Documents } from "./index.ts";

const AT = instant("2026-11-20T17:00:00.000Z");
const LATER = instantPlus(AT, 60_000);

/** A member who has just paid, of which nobody here knows yet. */
async function setUp() {
  const { documents, items } = createTableModel({ tables: TABLES, now: () => Date.parse(AT) });
  const stores = storesOver(documents);
  const paying = memoryPayments({ now: () => AT });
  const fresh = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
  const customer = await paying.payments.createCustomer(fresh.id);
  await stores.billing.write(fresh.id, 0, { customer, subscription: undefined, checkout: undefined });
  const member = (await stores.members.byId(fresh.id)) as Member;
  paying.subscribe(customer);
  const stop = { state: "OPTED_OUT", changedBy: "stop", saidAt: LATER, cause: "keyword" } as const;
  return {
    ...{ documents, items, stores, member, customer, paying },
    silence: (over: Documents) => storesOver(over).members.changeConsent(member, stop, LATER),
    bring: (over: Documents) => {
      const { members, billing, agenda, conversations, orders } = storesOver(over);
      const books = { ...{ members, billing, agenda, conversations, orders }, payments: paying.payments };
      return bringUpToDate({ ...books, clock: { now: () => LATER }, counted: () => undefined }, member.id);
    },
  };
}

/** The client, with something before one of its calls. */
function pausing(documents: Documents, atCall: number, pause: () => Promise<unknown>) {
  let calls = 0;
  const through: Documents = {
    send: (async (command: object) => {
      calls += 1;
      if (calls === atCall) await pause();
      return documents.send(command as never);
    }) as DynamoDBDocumentClient["send"],
  };
  return { through, hasPaused: () => calls >= atCall };
}

describe("a STOP and a subscription that is only being written", () => {
  test.each(["the STOP", "what is paid"] as const)(
    "meet in an order, wherever %s is interrupted by the other",
    async (interrupted) => {
      let ways = 0;
      for (let atCall = 1; ; atCall++) {
        const { documents, stores, member, silence, bring } = await setUp();
        const [one, other] = interrupted === "the STOP" ? [silence, bring] : [bring, silence];
        const { through, hasPaused } = pausing(documents, atCall, () => other(documents));
        await one(through);
        if (!hasPaused()) break;
        ways += 1;
        const now = await stores.members.byId(member.id);
        expect([now?.consent.state, now?.billing.subscription?.status]).toEqual(["OPTED_OUT", "active"]);
        expect(await stores.orders.of(member.id)).toMatchObject({ ends: "at-period-end", because: "silence" });
      }
      expect(ways).toBeGreaterThan(interrupted === "the STOP" ? 0 : 2);
    },
  );
});
