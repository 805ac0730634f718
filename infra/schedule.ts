import { Duration } from "aws-cdk-lib";
import { type Schedule as EventsSchedule, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

export interface ScheduleProps {
  /** Name of the rule on AWS; its end, after the prefix of the stage, is the cron's own name. */
  readonly name: string;
  readonly description: string;
  readonly schedule: EventsSchedule;
  readonly target: IFunction;
}

/** Runs a function again and again. A missed run is not made up: the next one finds the same work. */
export class Schedule extends Rule {
  constructor(scope: Construct, id: string, { name, description, schedule, target }: ScheduleProps) {
    super(scope, id, {
      ruleName: name,
      description,
      schedule,
      targets: [new LambdaFunction(target, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
  }
}
