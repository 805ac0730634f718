import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AWS_CLIENT, type Engine, type EngineOptions, startServer } from "./engine.ts";
import { fetchJars, JAVA_OPTIONS, javaVersion } from "./java.ts";

const VERSION = "1.7.1";

/** ElasticMQ with strict limits, in memory. */
export async function startElasticmq(options: EngineOptions): Promise<Engine> {
  const { signal, cacheFolder } = options;
  const java = await javaVersion(signal);
  const jars = await fetchJars({ group: "org.elasticmq", name: "elasticmq-server_2.13", version: VERSION }, options);
  const { port, server } = await startServer({
    program: "java",
    given: (port) => [...JAVA_OPTIONS, `-Dconfig.file=${configure(cacheFolder, port)}`, "-cp", `${jars}/*`, MAIN],
    isReady: async (port) => (await fetch(`http://127.0.0.1:${port}/?Action=ListQueues`)).ok,
    signal,
  });
  return {
    title: `ElasticMQ ${VERSION} (Java ${java})`,
    environment: { ...AWS_CLIENT, AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${port}` },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

const MAIN = "org.elasticmq.server.Main";

function configure(folder: string, port: number): string {
  const file = join(folder, "elasticmq.conf");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    `include classpath("application.conf")
node-address { protocol = http, host = "127.0.0.1", port = ${port}, context-path = "" }
rest-sqs { enabled = true, bind-hostname = "127.0.0.1", bind-port = ${port}, sqs-limits = strict }
rest-stats { enabled = false }
`,
  );
  return file;
}
