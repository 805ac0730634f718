import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  ASK_TIMEOUT_MS,
  type Engine,
  type EngineOptions,
  FETCH_TIMEOUT_MS,
  lastLines,
  startServer,
  Unavailable,
} from "./engine.ts";
import { run } from "./guarded-process.ts";

const VERSION = "v0.203.0";
const MODULE = "github.com/stripe/stripe-mock";

/**
 * Stripe's own stand-in, which has no state and knows of every request what may be in it: from the description of the API that it
 * was built with. That is one version behind ours; what it therefore refuses is listed by name in the suite.
 */
export async function startStripeMock(options: EngineOptions): Promise<Engine> {
  const { signal } = options;
  const program = await fetched(options);
  const apiVersion = await describedVersion(options);
  const { port, server } = await startServer({
    program,
    given: (port) => ["-http-addr", `127.0.0.1:${port}`],
    isReady: async (port) => (await fetch(`http://127.0.0.1:${port}/v1/prices`)).status < 500,
    signal,
  });
  return {
    title: `stripe-mock ${VERSION} (API ${apiVersion})`,
    environment: { STRIPE_MOCK_URL: `http://127.0.0.1:${port}`, STRIPE_SUPPRESS_NOTICES: "true" },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

/** Built by Go, out of its module proxy, the first time. Throws `Unavailable` when there is no Go, or it cannot. */
async function fetched({ cacheFolder, signal, tell }: EngineOptions): Promise<string> {
  const { code } = await run("go", ["version"], { timeoutMs: ASK_TIMEOUT_MS, signal });
  if (code !== 0) throw new Unavailable("it needs Go, and there is none");
  const folder = join(cacheFolder, VERSION);
  const program = join(folder, "stripe-mock");
  if (existsSync(program)) return program;

  tell(`Building stripe-mock ${VERSION} (once) ...`);
  mkdirSync(folder, { recursive: true });
  const install = await run("go", ["install", `${MODULE}@${VERSION}`], {
    environment: { GOBIN: folder },
    timeoutMs: FETCH_TIMEOUT_MS,
    signal,
  });
  if (install.code !== 0) throw new Unavailable(`Go could not build it. ${lastLines(install.output)}`);
  return program;
}

/** The version of the API in the description that it was built with; it does not say so itself. */
async function describedVersion({ signal }: EngineOptions): Promise<string> {
  const { code, output } = await run("go", ["env", "GOMODCACHE"], { timeoutMs: ASK_TIMEOUT_MS, signal });
  const file = join(output.trim(), `${MODULE}@${VERSION}`, "embedded", "openapi", "spec3.json");
  if (code !== 0 || !existsSync(file)) return "of unknown version";
  return /"version": ?"(\d{4}-\d\d-\d\d\.\w+)"/.exec(readFileSync(file, "utf8"))?.[1] ?? "of unknown version";
}
