import type { Random } from "./random.ts";

const EMOJI = ["🙂", "💛", "😂", "🎉", "❤️", "👏🏽", "🤗", "🌙", "👩‍🍳", "✨"];

/** Sentences as one reply, with the marks that models like and phones pay for. Each habit is there in some replies only. */
export function asModelsWrite(sentences: readonly string[], random: Random): string {
  const has = (share: number) => random.next() < share;
  const isList = sentences.length >= 4 && has(0.25);
  let text = isList ? listed(sentences, random) : sentences.join(has(0.1) ? "\n\n" : " ");
  if (has(0.85)) text = text.replaceAll("'", "\u2019");
  if (has(0.85)) text = curly(text);
  if (has(0.9)) text = text.replaceAll(" - ", random.of(["\u2014", " \u2014 ", " \u2013 "]));
  if (has(0.8)) text = text.replaceAll("...", "\u2026");
  if (has(0.08)) text = text.replace(" ", random.of(["\u00A0", "\u202F", "\u2009"]));
  if (has(0.05)) text = text.replace(/(\w{5,})/, "**$1**");
  if (has(0.04)) text = text.replace(/(\w{5,})([.!?])/, "*$1*$2");
  if (has(0.03)) text = `\u200B${text}`;
  if (has(0.03)) text = text.replace(/e\u0301|\u00E9/g, "e\u0301");
  if (has(0.25)) text = withEmoji(text, random);
  return text;
}

function listed([opening = "", ...rest]: readonly string[], random: Random): string {
  const bullet = random.of(["\u2022", "-", "*", "1."]);
  return [opening, ...rest.map((line) => `${bullet} ${line}`)].join("\n");
}

function curly(text: string): string {
  return text.replace(/"([^"]*)"/g, "\u201C$1\u201D");
}

function withEmoji(text: string, random: Random): string {
  const emoji = random.of(EMOJI);
  if (random.next() < 0.7) return `${text} ${emoji}`;
  return text.replace(/([.!?]) /, `$1 ${emoji} `);
}
