import { doubtedSince, type FixedText, fixedText } from "../../disclosure/index.ts";
import { Failure, type Instant, millisecondsOf } from "../../kernel/index.ts";
import type { Member } from "../../member/index.ts";
import { currentFacts } from "../../memory/index.ts";
import {
  accessText,
  eraseQuestion,
  erasingText,
  exportingText,
  forgettingText,
  notNowText,
  type PrivacyOrder,
  type PrivacyRequest,
  type PrivacyTask,
  privacyRequest,
} from "../../privacy/index.ts";
import { limitsAt } from "../../rules/index.ts";
import type { Care } from "../caring.ts";
import { referenceOf } from "../outbound-id.ts";
import type { Said } from "../store.ts";
import type { Working } from "../working.ts";
import type { Steering } from "./steering.ts";

/** How long the question whether everything is to be deleted waits for its answer. */
const CONFIRMED_WITHIN_MS = 24 * 60 * 60_000;

/**
 * Obeys what somebody asks about their own data, in a crisis too: orders it, and says so. What it orders, it orders before
 * anything is said: once a text is answered nobody comes back to it. Beside other texts, and in a crisis, its words follow
 * Jules' own.
 */
export async function steerByPrivacy(
  working: Working,
  care: Care,
  texts: readonly Said[],
): Promise<Steering | undefined> {
  const asked = texts.flatMap((text) => {
    const request = requestIn(working, text);
    return request ? [{ text, request }] : [];
  });
  if (asked.length === 0) return undefined;
  const { mode, language } = care.toneOf(texts);
  const answers = new Map<string, FixedText>();
  const isDoubted = isPerhapsSomebodyElse(working);
  const obeyUnlessOut = async (text: Said, request: PrivacyRequest) => {
    try {
      return await obey(working, text, request, language, mode === "chat");
    } catch (error) {
      // In a crisis Jules' own words wait for nothing that is out; it is said that this was not done.
      if (mode === "chat" || !(error instanceof Failure)) throw error;
      return notNowText(language);
    }
  };
  for (const { text, request } of asked) {
    // Whoever has the number now hears nothing of who had it before, and decides about nothing of theirs.
    const answer = isDoubted ? fixedText("whose-number", language) : await obeyUnlessOut(text, request);
    answers.set(answer.code, answer);
  }
  const words = together([...answers.values()]);
  return mode === "chat" && asked.length === texts.length ? { instead: words } : { alwaysAfter: words };
}

/** Whether it is not known if the number still belongs to the member (CTIA Messaging Principles 5.1.5). */
export function isPerhapsSomebodyElse({ turn, lease: { member } }: Working): boolean {
  const now = turn.clock.now();
  return doubtedSince(member, now, limitsAt(now)) !== undefined;
}

/** The answer to a question that was never asked, or long ago, is talk. */
function requestIn({ turn, lease }: Working, { body }: Said): PrivacyRequest | undefined {
  const request = privacyRequest(body);
  if (request?.kind !== "erase-confirmed") return request;
  return isFresh(lease.member.erasureAskedAt, turn.clock.now()) ? request : undefined;
}

function isFresh(askedAt: Instant | undefined, at: Instant): boolean {
  return askedAt !== undefined && millisecondsOf(at) - millisecondsOf(askedAt) <= CONFIRMED_WITHIN_MS;
}

async function obey(
  { turn, lease }: Working,
  text: Said,
  request: PrivacyRequest,
  language: "en" | "es",
  isCalm: boolean,
): Promise<FixedText> {
  const { member } = lease;
  const order = (task: PrivacyTask) => turn.privacy.submit(orderOf(task, text, member.id, language));
  switch (request.kind) {
    case "access": {
      const [tally, notes] = await Promise.all([
        turn.privacy.tally(member.id),
        isCalm ? notesOf(turn, member) : undefined,
      ]);
      await order({ kind: "access" });
      return accessText(tally, language, notes);
    }
    case "export":
      await order({ kind: "export" });
      return exportingText(language);
    case "forget":
      await order({ kind: "forget", about: request.about });
      return forgettingText(language);
    case "erase":
      await turn.members.noteErasureAsked(member, turn.clock.now());
      return eraseQuestion(language);
    case "erase-confirmed":
      await order({ kind: "erase", because: "asked" });
      return erasingText(language);
    default:
      return request satisfies never;
  }
}

/** What is remembered, the most telling first; in a crisis nobody asks for it. */
async function notesOf({ profiles, clock }: Working["turn"], { id }: Member): Promise<readonly string[]> {
  const { memory } = await profiles.of(id);
  return currentFacts(memory, clock.now()).map(({ text, day }) => (day ? `${text} (${day})` : text));
}

/** The order that a text gives; the same text gives the same one. */
export function orderOf(
  task: PrivacyTask,
  { id, from, receivedAt }: Pick<Said, "id" | "from" | "receivedAt">,
  member: PrivacyOrder["member"],
  language: "en" | "es",
): PrivacyOrder {
  return { reference: referenceOf(id), member, task, askedAt: receivedAt, answer: { to: from, language } };
}

function together(texts: readonly FixedText[]): FixedText {
  const [only] = texts;
  if (only && texts.length === 1) return only;
  return {
    code: texts.map(({ code }) => code).join("+"),
    version: 1,
    body: texts.map(({ body }) => body).join("\n"),
  };
}
