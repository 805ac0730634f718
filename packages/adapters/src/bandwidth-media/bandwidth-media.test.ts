import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Picture } from "@jules/core/pictures";
import { type BandwidthSimulator, type MediaFile, startBandwidthSimulator } from "@jules/simulators/bandwidth";
import { MEMBER_NUMBER, OWN_NUMBER } from "@jules/testkit/builders";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createBandwidthSender } from "../bandwidth/index.ts";
import { fileKindOf } from "./file-kinds.ts";
import { createAttachmentReader } from "./index.ts";

const account = { accountId: "9900123", applicationId: "5d1c9a52-7f0e-4a55-9d1b-3b6a0f2c7e11" };
const JPEG = Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.from("JFIF and so on")]);

let carrier: BandwidthSimulator;

beforeAll(async () => {
  carrier = await startBandwidthSimulator({
    ...account,
    ...{ clientId: "client", clientSecret: "secret", numbers: [OWN_NUMBER] },
  });
});
beforeEach(() => carrier.clearScript());
afterAll(() => carrier.close());

function setUp(apiUrl = carrier.apiUrl) {
  const looked: Picture[] = [];
  const { tokens } = createBandwidthSender({
    ...account,
    ...{ apiUrl: carrier.apiUrl, tokenUrl: carrier.tokenUrl },
    credentials: async () => "client:secret",
    now: () => Date.now(),
  });
  const reader = createAttachmentReader({
    ...{ apiUrl, accountId: account.accountId, tokens },
    now: () => Date.now(),
    describer: {
      async describe(picture) {
        looked.push(picture);
        return "a brown dog on a couch";
      },
    },
  });
  return { reader, looked, tokens };
}

/** Sends a file from a phone. @returns the addresses of the layout and of the file, as the callback has them. */
async function sent(file: Partial<MediaFile>) {
  const { id } = await carrier.receiveText({
    from: MEMBER_NUMBER,
    media: [{ filename: "IMG 1.jpeg", contentType: "image/jpeg", content: JPEG, ...file }],
  });
  const at = (rest: string) => `${carrier.apiUrl}/users/${account.accountId}/media/${id}/${rest}`;
  return { layout: at("0/0.smil"), file: at(`1/${encodeURIComponent(file.filename ?? "IMG 1.jpeg")}`) };
}

test("a picture is fetched with the token of the sends, and looked at", async () => {
  const { reader, looked } = setUp();
  const { file } = await sent({});
  expect(await reader.read(file, 5_000, true)).toEqual({ kind: "seen", description: "a brown dog on a couch" });
  expect(looked).toEqual([{ type: "image/jpeg", bytes: JPEG }]);
});

test("a picture that is not to be looked at is known to be one, and a text is read all the same", async () => {
  const { reader, looked } = setUp();
  expect(await reader.read((await sent({})).file, 5_000, false)).toEqual({ kind: "picture" });
  const stop = await sent({ filename: "words.txt", contentType: "text/plain", content: "STOP" });
  expect(await reader.read(stop.file, 5_000, false)).toEqual({ kind: "text", body: "STOP" });
  expect(looked).toEqual([]);
});

test("what it is, its bytes say, not its name or its header", async () => {
  const { reader, looked } = setUp();
  const lying = await sent({ content: "BEGIN:VCARD\r\nEND:VCARD" });
  expect(await reader.read(lying.file, 5_000, true)).toEqual({ kind: "contact" });
  expect(await reader.read(lying.layout, 5_000, true)).toEqual({ kind: "layout" });
  const honest = await sent({
    filename: "words.bin",
    contentType: "application/octet-stream",
    content: "a long story",
  });
  expect(await reader.read(honest.file, 5_000, true)).toEqual({ kind: "text", body: "a long story" });
  expect(looked).toEqual([]);
});

test("a token that was revoked is fetched anew, once", async () => {
  const { reader } = setUp();
  const { file } = await sent({});
  carrier.script({ kind: "answer", status: 401, operation: "media" });
  expect(await reader.read(file, 5_000, true)).toMatchObject({ kind: "seen" });
  carrier.script({ kind: "answer", status: 401, operation: "media", times: 2 });
  expect(await reader.read(file, 5_000, true)).toEqual({ kind: "gone" });
});

test.each([
  [{ kind: "answer", status: 404, operation: "media" }, { kind: "gone" }],
  [{ kind: "answer", status: 500, operation: "media" }, { kind: "gone" }],
  [{ kind: "delay", delayMs: 1_500, operation: "media" }, { kind: "gone" }],
  [{ kind: "redirect", location: "https://elsewhere.example/" }, { kind: "gone" }],
  [{ kind: "unannounced-length" }, { kind: "seen", description: "a brown dog on a couch" }],
] as const)("after %o", async (fault, attachment) => {
  const { reader } = setUp();
  const { file } = await sent({});
  carrier.script(fault);
  expect(await reader.read(file, 1_000, true)).toEqual(attachment);
});

test.each([[[]], [[{ kind: "unannounced-length" }] as const]])(
  "too large is not read to its end (%j)",
  async (faults) => {
    const { reader, looked } = setUp();
    const { file } = await sent({ content: Buffer.concat([JPEG, Buffer.alloc(4_000_000)]) });
    for (const fault of faults) carrier.script(fault);
    expect(await reader.read(file, 5_000, true)).toEqual({ kind: "other" });
    expect(looked).toEqual([]);
  },
);

describe("nobody gets our token but the carrier", () => {
  test("an address elsewhere, of another account or of another kind is not asked for", async () => {
    const asked: string[] = [];
    const server = createServer(({ url = "" }, response) => {
      asked.push(url);
      response.end(JPEG);
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { host } = new URL(carrier.url);
    const path = `/api/v2/users/${account.accountId}/media/m/0/a.jpg`;
    const { reader } = setUp();
    const before = carrier.requests.media;
    for (const url of [
      `${elsewhere}${path}`,
      `http://${host}@${new URL(elsewhere).host}${path}`,
      `http://user:word@${host}${path}`,
      `https://${host}${path}`,
      `${carrier.url}/api/v2/users/1/media/m/0/a.jpg`,
      `${carrier.url}/api/v2/users/${account.accountId}/messages`,
      `${carrier.url}/api/v2/users/${account.accountId}/media/../messages`,
      `${carrier.url}/api/v2/users/${account.accountId}/media/m/%2e%2e%2f%2e%2e%2fmessages`,
      `${carrier.url}${path}?to=elsewhere`,
      `${carrier.url}${path}#x`,
      `${carrier.url}${path}${"a".repeat(5_000)}`,
      "file:///etc/passwd",
      "no address",
    ]) {
      expect(await reader.read(url, 1_000, true)).toEqual({ kind: "gone" });
    }
    expect([asked, carrier.requests.media - before]).toEqual([[], 0]);
    server.close();
  });

  test("over plain HTTP only a carrier on this machine is asked", async () => {
    const { reader } = setUp("http://carrier.example/api/v2");
    const url = `http://carrier.example/api/v2/users/${account.accountId}/media/m/0/a.jpg`;
    expect(await reader.read(url, 1_000, true)).toEqual({ kind: "gone" });
  });
});

test.each([
  ["89504e470d0a1a0a00", "picture"],
  [Buffer.from("GIF89a...").toString("hex"), "picture"],
  [Buffer.from("RIFF0000WEBPVP8").toString("hex"), "picture"],
  [Buffer.from("0000ftypheic").toString("hex"), "unseen"],
  [Buffer.from("0000ftypM4A ").toString("hex"), "sound"],
  [Buffer.from("#!AMR\n").toString("hex"), "sound"],
  [Buffer.from("0000ftypmp42").toString("hex"), "film"],
  [Buffer.from("%PDF-1.7").toString("hex"), "other"],
  [Buffer.from("\n<?xml version='1.0'?>").toString("hex"), "layout"],
  ["00010203", "other"],
  ["", "other"],
])("%s is a %s", (hex, kind) => expect(fileKindOf(Buffer.from(hex, "hex")).kind).toBe(kind));
