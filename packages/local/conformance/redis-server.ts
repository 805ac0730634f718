import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { delimiter, dirname, join } from "node:path";
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

/** What the server of Debian needs beside what every machine has. */
const DEBIAN_PACKAGES = ["redis-server", "redis-tools", "liblzf1", "libjemalloc2"];

/** A real Redis that keeps nothing: the one on the path, or else the one of Debian. */
export async function startRedisServer(options: EngineOptions): Promise<Engine> {
  const { signal } = options;
  const program = onPath("redis-server") ?? (await fetchFromDebian(options));
  const { output } = await run(program, ["--version"], { timeoutMs: ASK_TIMEOUT_MS, signal });
  const version = /v=(\S+)/.exec(output)?.[1] ?? "of unknown version";
  const { port, server } = await startServer({
    program,
    given: (port) => ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    isReady: answersPing,
    signal,
  });
  return {
    title: `Redis ${version}`,
    environment: {
      JULES_REDIS_URL: `redis://127.0.0.1:${port}`,
      // Suites that start a server of their own find the same program.
      PATH: `${dirname(program)}${delimiter}${process.env.PATH}`,
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/** Unpacks the server into the cache, without installing it. Throws `Unavailable` where that is not possible. */
async function fetchFromDebian({ cacheFolder, signal, tell }: EngineOptions): Promise<string> {
  const program = join(cacheFolder, "bin", "redis-server");
  if (existsSync(program)) return program;
  if (!onPath("apt-get") || !onPath("dpkg"))
    throw new Unavailable("there is no redis-server, and no Debian to get it from");

  tell("Fetching redis-server (once) ...");
  rmSync(cacheFolder, { recursive: true, force: true });
  const packages = join(cacheFolder, "packages");
  const root = join(cacheFolder, "root");
  for (const folder of [packages, root, dirname(program)]) mkdirSync(folder, { recursive: true });
  const download = await run("apt-get", ["download", ...DEBIAN_PACKAGES], {
    folder: packages,
    timeoutMs: FETCH_TIMEOUT_MS,
    signal,
  });
  if (download.code !== 0) {
    throw new Unavailable(`there is no redis-server, and apt-get could not fetch it. ${lastLines(download.output)}`);
  }
  for (const file of readdirSync(packages)) {
    const { code, output } = await run("dpkg", ["-x", join(packages, file), root], {
      timeoutMs: ASK_TIMEOUT_MS,
      signal,
    });
    if (code !== 0) throw new Unavailable(`redis-server could not be unpacked. ${lastLines(output)}`);
  }
  const libraries = readdirSync(join(root, "usr", "lib"))
    .map((name) => join(root, "usr", "lib", name))
    .join(":");
  writeFileSync(
    program,
    `#!/bin/sh\nLD_LIBRARY_PATH=${libraries} exec ${join(root, "usr", "bin", "redis-server")} "$@"\n`,
  );
  chmodSync(program, 0o755);
  return program;
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => socket.write("PING\r\n"));
    socket.once("data", (answer) => finish(answer.toString().startsWith("+PONG")));
    socket.once("error", () => finish(false));
  });
}
