import { keywordOf } from "../consent/index.ts";
import { type Episode, lapsed, needsReplyAtOnce } from "../crisis/index.ts";
import { Failure, millisecondsOf } from "../kernel/index.ts";
import type { Attachment } from "../pictures/index.ts";
import { owingSilence } from "./silencing.ts";
import { NOT_LOOKED_AT } from "./spoken.ts";
import type { Said } from "./store.ts";
import { SENDING_MS, type Working } from "./working.ts";

/** All that comes with the texts of a turn is looked at within this. */
const LOOKING_MS = 5_000;
/** A second look, a question to the model and a send still have to fit behind it. */
const AFTERWARDS_MS = 3_000 + 8_000 + SENDING_MS;
/** Too little time to fetch a picture and have it looked at. */
const SHORTEST_LOOK_MS = 1_500;
/** More would take longer and cost more than they tell. */
const MOST_ATTACHMENTS = 3;

/**
 * The texts with what came with them in words: what is on a picture, and of everything else what it is. Each attachment is
 * fetched once: what was seen is kept with its text, sealed as that is. Who is in danger waits for no picture.
 * @param known the member's episode, where the turn has read it already.
 */
export async function see(working: Working, texts: readonly Said[], known?: Episode): Promise<readonly Said[]> {
  const unseen = texts.filter(({ media, seen }) => media.length > 0 && seen === undefined);
  if (unseen.length === 0 || texts.some(({ assessment }) => needsReplyAtOnce(assessment))) return texts;
  const timeoutMs = timeFor(working);
  if (timeoutMs < SHORTEST_LOOK_MS) return texts;
  const looks = await maySee(working, texts, known);
  // The newest are what the conversation is about.
  const withUrls = unseen.toReversed().map((text) => ({ text, urls: inOrder(text.media) }));
  let left = MOST_ATTACHMENTS;
  const seen = new Map(
    await Promise.all(
      withUrls.map(async ({ text, urls }) => {
        const read = urls.slice(0, left);
        left -= read.length;
        const attachments = await Promise.all(read.map((url) => working.turn.attachments.read(url, timeoutMs, looks)));
        return [text.id, seenIn(text, attachments, looks)] as const;
      }),
    ),
  );
  for (const text of seen.values()) await keep(working, text);
  return texts.map((text) => seen.get(text.id) ?? text);
}

/**
 * Looking at pictures is part of a plan. Where anything at all was heard beside one, or the member is in an episode or was not
 * long ago, or that cannot be known, it is looked at whatever is paid.
 */
async function maySee({ turn, lease }: Working, texts: readonly Said[], known?: Episode): Promise<boolean> {
  const now = turn.clock.now();
  if (turn.selling.entitled(lease.member, now).pictures) return true;
  if (texts.some(({ assessment }) => assessment.verdict !== "clear")) return true;
  try {
    const episode = known ?? (await turn.members.episode(lease.member));
    return episode.isUnreadable === true || lapsed(episode, now).state !== "NONE";
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return true;
  }
}

function timeFor({ turn, endsAt }: Working): number {
  const leftMs = millisecondsOf(endsAt) - millisecondsOf(turn.clock.now());
  return Math.min(LOOKING_MS, leftMs - AFTERWARDS_MS);
}

/** What phones lay a message out with comes first and is nothing to see; its name is a hint, and no more than that. */
function inOrder(media: readonly string[]): readonly string[] {
  const isLayout = (url: string) => /\.(?:smil|xml)$/i.test(url);
  return [...media.filter((url) => !isLayout(url)), ...media.filter(isLayout)];
}

/**
 * What is on a picture, or in a text that came as a file, no rule has judged: it is looked at a second time, whatever the words
 * beside it made the check think.
 */
function seenIn(text: Said, attachments: readonly Attachment[], looks: boolean): Said {
  const seen = attachments.flatMap((attachment) => inWords(attachment, looks) ?? []).join("\n");
  if (isStop(text, attachments)) return { ...text, seen, assessment: owingSilence(text.assessment) };
  const isToBeJudged = attachments.some(({ kind }) => kind === "seen" || kind === "text");
  if (!isToBeJudged) return { ...text, seen };
  const { assessment } = text;
  const verdict = assessment.verdict === "clear" ? "watch" : assessment.verdict;
  return { ...text, seen, assessment: { ...assessment, verdict }, isWeighed: false };
}

/** Whether all that is said is a STOP, which came as a file: it revokes as any other does (47 CFR 64.1200(a)(10)). */
function isStop({ body, assessment }: Said, attachments: readonly Attachment[]): boolean {
  const said = attachments.filter(({ kind }) => kind !== "layout");
  return (
    assessment.verdict === "clear" &&
    body.trim() === "" &&
    said.length > 0 &&
    said.every((one) => one.kind === "text" && keywordOf(one.body) === "STOP")
  );
}

function inWords(attachment: Attachment, looks: boolean): string | undefined {
  switch (attachment.kind) {
    case "seen":
      return `(sent a picture: ${attachment.description})`;
    case "text":
      return attachment.body;
    case "picture":
      return looks ? "(sent a picture that could not be opened)" : NOT_LOOKED_AT.inChat;
    case "sound":
      return "(sent a voice message, which Jules cannot listen to)";
    case "film":
      return "(sent a video, which Jules cannot watch)";
    case "contact":
      return "(sent a contact card)";
    case "other":
      return "(sent a file that Jules cannot open)";
    case "gone":
      return "(sent a picture or a file that did not arrive)";
    case "layout":
      return undefined;
    default:
      return attachment satisfies never;
  }
}

/** What cannot be kept now is looked at again by the next turn, if there has to be one. */
async function keep({ turn, lease }: Working, text: Said): Promise<void> {
  try {
    await turn.conversations.noteSeen(lease.member.id, text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}
