/** A test that exists: its file, from packages/ on, and its name as it stands there. */
export interface NamedTest {
  readonly file: string;
  readonly name: string;
}

/** One thing that Jules has to do, the rules that ask for it, and what proves it. */
export interface Requirement {
  readonly id: `R${number}`;
  readonly requirement: string;
  readonly rules: readonly string[];
  readonly tests: readonly NamedTest[];
  /** Why there is no test. */
  readonly instead?: string;
  /** What is not proven yet. */
  readonly open?: string;
}

function tests(file: string, ...names: readonly string[]): readonly NamedTest[] {
  return names.map((name) => ({ file, name }));
}

const INTAKE = "functions/src/consumers/intake/handler.test.ts";
const TURN = "functions/src/consumers/turn/handler.test.ts";
const CRISIS = "functions/src/consumers/crisis.test.ts";
const CONVERSATION = "functions/src/consumers/conversation.test.ts";
const STATUS = "functions/src/consumers/delivery-status/handler.test.ts";
const FOLLOW_UP = "functions/src/crons/follow-up/handler.test.ts";
const PAGES = "functions/src/api/public/handler.test.ts";
const DISCLOSURE = "functions/src/consumers/disclosure.test.ts";
const REMINDER = "functions/src/crons/disclosure-reminder/handler.test.ts";
const DUE = "core/src/disclosure/due.test.ts";
const IDENTITY = "core/src/disclosure/identity.test.ts";
const CLAIMS = "core/src/crisis/outbound-claims.test.ts";
const QUIET_HOURS = "core/src/consent/quiet-hours.test.ts";
const REACHING_OUT = "core/src/conversation/reaching-out.test.ts";
const REMINDERS_BENCH = "bench/src/reminders.test.ts";
const TEMPLATES = "core/src/disclosure/templates.test.ts";
const KEYWORDS = "core/src/consent/keywords.test.ts";
const CONSENT = "core/src/consent/consent.test.ts";
const CONSENT_WORDING = "core/src/consent/wording.test.ts";
const REVOCATIONS = "crisis-training/src/revocations/revocations.test.ts";
const INTAKE_CONSENT = "functions/src/consumers/intake/consent.test.ts";
const OPTING = "functions/src/consumers/opting.test.ts";
const OPT_IN = "functions/src/api/opt-in/handler.test.ts";
const AGE = "functions/src/consumers/age.test.ts";
const VERIFICATIONS = "functions/src/consumers/age-verification/handler.test.ts";
const RULES = "core/src/rules/rules.test.ts";
const SUBSCRIPTION_TERMS = "core/src/billing/selling/terms.test.ts";
const SELLING_PAGE = "functions/src/api/billing/handler.test.ts";
const SELLING = "functions/src/api/billing/selling.test.ts";
const RETENTION = "core/src/privacy/retention.test.ts";
const GUARD = "core/src/crisis/outbound-guard.test.ts";
const REPLIES = "core/src/crisis/replies.test.ts";
const OUTAGES = "local/journeys/outages.test.ts";
const YEARS = [
  ...tests(
    "simulation/src/years/years.test.ts",
    "a hundred and fifty years of chatter keep I1 to I3, the quiet hours and the caps",
  ),
  ...tests(
    "simulation/src/years/more-years.test.ts",
    "a hundred and fifty more keep I1 to I3, the quiet hours and the caps",
  ),
];
const SIMULATION = tests("simulation/src/simulation.test.ts", "whatever goes wrong, nothing is violated");

export const REQUIREMENTS: readonly Requirement[] = [
  {
    id: "R01",
    requirement: "Every interaction begins with a disclosure: not a human, artificially generated.",
    rules: ["ny-1702", "wa-hb-2225", "ct-pa-26-15", "ca-22602a", "ut-13-72a-203", "co-hb26-1263", "me-chatbots"],
    tests: [
      ...tests(TURN, "hears the terms, that Jules is an AI, and then the answer: three texts"),
      ...tests(TEMPLATES, "the disclosure holds every phrase that the laws name"),
      ...tests(DISCLOSURE, "goes with the first text after an hour of silence, in the same text"),
      ...YEARS,
    ],
  },
  {
    id: "R02",
    requirement: "A verified adult is reminded every three hours; no companion text leaves without.",
    rules: ["ny-1702", "wa-hb-2225", "ct-pa-26-15"],
    tests: [
      ...tests(RULES, "are the strictest of everybody's, less our distance"),
      ...tests(DUE, "I1 and I2 hold on random timelines, though some texts are refused and the age state changes"),
      ...YEARS,
    ],
  },
  {
    id: "R03",
    requirement: "Everybody else is reminded every hour.",
    rules: ["wa-hb-2225", "ct-pa-26-15", "ca-22602c", "or-sb-1546", "ne-lb-525", "id-48-2103", "ga-sb-540"],
    tests: [
      ...tests(RULES, "leave a reminder more time than the cron may be late"),
      ...tests(DUE, "I1 and I2 hold on random timelines, though some texts are refused and the age state changes"),
      ...YEARS,
    ],
  },
  {
    id: "R04",
    requirement: "The reminder of minors and of unknown age says to take a break.",
    rules: ["ca-22602c", "or-sb-1546", "ne-lb-525"],
    tests: [
      ...tests(TEMPLATES, "the one of the break says that it is time for one, and that nothing of it is human"),
      ...tests(
        DISCLOSURE,
        "goes with the next text every 50 minutes, with the break, and to a verified adult every 165",
      ),
    ],
  },
  {
    id: "R05",
    requirement: "Disclosures are fixed words with a version, never a model's.",
    rules: ["own-fixed-words", "ny-1702", "ca-22602a"],
    tests: [
      ...tests(TEMPLATES, "the disclosures keep to words that are in force"),
      ...tests(
        DISCLOSURE,
        "is never sealed, nor told to the model",
        "stands in the ledger, once for each that the carrier accepted",
      ),
    ],
  },
  {
    id: "R06",
    requirement: "“Are you human?” is answered at once and truthfully, and no model may claim to be.",
    rules: ["wa-hb-2225", "ct-pa-26-15", "ut-13-72a-203", "ca-22602a"],
    tests: [
      ...tests(GUARD, "%j: %s"),
      ...tests(IDENTITY, "the question what Jules is", "is not heard in: %s"),
      ...tests(CLAIMS, "is held back: %s"),
      ...tests(
        DISCLOSURE,
        "is answered by rule, without the model: %s",
        "is not told otherwise by a model that plays along",
      ),
    ],
  },
  {
    id: "R07",
    requirement: "A cron sends the reminder that no text of ours carried, once.",
    rules: ["ny-1702", "own-fixed-words"],
    tests: [
      ...tests(
        REMINDER,
        "%s is told once, five minutes after it was due",
        "two runs at once tell it once",
        "%s is not told",
        "at most once, though the function is gone right after %s",
      ),
      ...tests(REMINDERS_BENCH, "among %d members with %d due, a run reads and writes for these alone"),
      ...YEARS,
    ],
  },
  {
    id: "R08",
    requirement: "It is said that companions may not be suitable for some minors.",
    rules: ["ca-22604"],
    tests: [
      ...tests(TEMPLATES, "the disclosure holds every phrase that the laws name"),
      ...tests(PAGES, "says what Jules cannot do, for whom it is, and how to reach us"),
    ],
  },
  {
    id: "R09",
    requirement: "Jules is no professional and never claims to be one.",
    rules: ["tn-sb-1580", "ca-ab-489", "ga-sb-540", "ne-lb-525", "id-48-2103", "co-hb26-1263", "il-wopr"],
    tests: [
      ...tests(TEMPLATES, "the disclosure holds every phrase that the laws name"),
      ...tests(GUARD, "what must not leave", "what may leave"),
    ],
  },
  {
    id: "R10",
    requirement: "Every text is checked for a crisis, whatever is down.",
    rules: ["ny-1701", "ca-22602b", "wa-hb-2225-crisis", "or-sb-1546-crisis", "ct-pa-26-15-crisis", "co-hb26-1263"],
    tests: [
      ...tests(
        INTAKE,
        "is answered at once with 988, before everything else of ours, and then waits for Jules as well",
        "is answered while the member's key cannot be unwrapped; the text waits in the queue until it can be kept",
      ),
      ...tests(CRISIS, "is half a sign: somebody is alarmed, the text is not lost, and it is answered with care"),
      ...tests("core/src/crisis/second-look.test.ts", "a watch without an answer counts as a concern, and says so"),
      ...tests(
        "local/journeys/crisis.test.ts",
        "with %s down each danger gets its own words, and a concern where to find a person",
      ),
      ...SIMULATION,
    ],
  },
  {
    id: "R11",
    requirement: "A referral names 988 by call, text and link, and 911.",
    rules: ["ny-1701", "or-sb-1546-crisis", "ca-22602b"],
    tests: tests(REPLIES, "%s names 988 by call, by text and by link, and 911", "%s names 988 and 911"),
  },
  {
    id: "R12",
    requirement: "Help is sent before any model is asked, and waits for none.",
    rules: ["ny-1701", "own-crisis-first"],
    tests: [
      ...tests(
        INTAKE,
        "is answered at once with 988, before everything else of ours, and then waits for Jules as well",
      ),
      ...tests(
        OUTAGES,
        "a crisis is answered while the model is down",
        "no model ever sees a control word or what was said after a STOP, and a text of a crisis only after help was sent",
      ),
    ],
  },
  {
    id: "R13",
    requirement: "Nothing that leaves helps anybody to hurt themselves or others.",
    rules: ["ca-22602b", "wa-hb-2225-crisis"],
    tests: [
      ...tests(GUARD, "what must not leave", "any text at all"),
      ...tests("core/src/crisis/outbound-hints.test.ts", "what is hinted at in a crisis"),
      ...tests(CRISIS, "a reply that must not leave is held back, and counted"),
    ],
  },
  {
    id: "R14",
    requirement: "Who goes on after a referral gets another step.",
    rules: ["or-sb-1546-crisis"],
    tests: [
      ...tests(CRISIS, "that goes on gets another step each time, also within one batch"),
      ...tests(REPLIES, "is another one each time: %j", "is another channel, then a person nearby"),
    ],
  },
  {
    id: "R15",
    requirement: "Nobody is left alone for what they said.",
    rules: ["own-crisis-first", "own-crisis-reply-to-opted-out"],
    tests: [
      ...tests(
        CRISIS,
        "is answered at once, and then by Jules, who knows of it",
        "with the model out is told that Jules stays, once",
        "with a model that declines is not put off",
      ),
      ...SIMULATION,
    ],
  },
  {
    id: "R16",
    requirement: "Idioms, films and news are no crisis.",
    rules: ["own-crisis-first"],
    tests: [
      ...tests("core/src/crisis/assess.test.ts", "a text that is no crisis"),
      ...tests(
        "crisis-training/src/quality.test.ts",
        "of harmless texts made to look alike, at most six in a hundred are acted on",
      ),
    ],
  },
  {
    id: "R17",
    requirement: "Eating disorders, abuse, violence and overdoses have their own help.",
    rules: ["wa-hb-2225-crisis", "ct-pa-26-15-crisis"],
    tests: tests(REPLIES, "which help is named", "%j at step %i in %s gets its line, 988 and 911"),
  },
  {
    id: "R18",
    requirement: "Every referral is counted once, since 2026.",
    rules: ["ca-22603", "wa-hb-2225-crisis", "or-sb-1546-crisis", "co-hb26-1263"],
    tests: [
      ...tests(
        CRISIS,
        "is counted once however often it is brought",
        "is counted with every text of ours in it that names a person to reach, each once",
      ),
      ...tests("core/src/crisis/referrals.test.ts", "is counted from 2026 on"),
      ...tests(
        "local/journeys/safety.test.ts",
        "afterwards: every referral, once, however often the carrier reports its cause",
        "the report of a year has what was sent, in all and by state",
      ),
    ],
  },
  {
    id: "R19",
    requirement: "Reports hold numbers and the protocol, and nobody.",
    rules: ["ca-22603", "or-sb-1546-crisis"],
    tests: [
      ...tests(
        "core/src/safety/safety.test.ts",
        "holds no telephone number and no id",
        "to California has the count, the protocols and nothing else",
      ),
      ...tests(
        "local/journeys/safety.test.ts",
        "nobody: no number and no id is on the page, in the data or in a report",
      ),
    ],
  },
  {
    id: "R20",
    requirement: "The protocol that runs is published with the yearly count.",
    rules: ["ca-22602b2", "wa-hb-2225-crisis", "or-sb-1546-crisis"],
    tests: [
      ...tests(
        PAGES,
        "shows the version that runs and every text that can be sent (%s)",
        "counts by the calendar year of California, this one so far and each before",
      ),
      ...tests("local/journeys/safety.test.ts", "what was sent is what the page says is sent"),
    ],
  },
  {
    id: "R21",
    requirement: "What is looked for follows the C-SSRS, and its quality is measured for what ships.",
    rules: ["ca-22603d", "or-sb-1546-crisis"],
    tests: [
      ...tests(
        "crisis-training/src/quality.test.ts",
        "the page of figures is of the weights that ship",
        "of plain sentences that nobody trained on, nine crises in ten are heard and nearly no others",
      ),
      ...tests("core/src/safety/safety.test.ts", "to California has the count, the protocols and nothing else"),
    ],
  },
  {
    id: "R22",
    requirement: "The words of the law opt out, in every spelling, as a whole text.",
    rules: ["us-tcpa-revocation", "va-sb-1339", "ctia-5.1.3"],
    tests: [
      ...tests(KEYWORDS, "is said by %j", "is not said by %j inside a sentence", "%j is conversation"),
      ...tests(INTAKE, "opts out at once, is confirmed once, and rings nobody"),
    ],
  },
  {
    id: "R23",
    requirement: "A revocation in plain words counts; an unclear one is asked about once.",
    rules: ["us-tcpa-revocation", "ctia-5.1.3"],
    tests: [
      ...tests(
        REVOCATIONS,
        "hardly anything is obeyed at once that was not meant so, and three in four that were are",
        "of a hundred everyday texts that share its words, at most two are asked about",
        "none that is grave is obeyed as an opt-out without being helped",
      ),
      ...tests(
        INTAKE_CONSENT,
        "is obeyed as a STOP, confirmed in its language, and never told to a model: %j",
        "suspend: one question, no answer of the model, and a day to say what was meant",
        "are asked about once in a suspension",
        "to a text that we began is a STOP: %j",
        "is no opt-out: %j",
      ),
      ...tests(CONSENT, "ends after a day without an answer: opted out, without a text"),
    ],
  },
  {
    id: "R24",
    requirement: "Nothing begins to leave after a STOP.",
    rules: ["us-tcpa-revocation", "us-tcpa-revoke-all", "ctia-5.1.3"],
    tests: [
      ...tests(
        TURN,
        "a reply that the model was still writing does not leave",
        "what waited is closed, and nothing is said or asked",
      ),
      ...tests(CONVERSATION, "that came while a frozen sandbox looked for one, its reply does not leave"),
      ...tests(
        OUTAGES,
        "a STOP is confirmed while the model thinks about the text before it, and what it thinks of is never sent",
      ),
      ...SIMULATION,
    ],
  },
  {
    id: "R25",
    requirement: "One confirmation, within five minutes or none, that promotes nothing.",
    rules: ["us-tcpa-confirmation"],
    tests: [
      ...tests(CONSENT, "a second STOP is heard and not answered; what was said before it counts no more"),
      ...tests(INTAKE, "a second STOP, and what is said afterwards, is met with silence"),
      ...tests(
        INTAKE,
        "holds even while the confirmation cannot be sent, which then comes late but only within five minutes",
      ),
      ...tests(TURN, "does not after five minutes"),
      ...tests(TEMPLATES, "the confirmation of a STOP promotes nothing and points to help"),
      ...tests(CONSENT_WORDING, "promotes nothing and appeals to nothing"),
      ...tests(INTAKE_CONSENT, "said again, or followed by a STOP, is met with silence"),
    ],
  },
  {
    id: "R26",
    requirement: "Nobody is made to feel guilty for leaving.",
    rules: ["wa-hb-2225-manipulation", "or-sb-1546", "ga-sb-540", "az-hb-2311"],
    tests: [
      ...tests(TEMPLATES, "the confirmation of a STOP promotes nothing and points to help"),
      ...tests(
        OUTAGES,
        "no model ever sees a control word or what was said after a STOP, and a text of a crisis only after help was sent",
      ),
      ...tests("core/src/consent/wording.test.ts", "promotes nothing and appeals to nothing"),
    ],
  },
  {
    id: "R27",
    requirement: "E-mail, phone and web opt out as well.",
    rules: ["us-tcpa-channels", "ctia-5.1.3"],
    tests: [
      ...tests(OPTING, "is a STOP, confirmed by one text", "asked for again, or after a STOP, does nothing more"),
      ...tests("functions/src/api/members/handler.test.ts", "consent by other ways than a text"),
      ...tests("local/journeys/privacy.test.ts", "opts somebody in by the proof of a page, and out by e-mail"),
    ],
  },
  {
    id: "R28",
    requirement: "Only START, or a page with proof, brings back who opted out.",
    rules: ["ctia-5.1.2.1", "us-tcpa-revocation"],
    tests: [
      ...tests(INTAKE, "START brings back who said STOP, with the terms and the disclosure"),
      ...tests(INTAKE, "a second STOP, and what is said afterwards, is met with silence"),
      ...tests(INTAKE_CONSENT, "is brought back by START alone"),
      ...tests(OPTING, "after a STOP is asked again, and comes back with a yes"),
      ...tests(OPT_IN, "who said STOP does not come back by a code, and does by their own START"),
      ...tests(AGE, "R28: a STOP and the START after it change nothing of what is known about an age"),
    ],
  },
  {
    id: "R29",
    requirement: "HELP is answered in every state, once in ten minutes.",
    rules: ["ctia-help"],
    tests: tests(
      INTAKE,
      "HELP is answered in every state, and leaves the state alone",
      "HELP is answered once in ten minutes",
    ),
  },
  {
    id: "R30",
    requirement: "An opt-out outlives the member and every import, for ten years.",
    rules: ["va-sb-1339", "us-tcpa-revocation"],
    tests: [
      ...tests(RETENTION, "keeps as long as rules ask for"),
      ...tests("testkit/src/contracts/ledger-contract.ts", "a number that is silenced"),
      ...tests(
        "adapters/src/dynamo/ledger-failures.test.ts",
        "a number that said STOP under an old pepper stays silenced under the new one, until it says START",
      ),
      ...tests(
        "functions/src/consumers/opting.test.ts",
        "of a number that never texted with us is kept, without telling it of us",
      ),
      ...tests("functions/src/consumers/privacy/handler.test.ts", "silences the number until it says START"),
    ],
  },
  {
    id: "R31",
    requirement: "The confirmation of an opt-in has the five elements and says AI.",
    rules: ["ctia-5.1.2.1", "us-fcc-ai-texts"],
    tests: [
      ...tests(TEMPLATES, "%s holds the five elements of the carriers' rules"),
      ...tests(CONSENT_WORDING, "%s in %s holds the five elements", "the question of a page asks for a yes (%s)"),
    ],
  },
  {
    id: "R32",
    requirement: "Consent is provable: words, version, time, medium, act.",
    rules: ["ctia-opt-in", "us-tcpa-limitation", "ca-22605"],
    tests: [
      ...tests(
        OPTING,
        "is asked by text to say yes, with the proof in the ledger and no address in it",
        "leaves address and browser sealed where they are erased with the member",
      ),
      ...tests(
        OPT_IN,
        "and types in the code is a member, with the proof, and hears the terms and that Jules is an AI",
      ),
    ],
  },
  {
    id: "R33",
    requirement: "We text first only between 8 a.m. and 8 p.m. of the member's day.",
    rules: ["us-tcpa-quiet-hours", "fl-quiet-hours", "ok-quiet-hours", "or-hb-3865"],
    tests: [
      ...tests(RULES, "are at least as strict as every single rule that is in force or applied"),
      ...tests(QUIET_HOURS, "the hours at which somebody may be texted first"),
      ...YEARS,
    ],
  },
  {
    id: "R34",
    requirement: "We text first three times in 24 hours at most.",
    rules: ["fl-quiet-hours", "ok-quiet-hours", "or-hb-3865"],
    tests: [
      ...tests(RULES, "are at least as strict as every single rule that is in force or applied"),
      ...tests(REACHING_OUT, "is the third in 24 hours at most"),
      ...tests(DISCLOSURE, "stays after the third in 24 hours, however many are begun at once"),
    ],
  },
  {
    id: "R35",
    requirement: "Nobody in a crisis is written to first.",
    rules: ["own-crisis-first"],
    tests: [
      ...tests(
        FOLLOW_UP,
        "does not come in a hold",
        "does not come when a crisis is heard at the same moment",
        "comes once, on the next day, and ends the episode",
      ),
      ...tests(REMINDER, "does not come to %s"),
      ...SIMULATION,
    ],
  },
  {
    id: "R36",
    requirement: "The carrier's word changes our state as well.",
    rules: ["ctia-5.1.3", "carriers-content"],
    tests: [
      ...tests(
        STATUS,
        "an opt-out at the carrier is one with us",
        "a number that must not be texted any more (%i) is opted out",
        "a number that was taken back (4721) is opted out, and who texts from it next is somebody else",
        "whose texts are blocked is suspended until they write again, however often the carrier says it",
        "a text that a filter took for spam (%i) changes no consent and is not sent again",
      ),
      ...tests(STATUS, "a fixed text that failed is counted by itself: it may have been the help"),
      ...tests("core/src/messaging/carrier-error.test.ts", "%i is %s, sent again %i times, not before %i s"),
      ...tests(
        STATUS,
        "whose texts are blocked is suspended until they write again, however often the carrier says it",
        "a text that a filter took for spam (%i) changes no consent and is not sent again",
      ),
    ],
  },
  {
    id: "R37",
    requirement: "A number that may be somebody else's hears nothing of whoever had it before.",
    rules: ["ctia-5.1.5"],
    tests: tests(
      DISCLOSURE,
      "is told everything again and asked once whose it is; the model knows nothing of before",
      "gets its past back with a YES",
      "begins anew with NEW: another member, introduced as everybody is, and the first one's data are to go",
    ),
  },
  {
    id: "R38",
    requirement: "Nothing sexual, hateful or about drugs is sent, whoever it goes to.",
    rules: ["carriers-content", "ca-22602c", "ca-sb-300"],
    tests: [
      ...tests(
        "core/src/crisis/outbound-content.test.ts",
        "R38: what the carriers fine",
        "R38: what may be spoken of",
        "R38: our own words",
      ),
      ...tests(
        "functions/src/consumers/crisis.test.ts",
        "R38: a model's reply with %s reaches nobody, in a crisis or not, and is counted",
      ),
    ],
  },
  {
    id: "R39",
    requirement: "A child under 13: stop, delete within 24 hours, block by hash.",
    rules: ["us-coppa", "us-coppa-retention"],
    tests: [
      ...tests(
        RETENTION,
        "keeps words for twelve months at most, a child's for a day, backups for less than thirty days",
      ),
      ...tests(
        AGE,
        "is asked once, and after a second clear word told that this is the end",
        "no model hears them after their first word, whatever they say to the question",
        "the same text, looked at again after a crash, is no second word",
      ),
      ...tests(VERIFICATIONS, "of a child ends it, blocks the number and has everything erased within a day"),
      ...tests(
        "local/journeys/age.test.ts",
        "who says that they are 11, and yes to the question, has the last text and then silence, but for a crisis",
      ),
    ],
  },
  {
    id: "R40",
    requirement: "A likely minor has no companion, an hourly reminder and a way to prove otherwise.",
    rules: ["own-adults", "or-sb-1546", "ct-pa-26-15", "ca-22602c", "ny-art-48", "us-guard", "ca-ab-1043"],
    tests: [
      ...tests(
        AGE,
        "hears it once an hour; what they say in between is closed without an answer, and no model hears it",
        "cannot talk themselves back",
        "is answered in a crisis like everybody, and told afterwards",
        "nobody without it reaches the model; HELP and a crisis are answered as ever",
      ),
      ...tests(
        "local/journeys/age.test.ts",
        "who may be a minor proves to be an adult, Jules talks to them again, and Veriff keeps nothing",
      ),
    ],
  },
  {
    id: "R41",
    requirement: "Of a proof of age only the outcome is kept, and the vendor deletes the rest.",
    rules: ["us-ftc-age", "il-bipa"],
    tests: [
      ...tests(
        VERIFICATIONS,
        "an adult is told, the ledger says how it was shown, and Veriff keeps nothing",
        "no item has a place for a date of birth, a picture or an estimated age, and the address is sealed",
        "a deletion that the queue gave up is made by the cron",
      ),
      ...tests(
        "functions/src/api/age-verification/handler.test.ts",
        "the page says what happens, what is kept and that it is a choice, and asks for consent to biometric data",
      ),
    ],
  },
  {
    id: "R42",
    requirement: "Callbacks of Veriff are authentic, and count once and in order.",
    rules: ["us-ftc-age"],
    tests: [
      ...tests(
        "functions/src/webhooks/veriff/handler.test.ts",
        "bad input: one byte changed makes it forged",
        "a queue that fails is answered with 503, so that Veriff comes again",
      ),
      ...tests(
        VERIFICATIONS,
        "twice is done once",
        "bad input: an older decision is ignored and counted, whatever it says",
        "bad input: an unknown session is ignored and counted",
        "bad input: a decision for a member who was erased is dropped, and deleted at Veriff all the same",
        "bad input: a birth date that cannot be has no outcome, and an operator learns of it",
      ),
    ],
  },
  {
    id: "R43",
    requirement: "One schedule says how long everything is kept, drives the purge and is published.",
    rules: ["us-coppa-retention", "ca-ccpa"],
    tests: [
      ...tests(RETENTION, "has the whole schedule, in words"),
      ...tests(
        "adapters/src/dynamo/retention.test.ts",
        "texts, entries, sessions and heard news live as long as the retention schedule says",
      ),
      ...tests("../stacks/retention.test.ts", "what is kept no longer than the retention schedule says"),
      ...tests(PAGES, "has the whole schedule, every company and the version (%s)"),
      ...tests(
        "functions/src/crons/retention/handler.test.ts",
        "who was silent for a year is erased; who was not is looked at when they would be",
      ),
      ...tests("local/journeys/privacy.test.ts", "a member who is silent for a year is gone, and nobody is told"),
    ],
  },
  {
    id: "R44",
    requirement: "Members see, get and correct what is known of them.",
    rules: ["ca-ccpa", "wa-mhmda"],
    tests: [
      ...tests(PAGES, "says how to ask, that nothing is sold, and that mobile opt-in data is not shared"),
      ...tests(
        "functions/src/consumers/privacy-requests.test.ts",
        "a member who asks about their data",
        "hears what is kept, in kinds and counts, and the model is not asked",
      ),
      ...tests("functions/src/api/exports/handler.test.ts", "a link leads to the file, for five minutes"),
      ...tests("core/src/privacy/forgetting.test.ts", "%j is mentioned in %j"),
      ...tests(
        "functions/src/consumers/privacy/handler.test.ts",
        "is one JSON file with everything that is kept, both sides of the conversation and what was concluded",
        "is deleted on both sides, and nothing else; the member hears how much it was",
      ),
    ],
  },
  {
    id: "R45",
    requirement: "A deletion reaches every store, vendors and backups, and is confirmed.",
    rules: ["ca-ccpa", "wa-mhmda", "nv-sb-370"],
    tests: [
      ...tests("../stacks/data.test.ts", "a member's key is gone for good before the member's sealed texts are"),
      ...tests(
        "adapters/src/dynamo/erasure.test.ts",
        "that breaks off anywhere is found again and finished, and nothing is readable from its first write on",
      ),
      ...tests("testkit/src/contracts/erasure-contract.ts", "is gone with everything, and nobody else is"),
      ...tests("functions/src/consumers/privacy-requests.test.ts", "who says DELETE MY DATA"),
      ...tests(
        "functions/src/consumers/privacy/handler.test.ts",
        "in a copy of the tables from before it opens nothing",
        "wherever a sandbox dies over it, is complete when the queue brings it again",
      ),
      ...tests("local/journeys/privacy.test.ts", "is in no store any more but by the hash of their number"),
    ],
  },
  {
    id: "R46",
    requirement: "Health data beyond what the service needs has a consent of its own.",
    rules: ["wa-mhmda", "nv-sb-370"],
    tests: tests(PAGES, "has a section on consumer health data that can be linked to by itself"),
    instead:
      "Nothing beyond is collected: what is noted of somebody's safety serves to answer them and goes with the account. A feature that infers more has to ask first.",
  },
  {
    id: "R47",
    requirement: "The ledger is a chain in which every change shows.",
    rules: ["own-ledger", "us-tcpa-limitation"],
    tests: [
      ...tests("adapters/src/ledger/ledger.test.ts", "a chain", "tells of %s"),
      ...tests(
        "local/src/ledger-verify/ledger-verify.test.ts",
        "names a row that was tampered with, and whose chain it is",
      ),
      ...tests(
        "adapters/src/dynamo/ledger-failures.test.ts",
        "the ledger holds no word of a member, no number, and no id of theirs",
      ),
    ],
  },
  {
    id: "R48",
    requirement:
      "Before a subscription its limits, price and renewal are disclosed and accepted in writing; it is ended as easily as it was begun.",
    rules: ["ct-pa-26-15-1", "ca-17600", "us-rosca"],
    tests: [
      ...tests(
        SUBSCRIPTION_TERMS,
        "in %s they say",
        "beside the box, once more, what is accepted: limits, reducing, the price and that it goes on",
        "the limits are those of the stage",
      ),
      ...tests(
        SELLING,
        "is sent to pay; before that the ledger has which words, and the member their customer",
        "to see to a plan and to end it: in a hold, after a STOP, and where nothing is sold any more",
      ),
      ...tests(
        SELLING_PAGE,
        "the page has both prices, all the terms and an unticked box; opening it charges and makes nothing",
        "words that they were not shown, %j, nobody has accepted",
        "ending takes one press, with Stripe down as well; keeping it one more, and then Stripe is needed",
        "nobody is asked why they go, or to stay",
      ),
      ...tests(
        "core/src/billing/notices.test.ts",
        "what is to be said because something changed",
        "%s says what is so then, in two segments and without a sign that costs more",
      ),
      ...tests(
        "functions/src/crons/proactive/handler.test.ts",
        "is said also to who was silent for long, by day",
        "waits where it is open whose number it is, or the carrier keeps back what we say",
      ),
      ...tests(
        "core/src/billing/answers.test.ts",
        "$text fits into few segments, leaves no gap, and asks nobody to stay",
      ),
      ...tests("functions/src/consumers/subscription-texts.test.ts", "is ordered before it is said, and ends no texts"),
      ...tests(
        "functions/src/crons/billing-orders/carrying-out.test.ts",
        "has it to the end of what they paid, and pays no more",
        "and was charged once more before it was done gets that back, and pays no further",
      ),
    ],
  },
  {
    id: "R49",
    requirement: "Crisis contacts are verified again, and retired ones never named.",
    rules: ["own-crisis-contacts", "own-crisis-first"],
    tests: [
      ...tests(REPLIES, "the list of resources", "%s keeps to safe words"),
      ...tests(PAGES, "has the day of each service's last check, and names no retired line"),
      ...tests("local/src/compliance/compliance.test.ts", "a contact that nobody looked at for sixty days is named"),
    ],
  },
  {
    id: "R50",
    requirement: "Laws that begin, and bills that are signed, count from their day without a deployment.",
    rules: ["own-watch", "ny-art-48", "us-guard", "ca-sb-300", "us-tcpa-revoke-all", "wa-hb-2225", "ia-hf-2507"],
    tests: tests(
      RULES,
      "the laws of 2027-01-01 bind from that day on, and change no limit",
      "the end of the waiver of revoke-all changes no limit: %s",
      "%s puts its one rule in force, at any time, and changes only what that asks",
    ),
  },
];
