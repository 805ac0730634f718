import { OWN_NUMBER } from "@jules/testkit/builders";
import { expect, test } from "vitest";
import { REFUSED_FOR_NOW, wireKnownMember } from "../../../test/conversation.ts";

const CARD = [`https://jules.example/contact.vcf?number=${encodeURIComponent(OWN_NUMBER)}`];

async function asked(body = "send me your contact card") {
  const conversation = await wireKnownMember();
  await conversation.say(body);
  await conversation.ring();
  return conversation;
}

test("who asks for the contact card gets it with fixed words, without a model", async () => {
  const { sender, model } = await asked();
  expect(sender.accepted).toMatchObject([{ body: expect.stringContaining("save this number as Jules"), media: CARD }]);
  expect(model.prompts).toEqual([]);
});

test("in Spanish as well, and after the answer to what was said besides", async () => {
  const { sender } = await asked("mándame tu contacto");
  expect(sender.accepted).toMatchObject([{ body: expect.stringContaining("guarda este número"), media: CARD }]);
  const { sender: other, say, ring, model } = await wireKnownMember();
  await say("my day was long and then some");
  await say("can i save your number?");
  await ring();
  expect(other.accepted).toMatchObject([{ body: expect.stringMatching(/\nHere I am/), media: CARD }]);
  expect(model.prompts).toHaveLength(1);
});

test.each([4409, 4410, 4411, 4412, 4711, 4712])(
  "where no MMS arrives (%i) the words go once more, as a text and never a third time",
  async (errorCode) => {
    const { sender, carrierSays, letPass, metrics } = await asked();
    expect(await carrierSays("message-failed", { errorCode })).toBe("done");
    await letPass({ minutes: 2 });
    expect(sender.accepted).toHaveLength(2);
    const [first, second] = sender.accepted;
    expect([second?.media, second?.body, second?.id]).toEqual([undefined, first?.body, first?.id]);
    // The same word of the carrier once more, and one about the text that took the MMS' place.
    await carrierSays("message-failed", { errorCode, text: first });
    await carrierSays("message-failed", { errorCode, text: second });
    await letPass({ minutes: 3 });
    expect([sender.accepted.length, metrics.RepliesFailed]).toEqual([2, 1]);
  },
);

test("an MMS without a last word of the carrier is not sent again", async () => {
  const { sender, letPass, itemsOf } = await asked();
  await letPass({ minutes: 20 });
  expect(sender.accepted).toHaveLength(1);
  expect((await itemsOf("OUT#reply"))[0]).toMatchObject({ state: "SENT" });
});

test("one that the carrier refuses for now goes later, with the card", async () => {
  const conversation = await wireKnownMember();
  conversation.sender.next(REFUSED_FOR_NOW);
  await conversation.say("contact card");
  await conversation.ring();
  await conversation.letPass({ minutes: 2 });
  expect(conversation.sender.accepted).toMatchObject([{ media: CARD }]);
});

test("a STOP keeps the words back as it keeps everything back", async () => {
  const { sender, carrierSays, letPass, say, bodies } = await asked();
  await carrierSays("message-failed", { errorCode: 4409 });
  await say("STOP");
  await letPass({ minutes: 3 });
  expect([sender.accepted.length, bodies().at(-1)]).toEqual([2, expect.stringContaining("unsubscribed")]);
});
