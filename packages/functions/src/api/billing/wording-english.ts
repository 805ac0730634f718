import { PLANS } from "@jules/core/billing";
import { dayInWords } from "@jules/core/billing/selling";
import type { BillingWording } from "./wording.ts";

const { plus, free } = PLANS;
const FREE = `${free.name}: ${free.entitles.textsADay} texts a day are answered, and nothing is charged.`;

export const ENGLISH: BillingWording = {
  skip: "Skip to the content",
  otherLanguage: "En español",
  footer: "In a crisis? Call or text 988. Emergency: 911. In a crisis Jules answers with or without a plan.",
  buy: {
    title: plus.name,
    summary: "What it costs, what you get, and how to end it. Nothing is charged before you accept.",
    choose: "How do you want to pay?",
    every: { month: "every month", year: "every year" },
    terms: "The terms",
    go: "Accept and go on to payment",
    goesOn:
      "You type in your card at Stripe, who takes the payments for us. Stripe does not learn your number from us, or what you text.",
    wrong: {
      "not-accepted":
        "To go on, please tick the box. If you don't accept the terms, just close this page; nothing is charged.",
      changed: "Price or terms have changed since you opened this page. Please read them once more.",
    },
  },
  manage: {
    title: "Your plan",
    portal: "Card and invoices",
    portalWords: "Change your card, and see what you paid, at Stripe.",
    end: "End it",
    endWords: "It does not renew. You keep it for the time that is paid.",
    keep: "Keep it",
    keepWords: "It goes on and renews as before.",
  },
  standing: ({ state, until }) =>
    state === "trialing" && until
      ? `You have everything until ${dayInWords(until, "en")}. After that you have ${FREE}`
      : `You have ${FREE}`,
  plan: (period) => `${plus.name}, paid ${period === "month" ? "every month" : "every year"}`,
  course({ status, periodEndsAt }, { goes, until }, standing) {
    const day = dayInWords(until ?? periodEndsAt, "en");
    switch (goes) {
      case "to-its-end":
        return [`It ends on ${day}. Nothing more is charged.`];
      case "nowhere":
        return [
          until ? `It is paused, and paid until ${day}. Nothing is charged.` : "It is paused. Nothing is charged.",
        ];
      case "on":
        if (status === "trialing") return [`It is free until ${day}. Then it is charged, and renews until you end it.`];
        if (status === "active" || status === "other") return [`It is paid until ${day}, and renews then.`];
        if (status === "incomplete")
          return ["Your first payment is not finished. You can finish it under Card and invoices."];
        return [
          status === "past_due" && standing.until
            ? `The last payment failed. It is tried again; you keep the plan until ${dayInWords(standing.until, "en")}.`
            : "The last payment failed, and the plan has stopped until it is paid.",
          "You can change your card under Card and invoices.",
        ];
      default:
        return goes satisfies never;
    }
  },
  nothing: {
    "somebody-else": {
      title: "We can't show anything here",
      words: "We are not sure whose number this is. Text Jules first, or write to help@jules.example.",
    },
    "not-sold": { title: "Jules costs nothing", words: "There is nothing to buy here. You can go back to your texts." },
    silent: {
      title: "You get no texts from us",
      words:
        "You told us to stop, so there is nothing to buy here, and nothing is charged. If you want our texts again, text START.",
    },
    minor: { title: "Jules is for adults", words: "There is nothing to buy here, and nothing is charged." },
    "age-unknown": {
      title: "First, your age",
      words:
        "Jules is for adults. Text Jules the year you were born, for example: I was born in 1990. Then text BILLING for a new link.",
    },
    "age-unproven": {
      title: "First, your age",
      words: "Where you live, adults have to prove their age first. Text Jules, and it tells you how.",
    },
    "not-now": {
      title: "Nothing to buy right now",
      words: "Jules answers you all the same, and it costs nothing. You can go back to your texts.",
    },
  },
  outcomes: {
    paid: {
      title: "Thank you",
      words:
        "You can go back to your texts. Jules knows of it within a minute, and Stripe mails you a receipt. To see or end your plan, text BILLING.",
    },
    left: {
      title: "Nothing was charged",
      words: "You can go back to your texts. To see the plan again, text BILLING.",
    },
    back: {
      title: "You can go back to your texts",
      words: "What you changed counts within a minute. To see your plan, text BILLING.",
    },
    expired: {
      title: "This link has expired",
      words:
        'A link works for 30 minutes. Text BILLING to Jules, and you get a new one. To end a plan you need none: text "cancel my subscription", or write to help@jules.example.',
    },
    gone: { title: "There is nobody here", words: "What belonged to this link was deleted." },
    failed: {
      title: "That did not work",
      words:
        'We could not see to it right now, and nothing was charged by this. Please try again in a few minutes. To end a plan you can also text "cancel my subscription", or write to help@jules.example.',
    },
    "not-there": {
      title: "There is no such page",
      words: "Text BILLING to Jules, and you get a link to your plan.",
    },
  },
};
