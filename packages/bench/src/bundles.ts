import { mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { synthesize } from "@jules/local/synthesis";

const CACHE = fileURLToPath(new URL("../../../.jules/synthesis", import.meta.url));
const OUTPUT = fileURLToPath(new URL("../.jules/baselines", import.meta.url));
const BASELINES = new URL("../baselines/", import.meta.url);

/**
 * The module that Lambda loads, of all functions of the stacks by their folder in `packages/functions/src`; bundled as a
 * deployment bundles them.
 */
export async function deployedFunctions(): Promise<ReadonlyMap<string, string>> {
  const synthesis = await synthesize({ stage: "test", cacheDirectory: CACHE, environment: {} });
  return new Map(
    Object.values(synthesis.functions).map(({ codeDirectory, handler }) => {
      const folder = handler.replace("packages/functions/src/", "").replace("/index.handler", "");
      return [folder, join(codeDirectory, handler.replace(/\.handler$/, ".mjs"))];
    }),
  );
}

/** A baseline that runs from its source: it imports what it needs from `node_modules`. */
export function unbundledBaseline(name: string): string {
  return fileURLToPath(new URL(`${name}.mjs`, BASELINES));
}

/**
 * Bundles baselines as SST bundles a function, minified, and without whatever `stacks/function.ts` does beyond that;
 * answers their files.
 */
export async function bundleBaselines<Name extends string>(
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  await rm(OUTPUT, { recursive: true, force: true });
  await mkdir(OUTPUT, { recursive: true });
  const { build } = bundlerOfSst();
  for (const name of names) {
    await build({
      entryPoints: [unbundledBaseline(name)],
      outfile: join(OUTPUT, `${name}.mjs`),
      // As in `sst/runtime/handlers/node.js`.
      platform: "node",
      logLevel: "silent",
      bundle: true,
      keepNames: true,
      minify: true,
      format: "esm",
      target: "esnext",
      mainFields: ["module", "main"],
      sourcemap: true,
      sourcesContent: false,
      banner: { js: REQUIRE_IN_A_MODULE },
    });
  }
  return Object.fromEntries(names.map((name) => [name, join(OUTPUT, `${name}.mjs`)])) as Record<Name, string>;
}

const REQUIRE_IN_A_MODULE = `import { createRequire as topLevelCreateRequire } from 'module';
const require = topLevelCreateRequire(import.meta.url);
import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"
const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))`;

/** SST has an esbuild of its own (pnpm-workspace.yaml says which), and that is what bundles the functions. */
function bundlerOfSst(): { build(options: Readonly<Record<string, unknown>>): Promise<unknown> } {
  return createRequire(import.meta.resolve("sst/constructs"))("esbuild");
}
