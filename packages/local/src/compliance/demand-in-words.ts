import type { Demand } from "@jules/core/rules";

/** What a rule asks for, as counsel reads it. */
export function demandInWords(demand: Demand): string {
  switch (demand.ask) {
    case "disclosure-at-start":
      return "disclosure at the start of an interaction";
    case "disclosure-interval":
      return `disclosure every ${byAge(demand.adults, demand.anybodyElse)}`;
    case "break-reminder":
      return `reminder to take a break every ${demand.anybodyElse} min (age not proven)`;
    case "truth-when-asked":
      return "the truth, whenever somebody asks";
    case "words":
      return `the words ${demand.words.map((phrase) => `“${phrase}”`).join(", ")}`;
    case "never":
      return `never: ${demand.never}`;
    case "quiet-hours":
      return `texts that we begin between ${demand.from}:00 and ${demand.to}:00 only`;
    case "cap":
      return `${demand.textsPerDay} texts that we begin in 24 h at most`;
    case "opt-out-words":
      return `opt-out by ${demand.words.join(", ")}`;
    case "opt-out-plain-words":
      return "opt-out in everyday words";
    case "opt-out-channels":
      return "opt-out by other ways than a text";
    case "opt-out-of-everything":
      return "an opt-out stops everything";
    case "opt-out-confirmation":
      return `${demand.texts} confirmation of an opt-out, within ${demand.withinMinutes} min`;
    case "opt-out-kept":
      return `opt-outs kept for ${demand.years} years`;
    case "help-word":
      return "HELP is answered";
    case "opt-in":
      return "opt-in with its elements";
    case "records":
      return `records kept for ${demand.years} years`;
    case "crisis-protocol":
      return `crisis protocol: ${demand.covers}`;
    case "protocol-published":
      return "protocol published";
    case "referral-count":
      return "referrals counted";
    case "referral-report":
      return `yearly report to ${demand.to}, first on ${demand.first}`;
    case "adults-only":
      return `${demand.years} and older only`;
    case "age-proof":
      return demand.of === "everybody" ? "proof of age from everybody" : "proof of age from who is doubted";
    case "children-out":
      return `under ${demand.underYears}: ended, deleted within ${demand.deletedWithinHours} h`;
    case "evidence-of-age-not-kept":
      return "evidence of age not kept";
    case "retention-published":
      return "retention schedule, published";
    case "request-answered":
      return `requests: receipt in ${demand.receiptBusinessDays} business days, answer in ${demand.days} days`;
    case "health-notice":
      return "notice on consumer health data";
    case "deletion-everywhere":
      return "deletion in backups and at processors as well";
    case "number-changes-hands":
      return "reassigned numbers recognised";
    case "subscription-notice":
      return "limits disclosed and accepted before a fee";
    case "renewal-terms":
      return "price, period and renewal said before, agreed to, and confirmed";
    case "ended-as-begun":
      return "a plan is ended as easily as it was begun";
    case "review":
      return `looked up every ${demand.every}: ${demand.what}`;
    default:
      return demand satisfies never;
  }
}

function byAge(adults: number | undefined, anybodyElse: number | undefined): string {
  if (adults === anybodyElse) return `${adults} min`;
  const parts = [adults && `${adults} min (adults)`, anybodyElse && `${anybodyElse} min (age not proven)`];
  return parts.filter(Boolean).join(", ");
}
