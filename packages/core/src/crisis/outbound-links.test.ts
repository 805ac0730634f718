import { describe, expect, test } from "vitest";
import { leadsOut, WAYS_OUT } from "./outbound-links.ts";

const OUT = [
  ...["10.0.0.1", "see 93.184.216.34 tonight", "xn--80ak6aa92e", "http:/ example", "https: //example", "example,com"],
  ...["example,net", "go to example,org", "example.c0", "example.c0m now", "bit.ly/a", "t.me/jules", "youtu.be to/x"],
  ...[
    "@jules_real",
    "my insta is jules",
    "find my snap is jules",
    "add my telegram is j",
    "my whatsapp is",
    "my venmo is",
  ],
  ...["my tiktok handle is j", "my discord is", "my cashapp is", "message me on signal", "pay me via paypal"],
  ...["pay us by zelle", "find me on onlyfans", "add me on facebook", "dm me on messenger", "hit me up on cash app"],
  ...["follow my page on instagram", "text jules over whatsapp", "escribeme por whatsapp", "agregame en facebook"],
  ...["call this number", "text the following line", "dial our phone", "llama a este numero", "marca mi numero"],
  ...["//:sptth", "//:ptth", "moc.elpmaxe", "gro.elpmaxe", "ten.elpmaxe", "elpmaxe.www"],
];

test.each(OUT)("%s leads out", (text) => {
  expect(leadsOut(text)).toBe(true);
});

test.each([
  "i like 3.5 of them",
  "that number of days",
  "a snap decision",
  "cash is fine",
  "yes/no, he said",
  "calm. net.",
])("%s leads nowhere", (text) => {
  expect(leadsOut(text)).toBe(false);
});

describe("the hints of a way out", () => {
  const found = OUT.flatMap((text) =>
    WAYS_OUT.filter(({ pattern }) => pattern.test(text)).map((way) => ({ text, way })),
  );

  test("are in what its pattern finds, of which there is an example for each", () => {
    expect(new Set(found.map(({ way }) => way)).size).toBe(WAYS_OUT.length);
    for (const { text, way } of found) {
      expect(
        way.hints.some((hint) => way.pattern.match(text).includes(hint)),
        text,
      ).toBe(true);
    }
  });

  test("each serve somewhere", () => {
    const platforms = new Set(found.flatMap(({ text, way }) => way.hints.filter((hint) => text.includes(hint))));
    const unused = WAYS_OUT.flatMap(({ hints }) => hints).filter(
      (hint) => !platforms.has(hint) && !/^\.\d$/.test(hint),
    );
    expect(unused).toEqual([]);
  });
});
