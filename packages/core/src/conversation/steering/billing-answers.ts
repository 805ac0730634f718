import { allowanceOf } from "../../age/index.ts";
import { zoneOf } from "../../agenda/index.ts";
import type { BillingAsked, BillingRequest } from "../../billing/asking/index.ts";
import { isRunning, type Subscription, standingOf } from "../../billing/index.ts";
import {
  billingText,
  endingTold,
  LINK_MINUTES,
  standingTold,
  type Told,
  withoutOffer,
  withoutStop,
} from "../../billing/telling/index.ts";
import { type FixedText, fixedText } from "../../disclosure/index.ts";
import { Failure, instantPlus } from "../../kernel/index.ts";
import { NO_PROFILE } from "../../profile/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import { isPerhapsSomebodyElse } from "./asking.ts";
import { limited } from "./by-quotas.ts";
import type { Steering } from "./steering.ts";

interface Heard {
  readonly text: Said;
  readonly asked: BillingAsked;
}

/**
 * The answers to what was asked about a subscription, one text for all of it. That it ends is ordered before it is said, in a
 * crisis and for whoever it is: nobody pays on because of how they are. Nothing else is said of it in a crisis, to who may be a
 * minor, or while it is open whose number it is; nor, in a crisis, to who pays nothing. How to leave us altogether is said only
 * where nothing else is: beside other words danger may come to light. All but an ending is limited as any answer is, and by no
 * plan: who has used what is free of a day may ask for more.
 */
export async function answerBilling(
  working: Working,
  care: Care,
  texts: readonly Said[],
  heard: readonly Heard[],
): Promise<Steering | undefined> {
  const { mode, language } = care.toneOf(texts);
  const isCalm = mode === "chat";
  const first = new Map<BillingRequest, Said>();
  for (const { text, asked } of heard) if (!first.has(asked.request)) first.set(asked.request, text);
  const ending = first.get("end");
  const say = (told: Told, { from }: Said) => {
    const words = billingText(told, language, zoneOf(NO_PROFILE.preferences, from));
    return care.isOutOfEpisode ? words : withoutOffer(words);
  };
  const isAll = isCalm && heard.length === texts.length && heard.every(({ asked }) => asked.isWhole);
  const end = ending && (await endingOf(working, ending, isCalm));
  const words = end && say(end, ending);
  const ended = words && !isAll ? withoutStop(words) : words;
  const isTold = isCalm && allowanceOf(working.lease.member.age.state).companion;
  const others = isTold ? [...first].flatMap(([request, text]) => (request === "end" ? [] : { request, text })) : [];
  // What else is said beside these is counted with them, by its own rule.
  const limit = isAll && others.length > 0 ? await limited(working, care, texts, undefined) : undefined;
  if (limit) return ended ? { instead: ended, kind: "billing" } : limit;
  const told: FixedText[] = [];
  // Whoever has the number now hears nothing of who had it before.
  if (others.length > 0 && isPerhapsSomebodyElse(working)) told.push(fixedText("whose-number", language));
  else for (const { request, text } of others) told.push(say(await answerTo(working, request), text));
  const all = together(ended ? [ended, ...told] : told);
  if (isAll) return all && { instead: all, kind: "billing" };
  // Nothing was done: where a danger comes to light meanwhile, it is no word for them.
  return end && isOfNothing(end) ? { after: all } : { alwaysAfter: ended, after: together(told) };
}

/** Two that say the same are one. */
function together(answers: readonly FixedText[]): FixedText | undefined {
  const [only] = answers;
  if (answers.length <= 1) return only;
  return {
    code: answers.map(({ code }) => code).join("+"),
    version: 1,
    body: [...new Set(answers.map(({ body }) => body))].join("\n"),
  };
}

/** Said to who pays nothing. */
function isOfNothing({ text }: Told): boolean {
  return text === "none" || text === "not-sold";
}

/**
 * Orders that what runs ends, whatever is known here of what does: Stripe may know more, and is asked when it is carried out.
 * What was paid since they asked for it is given back, so that it counts from then.
 * @returns undefined in a crisis of who pays nothing: they spoke of something else.
 */
async function endingOf(working: Working, { receivedAt }: Said, isCalm: boolean): Promise<Told | undefined> {
  const { turn, lease } = working;
  const { member } = lease;
  const { subscription, customer } = member.billing;
  const running = runningOf(subscription);
  if (!customer && !subscription) return isCalm ? { text: turn.selling.sells ? "none" : "not-sold" } : undefined;
  const isDoubted = isPerhapsSomebodyElse(working);
  const now = turn.clock.now();
  try {
    await turn.orders.place({ member: member.id, ends: "at-period-end", because: "asked", orderedAt: receivedAt });
  } catch (error) {
    // In a crisis Jules' own words wait for nothing that is out; it is said that this was not done.
    if (isCalm || !(error instanceof Failure)) throw error;
    return { text: "not-now" };
  }
  if (running?.endsAt && !isDoubted) return { text: "ends", day: running.endsAt };
  // Nobody else is to learn whether there is one; and one may have begun that nobody here knows of.
  return isDoubted || !running ? { text: "end-paid" } : endingTold(standingOf(member, now), running, now);
}

function runningOf(subscription: Subscription | undefined): Subscription | undefined {
  return subscription && isRunning(subscription) ? subscription : undefined;
}

async function answerTo(working: Working, request: Exclude<BillingRequest, "end">): Promise<Told> {
  const { turn, lease } = working;
  const { billing } = lease.member;
  const running = runningOf(billing.subscription);
  if (!running && !turn.selling.sells) return { text: "not-sold" };
  switch (request) {
    case "upgrade":
      return { text: running ? "has-it" : "offer", link: await linkOf(working) };
    case "billing":
      return { text: running ? "page-or-text" : billing.customer ? "page" : "offer", link: await linkOf(working) };
    case "plan":
      return standingTold(standingOf(lease.member, turn.clock.now()), running);
    default:
      return request satisfies never;
  }
}

async function linkOf({ turn, lease }: Working): Promise<string> {
  const links = await turn.links();
  return links.issue("billing", lease.member.id, instantPlus(turn.clock.now(), LINK_MINUTES * 60_000));
}
