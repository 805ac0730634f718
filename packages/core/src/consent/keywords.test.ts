import { expect, test } from "vitest";
import { keywordOf } from "./index.ts";

test.each([
  ..."stop,Stop.,STOP!!,  stop  ,S T O P,s.t.o.p,stop\u{1F6D1},st\u200Bop,ＳＴＯＰ,quit,End,revoke,cancel,Unsubscribe,STOPALL".split(
    ",",
  ),
  ...["opt out", " opt  out ", "opt-out", "OptOut", "stop all", "remove", "arrêt", "alto", "PARAR"],
])("%j is an opt-out", (text) => {
  expect(keywordOf(text)).toBe("STOP");
});

test.each(["start", "START", "Unstop", "start."])("%j is an opt-in", (text) => {
  expect(keywordOf(text)).toBe("START");
});

test.each(["help", "HELP?", "info", "Ayuda"])("%j asks for help", (text) => {
  expect(keywordOf(text)).toBe("HELP");
});

test.each([
  ...["stop it, you're making me laugh", "I want to end it all", "the end", "help me with my essay", "yes", "no", ""],
  ...[
    "can't stop thinking",
    "start over?",
    "a b c",
    "cancel my plans for tonight",
    `x${"-".repeat(60_000)}x`,
    "\u{1F602}\u{1F602}",
  ],
])("%j is conversation", (text) => {
  expect(keywordOf(text)).toBeUndefined();
});
