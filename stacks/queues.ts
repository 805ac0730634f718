import { Duration } from "aws-cdk-lib";
import { type StackContext, use } from "sst/constructs";
import { Queue } from "../infra/queue.ts";
import { foundations } from "./foundations.ts";

/** The way of a text through the system. What is older than the retention is no longer worth answering. */
export function queues({ app, stack }: StackContext) {
  const { encryptionKey, onCall } = use(foundations);

  const inbound = new Queue(stack, "inbound", {
    order: "fifo",
    name: app.logicalPrefixedName("inbound"),
    visibilitySeconds: 24,
    receives: 5,
    retention: Duration.days(4),
    errorImpact: "Members' texts go unanswered, STOP and calls for help included.",
    severity: "page",
    oldestMessageLimit: Duration.minutes(1),
    encryptionKey,
    onCall,
  });

  const turns = new Queue(stack, "turns", {
    order: "fifo",
    name: app.logicalPrefixedName("turns"),
    visibilitySeconds: 40,
    receives: 3,
    retention: Duration.days(4),
    errorImpact: "Members' texts go unanswered.",
    severity: "page",
    oldestMessageLimit: Duration.minutes(2),
    encryptionKey,
    onCall,
  });

  const ageVerification = new Queue(stack, "age-verification", {
    order: "none",
    name: app.logicalPrefixedName("age-verification"),
    visibilitySeconds: 24,
    receives: 5,
    retention: Duration.days(4),
    errorImpact: "Members who showed their age are not told, and stay where they were.",
    severity: "ticket",
    oldestMessageLimit: Duration.minutes(10),
    encryptionKey,
    onCall,
  });

  const status = new Queue(stack, "status", {
    order: "none",
    name: app.logicalPrefixedName("status"),
    visibilitySeconds: 24,
    receives: 5,
    retention: Duration.days(4),
    errorImpact: "Members notice nothing; we do not know which of our texts arrived.",
    severity: "ticket",
    oldestMessageLimit: Duration.minutes(10),
    encryptionKey,
    onCall,
  });

  const privacy = new Queue(stack, "privacy", {
    order: "fifo",
    name: app.logicalPrefixedName("privacy"),
    visibilitySeconds: 120,
    holdsUp: "nobody",
    receives: 8,
    retention: Duration.days(4),
    errorImpact: "What a member asked about their own data is not done: a copy of it, or its deletion.",
    severity: "ticket",
    oldestMessageLimit: Duration.hours(1),
    encryptionKey,
    onCall,
  });

  const memory = new Queue(stack, "memory", {
    order: "none",
    name: app.logicalPrefixedName("memory"),
    visibilitySeconds: 120,
    holdsUp: "nobody",
    receives: 4,
    retention: Duration.days(4),
    errorImpact: "Jules does not remember what somebody told lately, once it is no longer among their last texts.",
    severity: "ticket",
    oldestMessageLimit: Duration.hours(1),
    encryptionKey,
    onCall,
  });

  const billing = new Queue(stack, "billing", {
    order: "fifo",
    name: app.logicalPrefixedName("billing"),
    // Stripe is asked several times, and may take eight seconds each time.
    visibilitySeconds: 90,
    holdsUp: "nobody",
    receives: 10,
    retention: Duration.days(4),
    errorImpact: "Members who paid may not have what they paid for, until it is compared with Stripe within the hour.",
    severity: "ticket",
    oldestMessageLimit: Duration.minutes(10),
    encryptionKey,
    onCall,
  });

  return { inbound, turns, status, privacy, ageVerification, memory, billing };
}
