import { type ConversationStore, outboundId } from "@jules/core/conversation";
import { type Instant, instant, instantPlus } from "@jules/core/kernel";
import type { Member, MemberDirectory } from "@jules/core/member";
import type { Transcript } from "@jules/core/memory";
import { beforeEach, expect, test } from "vitest";
import { HARMLESS, MEMBER_NUMBER, newNumber, OWN_NUMBER, receivedText } from "../builders/index.ts";

export interface TranscribedStores {
  readonly members: MemberDirectory;
  readonly conversations: ConversationStore;
  readonly transcript: Transcript;
}

const AT = instant("2026-11-20T17:00:00.000Z");
const at = (minutes: number) => instantPlus(AT, minutes * 60_000);

/** What every reader of conversations must do. */
export function transcriptContract(create: () => Promise<TranscribedStores>): void {
  let stores: TranscribedStores;
  let member: Member;

  beforeEach(async () => {
    stores = await create();
    member = await stores.members.byNumber(newNumber(), OWN_NUMBER, AT);
  });

  const say = async (body: string, saidAt: Instant, closedBy?: string, assessment = HARMLESS) => {
    const text = receivedText({ body, saidAt, receivedAt: saidAt });
    await stores.conversations.receive(member, text, assessment, closedBy, saidAt);
    return text.id;
  };
  let replies = 0;
  const answer = async (body: string, answers: readonly Awaited<ReturnType<typeof say>>[], when: Instant) => {
    const lease = await stores.members.lease(member.id, instantPlus(when, 1_000), when);
    if (!lease || lease === "held") throw new Error("there is no lease");
    const id = outboundId(member.id, "reply", `answer-${replies++}`);
    const content = { kind: "reply", body, to: MEMBER_NUMBER, expiresAt: instantPlus(when, 600_000) } as const;
    const along = { supersedes: [], releases: true, apologises: false };
    await stores.conversations.beginReply(lease, { id, content, answers, createdAt: when }, along, when);
  };
  const read = async (after?: Instant, limit = 100) => {
    const stretch = await stores.transcript.after(member.id, after, limit);
    return { ...stretch, bodies: stretch.texts.map(({ speaker, body }) => `${speaker}: ${body}`) };
  };

  test("nothing was said by who never said anything", async () => {
    expect(await read()).toMatchObject({ texts: [], until: undefined, hasMore: false, heardAt: undefined });
  });

  test("what was said and answered is read in its order, with who said it and when", async () => {
    const first = await say("hello", at(1));
    await answer("hi", [first], at(2));
    const second = await say("my sister is called Ana", at(3));
    await answer("a lovely name", [second], at(4));
    const { texts, until, hasMore, heardAt } = await read();
    expect(texts).toEqual([
      { id: first, speaker: "member", body: "hello", at: at(1), isGrave: false },
      { id: expect.any(String), speaker: "jules", body: "hi", at: at(2) },
      { id: second, speaker: "member", body: "my sister is called Ana", at: at(3), isGrave: false },
      { id: expect.any(String), speaker: "jules", body: "a lovely name", at: at(4) },
    ]);
    expect([until, hasMore, heardAt]).toEqual([at(4), false, at(3)]);
  });

  test("it is read on from a moment, and nothing twice", async () => {
    await answer("hi", [await say("hello", at(1))], at(2));
    await answer("go on", [await say("more", at(3))], at(4));
    expect((await read(at(2))).bodies).toEqual(["member: more", "jules: go on"]);
    expect(await read(at(4))).toMatchObject({ bodies: [], until: undefined });
  });

  test("it ends before what waits for an answer", async () => {
    await answer("hi", [await say("hello", at(1))], at(2));
    await say("still waiting", at(3));
    const { bodies, until, hasMore, heardAt } = await read();
    expect([bodies, until, hasMore, heardAt]).toEqual([["member: hello", "jules: hi"], at(2), true, at(3)]);
  });

  test("control words and what nobody answered are no part of it, and are passed", async () => {
    await say("STOP", at(1), "keyword");
    expect(await read()).toMatchObject({ bodies: [], until: at(1), hasMore: false });
  });

  test.each([
    ["concern", "act"],
    ["none", "watch"],
  ] as const)("a text in which anything was heard is marked: %s, %s", async (tier, verdict) => {
    const grave = { ...HARMLESS, tier, verdict };
    await answer("I hear you", [await say("i am such a burden", at(1), undefined, grave)], at(2));
    expect((await read()).texts[0]).toMatchObject({ isGrave: true });
  });

  test("in pieces nothing of it is lost, not even of one moment", async () => {
    const ids = [];
    for (const minute of [1, 2, 2, 2, 3]) ids.push(await say(`text ${ids.length}`, at(minute)));
    await answer("all of it", ids, at(9));
    const bodies = [];
    let after: Instant | undefined;
    for (let pieces = 0; pieces < 10; pieces++) {
      const piece = await read(after, 3);
      if (!piece.until) break;
      bodies.push(...piece.bodies);
      after = piece.until;
    }
    expect(bodies.toSorted()).toEqual(["jules: all of it", ...ids.map((_, index) => `member: text ${index}`)]);
  });
}
