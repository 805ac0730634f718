import type { QueueDefinition, TableDefinition } from "../aws/index.ts";
import { type HttpApi, type RestApi, readHttpApis, readRestApis } from "./apis.ts";
import {
  type EventSourceMapping,
  type FunctionResource,
  readEventSourceMappings,
  readFunction,
  readSchedules,
  type Schedule,
} from "./functions.ts";
import { identityByType } from "./identities.ts";
import { ignoredTypes } from "./ignored-types.ts";
import { type Environment, Resolver } from "./resolver.ts";
import {
  type BucketResource,
  type ParameterResource,
  readBuckets,
  readKeys,
  readParameters,
  readQueues,
  readTables,
} from "./storage.ts";
import { type StackTemplate, TemplateError } from "./template.ts";

export type {
  GatewayResponse,
  HttpApi,
  HttpRoute,
  JwtAuthorizer,
  RestApi,
  RestRoute,
  TokenAuthorizer,
} from "./apis.ts";
export type { EventSourceMapping, FunctionResource, Schedule } from "./functions.ts";
export type { Environment } from "./resolver.ts";
export type { BucketResource, ParameterResource } from "./storage.ts";
export { type StackTemplate, type Template, TemplateError } from "./template.ts";

/** What a set of templates would create, with every reference resolved to its local counterpart. */
export interface Deployment {
  readonly queues: readonly QueueDefinition[];
  readonly tables: readonly TableDefinition[];
  /** ARNs of the keys. */
  readonly keys: readonly string[];
  readonly buckets: readonly BucketResource[];
  readonly parameters: readonly ParameterResource[];
  readonly restApis: readonly RestApi[];
  readonly httpApis: readonly HttpApi[];
  readonly eventSourceMappings: readonly EventSourceMapping[];
  readonly schedules: readonly Schedule[];
  /** The functions that something here can start, each once; a deployment's own helpers are not among them. */
  readonly functions: readonly FunctionResource[];
}

/** Reads the templates. Throws a {@link TemplateError} that names stack, resource and property for what cannot be run. */
export function readDeployment(stacks: readonly StackTemplate[], environment: Environment): Deployment {
  const resolver = new Resolver(stacks, environment);
  for (const [type, example] of resolver.types()) {
    if (identityByType[type] || ignoredTypes.has(type) || type.startsWith("Custom::")) continue;
    throw new TemplateError(example, `${type} neither runs locally nor is it on the list of what is left out`);
  }
  const restApis = readRestApis(resolver);
  const httpApis = readHttpApis(resolver);
  const eventSourceMappings = readEventSourceMappings(resolver);
  const schedules = readSchedules(resolver);
  const starters = [
    ...restApis.flatMap((api) => api.routes).flatMap((route) => [route, route.authorizer ?? route]),
    ...httpApis.flatMap((api) => api.routes),
    ...eventSourceMappings,
    ...schedules,
  ];
  const functionArns = new Set(starters.map((starter) => starter.functionArn));
  return {
    queues: readQueues(resolver),
    tables: readTables(resolver),
    keys: readKeys(resolver),
    buckets: readBuckets(resolver),
    parameters: readParameters(resolver),
    restApis,
    httpApis,
    eventSourceMappings,
    schedules,
    functions: [...functionArns].map((arn) => readFunction(resolver, arn)).filter((found) => found !== undefined),
  };
}
