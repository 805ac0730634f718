import { describe, expect, test } from "vitest";
import { keywordOf, wishIn } from "../consent/index.ts";
import { type BillingRequest, billingAsked, endsOnlyPlan } from "./asked.ts";

const ASKED: Readonly<Record<BillingRequest, readonly string[]>> = {
  end: [
    "cancel my subscription",
    "Cancel my subscription!!",
    "hey Jules, please cancel my subscription. thanks",
    "Can you cancel my Jules Plus subscription please",
    "I want to cancel my subscription",
    "i'd like to end my plan",
    "end my plan",
    "cancel my trial",
    "cancel my membership, I can't afford it",
    "cancel jules plus",
    "stop charging me",
    "Stop charging my card!",
    "don't charge me anymore",
    "stop billing me",
    "unsubscribe me from jules plus",
    "I don't want to pay anymore",
    "i don\u2019t wanna pay for this anymore",
    "cancel my subscription to jules",
    "cancel my monthly subscription",
    "cancel my subcription",
    "cancle my subscribtion pls",
    "cancel my subscription before I get charged again",
    "cancel my subscription before it renews",
    "I need to cancel my subscription I can't afford it",
    "cancel my subscription i cant afford it anymore, sorry",
    "please cancel my subscription effective immediately",
    "cancel my plan at the end of the month",
    "cancel mi suscripcion",
    "cancela mi suscripci\u00F3n antes de que me cobren otra vez",
    "quiero cancelar mi suscripci\u00F3n",
    "Cancela mi suscripcion por favor",
    "cancela mi plan",
    "deja de cobrarme",
    "no me cobres m\u00E1s",
    "ya no quiero pagar",
  ],
  upgrade: [
    ...["UPGRADE", "upgrade.", "Upgrade please", "how much does it cost", "How much does Jules cost?", "how do I pay"],
    ...[
      "how much is jules plus",
      "what's the price?",
      "is this free?",
      "is jules free",
      "I want to subscribe",
      "do I have to pay for this?",
    ],
    ...[
      "\u00BFCu\u00E1nto cuesta?",
      "cuanto cuesta jules",
      "\u00BFes gratis?",
      "quiero suscribirme",
      "c\u00F3mo pago?",
    ],
  ],
  billing: [
    ...["BILLING", "billing!", "my subscription", "how do I cancel my subscription?", "can i cancel my plan anytime?"],
    ...[
      "change my card",
      "suscripci\u00F3n",
      "SUSCRIPCION",
      "mi suscripci\u00F3n",
      "\u00BFc\u00F3mo cancelo mi suscripci\u00F3n?",
    ],
  ],
  plan: [
    "PLAN",
    "plan?",
    "my plan",
    "mi plan",
    "what plan am I on?",
    "when does my trial end?",
    "\u00BFqu\u00E9 plan tengo?",
  ],
};

test.each(Object.entries(ASKED).flatMap(([request, texts]) => texts.map((text) => [request, text] as const)))(
  "%s: %s",
  (request, text) => {
    expect(billingAsked(text)?.request).toBe(request);
  },
);

test.each([
  "my gym subscription is so expensive, I should cancel it",
  "cancel my netflix subscription",
  "I need to cancel my gym membership",
  "I cancelled my subscription to the gym",
  "remind me to cancel my subscription on friday",
  "should I cancel my subscription?",
  "I had to cancel my plans",
  "cancel my plans for tonight",
  "my mom said, cancel my subscription",
  "he told me cancel my subscription",
  "they keep charging me for parking",
  "I don't want to pay rent anymore",
  "I don't want to pay for dinner",
  "how much does it cost to fly to Spain?",
  "how much does a car cost",
  "how do I pay my taxes",
  "what's the price of eggs these days",
  "I got an upgrade on my flight!",
  "should I upgrade my phone",
  "what's the plan for today?",
  "I have a plan",
  "plan a trip with me",
  "I feel like everyone is charging me for something",
  "is love free?",
  "is it free?",
  "do I have to pay?",
  "are you free",
  "I had to cancel the plan",
  "cancel everything",
  "cancel it all",
  "take me off the train",
  "don't take any more pills",
  "my subscription box came today!",
  "I want to cancel my spotify subscription and my gym membership",
  "my phone company won't stop charging me for roaming",
  "she wants to cancel her subscription",
  "do you think I should cancel that subscription",
  "remind me tonight to cancel the membership",
  "I can't stop my brain",
  "cancel my subscription to life lol",
  "cancel the reminder",
  "free",
  "I am paying for my sins lol",
  "\u00BFcu\u00E1nto cuesta un coche?",
  "tengo un plan",
  "cancelar mi suscripci\u00F3n de netflix",
  "no quiero pagar la renta",
  `${"so much happened today and then some more of it. ".repeat(8)}cancel my subscription`,
])("is talk: %s", (text) => {
  expect(billingAsked(text)).toBeUndefined();
});

test.each([
  "I no longer want the subscription",
  "i dont want jules plus anymore",
  "cancel plus",
  "cancel my sub",
  "turn off auto renewal",
  "Turn off auto-renew please",
  "cancel auto renew",
  "cancel my payment",
  "cancel my payments",
  "stop my payments",
  "stop taking money from my account",
  "don't take any more money",
  "take me off the plan",
  "ya no quiero jules plus",
])("of who pays, %j ends it; of anybody else it is talk", (text) => {
  expect(billingAsked(text)).toEqual({ request: "end", isWhole: true, ofPayers: true });
});

test.each([
  "how do I cancel",
  "how do I cancel?",
  "refund me",
  "can you refund me please",
  "I want a refund",
  "please don't renew",
  "cancel the plan",
  "cancel this plan please",
  "cancela el plan",
  "\u00BFc\u00F3mo cancelo?",
])("of who pays, %j gets the page; of anybody else it is talk", (text) => {
  expect(billingAsked(text)).toEqual({ request: "billing", isWhole: true, ofPayers: true });
});

test.each([
  "delete everything about me and stop charging me",
  "why am i still being charged cancel my subscription",
  "I can't deal with this anymore cancel my subscription im done with you",
  "I want out. End that subscription thing already",
  "stop my auto renewal thing",
  "please just stop billing me for jules every month",
  "didn't I cancel my subscription",
  "cancel my subscriptions",
  "quiero que cancelen ya mismo la suscripci\u00F3n esta",
])("where %j may ask it, who pays gets the page, and the rest is answered", (text) => {
  expect(billingAsked(text)).toEqual({ request: "billing", isWhole: false, ofPayers: true });
});

test.each(["cancel the plan, I'm too tired to go out", "I want to end my plan. The weekend is ruined"])(
  "%j may be about a weekend, and ends nothing",
  (text) => {
    expect(billingAsked(text)).toEqual({ request: "billing", isWhole: false, ofPayers: true });
  },
);

test("beside other things it is heard, and they are not lost", () => {
  expect(billingAsked("cancel my subscription. How was your day?")).toEqual({ request: "end", isWhole: false });
  expect(billingAsked("Cancel my plan please, thanks!")).toEqual({ request: "end", isWhole: true });
});

describe("what ends a subscription", () => {
  test.each([
    "cancel my subscription",
    "unsubscribe me from jules plus",
    "cancela mi suscripci\u00F3n",
    "cancel my subscription and stop charging me",
    "Please cancel my subscription. I can't afford it, I lost my job. Thanks!",
    "cancel my subscription. I subscribed by mistake",
    "cancel my subscription. my day was awful",
    "cancel my membership, how was your day?",
  ])("%s asks for no silence", (text) => {
    expect([wishIn(text, false) === undefined || endsOnlyPlan(text), billingAsked(text)?.request]).toEqual([
      true,
      "end",
    ]);
  });

  test.each([
    "cancel my subscription and stop texting me",
    "Cancel my subscription. Stop texting me.",
    "stop charging me, and take me off your list",
    "cancela mi suscripci\u00F3n y no me escribas m\u00E1s",
    "cancela mi suscripci\u00F3n y los mensajes",
    "cancela mi suscripci\u00F3n y todo",
    "cancel my subscription. STOP",
    "Cancel my subscription and texts",
    "cancel my subscription, texts too",
    "cancel my subscription and all texts",
    "cancel my subscription and messages",
    "cancel my subscription and everything",
    "cancel my subscription, them too",
    "cancel my subscription and you too, goodbye",
    "cancel my subscription stop messaging",
    "cancel the subscription to these texts",
    "Cancel subscription stop",
  ])("%s asks for silence as well", (text) => {
    expect([wishIn(text, false)?.word, endsOnlyPlan(text)]).toEqual(["STOP", false]);
  });

  test.each(["CANCEL", "cancel!", "STOP", "END", "unsubscribe", "quit", "cancelar", "baja"])(
    "%s means silence, whoever says it",
    (text) => {
      expect([keywordOf(text), endsOnlyPlan(text), billingAsked(text)]).toEqual(["STOP", false, undefined]);
    },
  );
});
