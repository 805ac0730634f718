import {
  type Age,
  type AgeChange,
  type AgeTextCode,
  afterStatement,
  afterStatementInCrisis,
  ageText,
  allowanceOf,
  isAgeQuestionDue,
  isClearlyChild,
  isWordDue,
  mayHaveComeOfAge,
  needsLink,
  type SignCode,
  saysDone,
  signOfAge,
  yesOrNo,
} from "../../age/index.ts";
import { blockOfChild } from "../../consent/index.ts";
import { Failure, type Instant, instantPlus, millisecondsOf } from "../../kernel/index.ts";
import type { Member } from "../../member/index.ts";
import { stateOf } from "../../numbering/index.ts";
import type { SwitchedOn } from "../../rules/index.ts";
import type { Care } from "../caring.ts";
import type { OutboundContent, Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

const HOUR_MS = 60 * 60_000;
/** A child's data is gone within a day (16 CFR 312.10; our own limit): an hour is left for the erasure itself. */
const CHILD_ERASED_AFTER_MS = 23 * HOUR_MS;
/** So long after the last sign of danger no rule about age says anything. */
const QUIET_AFTER_DANGER_MS = 24 * HOUR_MS;
const LINK_LIFETIME_MS = 7 * 24 * HOUR_MS;
/** What is known of an age that somebody keeps changing under our hands is read anew so often. */
const MOST_ROUNDS = 3;

/** What texts tell of their writer's age. */
interface Told {
  readonly change?: AgeChange;
  readonly sign?: SignCode;
  /** Something made us think of a child, and the question is to be put. */
  readonly isDoubted?: true;
  /** The doubt was open, and is none any more. */
  readonly liftsDoubt?: true;
}

/**
 * Jules is for adults. Writes down what the texts tell of their writer's age, and says what a rule says then instead of the
 * model: to whoever may be a minor, to a child, and to everybody without proof where a law wants one. In a crisis it says
 * nothing, and asks nothing that an answer could be taken for: an age in so many words is kept, and counts when it is over.
 * A minor whose last sign of danger is a day old is told, with people to reach, though the hold goes on.
 */
export async function steerByAge(working: Working, care: Care, texts: readonly Said[]): Promise<Steering | undefined> {
  const { turn, lease } = working;
  const tone = care.toneOf(texts);
  if (tone.mode !== "chat") {
    const member = await rememberInCrisis(working, texts);
    const isQuiet = tone.worst !== "none" || isDangerRecent(care, turn.clock.now());
    return isQuiet || !member ? undefined : endWithMinor(working, care, member, texts);
  }
  const { member, isDoubted, isAskedAgain } = await remember(working, lease.member, texts);
  const { state } = member.age;
  switch (state) {
    case "CHILD":
    case "LIKELY_MINOR":
    case "KNOWN_MINOR":
      if (isDoubted) return askWhetherChild(working, care, member, texts, isAskedAgain);
      return endWithMinor(working, care, member, texts);
    case "VERIFIED_ADULT":
      return isDoubted ? askWhetherChild(working, care, member, texts, isAskedAgain) : undefined;
    case "UNKNOWN":
    case "CLAIMED_ADULT": {
      if (isDoubted) return askWhetherChild(working, care, member, texts, isAskedAgain);
      const mustBeVerified = wantsProof(await turn.switches.switchedOn(), texts);
      if (!allowanceOf(state, mustBeVerified).companion) {
        return sayOnceAnHour(working, care, member, texts, "please-verify", "not-verified");
      }
      return askForYear(working, care, member, texts);
    }
    default:
      return state satisfies never;
  }
}

/**
 * What follows once words about age have left that the carrier would not take at first: an end blocks the child, a question
 * can be answered from now on, and an hour begins.
 * @param content of the reply; the questions are known again by their words.
 */
export async function noteSaidOfAge(
  { turn, lease }: Working,
  { kind, body, language = "en" }: Pick<OutboundContent, "kind" | "body" | "language">,
): Promise<void> {
  const { members, clock } = turn;
  const asksForYear = body.includes(ageText("age-question", language).body);
  if (kind !== "age" && !asksForYear) return;
  const member = await members.byId(lease.member.id);
  if (!member) return;
  const { state, asks } = member.age;
  const now = clock.now();
  const asksWhetherChild = body.includes(ageText("child-question", language).body);
  if (asksForYear) return members.noteAge(member, { askedAt: now, asks: asks + 1 });
  if (asksWhetherChild && state !== "CHILD") return members.noteAge(member, { childDoubtAt: now });
  if (state === "CHILD") return asksWhetherChild ? undefined : block(turn, member);
  return members.noteAge(member, { askedAt: now });
}

/** A hold lasts until it is taken back; what is heard of danger does not. */
function isDangerRecent({ episode: { lastSignalAt } }: Care, at: Instant): boolean {
  return lastSignalAt === undefined || millisecondsOf(at) - millisecondsOf(lastSignalAt) < QUIET_AFTER_DANGER_MS;
}

/** Whether a law that somebody switched on wants proof of age of who has this number. */
function wantsProof(switchedOn: SwitchedOn, texts: readonly Said[]): boolean {
  if (switchedOn.has("us-guard")) return true;
  return switchedOn.has("ny-art-48") && texts.some(({ from }) => stateOf(from) === "NY");
}

/** What the texts tell, one after the other: each counts by what the ones before it made known. */
function listen(known: Age, texts: readonly Said[]): Told {
  let told: Told = {};
  let age = known;
  let isClear = false;
  for (const { body, receivedAt } of texts) {
    const sign = signOfAge(body);
    const isClearlyOne = isClearlyChild(age, sign, receivedAt);
    // Twice in so many words needs no question in between.
    const { change, asksWhetherChild, liftsDoubt } =
      isClear && isClearlyOne && age.state !== "CHILD"
        ? ({ change: { state: "CHILD", by: "stated" } } as const)
        : afterStatement(age, { sign, answer: age.childDoubtAt && yesOrNo(body) }, receivedAt);
    isClear ||= isClearlyOne;
    const isLifted = liftsDoubt ?? told.liftsDoubt;
    const isDoubted = asksWhetherChild ?? (liftsDoubt ? undefined : told.isDoubted);
    const code = (change || asksWhetherChild) && sign ? sign.code : told.sign;
    told = {
      ...((change ?? told.change) && { change: change ?? told.change }),
      ...(code && { sign: code }),
      ...(isDoubted && change?.state !== "CHILD" && { isDoubted }),
      ...(isLifted && { liftsDoubt: isLifted }),
    };
    age = {
      ...age,
      ...(change && { state: change.state, since: receivedAt }),
      ...(liftsDoubt && { childDoubtAt: undefined }),
    };
  }
  return told;
}

interface Remembered {
  /** As they are by now. */
  readonly member: Member;
  readonly isDoubted: boolean;
  /** Whether they were asked before, and are to be asked once more. */
  readonly isAskedAgain: boolean;
}

/** Writes down what the texts tell, before anything follows from it. Doing it again writes nothing more. */
async function remember(working: Working, member: Member, texts: readonly Said[]): Promise<Remembered> {
  const { members, clock, alerts } = working.turn;
  let current = withoutOldQuestion(member);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { change, sign, isDoubted = false, liftsDoubt } = listen(current.age, texts);
    const isAskedAgain = isDoubted && current.age.childDoubtAt !== undefined;
    if (change) {
      const changed = withoutOldQuestion(await members.changeAge(current, change, clock.now()));
      const isOurs = changed.age.state === change.state;
      current = changed;
      if (!isOurs) continue;
    }
    if (liftsDoubt) await members.noteAge(current, { childDoubtAt: undefined });
    await scheduleIfChild(working, current);
    if (sign) alerts.ageTold(sign, current.age.state);
    return { member: current, isDoubted, isAskedAgain };
  }
  throw new Failure("age.moved-on", "the member's age state kept changing");
}

/**
 * In a crisis nothing is an answer, and nothing makes a child: a yes is one to what we ask then. Only an age in so many words
 * is kept. A question of before is over.
 * @returns the member as they are now; undefined where a table is out, which holds up nothing that is said in a crisis.
 */
async function rememberInCrisis(working: Working, texts: readonly Said[]): Promise<Member | undefined> {
  const { members, clock, alerts } = working.turn;
  let { member } = working.lease;
  try {
    if (member.age.childDoubtAt) await members.noteAge(member, { childDoubtAt: undefined });
    for (const { body, receivedAt } of texts) {
      const sign = signOfAge(body);
      const { change } = afterStatementInCrisis(member.age, sign, receivedAt);
      if (!change || !sign) continue;
      member = await members.changeAge(member, change, clock.now());
      alerts.ageTold(sign.code, member.age.state);
    }
    await scheduleIfChild(working, member);
    return member;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return undefined;
  }
}

async function scheduleIfChild({ turn }: Working, { id, age }: Member): Promise<void> {
  if (age.state !== "CHILD") return;
  await turn.erasures.schedule(id, instantPlus(turn.clock.now(), CHILD_ERASED_AFTER_MS), "child");
}

/** Whatever we said or asked after the question whether they are a child, a yes may be to that. */
function withoutOldQuestion(member: Member): Member {
  const { age, contact, consent } = member;
  const { childDoubtAt } = age;
  if (childDoubtAt === undefined) return member;
  const isOld = (contact.sentAt !== undefined && contact.sentAt > childDoubtAt) || consent.changedAt > childDoubtAt;
  return isOld ? { ...member, age: { ...age, childDoubtAt: undefined } } : member;
}

/** One question before somebody counts as a child. An answer counts from when it has begun to leave. */
async function askWhetherChild(
  working: Working,
  care: Care,
  member: Member,
  texts: readonly Said[],
  isAgain: boolean,
): Promise<Steering> {
  const { members, clock } = working.turn;
  return {
    ...(await instead(working, care, texts, "child-question")),
    async afterwards() {
      const now = clock.now();
      await members.noteAge(member, { childDoubtAt: now, ...(isAgain && { askedAt: now }) });
    },
  };
}

/** What is said to a minor instead of an answer; undefined for everybody else. */
async function endWithMinor(
  working: Working,
  care: Care,
  member: Member,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  switch (member.age.state) {
    case "CHILD":
      return endWithChild(working, care, member, texts);
    case "LIKELY_MINOR":
      return sayOnceAnHour(working, care, member, texts, "wind-down", "minor");
    case "KNOWN_MINOR": {
      const code = mayHaveComeOfAge(member.age, working.turn.clock.now()) ? "wind-down" : "wind-down-known";
      return sayOnceAnHour(working, care, member, texts, code, "minor");
    }
    case "UNKNOWN":
    case "CLAIMED_ADULT":
    case "VERIFIED_ADULT":
      return undefined;
    default:
      return member.age.state satisfies never;
  }
}

/** The last text to a child; who wrote it is blocked once it has begun to leave. */
async function endWithChild(working: Working, care: Care, member: Member, texts: readonly Said[]): Promise<Steering> {
  const afterwards = () => block(working.turn, member, texts.at(-1));
  return { ...(await instead(working, care, texts, "child-end")), afterwards };
}

async function block({ members, clock }: Working["turn"], member: Member, last?: Said): Promise<void> {
  const saidAt = last?.saidAt ?? clock.now();
  const change = { ...blockOfChild(member.consent, last?.id ?? "child"), saidAt };
  await members.changeConsent(member, change, clock.now());
}

/** Fixed words instead of an answer, once an hour; what is said in between is closed without one. */
async function sayOnceAnHour(
  working: Working,
  care: Care,
  member: Member,
  texts: readonly Said[],
  code: AgeTextCode,
  closes: string,
): Promise<Steering> {
  const { members, clock } = working.turn;
  if (needsLink(code) && (await hasAskedForResult(working, member, texts))) {
    return instead(working, care, texts, "checking");
  }
  if (!isWordDue(member.age, clock.now())) return { closes };
  const afterwards = () => members.noteAge(member, { askedAt: clock.now() });
  return { ...(await instead(working, care, texts, code)), afterwards };
}

/** Who says that they are done with an open proof of age has it looked up within a minute. */
async function hasAskedForResult({ turn }: Working, member: Member, texts: readonly Said[]): Promise<boolean> {
  if (!texts.some(({ body }) => saysDone(body))) return false;
  const { members, verifications, clock } = turn;
  const verification = await verifications.of(member.id);
  if (!verification?.session) return false;
  await verifications.ask(member.id, clock.now());
  if (await members.moveMoment(member, clock.now())) return true;
  const current = await members.byId(member.id);
  if (current) await members.moveMoment(current, clock.now());
  return true;
}

function askForYear({ turn }: Working, care: Care, member: Member, texts: readonly Said[]): Steering | undefined {
  const { members, clock } = turn;
  const { age, contact } = member;
  if (!isAgeQuestionDue(age, contact.heardAt !== undefined, clock.now())) return undefined;
  return {
    asks: {
      text: ageText("age-question", languageOf(care, texts)),
      afterwards: () => members.noteAge(member, { askedAt: clock.now(), asks: age.asks + 1 }),
    },
  };
}

async function instead(
  { turn, lease }: Working,
  care: Care,
  texts: readonly Said[],
  code: AgeTextCode,
): Promise<Steering> {
  const language = languageOf(care, texts);
  const link = needsLink(code)
    ? (await turn.links()).issue("verify", lease.member.id, instantPlus(turn.clock.now(), LINK_LIFETIME_MS))
    : undefined;
  return { instead: ageText(code, language, link), kind: "age" };
}

/** The crisis check knows a language by more words than an answer to our question has. */
function languageOf(care: Care, texts: readonly Said[]): "en" | "es" {
  const isSpanish = texts.some(({ body }) => /^\s*(?:s[i\u00ED]|listo|lista|tengo \d|soy |naci)(?!\p{L})/iu.test(body));
  return isSpanish ? "es" : care.toneOf(texts).language;
}
