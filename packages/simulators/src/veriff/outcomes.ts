import { isRecord } from "../http-server.ts";

/** What a visit to the hosted page can come to. */
export type Outcome =
  | { readonly kind: "adult" | "minor" | "child" | "no-date-of-birth" | "unborn" }
  | { readonly kind: "born-on"; readonly dateOfBirth: string }
  | { readonly kind: "estimate"; readonly age: number }
  | { readonly kind: "declined" | "resubmit" | "review-then-approve" | "abandon" };

const plainKinds = [
  "adult",
  "minor",
  "child",
  "no-date-of-birth",
  "unborn",
  "declined",
  "resubmit",
  "review-then-approve",
  "abandon",
] as const;

/** An outcome from a form or from JSON; undefined when it is none. Any date will do, also one that does not exist. */
export function parseOutcome(value: unknown): Outcome | undefined {
  if (!isRecord(value)) return undefined;
  const { outcome, dateOfBirth } = value;
  if (outcome === "estimate") {
    const age = value.age === "" ? Number.NaN : Number(value.age);
    return age >= 0 && age <= 120 ? { kind: "estimate", age } : undefined;
  }
  if (outcome === "born-on") {
    return typeof dateOfBirth === "string" ? { kind: "born-on", dateOfBirth } : undefined;
  }
  const kind = plainKinds.find((each) => each === outcome);
  return kind && { kind };
}

/** The date of birth that an outcome shows, as the document would: YYYY-MM-DD, or null when it shows none. */
export function dateOfBirthOf(outcome: Outcome, now: number): string | null {
  switch (outcome.kind) {
    case "born-on":
      return outcome.dateOfBirth;
    case "minor":
      return yearsBefore(now, 15);
    case "child":
      return yearsBefore(now, 11);
    case "unborn":
      return yearsBefore(now, -1);
    case "no-date-of-birth":
    case "estimate":
      return null;
    case "adult":
    case "declined":
    case "resubmit":
    case "review-then-approve":
    case "abandon":
      return yearsBefore(now, 28);
    default:
      return outcome satisfies never;
  }
}

/** A birthday that was about three months ago, so that the age is the same in every zone. */
function yearsBefore(now: number, years: number): string {
  const date = new Date(now - 100 * 86_400_000);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return date.toISOString().slice(0, 10);
}
