import type { NoticeWording } from "./notice-wording.ts";
import type { Keeping } from "./retention.ts";

export const ENGLISH: NoticeWording = {
  title: "What Jules keeps of you, and how to see or delete it",
  summary:
    "Jules is an AI companion that people text by SMS. This page says what is kept of you and for how long, which companies receive something of it, and what you can ask for. It is made from the same schedule that our systems keep.",
  skip: "To the content",
  short: {
    id: "short",
    heading: "In short",
    paragraphs: [],
    points: [
      "Your texts are encrypted under a key of your own and deleted after 12 months, or when you say so.",
      "Nothing of yours is sold, or shared for advertising.",
      "You can see, get and delete it by text, at any time, for free, and have it corrected.",
    ],
  },
  use: {
    id: "use",
    heading: "What is collected, and what for",
    paragraphs: [
      "From you alone, by text: your number, what you write, pictures that you send, what you say of your age, how you want to be spoken to, what you want to be reminded of, and what you agree to. The state is read off your number's area code; Jules does not know where you are.",
      "If you take a plan, Stripe tells us which one and until when it is paid. Your card and your e-mail address stay there.",
    ],
    points: [
      "To answer you, and to go on where you left off.",
      "To remember what you tell of your life, as notes with the text that each is from. Only of adults, never about your safety, and not of whom we take for a minor: what was noted before is not used any more then, and goes with everything else.",
      "To notice when you may be in danger and to name people who help.",
      "To give you the plan that you pay for, and to end it when you say so.",
      "To keep to the law: that you are told what Jules is, that STOP is heard, that Jules is for adults.",
      "To prove that we did.",
    ],
  },
  kept: {
    heading: "What is kept, and for how long",
    introduction: "Each class of data is deleted when its time is over. With old texts that can take a few days more.",
    what: "What",
    howLong: "How long",
    gone: "With DELETE MY DATA",
    erasable: { yes: "deleted at once", no: "stays until its time is over" },
    keeping: keepingInWords,
  },
  companies: {
    heading: "Who receives something",
    introduction:
      "These companies work for us, and each gets what its part needs. Nobody else gets anything, unless a law compels us.",
    gets: "What for",
  },
  asking: {
    id: "asking",
    heading: "What you can ask for",
    paragraphs: [
      "Text Jules from your number; that is how we know that it is you. Or write to help@jules.example: you hear within 10 business days that we have it, and get an answer within 45 days. It costs nothing, and nobody treats you differently for it.",
      "If we refuse something, write to help@jules.example with the word “appeal”: somebody else looks at it and answers in writing. You can also turn to the attorney general of your state.",
    ],
    points: [
      "“What do you know about me?”: what is kept, in an answer by text.",
      "EXPORT: all of it as a file, by a link that works for 24 hours.",
      "FORGET, in capitals, and a topic: the texts that mention it are deleted, and what Jules noted of it. A sealed copy of the last texts that is not used any more goes within the hour.",
      "DELETE MY DATA: everything is deleted, after one question whether you are sure. Your key goes at once, and from its backups within 7 days; then nothing can be read any more, in backups of the rest either. A plan ends at once, and Stripe deletes your card; its invoices stay as the law asks.",
      "STOP: no more texts. A plan is not charged any more, and ends with what you paid for. What is kept stays until its time is over, or until you ask for its deletion.",
      "Something that is kept of you is wrong: text Jules how it is, or write to us, and it is corrected.",
    ],
  },
  health: {
    id: "health-data",
    heading: "Consumer health data",
    paragraphs: [
      "This section is for everybody, and it is the notice that Washington's My Health My Data Act and Nevada's law ask for.",
      "Health data here is what you write about your health, your mood and your safety, and what is noted when you may be in a crisis. It comes from you and from our check of your texts, and from nobody else. It is used to answer you and to keep you safe, and for nothing beyond that.",
      "Of the companies above it reaches Amazon Web Services, Bandwidth, Anthropic and, where it is switched on, OpenAI, as a part of the texts and for the same purpose; and Upstash, where only your key opens it. It is not sold and not used for advertising, and nobody draws a fence around a clinic to find you.",
    ],
    points: [
      "You may confirm what is kept, see it, get it and the list of the companies above, by “What do you know about me?” and EXPORT.",
      "You may withdraw your consent by STOP, and have all of it deleted by DELETE MY DATA, in backups as well; companies that hold copies are told to delete theirs.",
      "If we refuse, you may appeal as above, and complain to the Attorney General of Washington at www.atg.wa.gov/file-complaint.",
    ],
  },
  notSold: {
    id: "not-sold",
    heading: "Not sold, not shared",
    paragraphs: [
      "Personal information is not sold and not shared for advertising across contexts, so there is nothing to opt out of. It trains no model of ours.",
    ],
    points: [],
  },
  optIn: {
    id: "mobile-opt-in",
    heading: "Mobile opt-in",
    paragraphs: [
      "That you agreed to texts, and the number that you agreed with, is not shared with third parties or affiliates for their marketing. It goes to the carrier, so that texts arrive, and to nobody else.",
    ],
    points: [],
  },
  children: {
    id: "children",
    heading: "Children",
    paragraphs: [
      "Jules is for adults of 18 years and older. When somebody says that they are under 13, Jules stops, and what was kept is deleted within 24 hours but for a keyed code of the number, so that it cannot begin again. Parents can write to help@jules.example.",
    ],
    points: [],
  },
  security: {
    id: "security",
    heading: "How it is protected",
    paragraphs: [
      "Words, numbers and notes are encrypted under a key for each person, kept apart from them. Our logs hold neither words nor numbers. A text is not a secret place, though: your carrier and your phone have copies that we cannot delete.",
    ],
    points: [],
  },
  contact: {
    heading: "Version and contact",
    version: "Version of this notice",
    of: "of",
    reach: "Write to us",
    safety: "What Jules does in a crisis",
    machine: "The same as data",
    otherLanguage: "En español",
  },
};

function keepingInWords(keeping: Keeping): string {
  if ("hours" in keeping) return `${keeping.hours} ${keeping.hours === 1 ? "hour" : "hours"} at most`;
  if ("days" in keeping) return `${daysInWords(keeping.days)} ${keeping.after ? "after the last text" : "at most"}`;
  if ("atLeastYears" in keeping) return `${keeping.atLeastYears} years, as the law asks, and no longer than is needed`;
  if ("forever" in keeping) return "always: nobody is in it";
  return {
    "account-ends": "as long as your account",
    "outcome-is-known": "not kept by Jules",
    "vendor-deleted": "until Veriff has deleted it",
  }[keeping.until];
}

function daysInWords(days: number): string {
  return days === 365 ? "12 months" : `${days} days`;
}
