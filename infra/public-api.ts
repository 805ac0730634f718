import { Duration } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpMethod, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

export interface PublicApiProps {
  readonly name: string;
  readonly accessLogs: ILogGroup;
  /** Requests per second in the long run, and how many may come at once. */
  readonly throttle: { readonly requestsPerSecond: number; readonly burst: number };
  /** Paths that anybody may GET, with the function that answers. */
  readonly routes: Readonly<Record<string, IFunction>>;
  /** Paths that anybody may POST a form to. */
  readonly forms: Readonly<Record<string, IFunction>>;
  /** What only operators may ask, with a token of their identity provider. */
  readonly guarded: {
    readonly issuer: string;
    readonly audience: string;
    readonly routes: readonly GuardedRoute[];
  };
}

/** A route for who has a token with that scope. */
export interface GuardedRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly scope: string;
  readonly target: IFunction;
}

/**
 * An HTTP API: some of it open to anybody, some of it for who has a token; throttled, and logged without a visitor's address
 * and without the values in a path.
 */
export class PublicApi extends Construct {
  /** Where this API is called, with a slash at the end. */
  readonly url: string;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string, props: PublicApiProps) {
    super(scope, id);
    const { name, accessLogs, throttle, routes, forms, guarded } = props;
    this.#api = new HttpApi(this, "api", { apiName: name, createDefaultStage: false });
    const stage = this.#api.addStage("stage", {
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: throttle.requestsPerSecond, burstLimit: throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLogs), format: accessLogFormat() },
    });
    this.url = stage.url;
    for (const [path, target] of Object.entries(routes)) {
      this.#api.addRoutes({ path, methods: [HttpMethod.GET], integration: integrationOf(target) });
    }
    for (const [path, target] of Object.entries(forms)) {
      this.#api.addRoutes({ path, methods: [HttpMethod.POST], integration: integrationOf(target) });
    }
    const authorizer = new HttpJwtAuthorizer("operators", guarded.issuer, { jwtAudience: [guarded.audience] });
    for (const { method, path, scope, target } of guarded.routes) {
      const methods = [HttpMethod[method]];
      const integration = integrationOf(target);
      this.#api.addRoutes({ path, methods, integration, authorizer, authorizationScopes: [scope] });
    }
  }

  serverErrors(): Metric {
    return this.#api.metricServerError({ period: Duration.minutes(5), statistic: "sum" });
  }
}

function integrationOf(target: IFunction): HttpLambdaIntegration {
  return new HttpLambdaIntegration(`${target.node.id}-integration`, target);
}

function accessLogFormat(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      requestId: "$context.requestId",
      time: "$context.requestTimeEpoch",
      route: "$context.routeKey",
      status: "$context.status",
      latencyMs: "$context.responseLatency",
      integrationLatencyMs: "$context.integrationLatency",
    }),
  );
}
