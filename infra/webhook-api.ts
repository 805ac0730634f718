import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  AccessLogField,
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  ResponseType,
  RestApi,
  TokenAuthorizer,
} from "aws-cdk-lib/aws-apigateway";
import type { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

export interface WebhookApiProps {
  readonly name: string;
  readonly accessLogs: ILogGroup;
  /** Requests per second in the long run, and how many may come at once. */
  readonly throttle: { readonly requestsPerSecond: number; readonly burst: number };
  readonly authorizer: IFunction;
  /** Paths that take a POST from who meets the challenge, with the function that answers it. */
  readonly routes: Readonly<Record<string, IFunction>>;
  /** Paths that take a POST from anybody: the function itself finds out who it is, by a signature over the body. */
  readonly signedRoutes: Readonly<Record<string, IFunction>>;
}

/**
 * A REST API for a sender that waits to be challenged before it shows its credentials (RFC 7235).
 *
 * API Gateway renames a `WWW-Authenticate` header that a function sets, so the challenge is the gateway's own response:
 * it is given when `Authorization` is missing, and when the authorizer throws "Unauthorized".
 */
export class WebhookApi extends Construct {
  readonly #api: RestApi;

  constructor(scope: Construct, id: string, props: WebhookApiProps) {
    super(scope, id);
    const { name, accessLogs, throttle, authorizer, routes, signedRoutes } = props;
    this.#api = new RestApi(this, "api", {
      restApiName: name,
      endpointTypes: [EndpointType.REGIONAL],
      // API Gateway writes access logs with a role that belongs to the account and region, so it outlives this API.
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: {
        stageName: "live",
        throttlingRateLimit: throttle.requestsPerSecond,
        throttlingBurstLimit: throttle.burst,
        // Execution logs hold paths (with their secret segment), headers and bodies.
        loggingLevel: MethodLoggingLevel.OFF,
        dataTraceEnabled: false,
        metricsEnabled: true,
        accessLogDestination: new LogGroupLogDestination(accessLogs),
        accessLogFormat: accessLogFormat(),
      },
    });
    this.#addChallenge();
    this.#addRoutes(authorizer, routes);
    for (const [path, target] of Object.entries(signedRoutes)) this.#addRoute(path, target);
  }

  /** Where a path of this API is called. */
  urlOf(path: string): string {
    return this.#api.urlForPath(`/${path}`);
  }

  /** Answers that tell the sender to try again: ours failed, the authorizer's included. */
  serverErrors(): Metric {
    return this.#api.metricServerError({ period: Duration.minutes(1), statistic: "sum" });
  }

  #addChallenge(): void {
    this.#api.addGatewayResponse("challenge", {
      type: ResponseType.UNAUTHORIZED,
      statusCode: "401",
      responseHeaders: { "WWW-Authenticate": `'Basic realm="bandwidth"'` },
    });
  }

  #addRoutes(authorizer: IFunction, routes: Readonly<Record<string, IFunction>>): void {
    const challenger = new TokenAuthorizer(this, "authorizer", {
      handler: authorizer,
      identitySource: "method.request.header.Authorization",
      // A cached verdict would outlive a rotated credential.
      resultsCacheTtl: Duration.seconds(0),
    });
    for (const [path, target] of Object.entries(routes)) {
      this.#addRoute(path, target, challenger);
    }
  }

  #addRoute(path: string, target: IFunction, authorizer?: TokenAuthorizer): void {
    const integration = new LambdaIntegration(target, { allowTestInvoke: false });
    this.#api.root
      .resourceForPath(path)
      .addMethod("POST", integration, authorizer ? { authorizer } : { authorizationType: AuthorizationType.NONE });
  }
}

/** Names the resource and never the path: the path ends in a secret. */
function accessLogFormat(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      requestId: AccessLogField.contextRequestId(),
      time: AccessLogField.contextRequestTimeEpoch(),
      method: AccessLogField.contextHttpMethod(),
      resource: AccessLogField.contextResourcePath(),
      status: AccessLogField.contextStatus(),
      responseType: AccessLogField.contextErrorResponseType(),
      latencyMs: AccessLogField.contextResponseLatency(),
      integrationLatencyMs: AccessLogField.contextIntegrationLatency(),
      authorizerLatencyMs: "$context.authorizer.latency",
    }),
  );
}
