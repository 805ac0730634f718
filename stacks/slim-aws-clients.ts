import { readFile } from "node:fs/promises";

/** Of these no error is told from another by its class. DynamoDB's are: its stores go by what a refused condition carries. */
const TABLES = /[\\/]@aws-sdk[\\/]client-(?:kms|sqs|ssm)[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/;

/** What we use of esbuild's plugins (https://esbuild.github.io/plugins/). */
interface Build {
  onLoad(
    options: { readonly filter: RegExp },
    load: (args: { readonly path: string }) => Promise<{ readonly contents: string }>,
  ): void;
}

/**
 * Leaves out of a bundle what AWS' clients know of operations that nobody calls: of Systems Manager's, 70 of 78 kB, a
 * twentieth of a turn's cold start. Their tables register each error that any operation may answer with, so a bundler has to
 * keep all of them. An error that is not registered is one all the same, as one that is newer than the client: with its message,
 * its status and as many attempts. Its name is the one on the wire, which for SQS is the code of the old query protocol.
 */
export const slimAwsClients = {
  name: "slim-aws-clients",
  setup(build: Build): void {
    build.onLoad({ filter: TABLES }, async ({ path }) => ({ contents: slimmed(await readFile(path, "utf8")) }));
  },
};

/** A client's table without the registrations, and with the names of its traits in their place, so that what is unused can go. */
export function slimmed(table: string): string {
  const names = new Map(
    [...table.matchAll(/^const (\w+) = ("[^"]*");$/gm)].map(([, name = "", text = ""]) => [name, text]),
  );
  return table
    .replace(/^n0_registry\.registerError\(\w+\$, \w+\);$/gm, "")
    .replace(/\[(\w+)\]:/g, (key, name: string) => (names.has(name) ? `${names.get(name)}:` : key));
}
