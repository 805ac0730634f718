import { NO_EPISODE } from "@jules/core/crisis";
import { assess } from "@jules/core/crisis/assessing";
import type { Attachment } from "@jules/core/pictures";
import { expect, test } from "vitest";
import { wireKnownMember } from "../../../test/conversation.ts";

const MEDIA = ["https://carrier.example/1/0.smil", "https://carrier.example/1/dog.jpg"];
const DOG: Attachment = { kind: "seen", description: "a brown dog on a couch" };

/** A member, and what an attachment turns out to be. */
async function setUp(attachment: (url: string) => Attachment) {
  const conversation = await wireKnownMember();
  const { companion, model, write, bring, ring } = conversation;
  const urls: string[] = [];
  companion.seeAs((url) => {
    urls.push(url);
    return url.endsWith(".smil") ? { kind: "layout" } : attachment(url);
  });
  const sends = async (body: string, media: readonly string[] = MEDIA) => {
    await bring({ ...write(body), media });
    await ring();
  };
  return { ...conversation, urls, sends, asked: () => model.prompts.at(-1)?.messages.at(-1)?.body };
}

test("what is on a picture is told to the model as data, and kept for later turns, which look at nothing again", async () => {
  const { sends, asked, urls, model, say, ring } = await setUp(() => DOG);
  await sends("meet Rex");
  expect(asked()).toBe("meet Rex\n(sent a picture: a brown dog on a couch)");
  await say("what did you think of him?");
  await ring();
  expect(model.prompts.at(-1)?.messages[0]?.body).toBe("meet Rex\n(sent a picture: a brown dog on a couch)");
  expect(urls).toHaveLength(2);
});

test.each<readonly [Attachment, string]>([
  [{ kind: "picture" }, "(sent a picture that could not be opened)"],
  [{ kind: "gone" }, "(sent a picture or a file that did not arrive)"],
  [{ kind: "sound" }, "(sent a voice message, which Jules cannot listen to)"],
  [{ kind: "film" }, "(sent a video, which Jules cannot watch)"],
  [{ kind: "contact" }, "(sent a contact card)"],
  [{ kind: "other" }, "(sent a file that Jules cannot open)"],
  [{ kind: "text", body: "a long story" }, "a long story"],
  [{ kind: "layout" }, "(sent a picture without words)"],
])("%o without words is acknowledged and answered", async (attachment, said) => {
  const { sends, asked, bodies } = await setUp(() => attachment);
  await sends("");
  expect(asked()).toBe(said);
  expect(bodies()).toHaveLength(1);
});

test("at most three attachments of a turn are looked at, layouts last", async () => {
  const { sends, urls } = await setUp(() => DOG);
  await sends("", ["https://c/0.smil", ...[1, 2, 3, 4].map((number) => `https://c/${number}.jpg`)]);
  expect(urls).toEqual(["https://c/1.jpg", "https://c/2.jpg", "https://c/3.jpg"]);
});

test("a picture that comes while Jules waits for more is seen with the rest of the thought", async () => {
  const { say, ring, write, bring, before, asked, bodies } = await setUp(() => DOG);
  await say("look at this");
  before("history", () => bring({ ...write(""), media: MEDIA }));
  await ring();
  expect(asked()).toBe("look at this\n(sent a picture: a brown dog on a couch)");
  expect(bodies()).toHaveLength(1);
});

test("what is on a picture is judged a second time, with the words beside it", async () => {
  const { sends, looks, lookAs, bodies } = await setUp(() => ({
    kind: "seen",
    description: "a hand full of white pills",
  }));
  lookAs((texts) => {
    return texts.at(-1)?.includes("pills") ? { tier: "imminent", categories: ["suicide"] } : undefined;
  });
  await sends("done with today");
  expect(looks.at(-1)?.at(-1)).toBe("done with today\n(sent a picture: a hand full of white pills)");
  expect(bodies()[0]).toContain("988");
});

test("a harmless picture changes nothing about how Jules speaks", async () => {
  const { sends, model, bodies } = await setUp(() => DOG);
  await sends("meet Rex");
  expect(model.prompts[0]?.crisis).toBeUndefined();
  expect(bodies().join()).not.toContain("988");
});

test("who is in danger waits for no picture", async () => {
  const { sends, urls, bodies } = await setUp(() => DOG);
  await sends("I want to kill myself");
  expect(urls).toEqual([]);
  expect(bodies()[0]).toContain("988");
});

/** What came as a file, as a text of its own. */
const file = (body: string): Attachment => ({ kind: "text", body });

test.each([
  ["", "I want to kill myself tonight", "988"],
  ["read this please", "I took all the pills an hour ago", "911"],
  ["", "voy a matarme esta noche", "988"],
])("a danger that came as a file (%j, %j) is helped and held as one that is said", async (body, words, help) => {
  const { sends, bodies, looks, episode, metrics, model } = await setUp(() => file(words));
  await sends(body);
  expect(bodies()[0]).toContain(help);
  expect(looks).toEqual([]);
  expect(await episode()).toMatchObject({ peak: expect.stringMatching(/high|imminent/) });
  expect(metrics.CrisisHolds).toBe(1);
  expect(model.prompts.at(-1)?.crisis).toBeDefined();
});

test("it is helped once, though the turn is taken again", async () => {
  const { sends, bodies, model, ring, letPass } = await setUp(() => file("I want to kill myself tonight"));
  model.next("unavailable");
  await sends("");
  await letPass({ minutes: 2 });
  await ring();
  expect(bodies().filter((body) => body.includes("988")).length).toBeGreaterThan(0);
  expect(new Set(bodies()).size).toBe(bodies().length);
});

test("where the rules fail at it, it is half a sign", async () => {
  const { sends, assessAs, model } = await setUp(() => file("I want to kill myself tonight"));
  let calls = 0;
  assessAs((body) => {
    if (calls++ > 0) throw new RangeError("scripted");
    return assess(body);
  });
  await sends("");
  expect(calls).toBe(2);
  expect(model.prompts).toHaveLength(1);
});

test.each(["STOP", " stop ", "ALTO"])("a %j that came as a file is obeyed, and confirmed once", async (word) => {
  const { sends, bodies, model, member, ring } = await setUp(() => file(word));
  await sends("");
  await ring();
  expect((await member()).consent.state).toBe("OPTED_OUT");
  expect(bodies()).toEqual([expect.stringMatching(/unsubscribed|no recibir\u00E1s/i)]);
  expect(model.prompts).toEqual([]);
});

test("one that comes while Jules is about to answer is obeyed before anything is said", async () => {
  const { say, ring, write, bring, before, bodies, member } = await setUp(() => file("STOP"));
  await say("hey jules");
  before("history", () => bring({ ...write(""), media: MEDIA }));
  await ring();
  expect((await member()).consent.state).toBe("OPTED_OUT");
  expect(bodies()).toEqual([expect.stringContaining("unsubscribed")]);
});

test("a danger beside it is helped first", async () => {
  const { bring, write, ring, bodies, member } = await setUp((url) =>
    file(url.endsWith("1.txt") ? "I want to kill myself tonight" : "STOP"),
  );
  await bring({ ...write(""), media: ["https://c/1.txt"] }, { ...write(""), media: ["https://c/2.txt"] });
  await ring();
  expect(bodies()[0]).toContain("988");
  expect((await member()).consent.state).toBe("OPTED_OUT");
});

test("a stop among other words, or beside them, is talk", async () => {
  const { sends, member, model } = await setUp(() => file("STOP"));
  await sends("look at this sign");
  expect((await member()).consent.state).toBe("ACTIVE");
  expect(model.prompts).toHaveLength(1);
});

test("on the free plan a picture is acknowledged, and looked at where anything was heard beside it", async () => {
  const { sends, asked, companion, clock, assessAs } = await setUp(() => DOG);
  companion.sellPlans();
  clock.advance(9 * 24 * 60 * 60_000);
  const looked: boolean[] = [];
  companion.seeAs((_url, looks) => {
    looked.push(looks);
    return looks ? DOG : { kind: "picture" };
  });
  await sends("meet Rex", ["https://carrier.example/1/dog.jpg"]);
  expect(asked()).toBe("meet Rex\n(sent a picture; Jules looks at none on the free plan)");
  assessAs((words) => ({ ...assess(words), verdict: "watch" }));
  await sends("he is all i have", ["https://carrier.example/1/dog.jpg"]);
  expect(looked).toEqual([false, true]);
});

test.each(["HOLD", "ATTENTIVE", "FOLLOW_UP"] as const)(
  "on the free plan a picture is looked at in an episode (%s), and no plan is named",
  async (state) => {
    const { sends, asked, companion, clock, members, member, model } = await setUp(() => DOG);
    companion.sellPlans();
    clock.advance(9 * 24 * 60 * 60_000);
    companion.seeAs((_url, looks) => (looks ? DOG : { kind: "picture" }));
    await sends("meet Rex", ["https://carrier.example/1/dog.jpg"]);
    const { id, sealedEpisode } = await member();
    const now = clock.now();
    const episode = { ...NO_EPISODE, state, since: now, lastSignalAt: now, peak: "high" } as const;
    await members.remember(id, { episode, version: sealedEpisode.version });
    await sends("", ["https://carrier.example/2/dog.jpg"]);
    expect(asked()).toContain("(sent a picture: a brown dog on a couch)");
    const { crisis, messages } = model.prompts.at(-1) ?? {};
    expect([crisis !== undefined, JSON.stringify(messages).includes("free plan")]).toEqual([
      state !== "FOLLOW_UP",
      false,
    ]);
  },
);
