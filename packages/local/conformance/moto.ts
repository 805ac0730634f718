import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LIKE } from "./dynamodb-deviations.ts";
import {
  ASK_TIMEOUT_MS,
  AWS_CLIENT,
  type Engine,
  type EngineOptions,
  FETCH_TIMEOUT_MS,
  lastLines,
  startServer,
  Unavailable,
} from "./engine.ts";
import { run } from "./guarded-process.ts";
import { makeStageTables } from "./stage-tables.ts";

const VERSION = "5.2.5";
const LEAST_MINOR_PYTHON_3 = 10;

/** Its own server answers requests side by side and has no lock: a condition could be overtaken by another write. */
const ONE_BY_ONE = `
import sys
from werkzeug.serving import run_simple
from moto.server import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
app = DomainDispatcherApplication(create_backend_app)
run_simple("127.0.0.1", int(sys.argv[1]), app, threaded=False, request_handler=MotoRequestHandler)
`;

/** The DynamoDB of moto, in memory, which does one request after the other. */
export async function startMoto(options: EngineOptions): Promise<Engine> {
  const { signal } = options;
  const version = await pythonVersion(signal);
  const python = await fetchMoto(version, options);
  const { port, server } = await startServer({
    program: python,
    given: (port) => ["-c", ONE_BY_ONE, String(port)],
    isReady: async (port) => (await fetch(`http://127.0.0.1:${port}/moto-api/data.json`)).ok,
    signal,
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await makeStageTables(url, signal);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    title: `moto ${VERSION} (Python ${version})`,
    environment: { ...AWS_CLIENT, AWS_ENDPOINT_URL_DYNAMODB: url, [LIKE]: "moto" },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

/** The version of `python3` on the path. Throws `Unavailable` when there is none or it is too old. */
async function pythonVersion(signal: AbortSignal): Promise<string> {
  const { code, output } = await run("python3", ["--version"], { timeoutMs: ASK_TIMEOUT_MS, signal });
  const [, version = "", minor] = /^Python (3\.(\d+)\S*)/m.exec(output) ?? [];
  const needed = `it needs Python 3.${LEAST_MINOR_PYTHON_3}`;
  if (code !== 0 || version === "") throw new Unavailable(`${needed}, and there is none`);
  if (Number(minor) < LEAST_MINOR_PYTHON_3) throw new Unavailable(`${needed}, and this is ${version}`);
  return version;
}

/** The Python that has moto; pip fetches it the first time. Throws `Unavailable` when that is not possible. */
async function fetchMoto(pythonVersion: string, { cacheFolder, signal, tell }: EngineOptions): Promise<string> {
  // An environment is of no use to another Python than the one that made it.
  const folder = join(cacheFolder, `${VERSION}-python-${pythonVersion}`);
  const python = join(folder, "bin", "python");
  const complete = join(folder, "complete");
  if (existsSync(complete)) return python;

  tell(`Fetching moto ${VERSION} (once) ...`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const environment = await run("python3", ["-m", "venv", folder], { timeoutMs: FETCH_TIMEOUT_MS, signal });
  if (environment.code !== 0) {
    throw new Unavailable(`Python could not make an environment for it. ${lastLines(environment.output)}`);
  }
  const given = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
  const install = await run(python, [...given, `moto[server]==${VERSION}`], { timeoutMs: FETCH_TIMEOUT_MS, signal });
  if (install.code !== 0) throw new Unavailable(`pip could not fetch it. ${lastLines(install.output)}`);
  writeFileSync(complete, "");
  return python;
}
