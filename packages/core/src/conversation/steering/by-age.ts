import {
  type Age,
  type AgeChange,
  type AgeTextCode,
  afterStatement,
  ageText,
  allowanceOf,
  isAgeQuestionDue,
  isWordDue,
  needsLink,
  type SignCode,
  saysDone,
  signOfAge,
  yesOrNo,
} from "../../age/index.ts";
import { Failure, type Instant, instantPlus } from "../../kernel/index.ts";
import type { Member } from "../../member/index.ts";
import { stateOf } from "../../numbering/index.ts";
import type { SwitchedOn } from "../../rules/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

const HOUR_MS = 60 * 60_000;
/** A child's data is gone within a day (16 CFR 312.10; our own limit): an hour is left for the erasure itself. */
const CHILD_ERASED_AFTER_MS = 23 * HOUR_MS;
const LINK_LIFETIME_MS = 7 * 24 * HOUR_MS;
/** What is known of an age that somebody keeps changing under our hands is read anew so often. */
const MOST_ROUNDS = 3;

/** What texts tell of their writer's age. */
interface Told {
  /** As it is once everything is written down. */
  readonly age: Age;
  readonly change?: AgeChange;
  readonly sign?: SignCode;
  /** The last question whether they are a child, and by which text it came up. */
  readonly doubtAt?: Instant;
  readonly liftsDoubt?: true;
}

/**
 * Jules is for adults. Writes down what the texts tell of their writer's age, and says what a rule says then instead of the
 * model: to whoever may be a minor, to a child, and to everybody without proof where a law wants one. In a crisis it says
 * nothing: what was told is kept, and counts when the crisis is over.
 */
export async function steerByAge(working: Working, care: Care, texts: readonly Said[]): Promise<Steering | undefined> {
  const { turn, lease } = working;
  if (care.toneOf(texts).mode !== "chat") {
    try {
      await remember(working, lease.member, texts);
    } catch (error) {
      // Nothing of this holds up what is said in a crisis; a table that is out keeps the texts waiting anyway.
      if (!(error instanceof Failure)) throw error;
    }
    return undefined;
  }
  const { member, doubtAt } = await remember(working, lease.member, texts);
  const { state } = member.age;
  switch (state) {
    case "CHILD":
      return endWithChild(working, care, member, texts);
    case "LIKELY_MINOR":
      if (doubtAt) return instead(working, care, texts, "child-question");
      return sayOnceAnHour(working, care, member, texts, "wind-down", "minor");
    case "KNOWN_MINOR":
      if (doubtAt) return instead(working, care, texts, "child-question");
      return sayOnceAnHour(working, care, member, texts, "wind-down-known", "minor");
    case "VERIFIED_ADULT":
      return doubtAt ? instead(working, care, texts, "child-question") : undefined;
    case "UNKNOWN":
    case "CLAIMED_ADULT": {
      if (doubtAt) return instead(working, care, texts, "child-question");
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

/** Whether a law that somebody switched on wants proof of age of who has this number. */
function wantsProof(switchedOn: SwitchedOn, texts: readonly Said[]): boolean {
  if (switchedOn.has("us-guard")) return true;
  return switchedOn.has("ny-art-48") && texts.some(({ from }) => stateOf(from) === "NY");
}

/** What the texts tell, one after the other: each counts by what the ones before it made known. */
function listen(age: Age, texts: readonly Said[]): Told {
  let told: Told = { age };
  for (const { body, receivedAt } of texts) {
    const sign = signOfAge(body);
    const { change, asksWhetherChild, liftsDoubt } = afterStatement(
      told.age,
      { sign, answer: yesOrNo(body) },
      receivedAt,
    );
    const { doubtAt: _answered, liftsDoubt: _lifted, ...before } = told;
    const isDoubted = asksWhetherChild ?? (told.doubtAt !== undefined && !liftsDoubt);
    const doubtAt = asksWhetherChild ? receivedAt : told.doubtAt;
    told = {
      ...before,
      ...(change && { change }),
      ...((change || asksWhetherChild) && sign && { sign: sign.code }),
      ...(isDoubted && change?.state !== "CHILD" && doubtAt && { doubtAt }),
      ...(liftsDoubt && { liftsDoubt }),
      age: {
        ...told.age,
        ...(change && { state: change.state, since: receivedAt }),
        ...(asksWhetherChild && { childDoubtAt: receivedAt }),
        ...(liftsDoubt && { childDoubtAt: undefined }),
      },
    };
  }
  return told;
}

interface Remembered {
  /** As they are by now. */
  readonly member: Member;
  readonly doubtAt?: Instant | undefined;
}

/** Writes down what the texts tell, before anything follows from it. Doing it again writes nothing more. */
async function remember(working: Working, member: Member, texts: readonly Said[]): Promise<Remembered> {
  const { members, clock, alerts } = working.turn;
  let current = member;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { change, sign, doubtAt, liftsDoubt, age } = listen(current.age, texts);
    if (change) {
      const changed = await members.changeAge(current, change, clock.now());
      const isOurs = changed.age.state === change.state;
      current = changed;
      if (!isOurs) continue;
    }
    if (doubtAt) await members.noteAge(current, { childDoubtAt: doubtAt });
    else if (liftsDoubt) await members.noteAge(current, { childDoubtAt: undefined });
    if (current.age.state === "CHILD") {
      await working.turn.erasures.schedule(current.id, instantPlus(clock.now(), CHILD_ERASED_AFTER_MS), "child");
    }
    if (sign) alerts.ageTold(sign, current.age.state);
    return { member: { ...current, age: { ...current.age, childDoubtAt: age.childDoubtAt } }, doubtAt };
  }
  throw new Failure("age.moved-on", "the member's age state kept changing");
}

/** The last text to a child; who wrote it is blocked once it has begun to leave. */
async function endWithChild(
  working: Working,
  care: Care,
  member: Member,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  const { members, clock } = working.turn;
  const [last] = texts.slice(-1);
  const steering = await instead(working, care, texts, "child-end");
  return {
    ...steering,
    async afterwards() {
      const changedBy = last?.id ?? "child";
      const saidAt = last?.saidAt ?? clock.now();
      await members.changeConsent(member, { state: "BLOCKED", cause: "child", changedBy, saidAt }, clock.now());
    },
  };
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
    after: ageText("age-question", languageOf(care, texts)),
    afterwards: () => members.noteAge(member, { askedAt: clock.now(), asks: age.asks + 1 }),
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
