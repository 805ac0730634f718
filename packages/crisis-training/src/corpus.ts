import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { CrisisCategory, CrisisTier } from "@jules/core/crisis";

/** A text and what people judged it to be. */
export interface Example {
  readonly text: string;
  /** undefined: either verdict is acceptable, and nothing is learned or counted from it. */
  readonly crisis: boolean | undefined;
  readonly tier: CrisisTier | "gray";
  readonly categories: readonly CrisisCategory[];
  /** undefined where nobody said. */
  readonly signals: ReadonlySet<string> | undefined;
  readonly source: string;
  /** The way of putting it: texts of one family are kept together when a part is held back. */
  readonly family: string;
  readonly language: string;
}

const TIERS: readonly string[] = ["none", "concern", "high", "imminent", "gray"];
const CATEGORIES: readonly string[] = ["suicide", "self-harm", "violence", "abuse"];

/**
 * Reads a folder of our own texts: a line `# family | language | tier | categories | signals`, then one text a line.
 * @throws when a header is not of that form.
 */
export function readCorpus(folder: string): readonly Example[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .toSorted()
    .flatMap((name) => readFamilies(path.join(folder, name)));
}

function readFamilies(file: string): readonly Example[] {
  const source = path.basename(file, ".txt");
  const examples: Example[] = [];
  let header: Omit<Example, "text"> | undefined;
  readFileSync(file, "utf8")
    .split("\n")
    .forEach((line, index) => {
      if (line.startsWith("# ")) header = headerOf(line, source, `${file}:${index + 1}`);
      else if (line.trim()) {
        if (!header) throw new Error(`${file}:${index + 1}: a text before the first family`);
        examples.push({ ...header, text: line.trim() });
      }
    });
  return examples;
}

function headerOf(line: string, source: string, place: string): Omit<Example, "text"> {
  const [family = "", language = "", tier = "", categories = "-", signals = "-"] = line
    .slice(2)
    .split("|")
    .map((part) => part.trim());
  const named = list(categories);
  if (!TIERS.includes(tier) || !named.every((category) => CATEGORIES.includes(category))) {
    throw new Error(`${place}: ${line} is no header`);
  }
  return {
    ...{ source, family, language },
    crisis: tier === "gray" ? undefined : tier !== "none",
    tier: tier as Example["tier"],
    categories: named as CrisisCategory[],
    signals: new Set(list(signals)),
  };
}

function list(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part && part !== "-");
}

interface Row {
  readonly text: string;
  readonly label: boolean | null;
  readonly tier: Example["tier"];
  readonly categories: readonly CrisisCategory[];
  readonly source: string;
  readonly family: string;
  readonly lang: string;
}

/** Reads a folder of judged texts that are not ours: one JSON object a line in every `.jsonl` file. */
export function readJudged(folder: string): readonly Example[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .toSorted()
    .flatMap((name) =>
      readFileSync(path.join(folder, name), "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => {
          const row = JSON.parse(line) as Row;
          return {
            text: row.text,
            crisis: row.label ?? undefined,
            tier: row.tier,
            categories: row.categories,
            signals: undefined,
            source: row.source,
            family: row.family,
            language: row.lang,
          };
        }),
    );
}
