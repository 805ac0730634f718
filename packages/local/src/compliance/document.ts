import { instant } from "@jules/core/kernel";
import { privacyNotice, RETENTION, type Retained } from "@jules/core/privacy";
import { limitsAt, nextChanges, OWN_CHOICES, RULES, RULES_DAY, RULES_VERSION, type Rule } from "@jules/core/rules";
import { demandInWords } from "./demand-in-words.ts";
import { type NamedTest, REQUIREMENTS, type Requirement } from "./requirements.ts";

/** The text of docs/compliance.md: made of the rules, the requirements and the retention schedule, and of nothing else. */
export function complianceDocument(): string {
  return `${[
    "# Compliance",
    "Written by `npm run compliance` from `core/src/rules/rules-data.ts`, `local/src/compliance/requirements.ts` and `core/src/privacy/retention.ts`; a test compares it. An engineering reference, not legal advice.",
    `Rules: version ${RULES_VERSION}, last looked up on ${RULES_DAY}. “Already” means that everybody gets it now, wherever they live, so that its day changes nothing.`,
    "## What the code reads",
    limits(),
    "## Requirement, rule, test",
    requirements(),
    "## Rules by their day",
    rules((rule) => "from" in rule.begins),
    "## Rules that need a switch",
    "A switch is a word in the parameter `RuleSwitches`; it counts within five minutes and needs no deployment.",
    rules((rule) => "switch" in rule.begins),
    "## Rules of which it is not known whether they are law",
    rules((rule) => "open" in rule.begins),
    "## What is to come",
    `After ${RULES_DAY}:`,
    calendar(),
    "## What is kept, and for how long",
    retention(),
  ].join("\n\n")}\n`;
}

function limits(): string {
  const { disclosureMinutes, silenceMinutes, proactiveHours, proactivePerDay, ...others } = limitsAt(
    instant(`${RULES_DAY}T00:00:00Z`),
  );
  const { disclosureMargin, silenceMinutes: silence, recycledAfterDays } = OWN_CHOICES;
  return table(
    ["limit", "figure", "why, where it is ours"],
    [
      ["disclosure to verified adults", `${disclosureMinutes.verifiedAdult} min`, disclosureMargin.reason],
      ["disclosure to everybody else", `${disclosureMinutes.anybodyElse} min`, "the same"],
      ["silence that ends an interaction", `${silenceMinutes} min`, silence.reason],
      ["texts that we begin", `${proactiveHours.from}:00 to ${proactiveHours.to}:00, ${proactivePerDay} in 24 h`, ""],
      ["confirmation of an opt-out", `${others.optOutConfirmationMinutes} min`, ""],
      [
        "silence after which a number may be somebody else's",
        `${others.recycledAfterDays} days`,
        recycledAfterDays.reason,
      ],
      ["youngest member", `${others.adultYears} years`, ""],
    ],
  );
}

function requirements(): string {
  return table(
    ["id", "requirement", "rules", "proved by"],
    REQUIREMENTS.map((each) => [each.id, each.requirement, each.rules.map(code).join(", "), proof(each)]),
  );
}

function proof({ tests, instead, open }: Requirement): string {
  const byFile = Map.groupBy(tests, ({ file }: NamedTest) => file);
  const parts = [...byFile].map(([file, named]) => `${code(file)}: ${named.map(({ name }) => `“${name}”`).join(", ")}`);
  return [...parts, instead && `No test: ${instead}`, open && `**Open:** ${open}`].filter(Boolean).join("; ");
}

function rules(isWanted: (rule: Rule) => boolean): string {
  const wanted = RULES.filter(isWanted).toSorted((one, other) => beginning(one).localeCompare(beginning(other)));
  return table(
    ["begins", "rule", "what", "asks for", "applied", "where it is written", "note"],
    wanted.map((rule) => [
      ...[beginning(rule), code(rule.code), rule.title, rule.asks.map(demandInWords).join("; ")],
      ...[rule.applied.replaceAll("-", " "), rule.citation, rule.note ?? ""],
    ]),
  );
}

function beginning({ begins }: Rule): string {
  if ("from" in begins) return begins.from;
  return "switch" in begins ? code(begins.switch) : begins.open;
}

function calendar(): string {
  const changes = nextChanges(instant(`${RULES_DAY}T23:59:59.999Z`));
  return table(
    ["day", "rule", "what"],
    changes.map(({ on, rule, what }) => [on, code(rule), what]),
  );
}

function retention(): string {
  const { kept } = privacyNotice("en");
  const inWords = new Map(kept.map((each) => [each.code, each.howLong]));
  const schedule: readonly Retained[] = RETENTION;
  return table(
    ["class", "what", "where", "how long", "how it goes", "with an erasure", "because of"],
    schedule.map((each) => [
      ...[code(each.code), each.what.en, each.where.join("; "), inWords.get(each.code) ?? ""],
      ...[each.goes.map((going) => going.replaceAll("-", " ")).join(", "), each.isErasable ? "goes" : "stays"],
      each.because.map(code).join(", "),
    ]),
  );
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
