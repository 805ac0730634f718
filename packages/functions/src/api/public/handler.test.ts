import {
  CRISIS_TEMPLATES,
  crisisReply,
  PROTOCOL_VERSION,
  RESOURCES,
  type ReferralCounters,
  referral,
} from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import { Failure, instant } from "@jules/core/kernel";
import { NOTICE_VERSION, privacyNotice, RETENTION } from "@jules/core/privacy";
import { MEMBER_NUMBER, OWN_NUMBER } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { describe, expect, test } from "vitest";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

const NOW = "2027-03-01T12:00:00.000Z";

/** @param referrals moments at which the usual member was referred to help. */
function createApi(settings: { readonly referrals?: readonly string[]; readonly counters?: ReferralCounters } = {}) {
  const reply = crisisReply(assess("I want to die"), 1);
  const counts = (settings.referrals ?? []).map((at) => ({
    ...referral(instant(at), MEMBER_NUMBER, "high", reply),
    count: 1,
  }));
  const counted: ReferralCounters = { ofYear: async (year) => counts.filter((one) => one.year === year) };
  const reporter = recordingReporter();
  const { counters = counted } = settings;
  const handler = createHandler({
    stage: "test",
    clock: manualClock(NOW),
    reporter,
    counters,
    countsTimeoutMs: 50,
    ownNumbers: [OWN_NUMBER],
  });
  return {
    reporter,
    async get(path: string, headers: Record<string, string> = {}) {
      const { pathname, searchParams } = new URL(path, "https://jules.example");
      const queryStringParameters = Object.fromEntries(searchParams);
      const event = { routeKey: `GET ${pathname}`, headers, queryStringParameters };
      const { statusCode, body = "", headers: answered } = await handler(event as unknown as APIGatewayProxyEventV2);
      return { status: statusCode, body, headers: answered as Record<string, string>, words: wordsOf(body) };
    },
  };
}

/** What a reader sees of a page: no style, no tags, no entities. */
function wordsOf(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, " ");
}

test("who this is, and that it is there", async () => {
  const { get } = createApi();
  expect(JSON.parse((await get("/")).body)).toMatchObject({ name: "Jules", stage: "test" });
  expect(JSON.parse((await get("/health")).body)).toEqual({ status: "ok" });
  expect((await get("/members")).status).toBe(404);
});

test("the contact card has a number of ours on it, and no other", async () => {
  const { get } = createApi();
  for (const path of ["/contact.vcf", `/contact.vcf?number=${encodeURIComponent(OWN_NUMBER)}`]) {
    const { status, body, headers } = await get(path);
    expect([status, headers["content-type"]]).toEqual([200, "text/vcard; charset=utf-8"]);
    expect(headers["cache-control"]).toMatch(/^public, max-age=/);
    expect(body).toContain(`TEL;TYPE=CELL:${OWN_NUMBER}`);
  }
  expect((await get(`/contact.vcf?number=${encodeURIComponent(MEMBER_NUMBER)}`)).status).toBe(404);
});

describe("the safety page", () => {
  test.each(["en", "es"] as const)(
    "shows the version that runs and every text that can be sent (%s)",
    async (language) => {
      const { get } = createApi();
      const { status, words } = await get(`/safety?lang=${language}`);
      const templates = CRISIS_TEMPLATES.filter((template) => template.language === language);
      expect(status).toBe(200);
      expect(words).toContain(`: ${PROTOCOL_VERSION}`);
      expect(templates.length).toBeGreaterThan(0);
      for (const { body, code, version } of templates) {
        expect(words).toContain(body);
        expect(words).toMatch(new RegExp(`${code.replaceAll(".", "\\.")}, versi[oó]n ${version}`));
      }
    },
  );

  test.each([
    ["I want to die", "en"],
    ["gonna kill myself tonight", "en"],
    ["cutting myself again, i keep cutting myself", "en"],
    ["im going to kill him", "en"],
    ["my dad hits me", "en"],
    ["quiero matarme", "es"],
    ["mi esposo me pega", "es"],
  ])("shows what is sent to %j, the first time and later", async (text, language) => {
    const { words } = await createApi().get(`/safety?lang=${language}`);
    for (const step of [1, 2, 3, 4]) expect(words).toContain(crisisReply(assess(text), step).body);
  });

  test("says what Jules cannot do, for whom it is, and how to reach us", async () => {
    const { words } = await createApi().get("/safety");
    for (const phrase of [
      "It is not a human",
      "It cannot call 911",
      "Nobody reads along",
      "for adults of 18 years and older",
      "Companion chatbots may not be suitable for some minors",
      "help@jules.example",
    ]) {
      expect(words).toContain(phrase);
    }
  });

  test("counts by the calendar year of California, this one so far and each before", async () => {
    const lastMoment = "2027-01-01T07:59:59.000Z";
    const { get } = createApi({ referrals: ["2026-05-01T12:00:00Z", lastMoment, "2027-02-01T12:00:00Z"] });
    const { words, headers } = await get("/safety");
    expect(words).toMatch(/2027 \(so far\) 1 2026 2 /);
    expect(headers["cache-control"]).toBe("public, max-age=300");
  });

  test("has the day of each service's last check, and names no retired line", async () => {
    const { body } = await createApi().get("/safety");
    const shown = RESOURCES.filter(({ standing }) => standing !== "unverified");
    for (const { name, verifiedAt } of shown) {
      expect(wordsOf(body)).toContain(name);
      expect(body).toContain(`datetime="${verifiedAt}"`);
    }
    expect(body).not.toMatch(/press 3|PRIDE|1-800-931-2237/i);
  });

  test("names no number to call that is not a service's", async () => {
    for (const language of ["en", "es"]) {
      const { body } = await createApi().get(`/safety?lang=${language}`);
      const numbers = [...body.matchAll(/(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}/g)].map(([number]) => number);
      const known = RESOURCES.map(({ call }) => call);
      expect(numbers.filter((number) => !known.includes(number))).toEqual([]);
    }
  });
});

describe.each(["/safety", "/safety.json", "/privacy", "/privacy.json"])("%s", (path) => {
  test("is in the language that is asked for, or that the browser prefers", async () => {
    const { get } = createApi();
    const languageOf = async (query: string, accept?: string) =>
      (await get(`${path}${query}`, accept ? { "accept-language": accept } : {})).headers["content-language"];
    expect(await languageOf("")).toBe("en");
    expect(await languageOf("?lang=es")).toBe("es");
    expect(await languageOf("?lang=en", "es-MX")).toBe("en");
    expect(await languageOf("?lang=fr")).toBe("en");
    expect(await languageOf("", "es-MX,es;q=0.9,en;q=0.8")).toBe("es");
    expect(await languageOf("", "fr;q=1.0, en;q=0.5, es;q=0.7")).toBe("es");
    expect(await languageOf("", "en-US,es;q=0.5")).toBe("en");
    expect(await languageOf("", "es;q=0, *")).toBe("en");
    expect(await languageOf("", "%%;;q=x")).toBe("en");
  });

  test("runs and loads nothing of anybody's", async () => {
    const { body, headers } = await createApi().get(path);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["strict-transport-security"]).toMatch(/^max-age=\d+/);
    expect(body).not.toMatch(/<script|<img|<link|@import|url\(|\son\w+=/i);
  });
});

describe.each(["/safety", "/safety.json"])("%s", (path) => {
  test("tells nothing of whoever was counted", async () => {
    const { get } = createApi({ referrals: ["2027-02-01T12:00:00Z"] });
    const { body } = await get(path);
    expect(body).not.toContain(MEMBER_NUMBER.slice(2));
    expect(body).not.toMatch(/\bm_[0-9a-f]{32}\b|\+1\d{10}/);
  });

  test.each<[string, ReferralCounters["ofYear"]]>([
    [
      "is out",
      async () => {
        throw new Failure("table.unavailable", "the table did not answer", { detail: "TimeoutError" });
      },
    ],
    ["has no answer in time", () => new Promise(() => undefined)],
  ])("is there, without the count, when the table of the counts %s", async (_name, ofYear) => {
    const { get, reporter } = createApi({ counters: { ofYear } });
    const { status, body, headers } = await get(path);
    expect(status).toBe(200);
    expect(body).toContain("988");
    expect(body).toMatch(/The count is not available right now|"available":false/);
    expect(headers["cache-control"]).toBe("public, max-age=30");
    expect(reporter.metrics).toEqual({ CountsUnavailable: 1 });
  });
});

test("the data are the page's: version, texts in both languages, counts, services", async () => {
  const { get } = createApi({ referrals: ["2026-05-01T12:00:00Z"] });
  const { body, headers } = await get("/safety.json");
  const data = JSON.parse(body);
  expect(headers["content-type"]).toBe("application/json");
  expect(data.protocol.version).toBe(PROTOCOL_VERSION);
  expect(data.texts.map(({ code, body: words }: { code: string; body: string }) => [code, words])).toEqual(
    CRISIS_TEMPLATES.map(({ code, body: words }) => [code, words]),
  );
  expect(data.referralNotifications).toEqual({
    available: true,
    timeZone: "UTC-08:00",
    years: [
      { year: 2027, referralNotifications: 0, isOver: false },
      { year: 2026, referralNotifications: 1, isOver: true },
    ],
  });
  expect(data.resources).toContainEqual(expect.objectContaining({ code: "988", verifiedAt: expect.any(String) }));
});

describe("the privacy page", () => {
  test.each(["en", "es"] as const)("has the whole schedule, every company and the version (%s)", async (language) => {
    const { get } = createApi();
    const { status, words, headers } = await get(`/privacy?lang=${language}`);
    const notice = privacyNotice(language);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    for (const { what, howLong } of notice.kept) {
      expect(words).toContain(what);
      expect(words).toContain(howLong);
    }
    for (const { name, gets } of notice.companies) expect(words).toContain(`${name} : ${gets}`);
    expect(words).toContain(`: ${NOTICE_VERSION} ,`);
  });

  test("says how to ask, that nothing is sold, and that mobile opt-in data is not shared", async () => {
    const { words } = await createApi().get("/privacy");
    for (const phrase of [
      ...["What do you know about me?", "EXPORT", "FORGET", "DELETE MY DATA", "help@jules.example"],
      ...["not sold and not shared", "not shared with third parties or affiliates", "under 13", "within 45 days"],
    ]) {
      expect(words).toContain(phrase);
    }
  });

  test("has a section on consumer health data that can be linked to by itself", async () => {
    for (const language of ["en", "es"]) {
      const { body } = await createApi().get(`/privacy?lang=${language}`);
      expect(body).toContain('<h2 id="health-data">');
      expect(wordsOf(body)).toContain("My Health My Data");
    }
  });

  test("and the safety page lead to each other, in the language that is read", async () => {
    const { get } = createApi();
    expect((await get("/privacy?lang=es")).body).toContain('href="safety?lang=es"');
    expect((await get("/safety?lang=es")).body).toContain('href="privacy?lang=es"');
  });

  test("is there without the table of the counts, and needs none", async () => {
    const { get, reporter } = createApi({
      counters: {
        ofYear: async () => {
          throw new Failure("table.unavailable", "the table did not answer", { detail: "TimeoutError" });
        },
      },
    });
    expect((await get("/privacy")).headers["cache-control"]).toBe("public, max-age=86400");
    expect(reporter.metrics).toEqual({});
  });

  test("is there as data, with the schedule that is kept", async () => {
    const { body, headers } = await createApi().get("/privacy.json?lang=en");
    const data = JSON.parse(body);
    expect(headers["content-type"]).toBe("application/json");
    expect(data.notice).toMatchObject({ version: NOTICE_VERSION, language: "en" });
    expect(data.retention).toMatchObject(
      RETENTION.map(({ code, keeps, goes, because }) => ({ code, keeps, goes, because })),
    );
    expect(data.notice.sections.map(({ id }: { id: string }) => id)).toContain("health-data");
    expect(data.companies.length).toBeGreaterThan(0);
  });
});
