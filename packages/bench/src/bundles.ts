import { mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Resource, type Synthesis, synthesize } from "@jules/local/synthesis";

const CACHE = fileURLToPath(new URL("../../../.jules/synthesis", import.meta.url));
const OUTPUT = fileURLToPath(new URL("../.jules/baselines", import.meta.url));
const BASELINES = new URL("../baselines/", import.meta.url);

/** A function as it is deployed. */
export interface DeployedFunction {
  /** The module that Lambda loads. */
  readonly file: string;
  /** Node's options, as the stacks set them. */
  readonly nodeOptions: string;
}

/** All functions of the stacks by their folder in `packages/functions/src`, bundled as a deployment bundles them. */
export async function deployedFunctions(): Promise<ReadonlyMap<string, DeployedFunction>> {
  const synthesis = await synthesize({ stage: "test", cacheDirectory: CACHE, environment: {} });
  return new Map(
    Object.entries(synthesis.functions).map(([id, { codeDirectory, handler }]) => {
      const folder = handler.replace("packages/functions/src/", "").replace("/index.handler", "");
      const { NODE_OPTIONS = "" } = resource(synthesis, id).Properties?.Environment?.Variables ?? {};
      const file = join(codeDirectory, handler.replace(/\.handler$/, ".mjs"));
      return [folder, { file, nodeOptions: NODE_OPTIONS }];
    }),
  );
}

function resource({ templates }: Synthesis, id: string): Resource {
  const [stack = "", logicalId = ""] = id.split("/");
  const found = templates[stack]?.Resources[logicalId];
  if (!found) throw new Error(`no resource ${id}`);
  return found;
}

/** A baseline that runs from its source: it imports what it needs from `node_modules`. */
export function unbundledBaseline(name: string): string {
  return fileURLToPath(new URL(`${name}.mjs`, BASELINES));
}

/** Bundles baselines with the bundler and the options that the functions are bundled with; answers their files. */
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
      // As in `sst/runtime/handlers/node.js` and `stacks/function.ts`.
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

/** SST pins an esbuild of its own, which is what bundles the functions. */
function bundlerOfSst(): { build(options: Readonly<Record<string, unknown>>): Promise<unknown> } {
  return createRequire(import.meta.resolve("sst/constructs"))("esbuild");
}
