import { outboundId } from "@jules/core/conversation";
import type { MemberId } from "@jules/core/kernel";
import { HARMLESS, MEMBER_NUMBER, number, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext } from "@jules/testkit/lambda";
import { expect, test } from "vitest";
import { createWorld } from "../../../test/world.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

test("rings for a member whose text has waited 45 seconds, and for nobody else", async () => {
  const clock = manualClock();
  const { members, conversations } = createWorld(clock);
  const rings: { members: readonly MemberId[]; cause: string }[] = [];
  const handler = createHandler({
    ...{ clock, work: conversations, reporter: recordingReporter() },
    doorbell: { ring: async (ids, cause) => void (ids.length > 0 && rings.push({ members: ids, cause })) },
  });
  const member = await members.byNumber(MEMBER_NUMBER, OWN_NUMBER, clock.now());
  await conversations.receive(member, receivedText(), HARMLESS, undefined, clock.now());

  clock.advance(44_999);
  await handler({}, lambdaContext());
  expect(rings).toEqual([]);

  clock.advance(1);
  await handler({}, lambdaContext());
  expect(rings).toEqual([{ members: [member.id], cause: "sweep-2026-11-20T17-00" }]);
});

test("rings first for those to whom a fixed text is owed: it may be help in a crisis", async () => {
  const clock = manualClock();
  const { members, conversations } = createWorld(clock);
  const rung: MemberId[] = [];
  const handler = createHandler({
    ...{ clock, work: conversations, reporter: recordingReporter() },
    doorbell: { ring: async (ids) => void rung.push(...ids) },
  });
  const numbers = Array.from({ length: 8 }, (_, index) => number(`+1415555020${index}`));
  const all = await Promise.all(numbers.map((one) => members.byNumber(one, OWN_NUMBER, clock.now())));
  for (const member of all) await conversations.receive(member, receivedText(), HARMLESS, undefined, clock.now());
  const owed = all.slice(3, 5);
  for (const member of owed) {
    const id = outboundId(member.id, "fixed", "text1");
    await conversations.beginFixed({ member }, id, { states: ["READY"] }, clock.now());
  }
  clock.advance(90_000);
  await handler({}, lambdaContext());
  expect(new Set(rung.slice(0, 2))).toEqual(new Set(owed.map((member) => member.id)));
  expect(new Set(rung)).toEqual(new Set(all.map((member) => member.id)));
});
