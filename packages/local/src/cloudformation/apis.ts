import { readFunction } from "./functions.ts";
import { numberOr, optionalString, recordOf, requiredString, stringsOf } from "./properties.ts";
import type { Resolver, Resource } from "./resolver.ts";

/** An API of the first generation: REST, with Lambda authorizers and gateway responses. */
export interface RestApi {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly routes: readonly RestRoute[];
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  readonly binaryMediaTypes: readonly string[];
}

export interface RestRoute {
  /** Upper case, or `ANY`. */
  readonly method: string;
  /** As in the template: `/webhooks/{name}` or `/files/{path+}`. */
  readonly path: string;
  readonly functionArn: string;
  readonly authorizer: TokenAuthorizer | undefined;
  readonly timeoutMs: number;
}

/** A Lambda authorizer of type TOKEN. Its cache is not modelled: every request asks it. */
export interface TokenAuthorizer {
  readonly functionArn: string;
  /** The header that has the token. */
  readonly header: string;
  readonly validation: RegExp | undefined;
}

export interface GatewayResponse {
  readonly status: number | undefined;
  /** Header name to its constant value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly jsonTemplate: string | undefined;
}

/** An API of the second generation: HTTP API. */
export interface HttpApi {
  readonly id: string;
  readonly name: string;
  /** `$default` has no prefix in the URL. */
  readonly stage: string;
  readonly routes: readonly HttpRoute[];
}

export interface HttpRoute {
  /** As in the template: `GET /health`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly authorizer: JwtAuthorizer | undefined;
  readonly timeoutMs: number;
}

/** Lets in who has a token of that issuer, for that audience, with one of the route's scopes where it names some. */
export interface JwtAuthorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
  /** The header that has the token. */
  readonly header: string;
}

const longestIntegrationMs = 29_000;

export function readRestApis(resolver: Resolver): RestApi[] {
  return resolver.resources("AWS::ApiGateway::RestApi").map((api) => {
    if (api.properties.Body !== undefined) throw api.error("an API given by its OpenAPI document", "Body");
    const stages = ofApi(resolver, "AWS::ApiGateway::Stage", "RestApiId", api);
    const [stage] = stages;
    if (!stage || stages.length > 1) throw api.error(`expected one stage, found ${stages.length}`);
    return {
      id: api.ref,
      name: optionalString(api, "Name") ?? api.logicalId,
      stage: stage.ref,
      routes: ofApi(resolver, "AWS::ApiGateway::Method", "RestApiId", api).map((method) =>
        restRoute(resolver, api, method),
      ),
      gatewayResponses: new Map(
        ofApi(resolver, "AWS::ApiGateway::GatewayResponse", "RestApiId", api).map((response) => [
          requiredString(response, "ResponseType"),
          gatewayResponse(response),
        ]),
      ),
      binaryMediaTypes: stringsOf(api, "BinaryMediaTypes"),
    };
  });
}

function restRoute(resolver: Resolver, api: Resource, method: Resource): RestRoute {
  const integration = recordOf(method, "Integration");
  if (integration.Type !== "AWS_PROXY") {
    throw method.error(`integration ${integration.Type} cannot be run locally`, "Integration.Type");
  }
  return {
    method: requiredString(method, "HttpMethod").toUpperCase(),
    path: restPath(resolver, api, method),
    functionArn: functionOfUri(resolver, method, String(integration.Uri), "Integration.Uri"),
    authorizer: tokenAuthorizer(resolver, method),
    timeoutMs: Number(integration.TimeoutInMillis ?? longestIntegrationMs),
  };
}

function restPath(resolver: Resolver, api: Resource, method: Resource): string {
  const resources = new Map(
    ofApi(resolver, "AWS::ApiGateway::Resource", "RestApiId", api).map((resource) => [resource.ref, resource]),
  );
  const root = api.attribute("RootResourceId");
  const parts: string[] = [];
  for (let id = requiredString(method, "ResourceId"); id !== root; ) {
    const resource = resources.get(id);
    if (!resource) throw method.error("refers to a resource that its API does not have", "ResourceId");
    parts.unshift(requiredString(resource, "PathPart"));
    id = requiredString(resource, "ParentId");
  }
  return `/${parts.join("/")}`;
}

function tokenAuthorizer(resolver: Resolver, method: Resource): TokenAuthorizer | undefined {
  const kind = optionalString(method, "AuthorizationType") ?? "NONE";
  if (kind === "NONE") return undefined;
  if (kind !== "CUSTOM") throw method.error(`authorization ${kind} cannot be run locally`, "AuthorizationType");
  const id = requiredString(method, "AuthorizerId");
  const authorizer = resolver.resources("AWS::ApiGateway::Authorizer").find((candidate) => candidate.ref === id);
  if (!authorizer) throw method.error("refers to an authorizer that no template has", "AuthorizerId");
  if (authorizer.properties.Type !== "TOKEN") {
    throw authorizer.error(`only TOKEN authorizers run locally, not ${authorizer.properties.Type}`, "Type");
  }
  const source = optionalString(authorizer, "IdentitySource") ?? "method.request.header.Authorization";
  const header = /^method\.request\.header\.([\w-]+)$/.exec(source)?.[1];
  if (!header) throw authorizer.error(`expected one header, found ${source}`, "IdentitySource");
  const validation = optionalString(authorizer, "IdentityValidationExpression");
  return {
    functionArn: functionOfUri(resolver, authorizer, requiredString(authorizer, "AuthorizerUri"), "AuthorizerUri"),
    header,
    validation: validation === undefined ? undefined : new RegExp(`^(?:${validation})$`),
  };
}

function gatewayResponse(resource: Resource): GatewayResponse {
  const headers: Record<string, string> = {};
  for (const [target, value] of Object.entries(recordOf(resource, "ResponseParameters"))) {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    const constant = /^'(.*)'$/s.exec(String(value))?.[1];
    if (!name || constant === undefined) {
      throw resource.error(`only constant headers can be set locally, not ${target}: ${value}`, "ResponseParameters");
    }
    headers[name] = constant;
  }
  const template = recordOf(resource, "ResponseTemplates")["application/json"];
  const status = optionalString(resource, "StatusCode");
  return {
    status: status === undefined ? undefined : Number(status),
    headers,
    jsonTemplate: typeof template === "string" ? template : undefined,
  };
}

export function readHttpApis(resolver: Resolver): HttpApi[] {
  return resolver.resources("AWS::ApiGatewayV2::Api").map((api) => {
    if (optionalString(api, "ProtocolType") !== "HTTP") throw api.error("only HTTP APIs run locally", "ProtocolType");
    const [stage] = ofApi(resolver, "AWS::ApiGatewayV2::Stage", "ApiId", api);
    if (!stage) throw api.error("has no stage");
    return {
      id: api.ref,
      name: optionalString(api, "Name") ?? api.logicalId,
      stage: stage.ref,
      routes: ofApi(resolver, "AWS::ApiGatewayV2::Route", "ApiId", api).map((route) => httpRoute(resolver, route)),
    };
  });
}

function httpRoute(resolver: Resolver, route: Resource): HttpRoute {
  const target = requiredString(route, "Target").replace(/^integrations\//, "");
  const integration = resolver
    .resources("AWS::ApiGatewayV2::Integration")
    .find((candidate) => candidate.ref === target);
  if (!integration) throw route.error("refers to an integration that no template has", "Target");
  const format = optionalString(integration, "PayloadFormatVersion");
  if (format !== "2.0") throw integration.error(`expected payload format 2.0, found ${format}`, "PayloadFormatVersion");
  return {
    routeKey: requiredString(route, "RouteKey"),
    functionArn: functionOfUri(resolver, integration, requiredString(integration, "IntegrationUri"), "IntegrationUri"),
    authorizer: jwtAuthorizer(resolver, route),
    timeoutMs: numberOr(integration, "TimeoutInMillis", longestIntegrationMs),
  };
}

function jwtAuthorizer(resolver: Resolver, route: Resource): JwtAuthorizer | undefined {
  const kind = optionalString(route, "AuthorizationType") ?? "NONE";
  if (kind === "NONE") return undefined;
  if (kind !== "JWT") throw route.error(`authorization ${kind} cannot be run locally`, "AuthorizationType");
  const id = requiredString(route, "AuthorizerId");
  const authorizer = resolver.resources("AWS::ApiGatewayV2::Authorizer").find((candidate) => candidate.ref === id);
  if (!authorizer) throw route.error("refers to an authorizer that no template has", "AuthorizerId");
  const { Issuer: issuer, Audience: audience } = recordOf(authorizer, "JwtConfiguration");
  if (typeof issuer !== "string" || !Array.isArray(audience)) {
    throw authorizer.error("expected an issuer and its audiences", "JwtConfiguration");
  }
  const [source = "", ...more] = stringsOf(authorizer, "IdentitySource");
  const header = /^\$request\.header\.([\w-]+)$/.exec(source)?.[1];
  if (!header || more.length > 0) throw authorizer.error(`expected one header, found ${source}`, "IdentitySource");
  return { issuer, audience: audience.map(String), scopes: stringsOf(route, "AuthorizationScopes"), header };
}

function ofApi(resolver: Resolver, type: string, property: string, api: Resource): Resource[] {
  return resolver.resources(type).filter((resource) => resource.properties[property] === api.ref);
}

/** From `arn:aws:apigateway:…:lambda:path/…/functions/<function ARN>/invocations`, or the function's ARN itself. */
function functionOfUri(resolver: Resolver, owner: Resource, uri: string, property: string): string {
  const target = readFunction(resolver, /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri);
  if (!target) throw owner.error(`no template has the function ${uri}`, property);
  return target.arn;
}
