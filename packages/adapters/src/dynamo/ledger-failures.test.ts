import { PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { outboundId } from "@jules/core/conversation";
import { instant, instantPlus } from "@jules/core/kernel";
import type { Member } from "@jules/core/member";
import { newNumber, OWN_NUMBER } from "@jules/testkit/builders";
import { createTableModel } from "@jules/testkit/dynamodb";
import { TABLES } from "@jules/testkit/tables";
import { describe, expect, test } from "vitest";
import { storesOver } from "../../test/stores.ts";
import { verifyChain } from "../ledger/index.ts";
import type { Documents } from "./index.ts";

const AT = instant("2026-11-20T17:00:00.000Z");
const LATER = instantPlus(AT, 60_000);
const STOP = { state: "OPTED_OUT", changedBy: "stop", saidAt: AT, cause: "keyword" } as const;

/** A member who is talked with, and a ledger that can be taken away. */
async function furnish() {
  const model = createTableModel({ tables: TABLES, now: () => Date.parse(AT) });
  let isLost = false;
  const send = async (command: { readonly input: object }) => {
    if (isLost && JSON.stringify(command.input).includes('"ledger"')) {
      throw Object.assign(new Error("not authorized"), { name: "AccessDeniedException" });
    }
    return model.documents.send(command as never);
  };
  const documents = { send } as Documents;
  const stores = storesOver(documents);
  const phone = newNumber();
  const fresh = await stores.members.byNumber(phone, OWN_NUMBER, AT);
  const active = { state: "ACTIVE", changedBy: "first", saidAt: AT, cause: "wrote-first" } as const;
  const member = await stores.members.changeConsent(fresh, active, AT);
  return {
    ...{ model, documents, stores, phone, member },
    lose: () => {
      isLost = true;
    },
    find: () => {
      isLost = false;
    },
  };
}

describe("without the ledger", () => {
  const DISCLOSES = { text: { code: "reminder", version: 1, body: "an AI" }, reason: "interval" } as const;

  test("a text that the carrier accepted is not sent again; what it disclosed is disclosed once more", async () => {
    const { stores, member, lose } = await furnish();
    const id = outboundId(member.id, "fixed", "text-1");
    const content = { kind: "holding", body: "one moment", to: OWN_NUMBER, expiresAt: LATER } as const;
    await stores.conversations.beginFixed({ member }, id, { states: ["READY"] }, AT, {}, { discloses: DISCLOSES });
    lose();
    const handedOver = { id, content, sendingAt: AT, discloses: DISCLOSES };
    const accepted = { kind: "accepted", carrierId: "c", segments: 1 } as const;
    await stores.conversations.settle(member, handedOver, accepted, AT, LATER);
    const again = await stores.conversations.beginFixed({ member }, id, { states: ["READY"] }, LATER);
    expect(again).toEqual({ kind: "exists", state: "SENT" });
    expect((await stores.members.byId(member.id))?.contact.disclosedAt).toBeUndefined();
  });

  test("a STOP is not half obeyed: it fails as a whole, and holds when it is brought again", async () => {
    const { stores, member, lose, find } = await furnish();
    lose();
    await expect(stores.members.changeConsent(member, STOP, AT)).rejects.toMatchObject({ code: "table.unavailable" });
    expect((await stores.members.byId(member.id))?.consent).toEqual(member.consent);
    find();
    expect((await stores.members.changeConsent(member, STOP, AT)).consent.state).toBe("OPTED_OUT");
  });

  test("nobody is made a member who may be silenced; who is one already is found", async () => {
    const { stores, member, phone, lose } = await furnish();
    lose();
    expect((await stores.members.byNumber(phone, OWN_NUMBER, AT)).id).toBe(member.id);
    await expect(stores.members.byNumber(newNumber(), OWN_NUMBER, AT)).rejects.toMatchObject({
      code: "table.unavailable",
    });
  });
});

test("a member from before there was a ledger is read, changed and disclosed to like any other", async () => {
  const { stores, documents, member } = await furnish();
  const attributes = "ledgerSequence, ledgerHash, consentScope";
  const Key = { pk: member.id, sk: "MEMBER" };
  await documents.send(new UpdateCommand({ TableName: "members", Key, UpdateExpression: `REMOVE ${attributes}` }));
  const old = (await stores.members.byId(member.id)) as Member;
  expect(old).toMatchObject({ ledger: { sequence: 0, hash: "" }, consent: { scope: "replies" }, age: { version: 0 } });
  await stores.members.markIntroduced(old, AT);
  const aged = await stores.members.changeAge(old, { state: "CLAIMED_ADULT", by: "stated" }, AT);
  expect(aged.age).toMatchObject({ state: "CLAIMED_ADULT", version: 1 });
  expect(await stores.members.moveMoment(aged, LATER)).toBe(true);
  const stopped = await stores.members.changeConsent(aged, STOP, AT);
  expect(stopped.consent.state).toBe("OPTED_OUT");
  const verified = await verifyChain(member.numberHash, stores.ledger.rowsOf(member.numberHash), stopped.ledger);
  expect(verified).toEqual({ rows: 5 });
});

test("a number that said STOP under an old pepper stays silenced under the new one, until it says START", async () => {
  const { documents, stores, member, phone } = await furnish();
  const old = `1:${Buffer.alloc(32, 7).toString("base64")}`;
  const rotated = storesOver(documents, { peppers: `2:${Buffer.alloc(32, 8).toString("base64")},${old}` });
  await stores.members.changeConsent(member, STOP, AT);
  await stores.erasure.everythingOf(member.id);
  const back = await rotated.members.byNumber(phone, OWN_NUMBER, LATER);
  expect(back.consent.state).toBe("OPTED_OUT");
  const start = { state: "ACTIVE", changedBy: "start", saidAt: LATER, cause: "keyword" } as const;
  await rotated.members.changeConsent(back, start, LATER);
  await rotated.erasure.everythingOf(back.id);
  expect((await rotated.members.byNumber(phone, OWN_NUMBER, LATER)).consent.state).toBe("NEW");
});

test("a row that is changed in the table is found out, and so is one that is put in the place of another", async () => {
  const { documents, stores, member } = await furnish();
  await stores.members.changeConsent(member, STOP, AT);
  const { Items: items = [] } = await documents.send(
    new QueryCommand({
      TableName: "ledger",
      KeyConditionExpression: "pk = :hash AND begins_with(sk, :row)",
      ExpressionAttributeValues: { ":hash": member.numberHash, ":row": "ROW#" },
    }),
  );
  const verify = () => verifyChain(member.numberHash, stores.ledger.rowsOf(member.numberHash));
  expect(await verify()).toEqual({ rows: 2 });
  const [first, second] = items;
  const put = (Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName: "ledger", Item }));
  await put({ ...second, entry: { ...second?.entry, to: "ACTIVE" } });
  expect((await verify()).broken).toEqual({ sequence: 2, how: "changed" });
  await put({ ...first, sk: second?.sk });
  expect((await verify()).broken).toEqual({ sequence: 2, how: "changed" });
});

test("the ledger holds no word of a member, no number, and no id of theirs", async () => {
  const { model, stores, member, phone } = await furnish();
  await stores.members.markIntroduced(member, AT);
  await stores.members.changeConsent((await stores.members.byId(member.id)) ?? member, STOP, AT);
  const items = [...model.items("ledger")];
  expect(items.length).toBeGreaterThan(3);
  const kept = JSON.stringify(items);
  for (const secret of [phone.slice(1), member.id, "Jules AI companion"]) expect(kept).not.toContain(secret);
});
