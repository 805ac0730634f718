import { isRecord, parseJson } from "../http-server.ts";

interface Note {
  readonly topic: string;
  readonly text: string;
  readonly source: number;
  readonly day: string;
}

/** Whether a form asks for notes: a list of things with a topic, their words and the number of the text they come from. */
export function asksForNotes({ properties }: Readonly<Record<string, unknown>>): boolean {
  const facts = isRecord(properties) ? properties.facts : undefined;
  const items = isRecord(facts) && isRecord(facts.items) ? facts.items.properties : undefined;
  return isRecord(items) && ["topic", "text", "source", "day"].every((name) => name in items);
}

/**
 * The notes that the simulated model takes of texts, one line of JSON each, numbered where they are the person's: what they
 * say plainly of themselves, in their own words, and nothing else. A small grammar, which hears no hint.
 */
export function takeNotes(message: string): string {
  const [, fenced = ""] = /<texts>\n([\s\S]*)\n<\/texts>/.exec(message) ?? [];
  const facts = fenced.split("\n").flatMap((line) => notesIn(parseJson(line)));
  const topics = [...new Set(facts.map(({ topic }) => topic.split("/")[0]))];
  const summary = topics.length > 0 ? `Talked about ${topics.join(", ")}.` : "";
  return JSON.stringify({ facts, summary });
}

function notesIn(line: unknown): Note[] {
  if (!isRecord(line) || typeof line.source !== "number" || typeof line.text !== "string") return [];
  const { source, text } = line;
  const said = typeof line.on === "string" ? line.on : "";
  const sentences = text.replaceAll("’", "'").match(/[^.!?\n]+[.!?]?/g) ?? [];
  return sentences
    .filter((sentence) => !sentence.trim().endsWith("?"))
    .flatMap((sentence) => {
      const statement = sentence.replace(beginnings, "").replace(/[.!\s]+$/, "");
      const topic = topicOf(statement);
      const words = statement.charAt(0).toUpperCase() + statement.slice(1);
      return topic ? [{ topic, text: words, source, day: dayIn(statement, said) }] : [];
    });
}

const beginnings =
  /^\s*(?:(?:hey|hi|hola|oye|jules|btw|so|and|no|actually|also|well|oh|guess what|sorry|en realidad|remember that|remember)[\s,:]+)*/i;

/** What a plain statement is about; undefined for everything else. */
function topicOf(statement: string): string | undefined {
  for (const [pattern, topic] of grammar) {
    const match = pattern.exec(statement);
    if (match) return topic.replace("$", (match[1] ?? "").toLowerCase().replaceAll("'s ", "/").replaceAll(" ", "-"));
  }
  return undefined;
}

const grammar: readonly (readonly [RegExp, string])[] = [
  [/^my ([a-z ]{2,24}?)(?:'s)? name is \S/i, "$/name"],
  [/^my ([a-z ]{2,24}?) is (?:called|named) \S/i, "$/name"],
  [/^i(?:'ve| have)(?: got)? an? ([a-z]{2,16}) (?:called|named) \S/i, "$/name"],
  [/^i(?:'ve| have)(?: got)? an? (?:job )?([a-z]{3,20})\b.* (?:on|at|tomorrow)\b/i, "$"],
  [/^my ([a-z' ]{2,24}?) (?:is|are) \S/i, "$"],
  [/^i(?:'m| am)? (?:now )?(?:live|living|moved|moving) (?:in|to) \S/i, "home"],
  [/^i(?:'m| am)? (?:now )?(?:work|working) (?:at|for|as|in) \S|^i got a new job/i, "job"],
  [/^i(?:'m| am) allergic to ([a-z]+)/i, "allergy/$"],
  [/^i (?:love|like|hate|can't stand) ([a-z]{3,20})$/i, "taste/$"],
  [/^mi ([a-zñáéíóú ]{2,24}?) se llama \S/i, "$/name"],
  [/^mi ([a-zñáéíóú ]{2,24}?) es \S/i, "$"],
  [/^(?:vivo en|me mudé a) \S/i, "home"],
  [/^trabajo (?:en|de|como|para) \S/i, "job"],
];

const months = "january february march april may june july august september october november december".split(" ");

/** A day that is named by month, counted from when it was said; empty for none. */
function dayIn(statement: string, said: string): string {
  const [iso] = /\b\d{4}-\d{2}-\d{2}\b/.exec(statement) ?? [];
  if (iso) return iso;
  if (/\btomorrow\b/i.test(statement) && said) {
    return new Date(Date.parse(`${said}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  }
  const [, name = "", day = ""] = /\b([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?\b/i.exec(statement) ?? [];
  const month = months.indexOf(name.toLowerCase()) + 1;
  if (month === 0 || !said) return "";
  const inYear = (year: number) => `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
  const year = Number(said.slice(0, 4));
  return inYear(year) < said ? inYear(year + 1) : inYear(year);
}
