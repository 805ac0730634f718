import { describe, expect, test } from "vitest";
import { type PhoneNumber, phoneNumber } from "../kernel/index.ts";
import { encodingOf, segmentsOf } from "../messaging/index.ts";
import { asksForContactCard, contactCard, contactCardText, contactCardUrl } from "./index.ts";

const OURS = phoneNumber("+12025550100") as PhoneNumber;

describe("who asks for the card", () => {
  test.each([
    ...["send me your contact", "Hey Jules, can you send me your contact card please?", "contact card"],
    ...["Can I save your number?", "save your number", "how do I add you to my contacts?", "share your vCard"],
    ...[
      "could i get your contact info",
      "Mándame tu contacto",
      "¿Me pasas tu tarjeta de contacto?",
      "tarjeta de contacto",
    ],
    ...["Quiero guardar tu número por favor", "¿Cómo guardo tu contacto?"],
  ])("%s", (body) => expect(asksForContactCard(body)).toBe(true));

  test.each([
    ...["I saved your number", "should I save his number?", "my contact lens hurts", "I lost my credit card"],
    ...["send me your love", "he got a red card", "guardé su número", "no contact with my mom for a year"],
    ...["send him your contact card and tell him I'm sorry", "number", "card"],
  ])("not: %s", (body) => expect(asksForContactCard(body)).toBe(false));

  test("ten thousand characters are no request", () => {
    for (const many of ["contact card ", "hey ", "please "]) expect(asksForContactCard(many.repeat(1_000))).toBe(false);
  });
});

test("the card says what Jules is, and whom to call", () => {
  const card = contactCard(OURS);
  expect(card.split("\r\n").slice(0, 2)).toEqual(["BEGIN:VCARD", "VERSION:3.0"]);
  expect(card).toContain("TEL;TYPE=CELL:+12025550100\r\n");
  expect(card).toMatch(/not a human[^\r]*988/);
});

test("its address holds our number and nothing else", () => {
  expect(contactCardUrl("https://jules.example/", OURS)).toBe(
    "https://jules.example/contact.vcf?number=%2B12025550100",
  );
});

test("its words are one segment in English, and say what to do without a card", () => {
  const { body } = contactCardText("en");
  expect([encodingOf(body), segmentsOf(body)]).toEqual(["gsm-7", 1]);
  expect(contactCardText("es").body).toContain("guarda este número");
});
