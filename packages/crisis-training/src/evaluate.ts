import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { assess } from "@jules/core/crisis/assessing";
import { detector, HEADS } from "@jules/core/crisis/detector";
import { type Example, readCorpus, readJudged } from "./corpus.ts";
import { f1, figuresOf, percent, share, type Verdict } from "./figures.ts";
import { lessonsOf } from "./learning.ts";
import { OF_EACH_PATTERN, plainSentences } from "./sentences.ts";
import { crossValidate, isElsewhere, isMessage, type Unseen } from "./validation.ts";

/**
 * Measures the detector and writes docs/safety-evaluation.md: on our own texts that it never saw, and, with `--data FOLDER`,
 * on judged texts of other people, as it stands and with each family held back. Without the folder the figures of the last
 * time are kept for as long as the weights are the same.
 */
const ROOT = path.join(import.meta.dirname, "..", "..", "..");
const RESULTS = path.join(import.meta.dirname, "..", "evaluation", "results.json");
const PAGE = path.join(ROOT, "docs", "safety-evaluation.md");

interface Results {
  readonly version: string;
  readonly date: string;
  readonly sections: Readonly<Record<string, string>>;
}

const { values } = parseArgs({ options: { data: { type: "string" } } });
const { version, act, watch, thresholds, isKnown } = detector();
const before = JSON.parse(readFileSync(RESULTS, "utf8")) as Results;
const own = readCorpus(path.join(import.meta.dirname, "..", "evaluation"));
const sections: Record<string, string> = { own: tableOf(own.map(asItStands)) };
if (values.data) Object.assign(sections, ofOthers(readJudged(values.data)));
else if (before.version === version) Object.assign(sections, { ...before.sections, ...sections });
const results: Results = { version, date: new Date().toISOString().slice(0, 10), sections };
writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
writeFileSync(PAGE, page(results));
process.stdout.write(
  `${Object.entries(sections)
    .map(([name, table]) => `## ${name}\n\n${table}`)
    .join("\n\n")}\n`,
);

function asItStands(example: Example): Verdict {
  const { verdict, categories } = assess(example.text);
  return { example, acts: verdict === "act", watches: verdict !== "clear", categories };
}

function heldBack({ example, logOdds, risk }: Unseen): Verdict {
  const categories = (["suicide", "self-harm", "violence", "abuse"] as const).filter(
    (name) => (logOdds[HEADS.indexOf(name)] ?? 0) >= thresholds[name],
  );
  return { example, acts: risk >= act, watches: risk >= watch, categories };
}

function ofOthers(judged: readonly Example[]): Record<string, string> {
  const examples = [
    ...readCorpus(path.join(import.meta.dirname, "..", "corpus")),
    ...plainSentences(OF_EACH_PATTERN),
    ...judged,
  ];
  const unseen = crossValidate(examples, lessonsOf(examples, isKnown)).map(heldBack);
  const others = unseen.filter(({ example }) => example.signals === undefined);
  return {
    "held-back": tableOfOthers(others),
    "held-back-own": tableOf(unseen.filter(({ example }) => example.signals !== undefined)),
    "as-it-stands": tableOfOthers(judged.map(asItStands)),
  };
}

function tableOf(verdicts: readonly Verdict[]): string {
  const counted = verdicts.filter(({ example }) => example.crisis !== undefined);
  return [
    "| texts | number | acted on, % | acted on or watched, % |",
    "| --- | --- | --- | --- |",
    ...figuresOf(counted).map((line) => `| ${line.join(" | ")} |`),
  ].join("\n");
}

function tableOfOthers(verdicts: readonly Verdict[]): string {
  const counted = verdicts.filter(({ example }) => example.crisis !== undefined);
  const harmless = counted.filter(({ example }) => example.crisis === false);
  const acted = (some: readonly Verdict[]) =>
    percent(
      share(some, ({ acts }) => acts),
      2,
    );
  const watched = (some: readonly Verdict[]) =>
    percent(
      share(some, ({ watches }) => watches),
      2,
    );
  const line = (name: string, some: readonly Verdict[]) =>
    `| ${name} | ${some.length} | ${acted(some)} | ${watched(some)} |`;
  const sources = [...new Set(counted.map(({ example }) => example.source))].toSorted();
  return [
    tableOf(counted.filter(({ example }) => example.crisis)),
    line(
      "real text messages (false alarms)",
      harmless.filter(({ example }) => isMessage(example)),
    ),
    line(
      "crises, without `challenge`",
      counted.filter(({ example }) => example.crisis && example.source !== "challenge"),
    ),
    line(
      "other sets without a crisis (false alarms)",
      harmless.filter(({ example }) => isElsewhere(example)),
    ),
    ...sources.flatMap((source) => {
      const of = counted.filter(({ example }) => example.source === source);
      const crises = of.filter(({ example }) => example.crisis);
      const rest = of.filter(({ example }) => !example.crisis);
      return [
        ...(crises.length > 0 ? [line(`${source}, crises`, crises)] : []),
        ...(rest.length > 0 ? [line(`${source}, no crises`, rest)] : []),
      ];
    }),
    "",
    `F1 of the categories: ${(["suicide", "self-harm", "violence", "abuse"] as const)
      .map((name) => `${name} ${f1(verdicts, name).toFixed(2)}`)
      .join(", ")}.`,
  ].join("\n");
}

function page({ version: measured, date, sections: tables }: Results): string {
  const table = (name: string) =>
    tables[name] ?? "Not measured with these weights yet: `npm run crisis:evaluate -- --data FOLDER`.";
  return `# How well the crisis check hears

Written by \`npm run crisis:evaluate\`; weights ${measured}, ${date}. In brackets the interval that holds the true share in 95 of
100 cases. Where the texts come from, what they are judged by and what the detector is not for: the
[data card](../packages/crisis-training/README.md).

**Acted on** means that the verdict stands alone: a grave text gets its fixed reply at once, a lesser one a caring answer.
**Watched** means that a second look is asked for, and that without one the text counts as a concern.

## Judged texts that are not in the repository, each family held back

The figure to trust most: five models, each judging families of phrasing that it was not trained on. \`challenge\` was written for this
project, by another hand than the detector's; the other sets are other people's. The operating points were set on these (real
messages: at most 0.30 % acted on, 2.9 % watched), so the false alarms here are by choice. GoEmotions, random comments of a
forum, is not among the "other sets without a crisis", which were chosen to be hard.

${table("held-back")}

## The same texts, by the weights that ship

They were trained on these texts: this shows that nothing went wrong, not how well it hears people it never met.

${table("as-it-stands")}

## Our own texts of the training, each family held back

Written to be hard: scenes and hints rather than words that give it away, and harmless texts that share their words.

${table("held-back-own")}

## Our own texts that it never saw

Other families by another hand, kept apart from the training and from every decision about the detector. People who never say it
outright: many of these cannot be told from everyday talk without knowing the person, which is what the second look, the
episode and the person at the other end of 988 are for.

${table("own")}
`;
}
