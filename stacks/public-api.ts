import { Duration } from "aws-cdk-lib";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { type StackContext, use } from "sst/constructs";
import { acceptFinding } from "../infra/accepted-finding.ts";
import { Alarm } from "../infra/alarm.ts";
import { conversationMetric } from "../infra/conversation-metric.ts";
import { EncryptedLogGroup } from "../infra/log-group.ts";
import { PublicApi } from "../infra/public-api.ts";
import { age } from "./age.ts";
import { billing } from "./billing.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";
import { joining } from "./joining.ts";
import { exportLinks, membersApi } from "./members-api.ts";

/** What anybody may ask us over HTTP. */
export function publicApi({ app, stack }: StackContext) {
  const { configuration, encryptionKey, onCall } = use(foundations);
  const { counters } = use(data);
  const { agePages } = use(age);
  const { billingPages } = use(billing);
  const { joinPage } = use(joining);
  const errorImpact = "Members notice nothing; visitors and uptime checks get an error.";

  const answers = createFunction(stack, "public-api", {
    folder: "api/public",
    memoryMegabytes: 256,
    timeoutSeconds: 5,
    environment: {
      STAGE: app.stage,
      COUNTERS_TABLE: counters.tableName,
      BANDWIDTH_NUMBERS: configuration.bandwidth.numbers,
    },
    grants: [...counters.access("Query"), encryptionKey.forTables()],
    errors: { errorImpact, severity: "ticket", limit: 5 },
  });

  const { guarded, open } = membersApi(app, stack);

  const api = new PublicApi(stack, "http-api", {
    name: app.logicalPrefixedName("public"),
    accessLogs: new EncryptedLogGroup(stack, "access-logs", {
      name: `/jules/${app.stage}/public-access`,
      encryptionKey,
      retention: RetentionDays.ONE_MONTH,
      isProduction: configuration.isProduction,
    }),
    throttle: { requestsPerSecond: 50, burst: 100 },
    routes: {
      "/": answers,
      "/health": answers,
      "/safety": answers,
      "/safety.json": answers,
      "/privacy": answers,
      "/privacy.json": answers,
      "/contact.vcf": answers,
      ...open,
      ...exportLinks(app, stack),
      "/join": joinPage,
      // Whoever changes the language there, or comes back to it, begins again.
      "/join/code": joinPage,
      "/v/done": agePages,
      "/v/{token}": agePages,
      "/b/done": billingPages,
      "/b/{token}": billingPages,
    },
    forms: {
      "/v/{token}": agePages,
      "/join": joinPage,
      "/join/code": joinPage,
      "/b/{token}/checkout": billingPages,
      "/b/{token}/portal": billingPages,
      "/b/{token}/end": billingPages,
      "/b/{token}/keep": billingPages,
    },
    guarded: { ...configuration.operators, routes: guarded },
  });
  acceptFinding(api, {
    rule: "AwsSolutions-APIG4",
    reason:
      "Every route of the operators asks for a token; the others tell everybody the same, but for those whose links are signed.",
    reviewBy: "2027-05-31",
  });

  stack.addOutputs({ PublicApiUrl: api.url });

  new Alarm(stack, "public-api-server-errors", {
    errorImpact,
    runbook: "public-api",
    severity: "ticket",
    onCall,
    metric: api.serverErrors(),
    threshold: 5,
  });
  new Alarm(stack, "counts-unavailable", {
    errorImpact:
      "Members notice nothing; the public page says that the count of referrals, which the law wants, is not available.",
    runbook: "public-api",
    severity: "ticket",
    onCall,
    metric: conversationMetric(app.stage, "CountsUnavailable", Duration.minutes(15)),
    // A single one passes with the next request.
    threshold: 3,
  });
}
