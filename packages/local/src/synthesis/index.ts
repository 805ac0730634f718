import { execFile } from "node:child_process";
import { chmod, mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { keepNewestEntries } from "./cache-entries.ts";
import { contentHash } from "./content-hash.ts";
import { onlyOneAtATime } from "./only-one-at-a-time.ts";

export interface SynthesisRequest {
  readonly stage: string;
  /** Where syntheses are kept between runs; must be ignored by git. */
  readonly cacheDirectory: string;
  /** What `stacks/configuration.ts` reads. Nothing else of this process's environment reaches the synthesis. */
  readonly environment: Readonly<Record<string, string>>;
  /** Called when there is no earlier synthesis to use, before the seconds that a new one takes. */
  readonly onUncached?: () => void;
}

export interface Synthesis {
  /** Holds `assembly/`, as the CDK wrote it, with the reports of cdk-nag. */
  readonly directory: string;
  /** Whether an earlier synthesis of the same sources was used. */
  readonly cached: boolean;
  /** CloudFormation templates by the name of their stack. */
  readonly templates: Readonly<Record<string, Template>>;
  /** Bundled functions by "stack name/logical id". */
  readonly functions: Readonly<Record<string, BundledFunction>>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's properties differ per type; readers know the type they read
  readonly Properties?: Readonly<Record<string, any>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface BundledFunction {
  /** Folder with everything the function needs at run time. */
  readonly codeDirectory: string;
  /** `<path of the file in that folder, without extension>.<name of the export>` */
  readonly handler: string;
}

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const PROGRAM = join(ROOT, "stacks/synthesize.ts");
const INDEX_FILE = "synthesis.json";

/** Stages and environments alternate between `dev` and the tests; each has an entry, and a few old ones may stay. */
const ENTRIES_TO_KEEP = 8;

const run = promisify(execFile);

/**
 * Synthesizes the stacks and bundles the functions, without credentials or network.
 * Takes a few seconds, or some milliseconds if nothing that goes in has changed. Throws with the output of the synthesis if that fails.
 */
export async function synthesize(request: SynthesisRequest): Promise<Synthesis> {
  const { stage, environment } = request;
  const cacheDirectory = resolve(request.cacheDirectory);
  // The index holds absolute paths, so a cache that was moved is a different one.
  const directory = join(cacheDirectory, await contentHash(ROOT, [cacheDirectory, stage, environment]));
  await mkdir(cacheDirectory, { recursive: true });
  return await onlyOneAtATime(`${directory}.lock`, async () => {
    const known = await readSynthesis(directory);
    if (known) {
      await utimes(directory, new Date(), new Date());
      return { directory, cached: true, ...known };
    }
    request.onUncached?.();
    await synthesizeInto(directory, { ...request, cacheDirectory });
    await keepNewestEntries(cacheDirectory, ENTRIES_TO_KEEP);
    return { directory, cached: false, ...(await readIndex(directory)) };
  });
}

/** The index is written last, so a directory that has one is complete. */
async function synthesizeInto(directory: string, request: SynthesisRequest): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await runSynthesis(directory, request);
  await writeIndex(directory);
}

async function runSynthesis(
  directory: string,
  { stage, cacheDirectory, environment }: SynthesisRequest,
): Promise<void> {
  try {
    await run(process.execPath, [PROGRAM, ROOT, stage, directory], {
      env: {
        ...environment,
        PATH: await createProgramFolder(directory),
        NODE_COMPILE_CACHE: join(cacheDirectory, "compiled"),
        // SST then asks AWS for nothing.
        NODE_ENV: "test",
        SST_BUILD_CONCURRENCY: "4",
        // SST itself uses a few deprecated properties of the CDK.
        JSII_DEPRECATED: "quiet",
      },
    });
  } catch (cause) {
    await rm(directory, { recursive: true, force: true });
    const { stderr = "" } = cause as { stderr?: string };
    throw new Error(`The stacks of stage "${stage}" cannot be synthesized:\n${reasonIn(stderr)}`, { cause });
  }
}

/**
 * What an error that the stacks or SST raise on purpose says, without the source and the stack around it. Of any other, as
 * a TypeError, all is needed.
 */
function reasonIn(output: string): string {
  const [, message] = /^(?:Visible)?Error: (.*?)\n {4}at /ms.exec(output) ?? [];
  return message ?? output;
}

/**
 * The only folder on the synthesis's PATH. SST runs `npm install` for each function, also if everything is bundled;
 * an `npm` that does nothing saves seconds and keeps the network out.
 */
async function createProgramFolder(directory: string): Promise<string> {
  const folder = join(directory, "programs");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "npm"), "#!/bin/sh\n");
  await chmod(join(folder, "npm"), 0o755);
  return folder;
}

type Index = Pick<Synthesis, "templates" | "functions">;

/** Puts all templates, and where each function's code is, into one file that is quick to read. */
async function writeIndex(directory: string): Promise<void> {
  const assembly = join(directory, "assembly");
  const templates: Record<string, Template> = {};
  const functions: Record<string, BundledFunction> = {};
  for (const file of await readdir(assembly)) {
    const [stackName, isTemplate] = file.split(/(\.template\.json)$/);
    if (!stackName || !isTemplate) continue;
    const template = (await readJson(join(assembly, file))) as Template;
    const { files } = (await readJson(join(assembly, `${stackName}.assets.json`))) as AssetManifest;
    templates[stackName] = template;
    for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources)) {
      if (Type !== "AWS::Lambda::Function") continue;
      const asset = files[String(Properties?.Code.S3Key).replace(/\.zip$/, "")];
      if (!asset) throw new Error(`${stackName}/${logicalId} has no code.`);
      functions[`${stackName}/${logicalId}`] = {
        codeDirectory: asset.source.path,
        handler: Properties?.Handler,
      };
    }
  }
  await writeFile(join(directory, INDEX_FILE), JSON.stringify({ templates, functions } satisfies Index));
}

interface AssetManifest {
  readonly files: Readonly<Record<string, { readonly source: { readonly path: string } }>>;
}

async function readSynthesis(directory: string): Promise<Index | undefined> {
  try {
    return await readIndex(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function readIndex(directory: string): Promise<Index> {
  return (await readJson(join(directory, INDEX_FILE))) as Index;
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, "utf8"));
}
