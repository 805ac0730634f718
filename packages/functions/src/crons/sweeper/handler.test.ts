import type { MemberId } from "@jules/core/kernel";
import { HARMLESS, MEMBER_NUMBER, OWN_NUMBER, receivedText } from "@jules/testkit/builders";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext } from "@jules/testkit/lambda";
import { createMemoryConversations, createMemoryMembers } from "@jules/testkit/memory";
import { expect, test } from "vitest";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

test("rings for a member whose text has waited 45 seconds, and for nobody else", async () => {
  const clock = manualClock();
  const members = createMemoryMembers();
  const conversations = createMemoryConversations(members);
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
