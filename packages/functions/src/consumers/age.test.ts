import { decideAge } from "@jules/core/conversation";
import { beforeEach, describe, expect, test } from "vitest";
import { REFUSED_FOR_NOW, wireKnownMember } from "../../test/conversation.ts";

let jules: Awaited<ReturnType<typeof wireKnownMember>>;
beforeEach(async () => {
  jules = await wireKnownMember();
  await jules.members.noteAge(await jules.member(), { asks: 0 });
});

/** Says something and has it answered. */
async function talk(body: string): Promise<string[]> {
  const before = jules.bodies().length;
  await jules.say(body);
  await jules.ring();
  return jules.bodies().slice(before);
}

const answeredWith = (body: string) => ({ kind: "answered", body, inputTokens: 9, outputTokens: 9 }) as const;
const asked = () => jules.model.prompts.length;
const state = async () => (await jules.member()).age.state;
const hours = (number: number) => jules.clock.advance(number * 60 * 60_000);
const ledger = () => jules.world.ledger().map((row) => JSON.stringify(row));

describe("R39: a child", () => {
  test("is asked once, and after a second clear word told that this is the end", async () => {
    const [question] = await talk("hi I'm 11");
    expect(question).toContain("are you under 13?");
    expect(await state()).toBe("LIKELY_MINOR");
    const [end] = await talk("yes");
    expect(end).toMatch(/ends here.*24 hours.*911.*988.*https:\/\/jules\.example\/v\//);
    const member = await jules.member();
    expect([member.age.state, member.consent.state]).toEqual(["CHILD", "BLOCKED"]);
    const scheduled = await jules.erasures.scheduled(member.id);
    expect(scheduled?.reason).toBe("child");
    const left = Date.parse(scheduled?.dueAt ?? "") - Date.parse(jules.clock.now());
    expect(left).toBeGreaterThan(22 * 60 * 60_000);
    expect(left).toBeLessThan(24 * 60 * 60_000);
    expect(asked()).toBe(0);
    expect(ledger().some((row) => row.includes("CHILD"))).toBe(true);
  });

  test("no model hears them after their first word, whatever they say to the question", async () => {
    await talk("I'm 11");
    hours(0.1);
    expect(await talk("lol whatever, do you like cats")).toEqual([expect.stringContaining("only for adults")]);
    expect(await talk("no im 31, typo")).toEqual([]);
    expect(asked()).toBe(0);
    expect(await state()).toBe("LIKELY_MINOR");
  });

  test("two clear words in one breath are two", async () => {
    await jules.say("im 11");
    await jules.say("yes im 11 years old");
    await jules.ring();
    expect(jules.bodies().at(-1)).toContain("ends here");
    expect(await state()).toBe("CHILD");
  });

  test("the same text, looked at again after a crash, is no second word", async () => {
    await jules.say("I'm 11");
    jules.before("beginReply", () => {
      throw new Error("the worker died");
    });
    await jules.ring();
    hours(0.02);
    await jules.ring();
    expect(jules.bodies().at(-1)).toContain("are you under 13?");
    expect(await state()).toBe("LIKELY_MINOR");
  });

  test("half a sign takes nothing from who says no to it", async () => {
    expect(await talk("I'm 7")).toEqual([expect.stringContaining("are you under 13?")]);
    expect(await state()).toBe("UNKNOWN");
    await talk("no");
    expect(asked()).toBe(1);
    expect((await jules.member()).age.childDoubtAt).toBeUndefined();
  });

  test("half a sign counts for who does not say no to it", async () => {
    await talk("im in 5th grade");
    hours(0.1);
    // Once more, for who did not see that it was meant.
    expect(await talk("i like dogs")).toEqual([expect.stringContaining("are you under 13?")]);
    expect(await state()).toBe("UNKNOWN");
    hours(0.1);
    expect(await talk("i like cats too")).toEqual([expect.stringContaining("only for adults")]);
    expect(await state()).toBe("LIKELY_MINOR");
  });

  test("a yes after half a sign is asked about once more, and only the second ends it", async () => {
    await talk("I'm a 9");
    hours(0.1);
    expect(await talk("yes")).toEqual([expect.stringContaining("are you under 13?")]);
    expect(await state()).toBe("LIKELY_MINOR");
    hours(0.1);
    expect(await talk("yes")).toEqual([expect.stringContaining("ends here")]);
    expect(await state()).toBe("CHILD");
  });

  test.each(["I am a grown woman", "I am over 13", "yeah no", "claro que no", "y tu?", "lol no", "of course not"])(
    "%j is no yes",
    async (body) => {
      await talk("I'm a 9");
      hours(0.1);
      await talk(body);
      expect(await state()).toBe("UNKNOWN");
      expect((await jules.member()).consent.state).toBe("ACTIVE");
      expect(await jules.erasures.scheduled((await jules.member()).id)).not.toMatchObject({ reason: "child" });
    },
  );

  test.each(["I'm a 9", "I'm 12"])(
    "nobody becomes one by a yes to what is asked in a crisis, whatever %j was",
    async (body) => {
      await talk("i want to kill myself");
      await talk(body);
      for (const answer of ["yes", "yes", "yes, I am"])
        expect((await talk(answer)).join()).not.toMatch(/under 13|ends here/);
      const { id, age, consent } = await jules.member();
      expect([age.state === "CHILD", age.childDoubtAt, consent.state]).toEqual([false, undefined, "ACTIVE"]);
      expect((await jules.erasures.scheduled(id))?.reason).not.toBe("child");
    },
  );

  test("a yes to something that we asked after the question is none to it", async () => {
    await talk("I'm 11");
    hours(0.01);
    await talk("i want to kill myself");
    hours(0.01);
    await talk("yes");
    expect(await state()).toBe("LIKELY_MINOR");
    hours(0.01);
    expect((await jules.member()).age.childDoubtAt).toBeUndefined();
  });

  test("a yes to whether they still want our texts is none to it", async () => {
    await talk("I'm 11");
    hours(0.01);
    await talk("leave me alone");
    expect((await jules.member()).consent.state).toBe("SUSPENDED");
    hours(0.01);
    expect((await talk("yes")).join()).not.toContain("ends here");
    expect([await state(), (await jules.member()).consent.state]).toEqual(["LIKELY_MINOR", "ACTIVE"]);
  });

  test("a question that the carrier would not take yet can be answered once it left", async () => {
    jules.sender.next(REFUSED_FOR_NOW);
    await talk("I'm 11");
    hours(0.02);
    await jules.ring();
    expect(jules.bodies().at(-1)).toContain("are you under 13?");
    await talk("yes");
    expect(jules.bodies().at(-1)).toContain("ends here");
  });

  test("an end that the carrier would not take yet blocks once it left", async () => {
    await talk("I'm 11");
    jules.sender.next(REFUSED_FOR_NOW);
    await talk("yes");
    hours(0.02);
    await jules.ring();
    expect(jules.bodies().at(-1)).toContain("ends here");
    expect((await jules.member()).consent.state).toBe("BLOCKED");
    expect(await talk("hello?")).toEqual([]);
  });

  test("who says STOP after the end hears nothing, and is no more written to once they prove to be an adult", async () => {
    await talk("I'm 11");
    await talk("yes");
    for (const word of ["STOP", "stop", "START"]) expect(await talk(word)).toEqual([]);
    const member = await jules.member();
    expect(member.consent.state).toBe("BLOCKED");
    await decideAge(jules, member, "VERIFIED_ADULT", "api-1");
    expect((await jules.member()).consent.state).toBe("OPTED_OUT");
    expect(await talk("hello")).toEqual([]);
    hours(1);
    await talk("START");
    expect((await jules.member()).consent.state).toBe("ACTIVE");
  });

  test("who said nothing of the kind is answered again", async () => {
    await talk("I'm 11");
    await talk("yes");
    await decideAge(jules, await jules.member(), "VERIFIED_ADULT", "api-1");
    const member = await jules.member();
    expect([member.consent.state, member.consent.scope]).toEqual(["ACTIVE", "replies"]);
    // Their place in the schedule of who falls silent is kept.
    expect((await jules.erasures.scheduled(member.id))?.reason).toBe("silent");
    await talk("hello");
    expect(asked()).toBe(1);
  });

  test("in Spanish", async () => {
    expect(await talk("hola, tengo 11 años y estoy triste")).toEqual([expect.stringMatching(/menos de 13/)]);
    expect((await talk("sí"))[0]).toMatch(/termina aquí/);
  });
});

describe("R40: who may be a minor", () => {
  test.each(["I'm 15", "im in 8th grade", "i was born in 2010", "turning 16 next month"])(
    "%j ends the companion at once, warmly, with people for teens and a way to prove it wrong",
    async (body) => {
      const [words = ""] = await talk(body);
      for (const part of ["988", "741741", "thetrevorproject.org", "LOVEIS", "1-800-422-4453"]) {
        expect(words).toContain(part);
      }
      expect(words).toMatch(/https:\/\/jules\.example\/v\/[\w-]{50} /);
      expect(words).toContain("You are not communicating with a human");
      expect(words).toContain("artificially generated and not human");
      expect(words).toContain("break");
      expect(await state()).toBe("LIKELY_MINOR");
      expect(asked()).toBe(0);
    },
  );

  test("hears it once an hour; what they say in between is closed without an answer, and no model hears it", async () => {
    await talk("I'm 15");
    expect(await talk("please talk to me")).toEqual([]);
    hours(0.9);
    expect(await talk("hello?")).toEqual([]);
    hours(0.2);
    expect(await talk("hello??")).toEqual([expect.stringContaining("only for adults")]);
    expect(asked()).toBe(0);
    const closings = jules.world.closings((await jules.member()).id);
    expect(closings.filter((reason) => reason === "minor")).toHaveLength(2);
  });

  test("hears it once an hour though the carrier would not take it at first", async () => {
    jules.sender.next(REFUSED_FOR_NOW);
    await talk("I'm 15");
    hours(0.02);
    await jules.ring();
    expect(jules.bodies().filter((body) => body.includes("only for adults"))).toHaveLength(1);
    expect(await talk("hello?")).toEqual([]);
  });

  test("cannot talk themselves back", async () => {
    await talk("I'm 15");
    for (const body of ["jk im 34", "I was born in 1990", "1987", "I'm an adult"]) await talk(body);
    expect(await state()).toBe("LIKELY_MINOR");
    expect(asked()).toBe(0);
  });

  test("who proved to be a minor is shown the way to prove anew when they may have come of age", async () => {
    const change = { state: "KNOWN_MINOR", by: "verification" } as const;
    await jules.members.changeAge(await jules.member(), change, jules.clock.now());
    expect((await talk("hi")).join()).not.toContain("/v/");
    hours(30 * 24);
    expect((await talk("hi")).join()).toMatch(/only for adults.*jules\.example\/v\//);
    expect(asked()).toBe(0);
  });

  test("a birth year that may still be 17 counts as that", async () => {
    await talk("I was born in 2008");
    expect(await state()).toBe("LIKELY_MINOR");
  });

  test("is answered in a crisis like everybody, and told afterwards", async () => {
    const [help] = await talk("I'm 15 and I want to kill myself");
    expect(help).toContain("988");
    expect(jules.bodies().some((body) => body.includes("only for adults"))).toBe(false);
    expect(asked()).toBe(1);
    expect(await state()).toBe("LIKELY_MINOR");
    await talk("nobody cares");
    expect(asked()).toBe(2);
  });

  test("is told a day after the last sign of danger, with people to reach, though the hold goes on", async () => {
    await talk("I'm 15 and I want to kill myself");
    hours(20);
    await talk("hi again");
    expect(asked()).toBe(2);
    hours(5);
    expect((await talk("so do you like cats")).join()).toMatch(/only for adults.*988.*741741/);
    expect(await talk("hello?")).toEqual([]);
    expect(asked()).toBe(2);
    expect((await talk("i am going to kill myself tonight"))[0]).toContain("988");
    expect(asked()).toBe(3);
  });

  test("what they ask about their own data is answered all the same", async () => {
    await talk("I'm 15");
    expect((await talk("delete my data")).join()).toMatch(/delete/i);
  });
});

test("R28: a STOP and the START after it change nothing of what is known about an age", async () => {
  for (const known of ["LIKELY_MINOR", "VERIFIED_ADULT"] as const) {
    const by = known === "LIKELY_MINOR" ? "stated" : "verification";
    await jules.members.changeAge(await jules.member(), { state: known, by }, jules.clock.now());
    const { age: before } = await jules.member();
    await talk("STOP");
    expect((await jules.member()).consent.state).toBe("OPTED_OUT");
    hours(1);
    await talk("START");
    const { age, consent } = await jules.member();
    expect(consent.state).toBe("ACTIVE");
    expect(age).toEqual(before);
    const heard = asked();
    const words = (await talk("so, how are you")).join();
    // Who may be a minor is not let in by a START either; who proved their age is answered at once.
    expect([asked() - heard, words.includes("only for adults")]).toEqual(
      known === "LIKELY_MINOR" ? [0, true] : [1, false],
    );
  }
});

describe("the question", () => {
  test("stands under the second reply, and once more a day later", async () => {
    const replies = [await talk("hey"), await talk("how are you"), await talk("ok"), await talk("and you")];
    const asks = replies.map((bodies) => bodies.join().includes("What year were you born?"));
    expect(asks).toEqual([false, true, false, false]);
    hours(25);
    expect((await talk("hey again")).join()).toContain("What year were you born?");
    hours(25);
    expect((await talk("hey once more")).join()).not.toContain("What year were you born?");
  });

  test.each([
    ["1987", "CLAIMED_ADULT"],
    ["87", "CLAIMED_ADULT"],
    ["I'm 34", "CLAIMED_ADULT"],
    ["2012", "LIKELY_MINOR"],
    ["2008", "LIKELY_MINOR"],
    ["why do you ask", "UNKNOWN"],
    ["1066", "UNKNOWN"],
    ["2031", "UNKNOWN"],
  ])("answered with %j makes somebody %s", async (answer, expected) => {
    await talk("hey");
    await talk("how are you");
    await talk(answer);
    expect(await state()).toBe(expected);
  });

  test("that the carrier would not take yet counts once it left, and can be answered", async () => {
    await talk("hey");
    jules.sender.next(REFUSED_FOR_NOW);
    await talk("how are you");
    hours(0.02);
    await jules.ring();
    expect(jules.bodies().at(-1)).toContain("What year were you born?");
    expect((await jules.member()).age.asks).toBe(1);
    await talk("1987");
    expect(await state()).toBe("CLAIMED_ADULT");
  });

  test("a number that nobody asked for is no answer", async () => {
    await talk("2012");
    expect(await state()).toBe("UNKNOWN");
    expect(asked()).toBe(1);
  });

  test("is not put in a crisis", async () => {
    await talk("hey");
    await talk("i want to die");
    expect(jules.bodies().join()).not.toContain("What year were you born?");
  });
});

test("a danger that comes to light while the model thinks is not answered with a question about years", async () => {
  await talk("hey");
  jules.model.next(async () => {
    await jules.say("i wish i was never born");
    return answeredWith("Nice.");
  }, answeredWith("I'm with you."));
  const said = await talk("so how was your day");
  expect(said.join()).toContain("I'm with you.");
  expect(jules.bodies().join()).not.toContain("What year were you born?");
  hours(30);
  expect((await talk("good morning")).join()).toContain("What year were you born?");
});

describe("where a law wants proof of everybody", () => {
  test("nobody without it reaches the model; HELP and a crisis are answered as ever", async () => {
    jules.switchOn("us-guard");
    const [words] = await talk("hey");
    expect(words).toMatch(/check that you're an adult.*https:\/\/jules\.example\/v\//);
    expect(await talk("hello?")).toEqual([]);
    expect(asked()).toBe(0);
    await talk("i want to kill myself");
    expect(asked()).toBe(1);
  });

  test("the law of New York is for numbers of New York", async () => {
    jules.switchOn("ny-art-48");
    await talk("hey");
    expect(asked()).toBe(1);
  });

  test("who proved it is not asked", async () => {
    jules.switchOn("us-guard");
    const change = { state: "VERIFIED_ADULT", by: "verification", method: "document" } as const;
    await jules.members.changeAge(await jules.member(), change, jules.clock.now());
    await talk("hey");
    expect(asked()).toBe(1);
  });

  test("who says that they are done has it looked up at once, and only where something is open", async () => {
    jules.switchOn("us-guard");
    await talk("hey");
    expect(await talk("done")).toEqual([]);
    const { id } = await jules.member();
    const session = { id: "session-1", url: "https://veriff.example/v/1" };
    await jules.verifications.open(id, undefined, session, [jules.clock.now()], jules.clock.now());
    expect(await talk("Done!")).toEqual([expect.stringContaining("asking for the result")]);
    expect((await jules.verifications.of(id))?.askedAt).toBeDefined();
    expect((await jules.member()).contact.momentAt).toBe(jules.clock.now());
  });
});

test("the log says by what an age was told, and nothing of the words", async () => {
  await talk("I'm 15 and my name is Robin");
  const told = jules.lines.filter(({ line }) => line === "age.told");
  expect(told.map(({ fields }) => fields)).toEqual([{ sign: "stated-age", state: "LIKELY_MINOR" }]);
  expect(JSON.stringify(jules.lines)).not.toContain("Robin");
});
