import { writeFileSync } from "node:fs";
import { memorySection } from "./memory/section.ts";
import type { Section } from "./section.ts";

const REPORT = new URL("../../../docs/evaluation.md", import.meta.url);

const INTRODUCTION = `# What Jules does as a companion, measured

Made by \`npm run evaluate\`, and never by hand. Every figure comes from the corpora in \`packages/evaluation\` and from this code.
`;

/** Every part, in the order of the report. */
const SECTIONS: readonly (() => Promise<Section>)[] = [() => memorySection()];

const sections: Section[] = [];
for (const measure of SECTIONS) sections.push(await measure());
const text = [INTRODUCTION, ...sections.map((section) => `## ${section.title}\n\n${section.text}\n`)].join("\n");
writeFileSync(REPORT, text);
process.stdout.write(text);
if (!sections.every(({ isKept }) => isKept)) process.exitCode = 1;
