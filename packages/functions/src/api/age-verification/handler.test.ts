import { Failure, instantPlus, type MemberId } from "@jules/core/kernel";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { beforeEach, expect, test } from "vitest";
import { wireKnownMember } from "../../../test/conversation.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

let jules: Awaited<ReturnType<typeof wireKnownMember>>;
let reporter: ReturnType<typeof recordingReporter>;
let handler: ReturnType<typeof createHandler>;
let created: { reference: string; callbackUrl: string | undefined }[];
let isOut: boolean;

beforeEach(async () => {
  jules = await wireKnownMember();
  reporter = recordingReporter();
  created = [];
  isOut = false;
  handler = createHandler({
    ...{ reporter, clock: jules.clock, members: jules.members, verifications: jules.verifications, links: jules.links },
    publicUrl: "https://jules.example",
    verifierUrl: "https://stationapi.veriff.com",
    verifier: {
      async createSession(reference, callbackUrl) {
        if (isOut) throw new Failure("verification.unavailable", "scripted", { detail: "http-503" });
        created.push({ reference, callbackUrl });
        return { id: `session-${created.length}`, url: `https://alchemy.veriff.com/v/secret-${created.length}` };
      },
      decision: async () => undefined,
      deleteSession: async () => undefined,
    },
  });
});

async function token(member?: MemberId, purpose: "verify" | "export" = "verify"): Promise<string> {
  const expiresAt = instantPlus(jules.clock.now(), 60 * 60_000);
  const url = (await jules.links()).issue(purpose, member ?? (await jules.member()).id, expiresAt);
  return url.slice(url.lastIndexOf("/") + 1);
}

async function request(
  routeKey: string,
  fields: { token?: string; body?: string; lang?: string; accept?: string } = {},
) {
  const { lang, accept } = fields;
  const answer = await handler({
    routeKey,
    headers: accept ? { "accept-language": accept } : {},
    pathParameters: { token: fields.token ?? "" },
    ...(lang && { queryStringParameters: { lang } }),
    ...(fields.body !== undefined && { body: Buffer.from(fields.body).toString("base64"), isBase64Encoded: true }),
  } as unknown as APIGatewayProxyEventV2);
  return { status: answer.statusCode, headers: answer.headers ?? {}, body: answer.body ?? "" };
}

const show = async (given?: string, more = {}) =>
  request("GET /v/{token}", { token: given ?? (await token()), ...more });
const agree = async (body = "consent=yes", given?: string) =>
  request("POST /v/{token}", { token: given ?? (await token()), body });

test("the page says what happens, what is kept and that it is a choice, and asks for consent to biometric data", async () => {
  const { status, body } = await show();
  expect(status).toBe(200);
  for (const words of [
    "Veriff",
    "Only the result",
    "have to do this",
    "biometric data",
    "deleted once that is known",
    "988",
  ]) {
    expect(body).toContain(words);
  }
  expect(body).toMatch(/<input type="checkbox" name="consent" value="yes" required>/);
  expect(created).toEqual([]);
});

test("in Spanish for who asks for it, or whose browser does", async () => {
  for (const asked of [{ lang: "es" }, { accept: "es-MX,es;q=0.9" }]) {
    const { body } = await show(undefined, asked);
    expect(body).toContain('lang="es"');
    expect(body).toContain("datos biométricos");
  }
});

test("who agrees is sent on to Veriff, which learns neither the link nor who they are", async () => {
  const { status, headers, body } = await agree();
  expect([status, headers.location, body]).toEqual([303, "https://alchemy.veriff.com/v/secret-1", ""]);
  const { id } = await jules.member();
  expect(created).toEqual([{ reference: id, callbackUrl: "https://jules.example/v/done" }]);
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(JSON.stringify(reporter.lines)).not.toMatch(/secret|m_/);
});

test("sent twice it leads to the same session", async () => {
  await agree();
  expect((await agree()).headers.location).toBe("https://alchemy.veriff.com/v/secret-1");
  expect(created).toHaveLength(1);
});

test.each(["", "consent=no", "consent=", "consent", "other=yes", "%00%ff"])(
  "without the tick, %j, nothing is made and the page asks again",
  async (body) => {
    const answer = await agree(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("please tick the box");
    expect(created).toEqual([]);
  },
);

test("bad input: a link that is nobody's, for something else, or too old shows and makes nothing", async () => {
  const old = await token();
  const forExport = await token(undefined, "export");
  jules.clock.advance(2 * 60 * 60_000);
  for (const given of ["", "x", "../../etc", "<script>", forExport, old]) {
    for (const answer of [await show(given), await agree("consent=yes", given)]) {
      expect(answer.status).toBe(404);
      expect(answer.body).toContain("has expired");
      expect(answer.body).not.toContain("<script>");
    }
  }
  expect(created).toEqual([]);
});

test("who proved their age already has nothing to do", async () => {
  const change = { state: "VERIFIED_ADULT", by: "verification", method: "document" } as const;
  await jules.members.changeAge(await jules.member(), change, jules.clock.now());
  expect(await agree()).toMatchObject({ status: 200, body: expect.stringContaining("Nothing left to do") });
  expect(created).toEqual([]);
});

test("Veriff out of reach is said, logged with its code, and tried again by whoever sends the form again", async () => {
  isOut = true;
  expect(await agree()).toMatchObject({ status: 503, body: expect.stringContaining("try again") });
  expect(reporter.metrics.VerificationPagesFailed).toBe(1);
  isOut = false;
  expect((await agree()).status).toBe(303);
});

test("the page after Veriff sends people back to their texts", async () => {
  expect(await request("GET /v/done")).toMatchObject({
    status: 200,
    body: expect.stringContaining("go back to your texts"),
  });
});

test("nothing is loaded, kept or framed, and a form leads to us or to Veriff alone", async () => {
  for (const answer of [await show(), await show("x"), await request("GET /v/done"), await agree()]) {
    expect(answer.headers).toMatchObject({
      "cache-control": "no-store",
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(
      "form-action 'self' https://*.veriff.com https://*.veriff.me https://stationapi.veriff.com;",
    );
  }
});
