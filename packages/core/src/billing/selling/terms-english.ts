import { PLANS } from "../plans.ts";
import { amountInWords, dayInWords } from "./amounts.ts";
import { extrasInWords, type Filling, type TermsWording, textsOfPlan } from "./terms-wording.ts";

const EVERY = { month: "every month", year: "every year" } as const;

const { plus, free, grace } = PLANS;

export const ENGLISH_TERMS: TermsWording = {
  title: `${plus.name}: what you agree to`,
  sections: (filling) => [cost(filling), ending(filling), contents(filling), limits(filling)],
  acceptance: (filling) =>
    `I am 18 or older. I have read these terms and accept them: the limits, that what Jules does may be reduced, and that ${charge(filling)}, until I end it.`,
};

function charge({ price, trialEndsAt }: Filling): string {
  const amount = amountInWords(price);
  const first = trialEndsAt ? `on ${dayInWords(trialEndsAt, "en")}` : "today";
  return `${amount} is charged ${first} and then ${EVERY[price.period]}`;
}

function cost(filling: Filling) {
  const { price, trialEndsAt } = filling;
  const amount = amountInWords(price);
  const day = trialEndsAt && dayInWords(trialEndsAt, "en");
  return {
    heading: "What it costs",
    points: [
      ...(day
        ? [
            `Your free days go on until ${day}. Nothing is charged before.`,
            `On ${day}, ${amount} is charged, and then ${amount} ${EVERY[price.period]}.`,
          ]
        : [`${amount} is charged today, and then ${amount} ${EVERY[price.period]}.`]),
      "It renews by itself, and your card is charged each time, until you end it.",
      "Stripe takes the payments. Its page shows the whole amount, with tax where there is one, before you pay.",
      `If a payment fails, you keep the plan for ${grace.days} days while it is tried again. After that you have ${free.name} until it is paid.`,
      "Days are by Eastern Time.",
    ],
  };
}

function ending({ trialEndsAt }: Filling) {
  return {
    heading: "How to end it",
    points: [
      'Text "cancel my subscription" to Jules, or press "End it" on this page (text BILLING for a link to it), or write to help@jules.example. Any of them is enough, and nobody asks you why.',
      ...(trialEndsAt ? [`End it before ${dayInWords(trialEndsAt, "en")} and nothing is charged.`] : []),
      "You keep the plan until the end of the time you paid for, and nothing more is charged. For that time no money is given back, unless a law says so. What is charged after you ended it is given back.",
      "If you text STOP, you get no more texts, and the plan ends in the same way.",
    ],
  };
}

function contents(filling: Filling) {
  const { anHour, aDay } = textsOfPlan(filling);
  return {
    heading: "What you get",
    points: [
      `Answers to up to ${anHour} texts an hour and ${aDay} a day. With ${free.name} it is ${free.entitles.textsADay} a day.`,
      ...extrasInWords({
        memory: "Jules remembers what you talk about, unless you ask it to forget.",
        checkIns: "Jules asks by itself how you are, if you agreed to such texts.",
        pictures: "Jules looks at the pictures you send.",
      }),
    ],
  };
}

function limits(filling: Filling) {
  const { anHour, aDay } = textsOfPlan(filling);
  return {
    heading: "What is limited, and what we may reduce",
    points: [
      `More than ${anHour} texts in an hour, or ${aDay} in a day, are not answered. Long texts and pictures use up more, so it can be fewer. While too many people text at once, nobody may get an answer for a while.`,
      "We may limit or reduce what Jules does at any time, also while you pay: how many texts are answered, how fast and at what length, which AI model answers, what is remembered, check-ins and pictures. We may also end the service.",
      "Help in a crisis, STOP, HELP, and asking for, changing or deleting your data cost nothing and are never limited by a plan.",
    ],
  };
}
