import { allowanceOf } from "../../age/index.ts";
import { agendaAsked } from "../../agenda/index.ts";
import { asksForContactCard } from "../../contact-card/index.ts";
import { asksWhatJulesIs, type FixedText, fixedText } from "../../disclosure/index.ts";
import type { Instant, TextId } from "../../kernel/index.ts";
import {
  applied,
  correctionIn,
  type Memory,
  type MemoryRequest,
  memoryRequest,
  memoryText,
  refusalText,
  subjectOf,
  topicOfWords,
} from "../../memory/index.ts";
import { preferencesAsked } from "../../preferences/index.ts";
import type { Care } from "../caring.ts";
import type { Said } from "../store.ts";
import { HISTORY_TEXTS } from "../window.ts";
import type { Working } from "../working.ts";
import { isPerhapsSomebodyElse, orderOf } from "./by-privacy.ts";
import type { Steering } from "./steering.ts";

/**
 * Keeps what somebody asks to be remembered and lets go of what they just said, and says so; what they correct in so many words
 * is corrected before the model answers. In a crisis there is nothing to remember. What is kept is kept before anything is
 * said, under the id of the text, so that a turn that is taken again keeps it once.
 */
export async function steerByMemory(
  working: Working,
  care: Care,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  const { mode, language } = care.toneOf(texts);
  if (mode !== "chat") return undefined;
  const isDoubted = isPerhapsSomebodyElse(working);
  const seen = care.seen(texts);
  const clear = seen.filter((text) => care.isClear(text));
  if (!isDoubted) await correct(working, clear);
  const answers = new Map<string, FixedText>();
  const requests = seen.map((text) => requestIn(care, text));
  for (const [index, text] of seen.entries()) {
    const request = requests[index];
    if (!request) continue;
    if (isDoubted) return { instead: fixedText("whose-number", language) };
    const answer =
      request.kind === "remember"
        ? await keep(working, text, request.what)
        : await letGo(working, text, texts, language);
    answers.set(answer, memoryText(answer, language));
  }
  const [first, ...more] = answers.values();
  if (!first) return undefined;
  const words = { ...first, body: [first, ...more].map(({ body }) => body).join("\n") };
  // What somebody takes back is not answered first; what they say after it is.
  const takenBack = requests.findLastIndex((request) => request?.kind === "forget-last");
  const isAll = requests.slice(takenBack + 1).every((request) => request !== undefined);
  // What another rule has a word about as well, that rule is asked about too.
  const isOurs = !seen.slice(takenBack + 1).some(({ body }) => isAnotherRules(body));
  // Where anything was doubtful Jules answers as well.
  const isSure = seen.every((text, index) => requests[index]?.kind !== "remember" || care.isClear(text));
  if (isAll && isOurs && isSure) return { instead: words };
  return placed(words, seen, takenBack === -1 ? "after" : "before");
}

/** Where the words stand beside Jules' own: not in the place of another rule's, for there is one line in each. */
function placed(words: FixedText, texts: readonly Said[], where: "before" | "after"): Steering {
  if (texts.some(({ body }) => asksWhatJulesIs(body) || isSetting(body))) return { after: words };
  return where === "before" || texts.some(({ body }) => asksForContactCard(body))
    ? { before: words }
    : { after: words };
}

/** A note in which anything was heard, by itself or with what is around it, is no note: it is answered as what it says. */
function requestIn(care: Care, text: Said): MemoryRequest | undefined {
  const request = memoryRequest(text.body);
  if (request?.kind !== "remember") return request;
  return care.isClear(text) || care.isCleared(text) ? request : undefined;
}

/** Of the rules that have the word after this one. */
function isAnotherRules(body: string): boolean {
  return isSetting(body) || asksForContactCard(body);
}

function isSetting(body: string): boolean {
  return preferencesAsked(body) !== undefined || agendaAsked(body) !== undefined;
}

type Answer = Parameters<typeof memoryText>[0];

async function keep(working: Working, text: Said, what: string): Promise<Answer> {
  if (!mayRemember(working)) return "not-yet";
  const fact = {
    topic: topicOfWords(what),
    text: what.replace(/[.!\s]+$/, ""),
    source: text.id,
    isAskedFor: true,
  } as const;
  const [unfit] = await learn(working, text, fact);
  return unfit ? refusalText(unfit) : "remembered";
}

async function letGo(working: Working, text: Said, texts: readonly Said[], language: "en" | "es"): Promise<Answer> {
  const { turn, lease } = working;
  const from = sinceWhen(text, texts) ?? (await lastSaidAt(working));
  if (from) await turn.privacy.submit(orderOf({ kind: "forget-last", from }, text, lease.member.id, language));
  return "unsaying";
}

const takesBack = (body: string) => memoryRequest(body)?.kind === "forget-last";

/** When what they say in the same breath began. */
function sinceWhen(text: Said, texts: readonly Said[]): Instant | undefined {
  const before = texts.filter(({ saidAt, body }) => saidAt <= text.saidAt && !takesBack(body));
  return before.map(({ saidAt }) => saidAt).sort()[0];
}

/** When the last texts of theirs in a row began that were answered. */
async function lastSaidAt({ turn, lease }: Working): Promise<Instant | undefined> {
  const { places } = await turn.conversations.history(lease.member.id, HISTORY_TEXTS);
  const said = places.filter((place) => place.said && !takesBack(place.said.body));
  const last = said.findLastIndex((place) => place.said?.speaker === "member");
  const before = said.slice(0, Math.max(last, 0)).findLastIndex((place) => place.said?.speaker === "jules");
  const first = last === -1 ? undefined : said[before + 1];
  return first?.order.split("#")[0] as Instant | undefined;
}

/** "Actually my sister's name is Ana", where her name is known: from now on it is that. */
async function correct(working: Working, texts: readonly Said[]): Promise<void> {
  if (!mayRemember(working)) return;
  for (const text of texts) {
    const what = correctionIn(text.body);
    const topic = what && subjectOf(what);
    if (!topic) continue;
    const { memory } = await working.turn.profiles.of(working.lease.member.id);
    const known = topicKnown(memory, topic);
    if (known) await learn(working, text, { topic: known, text: what, source: text.id });
  }
}

/** The topic under which something is known of the same, whoever named it. */
function topicKnown({ facts }: Memory, subject: string): string | undefined {
  return facts.find(({ superseded, topic, text }) => !superseded && (topic === subject || subjectOf(text) === subject))
    ?.topic;
}

async function learn({ turn, lease }: Working, { id, saidAt, assessment }: Said, fact: Learned) {
  let unfit: ReturnType<typeof applied>["unfit"] = [];
  const applying = {
    sources: new Map([[id, saidAt] as const]),
    // The check has read the whole text, and the note by itself.
    isHarmless: () => assessment.verdict === "clear",
  };
  const change = (memory: Memory) => {
    const result = applied(memory, { facts: [fact] }, applying);
    unfit = result.unfit;
    return result.kept > 0 || result.repeated > 0 ? result.memory : undefined;
  };
  await turn.profiles.change(
    lease.member.id,
    (profile) => {
      const memory = change(profile.memory);
      return memory && { ...profile, memory };
    },
    turn.clock.now(),
  );
  return unfit;
}

interface Learned {
  readonly topic: string;
  readonly text: string;
  readonly source: TextId;
  readonly isAskedFor?: true;
}

function mayRemember({ lease: { member } }: Working): boolean {
  return allowanceOf(member.age.state).memory;
}
