import { afterAll, beforeAll, expect, test } from "vitest";
import { LocalJules } from "./local-jules.ts";

const ALICE = "+14155550141";
const JPEG = Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), Buffer.alloc(64)]);

let jules: LocalJules;
beforeAll(async () => {
  jules = await LocalJules.start();
  await jules.say("hey, it's Alice", ALICE);
});
afterAll(() => jules.stop());

/** Sends files from Alice's phone; the carrier lays them out with a SMIL part, as phones do. */
async function send(text: string, filename: string, content: Uint8Array | string): Promise<void> {
  const media = [
    { filename, contentType: "application/octet-stream", base64: Buffer.from(content).toString("base64") },
  ];
  const response = await fetch(`${jules.ready.phone}/phone/api/texts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ from: ALICE, text, media }),
  });
  expect(response.status).toBe(202);
  await jules.settle();
}

/** Tells a simulator what is to happen next. */
async function script(service: string, fault: object): Promise<void> {
  const response = await fetch(`${jules.ready.services[service]}/simulator/script`, {
    method: "POST",
    body: JSON.stringify(fault),
  });
  expect(response.status).toBe(204);
}

/** What the model was told last of what Alice said. */
async function told(): Promise<string> {
  const response = await fetch(`${jules.ready.services.anthropicSimulator}/simulator/requests`);
  const requests = (await response.json()) as { body: { output_config?: unknown; messages: { content: string }[] } }[];
  return requests.findLast(({ body }) => !body.output_config)?.body.messages.at(-1)?.content ?? "";
}

const received = () => jules.received(ALICE);

test("a picture is described to the model and answered, and its layout part says nothing", async () => {
  const text = JSON.stringify({ picture: "a brown dog on a couch", writing: "" });
  await script("anthropicSimulator", { kind: "text", text, whenAskedFor: "json", whenIncludes: '"type":"image"' });
  const before = (await received()).length;
  await send("meet Rex", "IMG_1.jpeg", JPEG);
  expect(await told()).toBe("meet Rex\n(sent a picture: a brown dog on a couch)");
  expect(await received()).toHaveLength(before + 1);
});

test("a picture that cannot be had is acknowledged, without words as well", async () => {
  await script("bandwidthSimulator", { kind: "answer", status: 404, operation: "media", times: 2 });
  const before = (await received()).length;
  await send("", "IMG_2.jpeg", JPEG);
  expect(await told()).toContain("(sent a picture or a file that did not arrive)");
  expect(await received()).toHaveLength(before + 1);
});

test("a voice message is known by its bytes, and answered", async () => {
  const before = (await received()).length;
  await send("", "picture.jpg", "#!AMR\nla la la");
  expect(await told()).toBe("(sent a voice message, which Jules cannot listen to)");
  expect(await received()).toHaveLength(before + 1);
});

test("who asks for it gets the contact card as an MMS that the carrier can fetch", async () => {
  await jules.say("can you send me your contact card?", ALICE);
  const card = (await received()).at(-1);
  const [url = ""] = card?.media ?? [];
  expect([card?.segments, url]).toEqual([1, expect.stringContaining("/contact.vcf?number=")]);
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toContain("text/vcard");
  expect(await response.text()).toContain(`TEL;TYPE=CELL:${jules.ready.bandwidth.numbers[0]}`);
});

test("where no MMS arrives the words come as a text, once", async () => {
  await script("bandwidthSimulator", { kind: "fail", errorCode: 4409, number: ALICE });
  const before = (await received()).length;
  await jules.say("save your number", ALICE);
  await jules.advance(3 * 60_000);
  await jules.settle();
  const texts = (await received()).slice(before);
  expect(texts.map(({ media }) => media.length)).toEqual([1, 0]);
  expect(texts[1]?.text).toBe(texts[0]?.text);
});
