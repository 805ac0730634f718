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
  return REQUIREMENTS.map((each) =>
    [
      `### ${each.id}: ${each.requirement}`,
      bullets([`rules: ${each.rules.map(code).join(", ")}`, ...proofs(each)]),
    ].join("\n\n"),
  ).join("\n\n");
}

function proofs({ tests, instead, open }: Requirement): readonly string[] {
  const byFile = Map.groupBy(tests, ({ file }: NamedTest) => file);
  return [
    ...[...byFile].map(([file, named]) => `${code(file)}: ${named.map(({ name }) => code(name)).join(", ")}`),
    ...(instead ? [`no test, because: ${instead}`] : []),
    ...(open ? [`**open**: ${open}`] : []),
  ];
}

function rules(isWanted: (rule: Rule) => boolean): string {
  const wanted = RULES.filter(isWanted).toSorted((one, other) => beginning(one).localeCompare(beginning(other)));
  return wanted
    .map((rule) =>
      [
        `### ${rule.code}: ${rule.title}`,
        bullets([
          `written in: ${rule.citation}`,
          `begins: ${beginning(rule)}`,
          `applied: ${rule.applied.replaceAll("-", " ")}`,
          ...(rule.asks.length > 0 ? [`asks for: ${rule.asks.map(demandInWords).join("; ")}`] : []),
          ...(rule.note ? [`note: ${rule.note}`] : []),
        ]),
      ].join("\n\n"),
    )
    .join("\n\n");
}

function beginning({ begins }: Rule): string {
  if ("from" in begins) return begins.from;
  const named = begins.expected ? ` Its text names ${begins.expected}.` : "";
  return "switch" in begins ? `with the switch ${code(begins.switch)}.${named}` : `${begins.open}${named}`;
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
  return schedule
    .map((each) =>
      [
        `### ${each.code}: ${each.what.en}.`,
        bullets([
          `how long: ${inWords.get(each.code)}`,
          `where: ${each.where.map(code).join(", ")}`,
          `how it goes: ${each.goes.map((going) => going.replaceAll("-", " ")).join(", ")}; ${each.isErasable ? "goes" : "does not go"} with an erasure`,
          `because of: ${each.because.map(code).join(", ")}`,
        ]),
      ].join("\n\n"),
    )
    .join("\n\n");
}

function bullets(points: readonly string[]): string {
  return points.map((point) => `- ${point}`).join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

/** With columns as wide as their widest cell, as the formatter wants them. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((_, column) => Math.max(...[heads, ...rows].map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[], filler = " ") =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(" | ")} |`;
  return [
    line(heads),
    line(
      heads.map(() => ""),
      "-",
    ),
    ...rows.map((cells) => line(cells)),
  ].join("\n");
}
