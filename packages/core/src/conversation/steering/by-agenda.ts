import {
  type AgendaAnswer,
  type AgendaAsked,
  type AgendaRequest,
  aboutOf,
  agendaAsked,
  agendaText,
  type Entry,
  type EntryId,
  type Fitness,
  fitnessOf,
  isCurrent,
  type NamedTime,
  plan,
  reminderText,
  zoneOf,
} from "../../agenda/index.ts";
import { guardReply } from "../../crisis/index.ts";
import type { FixedText } from "../../disclosure/index.ts";
import { instantPlus } from "../../kernel/index.ts";
import type { TimeZone } from "../../numbering/index.ts";
import { type Preferences, plainOf, type TimeOfDay } from "../../preferences/index.ts";
import { NO_PROFILE } from "../../profile/index.ts";
import { limitsAt } from "../../rules/index.ts";
import type { Care } from "../caring.ts";
import { saidLately } from "../lately.ts";
import { referenceOf } from "../outbound-id.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import { askingForYear, isPerhapsSomebodyElse, mayBeTextedFirst, mayTextFirst } from "./asking.ts";
import type { Steering } from "./steering.ts";

const MOST_ENTRIES = 20;
const DAY_MS = 24 * 60 * 60_000;
/** Of a day of which no hour is named. */
const DAY_TIME = "09:00" as TimeOfDay;

/**
 * Takes in what somebody wants to be reminded of, and when; says what is to come, and cancels it. Written down before
 * anything is said. In a crisis nothing is a request; nor while it is open whose number it is.
 */
export async function steerByAgenda(
  working: Working,
  care: Care,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  if (care.toneOf(texts).mode !== "chat") return undefined;
  const heard = texts.flatMap((text) => {
    const asked = agendaAsked(text.body);
    return asked ? [{ text, asked }] : [];
  });
  if (heard.length === 0) return undefined;
  const isOfNow = !isPerhapsSomebodyElse(working);
  const { preferences } = isOfNow ? await working.turn.profiles.of(working.lease.member.id) : NO_PROFILE;
  const wishes = await Promise.all(heard.map((one) => readWish(working, one, preferences)));
  await takeUpPlans(working, care, texts, wishes);
  const { mode, language } = care.toneOf(texts);
  if (mode !== "chat" || !isOfNow) return undefined;
  const answers: FixedText[] = [];
  let isWhole = heard.length === texts.length;
  let needsAge = false;
  for (const wish of wishes) {
    const { asked } = wish;
    const inWhich = preferences.language ?? (asked.language === "es" ? "es" : language);
    const answer = await answerTo(working, wish, preferences, inWhich);
    if (!answer) {
      isWhole = false;
      continue;
    }
    isWhole &&= asked.isWhole;
    needsAge ||= answer.kind === "needs-age";
    answers.push({ code: `agenda-${answer.kind}`, version: 1, body: agendaText(answer, inWhich) });
  }
  const words = together(answers);
  if (!words) return undefined;
  return { ...(isWhole ? { instead: words } : { before: words }), ...(needsAge && askingForYear(working, language)) };
}

/** What somebody asks for; of a reminder with its time, and what may be said of what it is about. */
interface Wish {
  readonly text: Said;
  readonly asked: AgendaAsked;
  readonly reminder?: {
    readonly about: string;
    readonly named: NamedTime | undefined;
    readonly fitness: Fitness;
  };
}

async function readWish(
  { turn }: Working,
  { text, asked }: Pick<Wish, "text" | "asked">,
  preferences: Preferences,
): Promise<Wish> {
  const { request, language } = asked;
  if (request.kind !== "remind") return { text, asked };
  const timeZone = zoneOf(preferences, text.from);
  const named = await turn.times.read(request.what, language, turn.clock.now(), timeZone);
  const about = aboutOf(named?.rest ?? request.what, language);
  const fitness = await fitnessOf(about, language, turn.assess, text.assessment.evidence);
  return { text, asked, reminder: { about, named, fitness } };
}

/** A plan to do harm that is put as a reminder is talk, and weighed as that before anything is said. */
async function takeUpPlans(working: Working, care: Care, texts: readonly Said[], wishes: readonly Wish[]) {
  const plans = wishes.filter(({ reminder }) => reminder && reminder.fitness.kind !== "fit");
  if (plans.length === 0) return;
  const lately = await saidLately(working);
  for (const { text, reminder } of plans) {
    const plan = reminder?.fitness.kind === "unfit" ? reminder.fitness.plan : undefined;
    await care.suspect(text, plan, texts, lately);
  }
}

function together(texts: readonly FixedText[]): FixedText | undefined {
  const [first, ...rest] = texts;
  if (!first || rest.length === 0) return first;
  return { code: "agenda", version: 1, body: [...new Set(texts.map(({ body }) => body))].join("\n") };
}

/** Undefined for what is talk after all. */
async function answerTo(
  working: Working,
  { text, asked: { request }, reminder }: Wish,
  preferences: Preferences,
  inWhich: "en" | "es",
): Promise<AgendaAnswer | undefined> {
  const timeZone = zoneOf(preferences, text.from);
  switch (request.kind) {
    case "remind":
      return reminder && remind(working, text, reminder, preferences, inWhich);
    case "list":
      return { kind: "listed", entries: await shown(working, await reminders(working)), timeZone };
    case "cancel":
      return cancel(working, request, timeZone);
    default:
      return request satisfies never;
  }
}

async function remind(
  working: Working,
  text: Said,
  { about, named, fitness }: NonNullable<Wish["reminder"]>,
  preferences: Preferences,
  inWhich: "en" | "es",
): Promise<AgendaAnswer | undefined> {
  if (fitness.kind === "unfit") return undefined;
  const { turn, lease } = working;
  const { member } = lease;
  // What nobody may be texted first about needs no time.
  if (!mayBeTextedFirst(working)) return { kind: "needs-age" };
  if (!named) return { kind: "when" };
  const now = turn.clock.now();
  const timeZone = zoneOf(preferences, text.from);
  const dayTime = preferences.checkInAt ?? DAY_TIME;
  const planned = plan(named, { now, timeZone, dayTime, mayTextFirst: mayTextFirst(preferences, text.from) });
  switch (planned.kind) {
    case "past":
    case "too-far":
    case "never":
      return { kind: planned.kind };
    case "set":
    case "moved": {
      const { dueAt, every } = planned;
      // The same text gives the same one.
      const id = `reminder-${referenceOf(text.id)}` as EntryId;
      const entry: Entry = {
        ...{ id, member: member.id, kind: "reminder", about, dueAt, language: inWhich, addedAt: now },
        ...(every && { every }),
      };
      const others = (await reminders(working)).filter((other) => other.id !== id);
      if (others.length >= MOST_ENTRIES) return { kind: "full" };
      await turn.agenda.add(entry);
      const needsStart = every !== undefined && member.consent.scope !== "recurring";
      const isFar = dueAt >= instantPlus(now, limitsAt(now).recycledAfterDays * DAY_MS);
      return { kind: "added", entry, timeZone, isMoved: planned.kind === "moved", needsStart, isFar };
    }
    default:
      return planned satisfies never;
  }
}

/** The reminders that are to come. What is left from before a STOP goes. */
async function reminders({ turn, lease: { member } }: Working): Promise<readonly Entry[]> {
  const all = await turn.agenda.of(member.id);
  const old = all.filter((entry) => !isCurrent(entry, member));
  if (old.length > 0)
    await turn.agenda.remove(
      member.id,
      old.map(({ id }) => id),
    );
  return all.filter((entry) => entry.kind === "reminder" && isCurrent(entry, member));
}

/** As they may be said: what may not be is only said to be there. */
function shown({ turn }: Working, entries: readonly Entry[]): Promise<readonly Entry[]> {
  return Promise.all(
    entries.map(async (entry) => {
      const { kind } = await fitnessOf(entry.about, entry.language, turn.assess);
      const isHeld = kind === "unfit" || guardReply(reminderText(entry.about, entry.language)) !== undefined;
      return isHeld ? { ...entry, about: "" } : entry;
    }),
  );
}

async function cancel(
  working: Working,
  { which, isLoose }: Extract<AgendaRequest, { readonly kind: "cancel" }>,
  timeZone: TimeZone,
): Promise<AgendaAnswer | undefined> {
  const entries = await reminders(working);
  const found = meant(entries, which);
  if (found.length === 0 && isLoose) return undefined;
  if (entries.length === 0) return { kind: "none" };
  if (found.length === 0) return { kind: "not-found" };
  if (found.length > 1 && which.kind !== "all") {
    return { kind: "which", entries: await shown(working, entries), timeZone };
  }
  const { turn, lease } = working;
  await turn.agenda.remove(
    lease.member.id,
    found.map(({ id }) => id),
  );
  return { kind: "cancelled", count: found.length };
}

function meant(
  entries: readonly Entry[],
  which: Extract<AgendaRequest, { readonly kind: "cancel" }>["which"],
): readonly Entry[] {
  switch (which.kind) {
    case "all":
    case "only":
      return entries;
    case "number":
      return entries.slice(which.number - 1, which.number);
    case "about": {
      const words = wordsOf(which.words);
      return entries.filter(({ about }) => words.length > 0 && words.every((word) => wordsOf(about).includes(word)));
    }
    default:
      return which satisfies never;
  }
}

/** Words that name nothing. */
const SMALL = new Set(
  "the|my|to|a|an|of|about|for|at|on|and|with|el|la|los|las|mi|mis|a|al|de|del|que|para|un|una|y".split("|"),
);

function wordsOf(text: string): readonly string[] {
  return plainOf(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !SMALL.has(word));
}
