import { type LatePattern, latePattern } from "../kernel/index.ts";

/** Ends of addresses that are no word one could forget a space before. */
const ENDINGS =
  "com|org|net|io|gov|edu|info|biz|gg|ly|xyz|ru|app|dev|site|shop|online|club|store|link|website|icu|vip|top|cc";

/** How an address is written so that it is none until somebody reads it aloud, and as what it is read. */
const WRITTEN_OUT: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z0-9])[\u2022\u00B7\u2024\u3002\uFF0E\uFF61\u2219\u22C5](?=[a-z0-9])/g, "."],
  [/[[({<]\s?(?:\.|dot|punto|d0t)\s?[\])}>]/g, "."],
  [/[[({<]\s?(?:\/|slash|barra|diagonal)\s?[\])}>]/g, "/"],
  [/[[({<]\s?(?:@|at|arroba)\s?[\])}>]/g, "@"],
  [/\bhxxp/g, "http"],
  [/ (?:slash|barra|diagonal) /g, "/"],
];
const SPOKEN_DOT = latePattern(
  String.raw`[a-z0-9-]{2,60} ?(?: dot | punto | d0t ) ?(?:${ENDINGS}|com|co|me|us|es|mx)\b(?! (?:boom|bubble|com|era))`,
);
const SPACED_DOT = latePattern(String.raw`[a-z0-9-]{2,60} \. ?(?:${ENDINGS})\b`);
const LETTERS_APART = /(?<![a-z0-9])[a-z0-9](?: [a-z0-9.]){5,80}(?![a-z0-9])/g;

/**
 * A way out of the conversation that has no ending of its own. What the pattern finds has one of the hints in it; most replies
 * have none, and a cold start need not compile what cannot match.
 */
interface WayOut {
  readonly hints: readonly string[];
  readonly pattern: LatePattern;
}
const way = (hints: string, ...patterns: readonly string[]): WayOut => ({
  hints: hints.split(" "),
  pattern: latePattern(patterns.join("|")),
});

const PLATFORMS =
  "insta snap telegram whatsapp venmo tiktok discord cash paypal zelle onlyfans signal facebook messenger";

export const WAYS_OUT: readonly WayOut[] = [
  // Somewhere to go
  way(".0 .1 .2 .3 .4 .5 .6 .7 .8 .9", String.raw`(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)`),
  way("xn-- http ,com ,net ,org .c0", String.raw`\bxn--|\bhttps?:\s?\/|[a-z0-9-],(?:com|net|org)\b|\.c0m?\b`),
  way("/", String.raw`\b(?:${ENDINGS}|me|us|tv|to)\/[a-z0-9]`),
  // Somebody to find
  way("@", "(?<![a-z0-9.])@[a-z][a-z0-9_.-]{3,40}"),
  way(
    PLATFORMS,
    String.raw`\b(?:my|find my|add my) (?:insta|instagram|snap|snapchat|telegram|whatsapp|venmo|tiktok|discord|cashapp)(?: handle| name)? (?:is|:)`,
    String.raw`\b(?:write|message|text|add|find|follow|reach|pay|dm|contact|hit|join) (?:to )?(?:me|us|my \w+|jules)? ?(?:up )?(?:on|at|via|through|over|by) (?:whatsapp|telegram|instagram|snapchat|discord|venmo|cash ?app|paypal|zelle|onlyfans|tiktok|signal|facebook|messenger)\b`,
    String.raw`\b(?:escribeme|agregame|buscame|sigueme|contactame|pagame) (?:en|por) (?:whatsapp|telegram|instagram|snapchat|discord|facebook|tiktok)\b`,
  ),
  way(
    "number line phone numero",
    String.raw`\b(?:call|text|dial|ring|message) (?:this|the following|my|our) (?:number|line|phone)\b|\b(?:llama|marca|escribe) (?:a |al )?(?:este|mi|nuestro|siguiente) numero\b`,
  ),
  // Written from its end
  way("ptth moc. gro. ten. .www", String.raw`\/\/:s?ptth|(?<![a-z0-9])(?:moc|gro|ten)\.[a-z0-9]|\.www\b`),
];
/** A number that is named here is one that may be. */
const OF_A_RESOURCE = /\b(?:988|911|741741)\b/;

/**
 * Whether a text leads out of the conversation in a way that no address in it shows.
 * @param written in lower case, without accents, as it is read aloud.
 */
export function leadsOut(written: string): boolean {
  return (
    (isWayOut(written) && !(OF_A_RESOURCE.test(written) && !isWayOut(withoutNumberTalk(written)))) || isSpoken(written)
  );
}

function isWayOut(written: string): boolean {
  return WAYS_OUT.some(({ hints, pattern }) => hints.some((hint) => written.includes(hint)) && pattern.test(written));
}

function isSpoken(written: string): boolean {
  return (
    (/dot|punto|d0t/.test(written) && SPOKEN_DOT.test(written)) || (written.includes(" .") && SPACED_DOT.test(written))
  );
}

/** "Call this number" beside 988 is about 988. */
function withoutNumberTalk(text: string): string {
  return text.replace(/\b(?:number|line|phone|numero)\b/g, "");
}

/** As it is read aloud. */
export function writtenOut(text: string): string {
  let written = text;
  for (const [how, what] of WRITTEN_OUT) written = written.replace(how, what);
  return written.replace(LETTERS_APART, (apart) => apart.replace(/ /g, ""));
}
