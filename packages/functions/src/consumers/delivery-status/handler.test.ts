import { outboundId } from "@jules/core/conversation";
import { instantPlus } from "@jules/core/kernel";
import { MEMBER_NUMBER, OWN_NUMBER } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext, queueEvent } from "@jules/testkit/lambda";
import { expect, test } from "vitest";
import { createWorld } from "../../../test/world.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

async function setUp() {
  const clock = manualClock();
  const { members, conversations, states } = createWorld(clock);
  const reporter = recordingReporter();
  const handler = createHandler({ reporter, clock, deliveries: conversations, consents: members });
  const fresh = await members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  const member = await members.changeConsent(
    fresh,
    { state: "ACTIVE", changedBy: "first", saidAt: clock.now(), cause: "wrote-first" },
    clock.now(),
  );
  clock.advance(1_000);
  const now = clock.now();
  const outbound = outboundId(member.id, "reply", "text1");
  const content = { kind: "reply", body: "hi", to: MEMBER_NUMBER, expiresAt: instantPlus(now, 600_000) } as const;
  const lease = await members.lease(member.id, instantPlus(now, 36_000), now);
  if (!lease || lease === "held") throw new Error("no lease");
  const reply = { id: outbound, content, answers: [], createdAt: now };
  await conversations.beginReply(lease, reply, { releases: true, apologises: false, supersedes: [] }, now);
  await conversations.settle(
    member,
    { ...reply, sendingAt: now },
    { kind: "accepted", carrierId: "carrier-1", segments: 1 },
    now,
    now,
  );

  const status = async (type: string, errorCode?: number, id = outbound) => {
    const body = JSON.stringify({ v: 1, outbound: id, type, carrierId: "carrier-1", at: clock.now(), errorCode });
    return (await handler(queueEvent({ body }), lambdaContext())).batchItemFailures;
  };
  return {
    status,
    members,
    member,
    reporter,
    conversations,
    clock,
    outbound,
    state: () => states(member.id)["reply.text1"],
  };
}

test("a delivery is written down, however often and in whatever order it is told", async () => {
  const { status, state } = await setUp();
  for (const type of ["message-delivered", "message-sending", "message-delivered"]) {
    expect(await status(type)).toEqual([]);
  }
  expect(state()).toBe("DELIVERED");
});

test("a failure is written down and counted", async () => {
  const { status, state, reporter } = await setUp();
  await status("message-failed", 4720);
  expect(state()).toBe("FAILED");
  expect(reporter.metrics.RepliesFailed).toBe(1);
});

test("a failure that may pass makes the text ready again, once as the error allows, and is no loss yet", async () => {
  const { status, state, reporter, conversations, member } = await setUp();
  await status("message-failed", 5600);
  expect(state()).toBe("READY");
  expect(reporter.metrics.RepliesFailed).toBe(0);
  // The same callback again speaks of a handing over that is given up.
  await status("message-failed", 5600);
  expect(state()).toBe("READY");
  expect((await conversations.open(member.id)).unfinished).toMatchObject([{ content: { body: "hi" } }]);
});

test("a blocked sender is counted: one may be a person, many are us", async () => {
  const { status, reporter } = await setUp();
  await status("message-failed", 4772);
  expect(reporter.metrics.SendersBlocked).toBe(1);
});

test("whose texts are blocked is suspended until they write again, however often the carrier says it", async () => {
  const { status, members, member, reporter } = await setUp();
  for (const _again of [1, 2]) expect(await status("message-failed", 4772)).toEqual([]);
  const suspended = await members.byId(member.id);
  expect(suspended?.consent).toMatchObject({
    ...{ state: "SUSPENDED", version: member.consent.version + 1, changedBy: "carrier.4772" },
    saidAt: member.consent.saidAt,
  });
  expect(reporter.lines.filter(({ line }) => line === "consent.suspended-by-carrier")).toHaveLength(1);
});

test("a block does not suspend who has written since, and never who is silent", async () => {
  const { status, members, member, clock } = await setUp();
  const change = { state: "OPTED_OUT", changedBy: "t", saidAt: clock.now(), cause: "keyword" } as const;
  await members.changeConsent(member, change, clock.now());
  await status("message-failed", 4772);
  expect((await members.byId(member.id))?.consent.state).toBe("OPTED_OUT");
});

test.each([4482, 4775])("a number that must not be texted any more (%i) is opted out", async (errorCode) => {
  const { status, members, member } = await setUp();
  await status("message-failed", errorCode);
  const after = await members.byId(member.id);
  expect([after?.consent.state, after?.reassignedAt]).toEqual(["OPTED_OUT", undefined]);
});

test("a number that was taken back (4721) is opted out, and who texts from it next is somebody else", async () => {
  const { status, members, member, clock } = await setUp();
  await status("message-failed", 4721);
  const after = await members.byId(member.id);
  expect([after?.consent.state, after?.reassignedAt]).toEqual(["OPTED_OUT", clock.now()]);
  const next = await members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  expect([next.id === member.id, next.consent.state]).toEqual([false, "NEW"]);
});

test.each([4470, 4770])(
  "a text that a filter took for spam (%i) changes no consent and is not sent again",
  async (code) => {
    const { status, members, member, state } = await setUp();
    await status("message-failed", code);
    expect([(await members.byId(member.id))?.consent.state, state()]).toEqual(["ACTIVE", "FAILED"]);
  },
);

test("no receipt in two hours is doubt, not failure", async () => {
  const { status, state, reporter } = await setUp();
  await status("message-failed", 9902);
  expect(state()).toBe("SENT");
  expect(reporter.metrics.RepliesFailed).toBe(0);
});

test("an opt-out at the carrier is one with us", async () => {
  const { status, members, member, reporter } = await setUp();
  await status("message-failed", 4775);
  await status("message-failed", 4775);
  expect((await members.byId(member.id))?.consent.state).toBe("OPTED_OUT");
  expect(reporter.metrics.OptOuts).toBe(1);
});

test("who texts from a number that was deactivated is somebody else", async () => {
  const { status, members, member, clock } = await setUp();
  await status("message-failed", 4721);
  expect(await members.byId(member.id)).toMatchObject({
    consent: { state: "OPTED_OUT" },
    reassignedAt: clock.now(),
  });
  const next = await members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  expect([next.id === member.id, next.consent.state]).toEqual([false, "NEW"]);
});

test("a fixed text that failed is counted by itself: it may have been the help", async () => {
  const { status, conversations, member, reporter, clock } = await setUp();
  const id = outboundId(member.id, "fixed", "text2");
  await conversations.beginFixed({ member }, id, { states: ["READY"] }, clock.now());
  await status("message-failed", 4720, id);
  expect(reporter.metrics).toMatchObject({ FixedTextsFailed: 1, RepliesFailed: 0 });
});

test("an opt-out at the carrier does not undo a consent that was given after the text it is about", async () => {
  const { status, members, member, clock } = await setUp();
  const change = (state: "ACTIVE" | "OPTED_OUT") => ({
    state,
    changedBy: state,
    saidAt: clock.now(),
    cause: "keyword" as const,
  });
  const stopped = await members.changeConsent(member, change("OPTED_OUT"), clock.now());
  clock.advance(1_000);
  await members.changeConsent(stopped, change("ACTIVE"), clock.now());
  clock.advance(60_000);
  await status("message-failed", 4775);
  expect((await members.byId(member.id))?.consent.state).toBe("ACTIVE");
});

test("a text that we do not know is counted and changes nothing", async () => {
  const { status, members, member, reporter } = await setUp();
  await status("message-failed", 4775, outboundId(member.id, "reply", "unknown"));
  expect(reporter.metrics.UnknownCallbacks).toBe(1);
  expect((await members.byId(member.id))?.consent.state).toBe("ACTIVE");
});
