import { EventEmitter, once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBandwidthSimulator } from "@jules/simulators/bandwidth";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { LocalClock } from "../clock/index.ts";
import { type Carrier, type CarrierText, createPhone, type Phone } from "./index.ts";
import { pageFiles } from "./page-files.ts";

const julesNumber = "+18005550199";
const member = "+14155550123";

/** A carrier that takes texts and lets the test answer them. */
class ScriptedCarrier implements Carrier {
  readonly received: { from: string; to: string; text: string }[] = [];
  readonly #events = new EventEmitter();
  readonly #outbox: CarrierText[] = [];
  isBroken = false;

  async receiveText(text: { from: string; to: string; text: string }) {
    if (this.isBroken) throw new Error("no route");
    this.received.push(text);
    return { id: `in-${this.received.length}` };
  }

  outbox(to?: string) {
    return this.#outbox.filter((text) => to === undefined || text.to === to);
  }

  on(event: string, listener: (text: CarrierText) => void) {
    this.#events.on(event, listener);
    return () => this.#events.off(event, listener);
  }

  accept(text: Partial<CarrierText>) {
    const acceptedAt = new Date(Date.now() + 1000).toISOString();
    const id = `out-${this.#outbox.length + 1}`;
    const accepted: CarrierText = {
      id,
      to: member,
      text: "",
      media: [],
      segments: 1,
      acceptedAt,
      state: "accepted",
      ...text,
    };
    this.#outbox.push(accepted);
    this.#events.emit("text.accepted", accepted);
  }

  report(change: Partial<CarrierText>) {
    const accepted = { ...(this.#outbox.pop() as CarrierText), ...change };
    this.#outbox.push(accepted);
    this.#events.emit("delivery.changed", accepted);
  }
}

async function startPhone(carrier: Carrier, clock = new LocalClock()): Promise<string> {
  return await serve(createPhone({ clock, carrier, julesNumber }));
}

async function serve(phone: Phone): Promise<string> {
  const server = createServer((request, response) => {
    if (!phone.serve(request, response)) response.writeHead(404).end("elsewhere");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    phone.close();
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function* eventsOf(response: Response, name: string) {
  let received = "";
  for await (const chunk of response.body ?? []) {
    received += Buffer.from(chunk).toString("utf8");
    const complete = received.split("\n\n");
    received = complete.pop() ?? "";
    for (const event of complete) {
      const [, data] = event.split(`event: ${name}\ndata: `);
      if (data !== undefined) yield JSON.parse(data);
    }
  }
}

describe("the phone", () => {
  let carrier: ScriptedCarrier;
  let clock: LocalClock;
  let url: string;

  beforeEach(async () => {
    carrier = new ScriptedCarrier();
    clock = new LocalClock();
    url = await startPhone(carrier, clock);
  });

  async function post(body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${url}/phone/api/texts`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as { error?: string } };
  }

  async function get(path: string) {
    const response = await fetch(`${url}${path}`);
    return { status: response.status, body: (await response.json()) as { members?: string[] } };
  }

  /** The status for a request with any headers, also those that fetch does not let one set. */
  async function statusWith(headers: Record<string, string>): Promise<number> {
    const request = httpRequest(url, { headers }).end();
    const [response] = await once(request, "response");
    response.resume();
    return response.statusCode;
  }

  /** Opens a stream and returns the data of each of its events of one name, as they come. */
  async function listen(name: string) {
    const response = await fetch(`${url}/phone/api/events`);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    return eventsOf(response, name);
  }

  describe("texting", () => {
    test("takes files, and text is not needed then", async () => {
      const file = { filename: "a.jpg", contentType: "image/jpeg", base64: Buffer.from([1, 2, 3]).toString("base64") };
      const { status, body } = await post({ from: member, text: "", media: [file] });
      expect([status, body]).toMatchObject([202, { mediaCount: 1, segments: 1, encoding: null }]);
      const content = Buffer.from([1, 2, 3]);
      const media = [{ filename: "a.jpg", contentType: "image/jpeg", content }];
      expect(carrier.received).toEqual([{ from: member, to: julesNumber, text: "", media }]);
      for (const refused of [{}, [file, file, file, file], [{ ...file, base64: 1 }], [7]]) {
        expect((await post({ from: member, text: "x", media: refused })).status).toBe(400);
      }
    });

    test("hands a text to the carrier and remembers it", async () => {
      const { status, body } = await post({ from: member, text: "¿Estás ahí? 👋" });
      expect(status).toBe(202);
      expect(body).toMatchObject({ id: "in-1", direction: "inbound", segments: 1, encoding: "UCS-2" });
      expect(carrier.received).toEqual([{ from: member, to: julesNumber, text: "¿Estás ahí? 👋" }]);
      expect((await get(`/phone/api/conversation?number=${encodeURIComponent(member)}`)).body).toEqual([body]);
    });

    test("shows Jules' answers after it, with how far each got", async () => {
      await post({ from: member, text: "Hi" });
      carrier.accept({ text: "Hello, I'm Jules." });
      carrier.accept({ text: "{".repeat(81), segments: 2 });
      carrier.report({ state: "failed", errorCode: 4720 });
      carrier.accept({ to: "+12125550147", text: "For somebody else" });
      const { body } = await get(`/phone/api/conversation?number=${member}`);
      expect(body).toMatchObject([
        { direction: "inbound", text: "Hi" },
        { direction: "outbound", text: "Hello, I'm Jules.", state: "accepted", errorCode: null, encoding: "GSM-7" },
        { direction: "outbound", state: "failed", errorCode: 4720, segments: 2, encoding: "GSM-7" },
      ]);
      expect(body).toHaveLength(3);
    });

    test("shows a picture message without an SMS encoding", async () => {
      carrier.accept({ text: "Look", media: ["http://127.0.0.1/sunrise.png"] });
      const { body } = await get(`/phone/api/conversation?number=${member}`);
      expect(body).toMatchObject([{ mediaCount: 1, encoding: null }]);
    });

    test("knows its members and Jules' number", async () => {
      expect((await get("/phone/api/numbers")).body).toEqual({ jules: julesNumber, members: [member] });
      await post({ from: "+12125550147", text: "Hi" });
      expect((await get("/phone/api/numbers")).body.members).toEqual([member, "+12125550147"]);
    });

    test.each([
      [{ from: "415-555", text: "Hi" }, "That is not a phone number"],
      [{ from: julesNumber, text: "Hi" }, "Jules' own number"],
      [{ text: "Hi" }, "That is not a phone number"],
      [{ from: member, text: "" }, "Type a text first"],
      [{ from: member, text: " \n" }, "Type a text first"],
      [{ from: member, text: 7 }, "Type a text first"],
      [{ from: member, text: "x".repeat(2049) }, "at most 2048 characters. This one has 2049"],
      [{ from: member, text: "x".repeat(70_000) }, "at most 2048 characters"],
      ["{", "must be JSON"],
      ["null", "That is not a phone number"],
    ])("refuses %j", async (body, message) => {
      const refusal = await post(body);
      expect(refusal.status).toBe(400);
      expect(refusal.body.error).toContain(message);
      expect(carrier.received).toEqual([]);
    });

    test("refuses the conversation of something that is no number", async () => {
      expect((await get("/phone/api/conversation?number=12")).status).toBe(400);
      expect((await get("/phone/api/conversation")).status).toBe(400);
    });

    test("says so when the carrier does not take a text, and forgets it", async () => {
      carrier.isBroken = true;
      expect((await post({ from: member, text: "Hi" })).status).toBe(500);
      expect((await get(`/phone/api/conversation?number=${member}`)).body).toEqual([]);
    });
  });

  describe("live updates", () => {
    test("begin with the stack's time and tell of jumps that others made", async () => {
      const clocks = await listen("clock");
      const { value: first } = await clocks.next();
      await clock.advance(3_600_000, async () => {});
      const { value: second } = await clocks.next();
      expect(Date.parse(second.now) - Date.parse(first.now)).toBeGreaterThanOrEqual(3_600_000);
      await clocks.return(undefined);
    });

    test("carry texts of both sides and their delivery", async () => {
      const texts = await listen("text");
      const states = await listen("state");
      await post({ from: member, text: "Hi" });
      expect((await texts.next()).value).toMatchObject({ number: member, text: { direction: "inbound", text: "Hi" } });
      carrier.accept({ text: "Hello" });
      expect((await texts.next()).value).toMatchObject({ number: member, text: { id: "out-1", text: "Hello" } });
      carrier.report({ state: "delivered" });
      expect((await states.next()).value).toEqual({
        number: member,
        id: "out-1",
        state: "delivered",
        errorCode: null,
      });
      await texts.return(undefined);
      await states.return(undefined);
    });
  });

  describe("the page", () => {
    test.each([...pageFiles.keys()])("serves %s under a strict policy", async (path) => {
      const response = await fetch(`${url}${path}`);
      expect(response.status).toBe(200);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).not.toContain("unsafe");
      expect((await response.text()).length).toBeGreaterThan(0);
    });

    test("leaves other paths to others", async () => {
      for (const path of ["/control/clock", "/phone/page-files.ts", "/phone/..%2fpage-files.ts", "//"]) {
        const response = await fetch(`${url}${path}`);
        expect([response.status, await response.text()]).toEqual([404, "elsewhere"]);
      }
    });

    test("knows which methods make sense", async () => {
      expect((await fetch(url, { method: "POST" })).status).toBe(405);
      expect((await fetch(`${url}/phone/api/texts`)).status).toBe(405);
    });
  });

  describe("strangers", () => {
    const port = () => new URL(url).port;

    test("a name that is not this machine's is refused", async () => {
      expect(await statusWith({ host: "jules.example" })).toBe(403);
      expect(await statusWith({ host: `jules.example:${port()}` })).toBe(403);
      expect(await statusWith({ host: "localhost:1" })).toBe(403);
    });

    test("this machine's names are served", async () => {
      for (const name of ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"]) {
        expect(await statusWith({ host: `${name}:${port()}` })).toBe(200);
      }
    });

    test("a page of another origin cannot send a text", async () => {
      const text = { from: member, text: "Hi" };
      for (const origin of ["https://evil.example", "null", "http://localhost:1"]) {
        expect((await post(text, { origin })).status).toBe(403);
      }
      expect((await post(text, { "content-type": "text/plain" })).status).toBe(415);
      expect(carrier.received).toEqual([]);
      expect((await post(text, { origin: url })).status).toBe(202);
    });
  });
});

test("a phone remembers both sides of its conversations, its carrier's restarts notwithstanding", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jules-phone-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const keptIn = join(folder, "phone.sqlite");
  const clock = new LocalClock();
  const carrier = new ScriptedCarrier();
  carrier.accept({ to: "+12125550147", text: "From before the phone was there" });
  const url = await serve(createPhone({ clock, carrier, julesNumber, keptIn }));
  await fetch(`${url}/phone/api/texts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ from: member, text: "Hi" }),
  });
  carrier.accept({ text: "Hello" });
  carrier.report({ state: "delivered" });
  const read = async (at: string, path: string) => await (await fetch(`${at}/phone/api/${path}`)).json();
  const before = await read(url, `conversation?number=${member}`);
  expect((await stat(keptIn)).mode & 0o077).toBe(0);

  const again = await serve(createPhone({ clock, carrier: new ScriptedCarrier(), julesNumber, keptIn }));

  expect(before).toMatchObject([{ text: "Hi" }, { text: "Hello", state: "delivered" }]);
  expect(await read(again, `conversation?number=${member}`)).toEqual(before);
  expect(await read(again, "numbers")).toMatchObject({ members: [member, "+12125550147"] });
});

test("the Bandwidth simulator can be the phone's carrier", async () => {
  const carrier = await startBandwidthSimulator({
    accountId: "account",
    applicationId: "application",
    clientId: "client",
    clientSecret: "secret",
    numbers: [julesNumber],
  });
  onTestFinished(() => carrier.close());
  const url = await startPhone(carrier);
  const sent = await fetch(`${url}/phone/api/texts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ from: member, text: "Hi" }),
  });
  expect(sent.status).toBe(202);
  const conversation = await fetch(`${url}/phone/api/conversation?number=${member}`);
  expect(await conversation.json()).toMatchObject([{ direction: "inbound", text: "Hi", state: "accepted" }]);
});
