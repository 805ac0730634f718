import { AGE_TEXT_CODES, ageText } from "@jules/core/age";
import { fixedText } from "@jules/core/disclosure";

const DISCLOSURES: ReadonlySet<string> = new Set(
  (["disclosure", "reminder", "break-reminder", "periodic"] as const).flatMap((code) =>
    (["en", "es"] as const).map((language) => fixedText(code, language).body),
  ),
);

/** How the fixed texts about age begin; what follows may be a link. */
const AGE_TEXTS: readonly string[] = AGE_TEXT_CODES.flatMap((code) =>
  (["en", "es"] as const).map((language) => ageText(code, language).body.slice(0, 40)),
);

/** Whether a text of ours is a fixed one about age, which no companion says. */
export function isAboutAge(body: string): boolean {
  return AGE_TEXTS.some((beginning) => body.startsWith(beginning));
}

/** Whether a text of ours says, in a line of its own, what Jules is. */
export function discloses(body: string): boolean {
  return body.split("\n").some((line) => DISCLOSURES.has(line));
}

/** The words of a text without the disclosure that went with them; a disclosure by itself stays. */
export function withoutDisclosure(body: string): string {
  const lines = body.split("\n");
  return lines.length > 1 ? lines.filter((line) => !DISCLOSURES.has(line)).join("\n") : body;
}
