/** `npm run consent:evaluate`: measures how well revocations in plain words are heard, and writes the page of figures. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { page } from "./page.ts";
import { readJudged } from "./texts.ts";

const PAGE = path.join(import.meta.dirname, "..", "..", "..", "..", "docs", "revocation-evaluation.md");

const figures = page(readJudged("held-out"), readJudged("tuning"));
writeFileSync(PAGE, figures);
process.stdout.write(figures);
