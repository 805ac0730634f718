import { RESOURCES } from "@jules/core/crisis";
import { type Instant, millisecondsOf } from "@jules/core/kernel";

const LONGEST_DAYS = 60;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Crisis contacts that nobody has verified for more than sixty days: their codes. */
export function staleContacts(
  at: Instant,
  contacts: readonly { readonly code: string; readonly verifiedAt: string }[] = RESOURCES,
): readonly string[] {
  const isStale = ({ verifiedAt }: { readonly verifiedAt: string }) =>
    millisecondsOf(at) - Date.parse(verifiedAt) > LONGEST_DAYS * DAY_MS;
  return contacts.filter(isStale).map(({ code }) => code);
}
