import { BatchWriteCommand, type DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { instant, type MemberId } from "@jules/core/kernel";
import { HARMLESS, newNumber, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { createTableModel } from "@jules/testkit/dynamodb";
import { TABLES } from "@jules/testkit/tables";
import { describe, expect, test } from "vitest";
import { storesOver } from "../../test/stores.ts";
import { createErasure, type Documents } from "./index.ts";

const AT = instant("2026-11-20T17:00:00.000Z");

/** A member with texts, a moment and an erasure that is due, in a table of their own. */
async function furnish() {
  const model = createTableModel({ tables: TABLES, now: () => Date.parse(AT) });
  const { documents } = model;
  const stores = storesOver(documents);
  const phone = newNumber();
  const fresh = await stores.members.byNumber(phone, OWN_NUMBER, AT);
  const stop = { state: "OPTED_OUT", changedBy: "stop", saidAt: AT, cause: "keyword" } as const;
  const member = await stores.members.changeConsent(fresh, stop, AT);
  for (let text = 0; text < 30; text++) {
    await stores.conversations.receive(member, receivedText({ body: "secret" }), HARMLESS, undefined, AT);
  }
  await stores.members.moveMoment(member, AT);
  await stores.erasures.schedule(member.id, AT, "asked");
  const itemsOf = (id: MemberId) => [...model.items("members")].filter(({ pk }) => pk === id).map(({ sk }) => sk);
  return { documents, stores, phone, member, items: () => itemsOf(member.id), model };
}

const erasureOver = (documents: Documents) =>
  createErasure({
    ...{ documents, membersTable: "members", keysTable: "keys" },
    backoff: { pause: async () => undefined, random: () => 0 },
  });

/** The client, with something before each call of it. */
const through = (documents: Documents, before: (command: object) => unknown): Documents => ({
  send: (async (command: object) => {
    const answer = await before(command);
    return answer ?? documents.send(command as never);
  }) as DynamoDBDocumentClient["send"],
});

describe("an erasure", () => {
  test("that breaks off anywhere is found again and finished, and nothing is readable from its first write on", async () => {
    const whole = await furnish();
    let calls = 0;
    const counting = through(whole.documents, () => {
      calls += 1;
    });
    await erasureOver(counting).everythingOf(whole.member.id);
    expect(calls).toBeGreaterThan(5);
    for (let last = 1; last <= calls; last++) {
      const { documents, stores, phone, member, items, model } = await furnish();
      let made = 0;
      const breaking = through(documents, () => {
        made += 1;
        if (made > last) throw new Error("the sandbox is gone");
      });
      if (last < calls) await expect(erasureOver(breaking).everythingOf(member.id)).rejects.toThrow();
      else await erasureOver(breaking).everythingOf(member.id);
      const key = [...model.items("keys")].find(({ pk }) => pk === member.id);
      expect(key).not.toHaveProperty("wrapped");
      const due = [];
      for await (const page of stores.erasures.due(AT)) due.push(...page);
      expect(due).toEqual(last < calls ? [member.id] : []);
      await erasureOver(documents).everythingOf(member.id);
      expect(items()).toEqual([]);
      expect(await stores.members.find(phone)).toBeUndefined();
      // Whoever had the number is gone; that it said STOP is not.
      expect((await stores.members.byNumber(phone, OWN_NUMBER, AT)).consent.state).toBe("OPTED_OUT");
    }
  });

  test("leaves nothing that a throttled table left undone at first", async () => {
    const { documents, member, items } = await furnish();
    let batches = 0;
    const throttled = through(documents, async (command) => {
      if (!(command instanceof BatchWriteCommand)) return undefined;
      batches += 1;
      const [[table, requests = []] = ["", []]] = Object.entries(command.input.RequestItems ?? {});
      if (batches % 2 === 0 || requests.length < 2) return undefined;
      await documents.send(new BatchWriteCommand({ RequestItems: { [table]: requests.slice(0, 1) } }));
      return { UnprocessedItems: { [table]: requests.slice(1) } };
    });
    await erasureOver(throttled).everythingOf(member.id);
    expect(items()).toEqual([]);
  });

  test("gives up on a table that deletes nothing, so that it is tried again later", async () => {
    const { documents, member } = await furnish();
    const stuck = through(documents, (command) =>
      command instanceof BatchWriteCommand ? { UnprocessedItems: command.input.RequestItems } : undefined,
    );
    await expect(erasureOver(stuck).everythingOf(member.id)).rejects.toMatchObject({ code: "table.throttled" });
  });

  test("takes what came in while it ran", async () => {
    const { documents, member, items } = await furnish();
    let isLate = true;
    const busy = through(documents, async (command) => {
      if (!(command instanceof BatchWriteCommand) || !isLate) return;
      isLate = false;
      const late = { pk: member.id, sk: "TEXT#late", saidAt: "2026", sealed: new Uint8Array(8) };
      // Behind the page that was read.
      await documents.send(new PutCommand({ TableName: "members", Item: late }));
    });
    await erasureOver(busy).everythingOf(member.id);
    expect(items()).toEqual([]);
  });
});
