import { fileURLToPath } from "node:url";
import { type Resource, type Synthesis, synthesize } from "./index.ts";

const CACHE_DIRECTORY = fileURLToPath(new URL("../../../../.jules/synthesis", import.meta.url));

/** Everything that a production stage must be told. The addresses lead nowhere. */
export const PRODUCTION_ENVIRONMENT = {
  BANDWIDTH_ACCOUNT_ID: "9900001",
  BANDWIDTH_APPLICATION_ID: "11111111-1111-4111-8111-111111111111",
  BANDWIDTH_NUMBERS: "+12025550101,+12025550102",
  UPSTASH_REDIS_REST_URL: "https://redis.example.com",
  VERIFF_API_URL: "https://veriff.example.com",
  PUBLIC_URL: "https://jules.example.com",
  JWT_ISSUER: "https://operators.example.com",
  JWT_AUDIENCE: "jules",
  PAGE_EMAIL: "pages@example.com",
  TICKET_EMAIL: "tickets@example.com",
};

export function synthesizeTest(): Promise<Synthesis> {
  return synthesize({ stage: "test", cacheDirectory: CACHE_DIRECTORY, environment: {} });
}

/** Whoever deploys may have secrets in their environment. This is one. */
export const SECRET_OF_THE_DEPLOYER = "secret-that-must-not-leave-the-environment";

export function synthesizeProduction(): Promise<Synthesis> {
  return synthesize({
    stage: "production",
    cacheDirectory: CACHE_DIRECTORY,
    environment: {
      ...PRODUCTION_ENVIRONMENT,
      ANTHROPIC_API_KEY: SECRET_OF_THE_DEPLOYER,
      AnthropicApiKey: SECRET_OF_THE_DEPLOYER,
      BandwidthApiCredentials: SECRET_OF_THE_DEPLOYER,
    },
  });
}

export interface FoundResource extends Resource {
  readonly Properties: NonNullable<Resource["Properties"]>;
  readonly stackName: string;
  readonly logicalId: string;
  /** The construct's name: the logical id without its hash. */
  readonly name: string;
}

/** All resources of some types, of all stacks. */
export function resourcesOf(synthesis: Synthesis, ...types: string[]): FoundResource[] {
  return Object.entries(synthesis.templates).flatMap(([stackName, template]) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => types.includes(Type))
      .map(([logicalId, resource]) => ({
        ...resource,
        Properties: resource.Properties ?? {},
        stackName,
        logicalId,
        name: withoutHash(logicalId),
      })),
  );
}

/** The one resource of that type and name. */
export function resourceOf(synthesis: Synthesis, type: string, name: string): FoundResource {
  const found = resourcesOf(synthesis, type).filter((resource) => resource.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`There are ${found.length} resources ${type} named ${name}.`);
  return found[0];
}

/** A template's expression as a person would say it: references become the name of what they refer to. */
export function inWords(synthesis: Synthesis, stackName: string, expression: unknown): string {
  if (typeof expression !== "object" || expression === null) return String(expression);
  const [[intrinsic, argument]] = Object.entries(expression) as [[string, unknown]];
  switch (intrinsic) {
    case "Ref":
      return argument === "AWS::Partition" ? "aws" : withoutHash(String(argument));
    case "Fn::GetAtt":
      return withoutHash(String((argument as string[])[0]));
    case "Fn::Join":
      return (argument as [string, unknown[]])[1].map((part) => inWords(synthesis, stackName, part)).join("");
    case "Fn::ImportValue":
      return exportInWords(synthesis, String(argument));
    default:
      throw new Error(`${intrinsic} has no words yet.`);
  }
}

function exportInWords(synthesis: Synthesis, exportName: string): string {
  for (const [stackName, { Outputs = {} }] of Object.entries(synthesis.templates)) {
    const output = Object.values(Outputs).find(({ Export }) => Export?.Name === exportName);
    if (output) return inWords(synthesis, stackName, output.Value);
  }
  throw new Error(`Nothing exports ${exportName}.`);
}

function withoutHash(logicalId: string): string {
  return logicalId.replace(/[\dA-F]{8}$/, "");
}
