import { Duration } from "aws-cdk-lib";
import { Schedule as EventsSchedule } from "aws-cdk-lib/aws-events";
import { type StackContext, use } from "sst/constructs";
import { Alarm } from "../infra/alarm.ts";
import { conversationMetric } from "../infra/conversation-metric.ts";
import { Schedule } from "../infra/schedule.ts";
import { conversing } from "./conversing.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";

/** What Jules begins because a member wanted it: reminders, and questions how they are. */
export function proactive({ app, stack }: StackContext) {
  const { configuration, secrets, onCall } = use(foundations);
  const { members } = use(data);
  const conversation = conversing(app);

  const cron = createFunction(stack, "proactive", {
    folder: "crons/proactive",
    memoryMegabytes: 512,
    timeoutSeconds: 55,
    environment: {
      ...conversation.environment,
      REPLY_MODELS: configuration.replies.models,
      ANTHROPIC_BASE_URL: configuration.replies.anthropicUrl,
      OPENAI_BASE_URL: configuration.replies.openAiUrl,
      UPSTASH_REDIS_REST_URL: configuration.redisUrl,
      SELLS: configuration.billing.sells,
    },
    grants: [
      ...conversation.grants,
      // What certainly did not leave is put back.
      ...members.access("PutItem"),
      ...members.query("due", "history"),
      secrets.read(
        ...([
          "BandwidthApiCredentials",
          "AnthropicApiKey",
          "OpenAiApiKey",
          "UpstashRedisToken",
          "RuleSwitches",
        ] as const),
      ),
    ],
    errors: {
      errorImpact: "Members do not get the reminders and check-ins that they asked for.",
      severity: "ticket",
      limit: 3,
      runbook: "proactive",
    },
  });
  new Schedule(stack, "proactive-schedule", {
    name: app.logicalPrefixedName("proactive"),
    description: "Sends the reminders and check-ins whose time has come.",
    schedule: EventsSchedule.rate(Duration.minutes(1)),
    target: cron,
  });
  new Alarm(stack, "agenda-late", {
    errorImpact: "Members did not get reminders that they asked for: they came up too late to be of use.",
    runbook: "proactive",
    severity: "ticket",
    onCall,
    metric: conversationMetric(stack.stage, "AgendaLate", Duration.minutes(60)),
    // One may be somebody's own quiet hours; many are ours.
    threshold: 20,
  });
}
