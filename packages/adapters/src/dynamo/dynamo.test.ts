import { type DynamoDBDocumentClient, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { outboundId } from "@jules/core/conversation";
import { crisisReply } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { fixedText } from "@jules/core/disclosure";
import { instant } from "@jules/core/kernel";
import { type Fact, NO_MEMORY } from "@jules/core/memory";
import { NO_PREFERENCES } from "@jules/core/preferences";
import { NO_PROFILE } from "@jules/core/profile";
import { HARMLESS, MEMBER_NUMBER, newNumber, number, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import {
  agendaContract,
  billingOrdersContract,
  erasureContract,
  ledgerContract,
  profileContract,
  referralCountersContract,
  storesContract,
  transcriptContract,
} from "@jules/testkit/contracts";
import { createTableModel } from "@jules/testkit/dynamodb";
import { TABLES } from "@jules/testkit/tables";
import { describe, expect, test } from "vitest";
import { useAws } from "../../test/aws.ts";
import { countersOver, storesOver } from "../../test/stores.ts";
import { createDocuments, type Documents } from "./index.ts";

useAws();

const AT = instant("2026-11-20T17:00:00.000Z");

function profilesOver(documents: Documents) {
  const { profiles, members } = storesOver(documents);
  return { profiles, member: async () => (await members.byNumber(newNumber(), OWN_NUMBER, AT)).id };
}

describe("in DynamoDB", () => {
  storesContract(async () => storesOver(createDocuments()));
  ledgerContract(async () => storesOver(createDocuments()));
  erasureContract(async () => storesOver(createDocuments()));
  agendaContract(async () => storesOver(createDocuments()));
  billingOrdersContract(async () => storesOver(createDocuments()));
  referralCountersContract(async () => countersOver(createDocuments()));
  profileContract(async () => profilesOver(createDocuments()));
  describe("a transcript", () => transcriptContract(async () => storesOver(createDocuments())));
});

describe("in the model of DynamoDB", () => {
  const { documents } = createTableModel({ tables: TABLES, now: () => Date.parse(AT) });
  storesContract(async () => storesOver(documents));
  ledgerContract(async () => storesOver(documents));
  erasureContract(async () => storesOver(documents));
  agendaContract(async () => storesOver(documents));
  billingOrdersContract(async () => storesOver(documents));
  referralCountersContract(async () => countersOver(documents));
  profileContract(async () => profilesOver(documents));
  describe("a transcript", () => transcriptContract(async () => storesOver(documents)));
});

describe("what lies in the table", () => {
  const everything = async (documents: DynamoDBDocumentClient) => {
    const { Items: items = [] } = await documents.send(new ScanCommand({ TableName: "members" }));
    return items;
  };

  test("holds neither the number nor a word of the texts", async () => {
    const documents = createDocuments();
    const { members, conversations } = storesOver(documents);
    const member = await members.byNumber(MEMBER_NUMBER, OWN_NUMBER, AT);
    await conversations.receive(member, receivedText({ body: "my marked secret" }), HARMLESS, undefined, AT);
    const items = await everything(documents);
    expect(items.length).toBeGreaterThan(0);
    const bytes = items
      .flatMap((item) => Object.values(item))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : JSON.stringify(value)))
      .join("\n");
    expect(bytes).not.toContain("marked secret");
    expect(bytes).not.toContain(MEMBER_NUMBER.slice(1));
  });

  test("does not tell by its length which fixed text was sent", async () => {
    const documents = createTableModel({ tables: TABLES, now: () => Date.parse(AT) }).documents;
    const { members, conversations } = storesOver(documents);
    const member = await members.byNumber(MEMBER_NUMBER, OWN_NUMBER, AT);
    const bodies = [
      ...(["welcome", "disclosure", "stopped", "restarted", "help", "holding"] as const).map((c) => fixedText(c).body),
      ...["I want to kill myself", "I want to kill myself tonight", "he hits me", "quiero matarme"].map(
        (b) => crisisReply(assess(b), 1).body,
      ),
    ];
    for (const [index, body] of bodies.entries()) {
      const id = outboundId(member.id, "fixed", `text-${index}`);
      const kind = index < 6 ? "help" : "crisis";
      await conversations.keepFixed(member, { id, content: { kind, body, to: MEMBER_NUMBER, expiresAt: AT } }, AT);
    }
    const sealed = (await everything(documents as DynamoDBDocumentClient)).filter(({ sk }) =>
      String(sk).startsWith("OUT#"),
    );
    expect(sealed).toHaveLength(bodies.length);
    expect(new Set(sealed.map((item) => item.sealed.length)).size).toBe(1);
  });

  test("is read by a sandbox that never saw the member before", async () => {
    const first = storesOver(createDocuments());
    const member = await first.members.byNumber(number("+14155550177"), OWN_NUMBER, AT);
    await first.conversations.receive(member, receivedText({ body: "remember me" }), HARMLESS, undefined, AT);
    const { waiting } = await storesOver(createDocuments()).conversations.open(member.id);
    expect(waiting.map((text) => text.body)).toContain("remember me");
  });

  test("finds a member under the previous pepper after a rotation", async () => {
    const peppers = {
      old: `1:${Buffer.alloc(32, 1).toString("base64")}`,
      fresh: `2:${Buffer.alloc(32, 8).toString("base64")}`,
    };
    const before = storesOver(createDocuments(), { peppers: peppers.old });
    const after = storesOver(createDocuments(), { peppers: `${peppers.fresh},${peppers.old}` });
    const member = await before.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, AT);
    expect((await after.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, AT)).id).toBe(member.id);
  });

  test("of a profile is no word, and what opens no longer is as if it were not kept", async () => {
    const documents = createTableModel({ tables: TABLES, now: () => Date.parse(AT) }).documents;
    const { profiles, members } = storesOver(documents);
    const { id } = await members.byNumber(number("+14155550179"), OWN_NUMBER, AT);
    const fact = { id: "f", topic: "dog", text: "marked secret", learnedAt: AT, source: "t" } as unknown as Fact;
    const preferences = { ...NO_PREFERENCES, name: "Samantha" };
    await profiles.change(id, () => ({ preferences, memory: { facts: [fact] } }), AT);
    const item = (await everything(documents as DynamoDBDocumentClient)).find(({ sk }) => sk === "PROFILE");
    const bytes = [item?.preferences, item?.memory].map((value) => Buffer.from(value).toString("latin1")).join();
    expect(bytes).not.toMatch(/marked|secret|Samantha/);
    item?.memory.fill(0, 20, 24);
    await documents.send(new PutCommand({ TableName: "members", Item: item }));
    expect(await profiles.of(id)).toEqual({ preferences, memory: NO_MEMORY });
  });

  test("of a profile is nothing that comes after its member is gone", async () => {
    const documents = createTableModel({ tables: TABLES, now: () => Date.parse(AT) }).documents;
    const { profiles, members, erasure, keyring } = storesOver(documents);
    const { id } = await members.byNumber(number("+14155550180"), OWN_NUMBER, AT);
    // This sandbox has the key in its memory for a while.
    await keyring.cipher(id);
    await erasure.everythingOf(id);
    const profile = { preferences: { ...NO_PREFERENCES, name: "Sam" }, memory: NO_MEMORY };
    expect(await profiles.change(id, () => profile, AT)).toEqual(NO_PROFILE);
    expect((await everything(documents as DynamoDBDocumentClient)).filter(({ sk }) => sk === "PROFILE")).toEqual([]);
  });

  test("is closed with the reason where it cannot be opened, and the rest is read all the same", async () => {
    const documents = createTableModel({ tables: TABLES, now: () => Date.parse(AT) }).documents;
    const { members, conversations } = storesOver(documents);
    const one = await members.byNumber(number("+14155550178"), OWN_NUMBER, AT);
    await conversations.receive(one, receivedText({ body: "whole" }), HARMLESS, undefined, AT);
    await conversations.receive(one, receivedText({ body: "broken" }), HARMLESS, undefined, AT);
    const items = await everything(documents as DynamoDBDocumentClient);
    const broken = items.filter((item) => item.sealed).at(-1);
    broken?.sealed.fill(0, 20, 24);
    await documents.send(new PutCommand({ TableName: "members", Item: broken }));
    const open = await conversations.open(one.id);
    expect([open.waiting.map(({ body }) => body), open.unreadable]).toEqual([["whole"], 1]);
    expect((await conversations.open(one.id)).unreadable).toBe(0);
  });
});
