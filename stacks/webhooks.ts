import { Duration } from "aws-cdk-lib";
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { type StackContext, use } from "sst/constructs";
import { acceptFinding } from "../infra/accepted-finding.ts";
import { Alarm } from "../infra/alarm.ts";
import { conversationMetric } from "../infra/conversation-metric.ts";
import { EncryptedLogGroup } from "../infra/log-group.ts";
import { WebhookApi } from "../infra/webhook-api.ts";
import { age } from "./age.ts";
import { billing } from "./billing.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";
import { queues } from "./queues.ts";

/** Where the carrier reports texts that arrived and what became of ours, Veriff what it decided, and Stripe what was paid. */
export function webhooks({ app, stack }: StackContext) {
  const { configuration, encryptionKey, onCall, secrets } = use(foundations);
  const { inbound, status } = use(queues);

  const { veriffWebhook } = use(age);
  const { stripeWebhook } = use(billing);

  const authorizer = createFunction(stack, "bandwidth-authorizer", {
    folder: "webhooks/bandwidth-authorizer",
    memoryMegabytes: 256,
    timeoutSeconds: 5,
    environment: { SECRETS_PATH: secrets.path },
    grants: [
      secrets.read(
        "BandwidthInboundCredentials",
        "BandwidthInboundCredentialsPrevious",
        "BandwidthStatusCredentials",
        "BandwidthStatusCredentialsPrevious",
      ),
    ],
    errors: {
      errorImpact: "Callbacks of the carrier are refused: members' texts arrive late or never.",
      severity: "page",
      // Refused credentials count as failures of the function too, and anybody may try some.
      limit: 50,
      runbook: "authorizer",
    },
  });

  const webhook = createFunction(stack, "bandwidth-webhook", {
    folder: "webhooks/bandwidth",
    memoryMegabytes: 256,
    timeoutSeconds: 10,
    environment: {
      STAGE: app.stage,
      SECRETS_PATH: secrets.path,
      INBOUND_QUEUE_URL: inbound.queue.queueUrl,
      STATUS_QUEUE_URL: status.queue.queueUrl,
      BANDWIDTH_APPLICATION_ID: configuration.bandwidth.applicationId,
      BANDWIDTH_NUMBERS: configuration.bandwidth.numbers,
    },
    grants: [
      ...inbound.send(),
      ...status.send(),
      secrets.read(
        "BandwidthInboundCredentials",
        "BandwidthInboundCredentialsPrevious",
        "BandwidthStatusCredentials",
        "BandwidthStatusCredentialsPrevious",
        "BandwidthPathSecret",
        "BandwidthPathSecretPrevious",
        "NumberPeppers",
      ),
    ],
    errors: { errorImpact: "Members' texts arrive late.", severity: "page", limit: 1 },
  });

  const api = new WebhookApi(stack, "webhook-api", {
    name: app.logicalPrefixedName("webhooks"),
    accessLogs: new EncryptedLogGroup(stack, "webhook-access-logs", {
      name: `/jules/${app.stage}/webhook-access`,
      encryptionKey,
      retention: RetentionDays.ONE_MONTH,
      isProduction: configuration.isProduction,
    }),
    throttle: { requestsPerSecond: 1000, burst: 2000 },
    authorizer,
    routes: {
      "webhooks/bandwidth/inbound/{pathSecret}": webhook,
      "webhooks/bandwidth/status/{pathSecret}": webhook,
    },
    signedRoutes: {
      "webhooks/veriff/decision": veriffWebhook,
      "webhooks/veriff/event": veriffWebhook,
      "webhooks/stripe": stripeWebhook,
    },
  });

  // With a placeholder: the secret is not known here, and outputs are open to everybody who may see the stack.
  stack.addOutputs({
    InboundCallbackUrl: api.urlOf("webhooks/bandwidth/inbound/<BandwidthPathSecret>"),
    StatusCallbackUrl: api.urlOf("webhooks/bandwidth/status/<BandwidthPathSecret>"),
    VeriffDecisionUrl: api.urlOf("webhooks/veriff/decision"),
    VeriffEventUrl: api.urlOf("webhooks/veriff/event"),
    StripeWebhookUrl: api.urlOf("webhooks/stripe"),
  });

  new Alarm(stack, "webhook-server-errors", {
    errorImpact: "Members' texts arrive late, or never if this lasts a day.",
    runbook: "webhook-failures",
    severity: "page",
    onCall,
    metric: api.serverErrors(),
    threshold: 1,
    periods: 2,
  });
  new Alarm(stack, "unknown-callbacks", {
    errorImpact: "Members may be unheard: the carrier sends something that we acknowledge but do not understand.",
    runbook: "unknown-callbacks",
    severity: "ticket",
    onCall,
    metric: new MathExpression({
      label: "Texts and reports that were acknowledged and not understood",
      expression: "FILL(texts, 0) + FILL(reports, 0)",
      usingMetrics: {
        texts: conversationMetric(app.stage, "TextsIgnored", Duration.minutes(15)),
        reports: conversationMetric(app.stage, "UnknownCallbacks", Duration.minutes(15)),
      },
      period: Duration.minutes(15),
    }),
    threshold: 10,
  });

  acceptFindings(api);
}

function acceptFindings(api: WebhookApi): void {
  const reviewBy = "2027-05-31";
  acceptFinding(api, {
    rule: "AwsSolutions-APIG2",
    reason: "The function checks the body: a callback that API Gateway refused would be repeated for a day.",
    reviewBy,
  });
  acceptFinding(api, {
    rule: "AwsSolutions-APIG3",
    reason:
      "Credentials and an unguessable path, or a signature, and throttling guard the routes; a firewall rule could lose a member's text.",
    reviewBy,
  });
  acceptFinding(api, {
    rule: "AwsSolutions-APIG4",
    reason:
      "Veriff and Stripe meet no challenge: they sign what they send, and their routes refuse what is not signed.",
    reviewBy,
  });
  acceptFinding(api, {
    rule: "AwsSolutions-APIG6",
    reason: "Execution logs would hold the secret path segment and members' texts; access logs are on.",
    reviewBy,
  });
  acceptFinding(api, {
    rule: "AwsSolutions-COG4",
    reason:
      "The carrier can only do HTTP Basic, which a Lambda authorizer checks; Veriff and Stripe sign what they send, which the functions check.",
    reviewBy,
  });
  acceptFinding(api, {
    rule: "AwsSolutions-IAM4",
    reason: "API Gateway writes the logs of an account with this policy of AWS and refuses a role that has less.",
    reviewBy,
  });
}
