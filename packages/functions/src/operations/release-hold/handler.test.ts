import { Failure, memberId } from "@jules/core/kernel";
import { manualClock } from "@jules/testkit/clock";
import { lambdaContext } from "@jules/testkit/lambda";
import { expect, test } from "vitest";
import { wireKnownMember } from "../../../test/conversation.ts";
import { recordingReporter } from "../../runtime/recording-reporter.ts";
import { createHandler } from "./handler.ts";

async function setUp() {
  const conversation = await wireKnownMember();
  const reporter = recordingReporter();
  const handler = createHandler({ reporter, members: conversation.members, clock: manualClock() });
  const { id } = await conversation.member();
  return { ...conversation, reporter, id, release: (member: unknown) => handler({ member }, lambdaContext()) };
}

test("an operator's word ends a hold, silently; a second one finds none", async () => {
  const { say, release, id, episode, bodies, reporter } = await setUp();
  await say("I want to kill myself");
  expect(await release(id)).toEqual({ isReleased: true });
  expect(await episode()).toMatchObject({ state: "FOLLOW_UP", followUp: { kind: "none" } });
  expect(await release(id)).toEqual({ isReleased: false });
  expect(bodies()).toHaveLength(1);
  expect(JSON.stringify(reporter.lines)).not.toContain(id);
});

test("a crisis that is heard meanwhile is not released with the one before", async () => {
  const { say, release, id, before, episode } = await setUp();
  await say("I want to kill myself");
  before("remember", () => say("I want to kill myself"));
  expect(await release(id)).toEqual({ isReleased: false });
  expect(await episode()).toMatchObject({ state: "HOLD", risk: { signals: 2 } });
});

test("what nobody can read may be a hold, and is none afterwards", async () => {
  const { say, release, id, itemsOf, episode } = await setUp();
  await say("I want to kill myself");
  const [member] = await itemsOf("MEMBER");
  (member?.state as Uint8Array | undefined)?.fill(0, 20, 24);
  expect((await episode()).isUnreadable).toBe(true);
  expect(await release(id)).toEqual({ isReleased: true });
  expect((await episode()).isUnreadable).toBeUndefined();
});

test("nobody has no hold", async () => {
  const { release } = await setUp();
  expect(await release(memberId(`m_${"0".repeat(32)}`))).toEqual({ isReleased: false });
});

test.each([[undefined], ["+14155550123"], [17]])("%j is no member", async (member) => {
  const { release } = await setUp();
  await expect(release(member)).rejects.toThrow(Failure);
});
