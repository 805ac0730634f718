import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ASK_TIMEOUT_MS, type EngineOptions, FETCH_TIMEOUT_MS, lastLines, Unavailable } from "./engine.ts";
import { run } from "./guarded-process.ts";

export interface Artifact {
  readonly group: string;
  readonly name: string;
  readonly version: string;
}

const LEAST_JAVA = 17;
const COPY_DEPENDENCIES = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

/** A small heap and a quick start: an engine lives for a minute, beside the suites. */
export const JAVA_OPTIONS = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"];

/** The version of `java` on the path. Throws `Unavailable` when there is none or it is too old. */
export async function javaVersion(signal: AbortSignal): Promise<string> {
  const { code, output } = await run("java", ["-version"], { timeoutMs: ASK_TIMEOUT_MS, signal });
  const version = /version "([^"]+)"/.exec(output)?.[1];
  if (code !== 0 || version === undefined) throw new Unavailable(`it needs Java ${LEAST_JAVA}, and there is none`);
  if (Number.parseInt(version, 10) < LEAST_JAVA) {
    throw new Unavailable(`it needs Java ${LEAST_JAVA}, and this is ${version}`);
  }
  return version;
}

/**
 * The folder with an artifact's jars and native libraries and all it depends on; Maven fetches them the first time.
 * Throws `Unavailable` when there is no Maven or it cannot.
 */
export async function fetchJars(artifact: Artifact, options: EngineOptions): Promise<string> {
  const { name, version } = artifact;
  const folder = join(options.cacheFolder, version);
  const jars = join(folder, "jars");
  const complete = join(folder, "complete");
  if (existsSync(complete)) return jars;

  options.tell(`Fetching ${name} ${version} (once) ...`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(jars, { recursive: true });
  const pom = join(folder, "pom.xml");
  writeFileSync(pom, projectOf(artifact));
  const given = ["-B", "-q", "-f", pom, COPY_DEPENDENCIES, `-DoutputDirectory=${jars}`];
  const { code, output } = await run("mvn", given, { timeoutMs: FETCH_TIMEOUT_MS, signal: options.signal });
  if (code === 127) throw new Unavailable("it is fetched with Maven, and there is none");
  if (code !== 0) throw new Unavailable(`Maven could not fetch it. ${lastLines(output)}`);
  writeFileSync(complete, "");
  return jars;
}

function projectOf({ group, name, version }: Artifact): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>jules</groupId>
  <artifactId>conformance</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>${group}</groupId>
      <artifactId>${name}</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;
}
