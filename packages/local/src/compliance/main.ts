/** `npm run compliance`: writes docs/compliance.md, and the figures of the rules that Lambdas load. */
import { writeFile } from "node:fs/promises";
import { instant } from "@jules/core/kernel";
import { complianceDocument } from "./document.ts";
import { figuresFile } from "./figures-file.ts";
import { REQUIREMENTS } from "./requirements.ts";
import { staleContacts } from "./stale-contacts.ts";

const DOCUMENT = new URL("../../../../docs/compliance.md", import.meta.url);
const FIGURES = new URL("../../../core/src/rules/figures.ts", import.meta.url);

await writeFile(DOCUMENT, complianceDocument());
await writeFile(FIGURES, figuresFile());

const open = REQUIREMENTS.filter((each) => each.open).map(({ id }) => id);
if (open.length > 0) process.stderr.write(`Not proven yet: ${open.join(", ")}\n`);
const stale = staleContacts(instant(new Date().toISOString()));
if (stale.length > 0) process.stderr.write(`To be verified again, after sixty days: ${stale.join(", ")}\n`);
