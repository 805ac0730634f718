import { fixedText } from "@jules/core/disclosure";

const DISCLOSURES: ReadonlySet<string> = new Set(
  (["disclosure", "reminder", "break-reminder", "periodic"] as const).flatMap((code) =>
    (["en", "es"] as const).map((language) => fixedText(code, language).body),
  ),
);

/** Whether a text of ours says, in a line of its own, what Jules is. */
export function discloses(body: string): boolean {
  return body.split("\n").some((line) => DISCLOSURES.has(line));
}

/** The words of a text without the disclosure that went with them; a disclosure by itself stays. */
export function withoutDisclosure(body: string): string {
  const lines = body.split("\n");
  return lines.length > 1 ? lines.filter((line) => !DISCLOSURES.has(line)).join("\n") : body;
}
