import { Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

/** A page wakes somebody up; a ticket waits for the morning. */
export type Severity = "page" | "ticket";

export interface OnCallProps {
  readonly encryptionKey: IKey;
  /** Where pages and tickets are sent by e-mail; a stage nobody watches has none. */
  readonly emails: Partial<Record<Severity, string>>;
  /** Address of the folder that holds the runbooks, without a trailing slash. */
  readonly runbooksUrl: string;
  readonly namePrefix: string;
}

/** Whom an alarm reaches, and where that person finds what to do. */
export class OnCall extends Construct {
  readonly topics: Record<Severity, Topic>;
  readonly runbooksUrl: string;
  readonly namePrefix: string;

  constructor(scope: Construct, id: string, props: OnCallProps) {
    super(scope, id);
    this.runbooksUrl = props.runbooksUrl;
    this.namePrefix = props.namePrefix;
    this.topics = { page: this.#createTopic("page", props), ticket: this.#createTopic("ticket", props) };
  }

  #createTopic(severity: Severity, { encryptionKey, emails }: OnCallProps): Topic {
    const topic = new Topic(this, severity, {
      topicName: `${this.namePrefix}-${severity}s`,
      masterKey: encryptionKey,
      enforceSSL: true,
    });
    // A topic with a policy of its own loses the default one, by which alarms could publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: "AlarmsOfThisAccount",
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
    const email = emails[severity];
    if (email) topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
}
