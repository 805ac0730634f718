import { Duration } from "aws-cdk-lib";
import { Schedule as EventsSchedule } from "aws-cdk-lib/aws-events";
import { type StackContext, use } from "sst/constructs";
import { Alarm } from "../infra/alarm.ts";
import { conversationMetric } from "../infra/conversation-metric.ts";
import { Schedule } from "../infra/schedule.ts";
import { data } from "./data.ts";
import { foundations } from "./foundations.ts";
import { createFunction } from "./function.ts";
import { sending } from "./sending.ts";

/** The law gives ten minutes more than this to somebody whose age is not proved. */
const LONGEST_LAG = Duration.minutes(5);

/** What Jules is, said by itself: in conversations that go on, and once a month. */
export function reminders({ app, stack }: StackContext) {
  const { configuration, encryptionKey, secrets, onCall } = use(foundations);
  const { members, memberKeys, ledger } = use(data);
  const { wrapping, environment } = sending(app);

  const reminder = createFunction(stack, "disclosure-reminder", {
    folder: "crons/disclosure-reminder",
    memoryMegabytes: 512,
    timeoutSeconds: 55,
    environment: {
      ...environment,
      VERIFF_API_URL: configuration.age.veriffUrl,
      PUBLIC_URL: configuration.publicUrl,
      ESTIMATED_AGE_PASS_MARK: configuration.age.passMark,
    },
    grants: [
      // With a proof of age that it asks about, and what follows from that.
      ...members.access("GetItem", "PutItem", "BatchGetItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"),
      ...members.query("due", "history"),
      ...memberKeys.access("GetItem", "BatchGetItem"),
      ...ledger.accessInTransactions("PutItem"),
      ...ledger.access("Query"),
      encryptionKey.withContext(wrapping, "kms:Decrypt"),
      encryptionKey.forTables(),
      secrets.read(
        ...(["BandwidthApiCredentials", "RuleSwitches"] as const),
        ...(["LinkSigningKeys", "VeriffApiKey", "VeriffSharedSecret"] as const),
      ),
    ],
    errors: {
      errorImpact: "Members in a long conversation are not reminded in time that Jules is an AI.",
      severity: "page",
      limit: 3,
      runbook: "reminders",
    },
  });
  new Schedule(stack, "disclosure-reminder-schedule", {
    name: app.logicalPrefixedName("disclosure-reminder"),
    description: "Reminds members that Jules is an AI, in conversations that go on and once a month.",
    schedule: EventsSchedule.rate(Duration.minutes(1)),
    target: reminder,
  });
  new Alarm(stack, "reminders-late", {
    errorImpact: "Members in a long conversation are reminded too late that Jules is an AI.",
    runbook: "reminders",
    severity: "page",
    onCall,
    metric: conversationMetric(stack.stage, "ReminderLagMs", Duration.minutes(1)).with({ statistic: "max" }),
    threshold: LONGEST_LAG.toMilliseconds(),
    periods: 2,
  });
  new Alarm(stack, "switches-unknown", {
    errorImpact: "Members notice nothing; a rule that somebody meant to switch on is not.",
    runbook: "reminders",
    severity: "ticket",
    onCall,
    metric: conversationMetric(stack.stage, "SwitchesUnknown", Duration.minutes(60)),
    threshold: 1,
  });
}
