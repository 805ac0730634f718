import { readFileSync } from "node:fs";
import path from "node:path";

/** What a reasonable person would take a text for. unclear: may mean the texts, or the moment. */
type Meaning = "revoke" | "unclear" | "none";

/** A text somebody wrote down by hand, and what it means. */
export interface Judged {
  readonly text: string;
  readonly family: string;
  readonly language: string;
  readonly meaning: Meaning;
}

const FOLDER = path.join(import.meta.dirname, "..", "..", "revocations");

/**
 * Reads the texts of one part: a line `# family | language | meaning`, then one text a line. The wording was made with the
 * families of `tuning` in view; those of `held-out` were written down before it, and nothing was changed for their sake.
 * @throws when a header is not of that form.
 */
export function readJudged(part: "tuning" | "held-out"): readonly Judged[] {
  const judged: Judged[] = [];
  let header: Omit<Judged, "text"> | undefined;
  for (const line of readFileSync(path.join(FOLDER, `${part}.txt`), "utf8").split("\n")) {
    if (line.startsWith("# ")) header = headerOf(line);
    else if (line.trim()) {
      if (!header) throw new Error(`${part}: a text before the first family`);
      // Spaces around it are part of a text.
      judged.push({ ...header, text: line });
    }
  }
  return judged;
}

function headerOf(line: string): Omit<Judged, "text"> {
  const [family, language, meaning] = line.slice(2).split(" | ");
  if (!family || !language || !isMeaning(meaning)) throw new Error(`${line} is no header`);
  return { family, language, meaning };
}

function isMeaning(value: string | undefined): value is Meaning {
  return value === "revoke" || value === "unclear" || value === "none";
}
