import { Duration } from "aws-cdk-lib";
import { Schedule as EventsSchedule } from "aws-cdk-lib/aws-events";
import { type Stack, type StackContext, use } from "sst/constructs";
import { Alarm } from "../infra/alarm.ts";
import { type ConversationCounter, conversationMetric } from "../infra/conversation-metric.ts";
import { Schedule } from "../infra/schedule.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";

/** Whoever answers when the first model does not: whether they could, and whether they have to. */
export function providers({ app, stack }: StackContext) {
  const { configuration, secrets } = use(foundations);

  const probe = createFunction(stack, "provider-probe", {
    folder: "crons/provider-probe",
    memoryMegabytes: 256,
    timeoutSeconds: 30,
    environment: {
      STAGE: app.stage,
      SECRETS_PATH: secrets.path,
      REPLY_MODELS: configuration.replies.models,
      ANTHROPIC_BASE_URL: configuration.replies.anthropicUrl,
      OPENAI_BASE_URL: configuration.replies.openAiUrl,
    },
    grants: [secrets.read("AnthropicApiKey", "OpenAiApiKey")],
    errors: {
      errorImpact: "Members notice nothing; an expired key is found only in the outage in which it is needed.",
      severity: "ticket",
      limit: 1,
      runbook: "provider-probe",
    },
  });
  new Schedule(stack, "provider-probe-schedule", {
    name: app.logicalPrefixedName("provider-probe"),
    description: "Asks every configured model for a word, to find keys and models that work no more.",
    schedule: EventsSchedule.rate(Duration.hours(1)),
    target: probe,
  });

  watchModels(stack);
}

function watchModels(stack: Stack): void {
  const { onCall } = use(foundations);
  const counted = (counter: ConversationCounter, minutes: number) =>
    conversationMetric(stack.stage, counter, Duration.minutes(minutes));
  new Alarm(stack, "models-refused", {
    errorImpact: "Members notice nothing yet; a key, an account or a model that is to answer in an outage would not.",
    runbook: "provider-probe",
    severity: "ticket",
    onCall,
    metric: counted("ModelsRefused", 60),
    threshold: 1,
  });
  new Alarm(stack, "model-probes-failed", {
    errorImpact: "Members notice nothing yet; a model that is to answer in an outage has been out for hours.",
    runbook: "provider-probe",
    severity: "ticket",
    onCall,
    metric: counted("ModelProbesFailed", 60),
    threshold: 1,
    // An outage of one hour is the breaker's to deal with.
    periods: 3,
  });
  new Alarm(stack, "fallback-answers", {
    errorImpact: "Members are answered by the second choice, a little later: the first model is out.",
    runbook: "model-failures",
    severity: "ticket",
    onCall,
    metric: counted("AnswersByFallback", 15),
    threshold: 10,
  });
}
