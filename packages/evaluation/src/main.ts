import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { injectionSection } from "./injection/section.ts";
import { liveMemory, memorySection } from "./memory/section.ts";
import { personaCommand } from "./persona/command.ts";
import { personaSection } from "./persona/section.ts";
import { promptSection } from "./prompt/section.ts";
import type { Section } from "./section.ts";
import { texts } from "./texts/index.ts";

const REPORT = new URL("../../../docs/evaluation.md", import.meta.url);

const INTRODUCTION = `# What Jules does as a companion, measured

Made by \`npm run evaluate\`, and never by hand. Every figure comes from the corpora in \`packages/evaluation\` and from this code.
`;

/** Every part, in the order of the report. */
const SECTIONS: readonly (() => Promise<Section>)[] = [
  personaSection,
  promptSection,
  memorySection,
  texts,
  injectionSection,
];

const { values } = parseArgs({
  options: {
    live: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
    compare: { type: "string" },
    model: { type: "string" },
  },
});
const { live, record, compare } = values;

if (live || record || compare) {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl } = process.env;
  const { text, isKept } = await personaCommand(values, { apiKey, baseUrl });
  process.stdout.write(text);
  if (live && apiKey) process.stdout.write(`\n${await liveMemory({ apiKey, baseUrl })}\n`);
  if (!isKept) process.exitCode = 1;
} else {
  await report();
}

async function report(): Promise<void> {
  const sections: Section[] = [];
  for (const measure of SECTIONS) sections.push(await measure());
  const text = [INTRODUCTION, ...sections.map((section) => `## ${section.title}\n\n${section.text}\n`)].join("\n");
  writeFileSync(REPORT, text);
  process.stdout.write(text);
  if (!sections.every(({ isKept }) => isKept)) process.exitCode = 1;
}
