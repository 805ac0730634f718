import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { instant } from "@jules/core/kernel";
import { HARMLESS, MEMBER_NUMBER, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { storesContract } from "@jules/testkit/contracts";
import { describe, expect, test } from "vitest";
import { KMS_KEY, useAws } from "../../test/aws.ts";
import { createBlindIndex } from "../blind-index/index.ts";
import { createKeyring } from "../kms/index.ts";
import {
  createConsentChanges,
  createConversationStore,
  createDeliveryStore,
  createDocuments,
  createDueStore,
  createKeyStore,
  createMemberDirectory,
  createMemberStore,
} from "./index.ts";

useAws();

const AT = instant("2026-11-20T17:00:00.000Z");
const PEPPERS = `1:${Buffer.alloc(32, 7).toString("base64")}`;

function stores(peppers = PEPPERS) {
  const documents = createDocuments();
  const keyring = createKeyring({
    keyId: KMS_KEY,
    stage: "test",
    keys: createKeyStore(documents, "keys"),
    now: () => Date.now(),
  });
  const directory = createMemberDirectory({
    documents,
    membersTable: "members",
    members: createMemberStore({ documents, membersTable: "members", keysTable: "keys", keyring }),
    blindIndex: async () => createBlindIndex(peppers),
  });
  return {
    documents,
    members: { ...directory, ...createConsentChanges(documents, "members") },
    conversations: {
      ...createConversationStore({ documents, membersTable: "members", keyring }),
      ...createDeliveryStore(documents, "members"),
      ...createDueStore(documents, "members"),
    },
  };
}

describe("in DynamoDB", () => {
  storesContract(async () => stores());
});

describe("what lies in the table", () => {
  test("holds neither the number nor a word of the texts", async () => {
    const { documents, members, conversations } = stores();
    const member = await members.byNumber(MEMBER_NUMBER, OWN_NUMBER, AT);
    await conversations.receive(member, receivedText({ body: "my marked secret" }), HARMLESS, undefined, AT);
    const { Items: items = [] } = await documents.send(new ScanCommand({ TableName: "members" }));
    expect(items.length).toBeGreaterThan(0);
    const bytes = items
      .flatMap((item) => Object.values(item))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : JSON.stringify(value)))
      .join("\n");
    expect(bytes).not.toContain("marked secret");
    expect(bytes).not.toContain(MEMBER_NUMBER.slice(1));
  });

  test("is read by a sandbox that never saw the member before", async () => {
    const first = stores();
    const member = await first.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, AT);
    await first.conversations.receive(member, receivedText({ body: "remember me" }), HARMLESS, undefined, AT);
    const { waiting } = await stores().conversations.open(member.id);
    expect(waiting.map((text) => text.body)).toContain("remember me");
  });

  test("finds a member under the previous pepper after a rotation", async () => {
    const member = await stores().members.byNumber(MEMBER_NUMBER, OWN_NUMBER, AT);
    const rotated = stores(`2:${Buffer.alloc(32, 8).toString("base64")},${PEPPERS}`);
    expect((await rotated.members.byNumber(MEMBER_NUMBER, OWN_NUMBER, AT)).id).toBe(member.id);
  });
});
