import { assess } from "@jules/core/crisis/assessing";
import { MEMBER_NUMBER, number, receivedText } from "@jules/testkit/builders";
import { beforeEach, describe, expect, test } from "vitest";
import { wireConversation } from "../../../test/conversation.ts";

const CANADA = number("+14165550123");
const JAMAICA = number("+18765550123");
const BRITAIN = number("+447700900123");
const TOLL_FREE = number("+18885550123");

let jules: ReturnType<typeof wireConversation>;
beforeEach(() => {
  jules = wireConversation();
});

/** What a number is answered with to these words. */
async function answersTo(from: typeof CANADA, body: string, more = {}): Promise<readonly string[]> {
  const before = jules.bodies().length;
  const at = jules.clock.now();
  jules.clock.advance(1_000);
  await jules.takenInElsewhere(receivedText({ from, body, saidAt: jules.clock.now(), receivedAt: at, ...more }));
  return jules.bodies().slice(before);
}

describe("a text from a number outside the United States", () => {
  test.each([CANADA, JAMAICA, BRITAIN, TOLL_FREE])("(%s) is not answered, and nothing of it is kept", async (from) => {
    for (const words of ["hey jules", "START", "HELP", "please stop being so nice lol"]) {
      expect(await answersTo(from, words)).toEqual([]);
    }
    expect(jules.world.items()).toEqual([]);
    expect(jules.rings).toEqual([]);
    expect(jules.metrics.TextsForeign).toBe(4);
  });

  test.each([
    [CANADA, "I want to kill myself", "988"],
    [JAMAICA, "I want to kill myself", "your local emergency number"],
    [BRITAIN, "I want to kill myself", "your local emergency number"],
    [BRITAIN, "quiero matarme, ya no aguanto", "emergencias de tu pa\u00EDs"],
  ])("(%s) that tells of a danger gets help that can be reached there, once", async (from, words, help) => {
    const text = receivedText({ from, body: words });
    await jules.takenInElsewhere(text);
    await jules.takenInElsewhere(text);
    expect(jules.bodies()).toEqual([expect.stringContaining(help)]);
    if (from !== CANADA) expect(jules.bodies().join()).not.toContain("988");
    expect(jules.rings).toEqual([]);
  });

  test.each([
    [CANADA, "988 any time"],
    [BRITAIN, "a person near you whom you trust"],
  ])("(%s) that is a concern, or half a sign of a danger, gets words for it", async (from, help) => {
    for (const [tier, verdict] of [
      ["concern", "act"],
      ["none", "watch"],
    ] as const) {
      jules = wireConversation();
      jules.assessAs((body) => ({ ...assess(body), tier, verdict }));
      const text = receivedText({ from, body: "i don't see much of a point lately" });
      await jules.takenInElsewhere(text);
      await jules.takenInElsewhere(text);
      expect(jules.bodies()).toEqual([expect.stringContaining(help)]);
      expect(jules.bodies().join()).not.toContain("glad you told me");
    }
  });

  test("that is half a sign once more on the same day, or in a group, or asks for silence, is not answered", async () => {
    jules.assessAs((body) => ({ ...assess(body), verdict: "watch" }));
    expect(await answersTo(BRITAIN, "Thank you for contacting us")).toHaveLength(1);
    jules.clock.advance(60 * 60_000);
    expect(await answersTo(BRITAIN, "Thank you for contacting us")).toEqual([]);
    expect(await answersTo(CANADA, "so tired of all this", { group: true })).toEqual([]);
    expect(await answersTo(JAMAICA, "stop texting me")).toEqual([]);
    expect((await jules.members.find(JAMAICA))?.consent.state).toBe("OPTED_OUT");
    jules.clock.advance(24 * 60 * 60_000);
    expect(await answersTo(BRITAIN, "Thank you for contacting us")).toHaveLength(1);
  });

  test("that tells of a danger gets help though the consent changes under our hands", async () => {
    await answersTo(CANADA, "I want to kill myself");
    const member = await jules.members.find(CANADA);
    if (!member) throw new Error("nobody is known");
    jules.clock.advance(60_000);
    const change = { state: "ACTIVE", changedBy: "other", saidAt: jules.clock.now(), cause: "wrote-first" } as const;
    jules.before("beginFixed", () => jules.members.changeConsent(member, change, jules.clock.now()));
    expect(await answersTo(CANADA, "I want to kill myself")).toEqual([expect.stringContaining("988")]);
  });

  test("that tells of a danger is tried again as long as the carrier is out", async () => {
    jules.sender.next({ kind: "unknown", reason: "timeout" });
    const text = receivedText({ from: CANADA, body: "I want to kill myself" });
    const { batchItemFailures } = await jules.takenInElsewhere(text);
    expect(batchItemFailures).toHaveLength(1);
    await jules.takenInElsewhere(text);
    expect(jules.sender.accepted.length).toBeGreaterThan(0);
  });

  test("that says STOP is heard without a word, and silent afterwards in a crisis too", async () => {
    expect(await answersTo(CANADA, "STOP")).toEqual([]);
    const member = await jules.members.find(CANADA);
    expect(member?.consent.state).toBe("OPTED_OUT");
    expect(await answersTo(CANADA, "I want to kill myself")).toEqual([]);
  });

  test("that says STOP is silent from when that came, however long it waited", async () => {
    const stop = { ...jules.write("STOP"), from: CANADA };
    jules.clock.advance(2 * 60 * 60_000);
    await jules.takenInElsewhere(stop);
    const { consent } = (await jules.members.find(CANADA)) ?? {};
    expect(consent).toMatchObject({ state: "OPTED_OUT", silentSince: stop.receivedAt });
  });

  test("that says STOP after a text of ours hears one confirmation", async () => {
    await answersTo(CANADA, "I want to kill myself");
    jules.clock.advance(60_000);
    expect(await answersTo(CANADA, "STOP")).toEqual([expect.stringContaining("unsubscribed")]);
    jules.clock.advance(60_000);
    expect(await answersTo(CANADA, "STOP")).toEqual([]);
  });

  test("that asks for help and for silence gets both", async () => {
    expect(await answersTo(CANADA, "I want to kill myself. stop texting me")).toEqual([expect.stringContaining("988")]);
    expect((await jules.members.find(CANADA))?.consent.state).toBe("OPTED_OUT");
  });

  test("whom we know can have everything deleted", async () => {
    await answersTo(CANADA, "I want to kill myself");
    await answersTo(CANADA, "DELETE MY DATA");
    expect(jules.orders).toMatchObject([{ task: { kind: "erase", because: "asked" } }]);
  });
});

test("a number of a new American area code is answered as every other", async () => {
  await answersTo(number("+12295550123"), "hey jules");
  await answersTo(number("+18845550123"), "hey jules");
  await answersTo(MEMBER_NUMBER, "hey jules");
  expect(jules.rings).toHaveLength(3);
});
