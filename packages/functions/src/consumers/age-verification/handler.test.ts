import type { Decision, VerificationStatus } from "@jules/core/age";
import { blockOfChild } from "@jules/core/consent";
import { openVerification, pollVerification, type Verifications } from "@jules/core/conversation";
import { Failure, instant, instantPlus, memberId } from "@jules/core/kernel";
import { keptUntil } from "@jules/core/privacy";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { beforeEach, describe, expect, test } from "vitest";
import { wireKnownMember } from "../../../test/conversation.ts";
import { createAlerts } from "../../runtime/alerts.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { heededReport } from "../../runtime/verification-report.ts";
import { createHandler } from "./handler.ts";

type Jules = Awaited<ReturnType<typeof wireKnownMember>>;

/** Veriff, as far as we ask it. */
function createVendor() {
  const decisions = new Map<string, Decision>();
  const deleted: string[] = [];
  let created = 0;
  let isOut = false;
  const unlessOut = () => {
    if (isOut) throw new Failure("verification.unavailable", "scripted");
  };
  return {
    ...{ decisions, deleted },
    created: () => created,
    out: (value: boolean) => {
      isOut = value;
    },
    async createSession() {
      unlessOut();
      created += 1;
      return { id: `session-${created}`, url: `https://alchemy.veriff.com/v/${created}` };
    },
    async decision(session: string) {
      unlessOut();
      return decisions.get(session);
    },
    async deleteSession(session: string) {
      unlessOut();
      deleted.push(session);
    },
  };
}

let jules: Jules;
let vendor: ReturnType<typeof createVendor>;
let reporter: ReturnType<typeof recordingReporter>;
let deps: Verifications;
let handler: ReturnType<typeof createHandler>;

beforeEach(async () => {
  jules = await wireKnownMember();
  await jules.say("hey");
  await jules.ring();
  vendor = createVendor();
  reporter = recordingReporter();
  const { clock, members, conversations, sender, erasures, verifications, links } = jules;
  const common = {
    clock,
    members,
    conversations,
    sender,
    erasures,
    verifications,
    links,
    verifier: vendor,
    owed: jules.owed,
    passMark: 25,
  };
  const switches = { switchedOn: async () => new Set<never>() };
  handler = createHandler({ ...common, switches, reporter });
  deps = { ...common, switches, alerts: createAlerts(reporter), heeded: heededReport(reporter) };
});

const id = async () => (await jules.member()).id;
const state = async () => (await jules.member()).age.state;
const open = async () => openVerification(deps, await id(), "https://jules.example/v/done");
const minutes = (number: number) => jules.clock.advance(number * 60_000);
const results = () => reporter.lines.flatMap(({ line, fields }) => (line === "verification.heeded" ? [fields] : []));

const ADULT = { kind: "adult", method: "document", threshold: 18 } as const;
const MINOR = { kind: "minor", method: "document", threshold: 18 } as const;
const CHILD = { kind: "child", method: "document", threshold: 18 } as const;

interface Said {
  readonly session?: string;
  readonly attempt?: string;
  readonly finding?: object;
  readonly decidedAt?: string;
  readonly reference?: string;
}

/** The queue brings a verdict; what the phone shows of it. */
async function hear(status: VerificationStatus, said: Said = {}): Promise<string[]> {
  const before = jules.bodies().length;
  const { session = "session-1", attempt = "attempt-1", decidedAt = jules.clock.now() } = said;
  const { finding, reference = await id() } = said;
  const body = JSON.stringify({ v: 1, session, attempt, status, decidedAt, reference, finding });
  const { batchItemFailures } = await handler(queueEvent({ body }), lambdaContext());
  return batchItemFailures.length > 0 ? ["(comes again)"] : jules.bodies().slice(before);
}

const doubt = async () =>
  jules.members.changeAge(await jules.member(), { state: "LIKELY_MINOR", by: "stated" }, jules.clock.now());

describe("R41: only the outcome is kept", () => {
  test("an adult is told, the ledger says how it was shown, and Veriff keeps nothing", async () => {
    await doubt();
    await open();
    expect(await hear("approved", { finding: ADULT })).toEqual([expect.stringContaining("you're verified")]);
    expect(await state()).toBe("VERIFIED_ADULT");
    expect(vendor.deleted).toEqual(["session-1"]);
    const rows = JSON.stringify(jules.world.ledger());
    for (const part of ["VERIFIED_ADULT", "verification", "document", "session-1", "vendor-deletion"]) {
      expect(rows).toContain(part);
    }
    expect((await jules.verifications.of(await id()))?.toDelete).toEqual([]);
    expect(JSON.stringify(results())).toBe('[{"result":"verified"}]');
  });

  test("no item has a place for a date of birth, a picture or an estimated age, and the address is sealed", async () => {
    await open();
    await hear("approved", { finding: { kind: "adult", method: "estimation", threshold: 25 } });
    const items = jules.world.items().filter(({ pk, sk }) => `${pk} ${sk}`.match(/VERIF/));
    const names = new Set(items.flatMap((item) => Object.keys(item)));
    expect([...names].sort()).toEqual(
      [
        ...["attempt", "decidedAt", "expiresAtSeconds", "memberId", "openedAt", "pk", "settledAt", "sk", "status"],
        ...["toDelete", "v", "version"],
      ].sort(),
    );
    expect(JSON.stringify(jules.world.items())).not.toContain("alchemy.veriff.com");
  });
});

describe("R42: what Veriff says", () => {
  test("twice is done once", async () => {
    await doubt();
    await open();
    const said = { finding: ADULT, decidedAt: jules.clock.now() };
    await hear("approved", said);
    expect(await hear("approved", said)).toEqual([]);
    expect(vendor.deleted).toEqual(["session-1"]);
    expect(reporter.metrics.VerificationsStale).toBe(1);
    const ageRows = jules.world.ledger().filter((row) => JSON.stringify(row).includes("VERIFIED_ADULT"));
    expect(ageRows).toHaveLength(1);
  });

  test("of a minor ends it, with nothing to appeal", async () => {
    await doubt();
    await open();
    const [words] = await hear("approved", { finding: MINOR });
    expect(words).toContain("until you're 18");
    expect(words).not.toContain("https://");
    expect(await state()).toBe("KNOWN_MINOR");
    expect((await open()).kind).toBe("not-needed");
  });

  test("of a minor stands until they may have come of age, and another one counts then", async () => {
    await doubt();
    await open();
    await hear("approved", { finding: MINOR });
    jules.clock.advance(29 * 24 * 60 * 60_000);
    expect((await open()).kind).toBe("not-needed");
    jules.clock.advance(24 * 60 * 60_000);
    expect((await open()).kind).toBe("open");
    await hear("approved", { finding: ADULT, session: "session-2" });
    expect(await state()).toBe("VERIFIED_ADULT");
  });

  test("of who is blocked though they proved it leads out of the block", async () => {
    await jules.members.changeAge(await jules.member(), { state: "VERIFIED_ADULT", by: "operator" }, jules.clock.now());
    expect((await open()).kind).toBe("not-needed");
    const block = { state: "BLOCKED", cause: "child", changedBy: "text-1", saidAt: jules.clock.now() } as const;
    await jules.members.changeConsent(await jules.member(), block, jules.clock.now());
    expect((await open()).kind).toBe("open");
    expect(await hear("approved", { finding: ADULT })).toEqual([expect.stringContaining("verified")]);
    expect((await jules.member()).consent.state).toBe("ACTIVE");
  });

  test("of who said STOP before the block is told to nobody", async () => {
    const stop = { state: "OPTED_OUT", cause: "keyword", changedBy: "stop", saidAt: jules.clock.now() } as const;
    await open();
    const silent = await jules.members.changeConsent(await jules.member(), stop, jules.clock.now());
    const block = { ...blockOfChild(silent.consent, "text-1"), saidAt: jules.clock.now() };
    await jules.members.changeConsent(silent, block, jules.clock.now());
    expect(await hear("approved", { finding: ADULT })).toEqual([]);
    const { age, consent } = await jules.member();
    expect([age.state, consent.state]).toEqual(["VERIFIED_ADULT", "OPTED_OUT"]);
  });

  test("of a child ends it, blocks the number and has everything erased within a day", async () => {
    await open();
    const [words] = await hear("approved", { finding: CHILD });
    expect(words).toContain("ends here");
    const member = await jules.member();
    expect([member.age.state, member.consent.state]).toEqual(["CHILD", "BLOCKED"]);
    expect((await jules.erasures.scheduled(member.id))?.reason).toBe("child");
  });

  test("frees who was blocked as a child by their own words, and keeps what they said", async () => {
    for (const body of ["im 11", "yes im 11"]) {
      await jules.say(body);
      await jules.ring();
    }
    expect((await jules.member()).consent.state).toBe("BLOCKED");
    await open();
    expect(await hear("approved", { finding: ADULT })).toEqual([expect.stringContaining("you're verified")]);
    const member = await jules.member();
    expect([member.age.state, member.consent.state]).toEqual(["VERIFIED_ADULT", "ACTIVE"]);
    expect(member.consent.scope).toBe("replies");
    const scheduled = await jules.erasures.scheduled(member.id);
    expect(scheduled).toEqual({ reason: "silent", dueAt: keptUntil(member) });
  });

  test.each([
    [{ kind: "no-date" }, "no-date"],
    [{ kind: "impossible-date" }, "impossible-date"],
  ])("approved with %j proves nothing", async (finding, result) => {
    await doubt();
    await open();
    expect(await hear("approved", { finding })).toEqual([expect.stringContaining("did not show your age")]);
    expect(await state()).toBe("LIKELY_MINOR");
    expect(results()).toEqual([{ result }]);
  });

  test("bad input: a birth date that cannot be has no outcome, and an operator learns of it", async () => {
    await open();
    await hear("approved", { finding: { kind: "impossible-date" } });
    expect(reporter.metrics.ImpossibleBirthDates).toBe(1);
    expect(await state()).toBe("UNKNOWN");
  });

  test("a guess below the mark asks for a document", async () => {
    await open();
    const finding = { kind: "needs-document", threshold: 25 };
    expect(await hear("approved", { finding })).toEqual([expect.stringContaining("use a document")]);
    expect(await state()).toBe("UNKNOWN");
  });

  test("to be repaired leaves the session open, and the link leads to it", async () => {
    await doubt();
    const opened = await open();
    expect(await hear("resubmission")).toEqual([expect.stringMatching(/once more.*\/v\//)]);
    expect(await open()).toEqual(opened);
    expect(vendor.created()).toBe(1);
    expect(vendor.deleted).toEqual([]);
    minutes(5);
    await hear("approved", { finding: ADULT, attempt: "attempt-2" });
    expect(await state()).toBe("VERIFIED_ADULT");
  });

  test("in review waits", async () => {
    await open();
    expect(await hear("review")).toEqual([]);
    minutes(5);
    await hear("approved", { finding: ADULT });
    expect(await state()).toBe("VERIFIED_ADULT");
  });

  test.each(["expired", "abandoned"] as const)("%s ends the session without a word", async (status) => {
    await open();
    expect(await hear(status)).toEqual([]);
    expect(vendor.deleted).toEqual(["session-1"]);
    expect(await open()).toMatchObject({ kind: "open", url: "https://alchemy.veriff.com/v/2" });
  });

  test("declined can be tried again, three times in 30 days", async () => {
    await doubt();
    for (const session of ["session-1", "session-2"]) {
      await open();
      expect(await hear("declined", { session })).toEqual([expect.stringContaining("try again")]);
    }
    await open();
    expect(await hear("declined", { session: "session-3" })).toEqual([
      expect.stringContaining("cannot be tried again for now"),
    ]);
    expect((await open()).kind).toBe("too-many");
    jules.clock.advance(30 * 24 * 60 * 60_000);
    expect((await open()).kind).toBe("open");
  });

  test("bad input: an older decision is ignored and counted, whatever it says", async () => {
    await doubt();
    await open();
    const earlier = instantPlus(jules.clock.now(), -60_000);
    await hear("approved", { finding: ADULT });
    expect(await hear("declined", { decidedAt: earlier, attempt: "attempt-0" })).toEqual([]);
    expect(await hear("declined", { decidedAt: instantPlus(jules.clock.now(), 60_000), attempt: "attempt-9" })).toEqual(
      [],
    );
    expect(await state()).toBe("VERIFIED_ADULT");
    expect(results()).toEqual([{ result: "verified" }, { result: "older" }, { result: "older" }]);
  });

  test("bad input: an unknown session is ignored and counted", async () => {
    expect(await hear("approved", { session: "nobody's", finding: ADULT })).toEqual([]);
    expect(reporter.metrics.VerificationsUnknown).toBe(1);
    expect(await state()).toBe("UNKNOWN");
  });

  test("bad input: a session that somebody else made with our key and our member's name proves nothing", async () => {
    await open();
    const reference = memberId(`m_${"0".repeat(32)}`);
    expect(await hear("approved", { finding: ADULT, reference })).toEqual([]);
    expect(results()).toEqual([{ result: "other-reference" }]);
    expect(await state()).toBe("UNKNOWN");
  });

  test("bad input: a decision for a member who was erased is dropped, and deleted at Veriff all the same", async () => {
    await open();
    const gone = { ...jules.members, byId: async () => undefined };
    const erased = createHandler({ ...deps, members: gone, reporter });
    const body = JSON.stringify({
      ...{ v: 1, session: "session-1", status: "approved", decidedAt: jules.clock.now(), finding: ADULT },
    });
    expect((await erased(queueEvent({ body }), lambdaContext())).batchItemFailures).toEqual([]);
    expect(results()).toEqual([{ result: "erased" }]);
    expect(vendor.deleted).toEqual(["session-1"]);
    expect(jules.bodies().join()).not.toContain("verified");
  });

  test("of a member who was erased, which Veriff does not delete now, is left to the cron", async () => {
    await open();
    vendor.out(true);
    const gone = { ...jules.members, byId: async () => undefined };
    const erased = createHandler({ ...deps, members: gone, reporter });
    const body = JSON.stringify({
      ...{ v: 1, session: "session-1", status: "approved", decidedAt: jules.clock.now(), finding: ADULT },
    });
    expect((await erased(queueEvent({ body }), lambdaContext())).batchItemFailures).toEqual([]);
    expect(await jules.owed.of("session-1")).toEqual({
      session: "session-1",
      since: jules.clock.now(),
      dueAt: jules.clock.now(),
    });
  });

  test("in a crisis changes what is known, and says nothing", async () => {
    await open();
    await jules.say("i want to kill myself");
    await jules.ring();
    expect(await hear("approved", { finding: ADULT })).toEqual([]);
    expect(await state()).toBe("VERIFIED_ADULT");
  });

  test("to who said STOP changes what is known, and says nothing", async () => {
    await open();
    await jules.say("STOP");
    expect(await hear("approved", { finding: ADULT })).toEqual([]);
    expect(await state()).toBe("VERIFIED_ADULT");
  });
});

describe("what fails is done again", () => {
  test("a deletion that Veriff does not take comes again, until it does, and says nothing twice", async () => {
    await doubt();
    await open();
    vendor.out(true);
    const said = { finding: ADULT, decidedAt: jules.clock.now() };
    expect(await hear("approved", said)).toEqual(["(comes again)"]);
    expect(await state()).toBe("VERIFIED_ADULT");
    vendor.out(false);
    expect(await hear("approved", said)).toEqual([]);
    expect(vendor.deleted).toEqual(["session-1"]);
    expect(jules.bodies().filter((body) => body.includes("you're verified"))).toHaveLength(1);
  });

  test("a deletion that the queue gave up is made by the cron", async () => {
    await open();
    vendor.out(true);
    await hear("approved", { finding: ADULT });
    const next = await pollVerification(deps, await jules.member());
    expect(next).toBe(instantPlus(jules.clock.now(), 60 * 60_000));
    vendor.out(false);
    expect(await pollVerification(deps, await jules.member())).toBeUndefined();
    expect(vendor.deleted).toEqual(["session-1"]);
    expect(JSON.stringify(jules.world.ledger())).toContain("vendor-deletion");
  });

  test.each(["changeAge", "moveMoment", "record"] as const)(
    "a worker that dies after %s is followed by one that ends it",
    async (operation) => {
      await doubt();
      await open();
      const said = { finding: ADULT, decidedAt: jules.clock.now() };
      jules.after(operation, () => {
        throw new Failure("table.unavailable", "scripted");
      });
      const first = await hear("approved", said);
      if (first.includes("(comes again)")) await hear("approved", said);
      expect(await state()).toBe("VERIFIED_ADULT");
      expect(jules.bodies().filter((body) => body.includes("you're verified"))).toHaveLength(1);
      expect(vendor.deleted).toContain("session-1");
      expect((await jules.verifications.session("session-1"))?.isSettled).toBe(true);
    },
  );
});

describe("asking Veriff", () => {
  const decided = (fields: Partial<Decision> = {}): Decision => ({
    ...{ session: "session-1", attempt: "attempt-1", status: "approved", reference: undefined },
    ...{ decidedAt: jules.clock.now(), dateOfBirth: "1990-01-01", estimatedAge: undefined },
    ...fields,
  });

  test("begins ten minutes after the session, and ends with the decision", async () => {
    await doubt();
    await open();
    expect((await jules.member()).contact.momentAt).toBeDefined();
    vendor.decisions.set("session-1", decided());
    const due = instantPlus(jules.clock.now(), 10 * 60_000);
    expect(await pollVerification(deps, await jules.member())).toBe(due);
    expect(await state()).toBe("LIKELY_MINOR");
    minutes(10);
    expect(await pollVerification(deps, await jules.member())).toBeUndefined();
    expect(await state()).toBe("VERIFIED_ADULT");
    expect(vendor.deleted).toEqual(["session-1"]);
  });

  test("comes at once when the member says that they are done", async () => {
    await doubt();
    await open();
    vendor.decisions.set("session-1", decided());
    await jules.say("done");
    await jules.ring();
    expect(jules.bodies().at(-1)).toContain("asking for the result");
    await pollVerification(deps, await jules.member());
    expect(await state()).toBe("VERIFIED_ADULT");
  });

  test("goes on every hour while nothing is decided, for a week", async () => {
    await open();
    minutes(10);
    expect(await pollVerification(deps, await jules.member())).toBe(instantPlus(jules.clock.now(), 60 * 60_000));
    minutes(7 * 24 * 60);
    expect(await pollVerification(deps, await jules.member())).toBeUndefined();
    expect(vendor.deleted).toEqual(["session-1"]);
  });

  test("costs nothing but a look where nothing is open", async () => {
    expect(await pollVerification(deps, await jules.member())).toBeUndefined();
  });

  test("and not hearing is no failure", async () => {
    await open();
    minutes(10);
    vendor.out(true);
    expect(await pollVerification(deps, await jules.member())).toBe(instantPlus(jules.clock.now(), 10 * 60_000));
  });
});

describe("opening a session", () => {
  test("is done once, however often the form is sent", async () => {
    const first = await open();
    expect(await open()).toEqual(first);
    expect(vendor.created()).toBe(1);
  });

  test("of two at once the later one is given up, and both lead to the same", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    expect(one).toEqual(other);
    expect(vendor.created() - vendor.deleted.length).toBe(1);
  });

  test("after a week there is another, and the old one is deleted", async () => {
    await open();
    minutes(7 * 24 * 60);
    expect(await open()).toMatchObject({ url: "https://alchemy.veriff.com/v/2" });
    await pollVerification(deps, await jules.member());
    expect(vendor.deleted).toEqual(["session-1"]);
  });

  test("is for nobody who is gone", async () => {
    expect(await openVerification(deps, memberId(`m_${"1".repeat(32)}`), undefined)).toEqual({ kind: "gone" });
  });
});

test("a decision a week old counts: Veriff comes again for that long", async () => {
  await open();
  await hear("approved", { finding: ADULT, decidedAt: instant("2026-11-13T17:00:00Z") });
  expect(await state()).toBe("VERIFIED_ADULT");
});
