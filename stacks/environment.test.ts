import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  resourcesOf,
  SECRET_OF_THE_DEPLOYER,
  synthesizeProduction,
  synthesizeTest,
} from "../packages/local/src/synthesis/synthesized-stages.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const synthesis = await synthesizeTest();

/** What SST gives to every function, for the runtime rather than for the handler. */
const FOR_THE_RUNTIME = ["AWS_NODEJS_CONNECTION_REUSE_ENABLED", "SST_APP", "SST_SSM_PREFIX", "SST_STAGE"];

const functions = resourcesOf(synthesis, "AWS::Lambda::Function").map(({ name, Properties }) => ({
  name,
  schemaFile: join(root, dirname(Properties.Handler), "environment.ts"),
  variables: withPlausibleReferences(Properties.Environment.Variables),
}));

describe.each(functions)("the environment of $name", ({ schemaFile, variables }) => {
  const loadSchema = async (): Promise<EnvironmentSchema> => (await import(schemaFile)).environmentSchema;

  test("has a schema beside the handler", () => {
    expect(existsSync(schemaFile)).toBe(true);
  });

  test("is what the function expects", async () => {
    const result = (await loadSchema()).safeParse(variables);
    expect(result.error?.issues ?? []).toEqual([]);
  });

  test("holds nothing that the function does not read", async () => {
    const known = [...Object.keys((await loadSchema()).shape), ...FOR_THE_RUNTIME];
    expect(Object.keys(variables).filter((variable) => !known.includes(variable))).toEqual([]);
  });
});

test("no secret gets into a template, not even one from the environment of whoever deploys", async () => {
  const templates = JSON.stringify((await synthesizeProduction()).templates);
  expect(templates).not.toContain(SECRET_OF_THE_DEPLOYER);
  expect(templates).not.toContain("{{resolve:");
});

/** What we need of a zod schema. */
interface EnvironmentSchema {
  readonly shape: Record<string, unknown>;
  safeParse(variables: unknown): { readonly error?: { readonly issues: readonly unknown[] } };
}

/** References are resolved at deployment only; every one of ours stands for a URL, a name or an ARN. */
function withPlausibleReferences(variables: Record<string, unknown>): Record<string, string> {
  const values = Object.entries(variables).map(([name, value]) => {
    const plausible = name.endsWith("_URL") ? "https://sqs.us-east-1.amazonaws.com/123456789012/queue" : "name";
    return [name, typeof value === "string" ? value : plausible];
  });
  return Object.fromEntries(values);
}
