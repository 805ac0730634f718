import { Duration } from "aws-cdk-lib";
import { type Stack, type StackContext, use } from "sst/constructs";
import { Alarm } from "../infra/alarm.ts";
import { type ConversationCounter, conversationMetric } from "../infra/conversation-metric.ts";
import type { Severity } from "../infra/on-call.ts";
import { conversing } from "./conversing.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";

/** How somebody joins on a page, and what tells us that the service is being used up. */
export function joining({ app, stack }: StackContext) {
  const { configuration, encryptionKey, secrets } = use(foundations);
  const { members, memberKeys } = use(data);
  const conversation = conversing(app);

  const joinPage = createFunction(stack, "opt-in", {
    folder: "api/opt-in",
    memoryMegabytes: 512,
    timeoutSeconds: 15,
    environment: {
      ...conversation.environment,
      BANDWIDTH_NUMBERS: configuration.bandwidth.numbers,
      UPSTASH_REDIS_REST_URL: configuration.redisUrl,
      PUBLIC_URL: configuration.publicUrl,
      COUNTRIES: configuration.countries,
    },
    grants: [
      ...conversation.grants,
      // Whoever joins may be the first of a branch of keys.
      ...members.access("PutItem"),
      ...memberKeys.access("PutItem"),
      encryptionKey.withContext({ app: app.name, stage: app.stage, keys: "branches" }, "kms:Encrypt"),
      secrets.read(
        ...(["BandwidthApiCredentials", "LinkSigningKeys", "NumberPeppers"] as const),
        ...(["RuleSwitches", "UpstashRedisToken"] as const),
      ),
    ],
    errors: {
      errorImpact: "Members notice nothing; nobody can join on the page, and has to text us first.",
      severity: "ticket",
      limit: 3,
      runbook: "limits",
    },
  });

  watchLimits(stack);
  return { joinPage };
}

function watchLimits(stack: Stack): void {
  const watch = (
    id: string,
    counter: ConversationCounter,
    severity: Severity,
    threshold: number,
    minutes: number,
    errorImpact: string,
  ) =>
    new Alarm(stack, id, {
      errorImpact,
      severity,
      threshold,
      runbook: "limits",
      onCall: use(foundations).onCall,
      metric: conversationMetric(stack.stage, counter, Duration.minutes(minutes)),
    });
  const paused = "Members are told that Jules has to pause, and hear nothing more for up to an hour or a day.";
  watch("service-limited", "ServiceLimited", "page", 1, 1, paused);
  watch(
    "prefixes-limited",
    "PrefixesLimited",
    "ticket",
    1,
    15,
    "Members whose numbers begin alike get no answer: somebody texts from a whole block of numbers.",
  );
  watch(
    "members-limited",
    "MembersLimited",
    "ticket",
    25,
    60,
    "Many members are told that they have texted enough for now: a limit is too low, or somebody pumps.",
  );
  watch("loops-found", "LoopsFound", "ticket", 10, 60, "Members notice nothing as a rule: machines text with Jules.");
  watch(
    "uses-counted-alone",
    "UsesCountedAlone",
    "ticket",
    20,
    15,
    "Members notice nothing; without Redis the limits hold within one sandbox only, and more may be spent.",
  );
  watch(
    "texts-foreign",
    "TextsForeign",
    "ticket",
    100,
    60,
    "Members notice nothing; many texts come from numbers outside the United States and are not answered.",
  );
  watch(
    "joins-refused",
    "JoinsRefused",
    "ticket",
    50,
    60,
    "People who want to join are told to come back later: somebody asks for codes again and again.",
  );
  watch("join-pages-failed", "JoinPagesFailed", "ticket", 3, 15, "Nobody can join on the page.");
}
