import { Dashboard as CloudWatchDashboard, GraphWidget, type IMetric, TextWidget } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";

const FULL_WIDTH = 24;

/** Charts that answer one question of the person on call. */
interface DashboardRow {
  readonly question: string;
  readonly charts: Readonly<Record<string, readonly IMetric[]>>;
}

export interface DashboardProps {
  readonly name: string;
  /** In reading order: what members notice comes first, machines come last. */
  readonly rows: readonly DashboardRow[];
}

export class Dashboard extends CloudWatchDashboard {
  constructor(scope: Construct, id: string, { name, rows }: DashboardProps) {
    super(scope, id, { dashboardName: name });
    for (const { question, charts } of rows) {
      const entries = Object.entries(charts);
      this.addWidgets(new TextWidget({ markdown: `## ${question}`, width: FULL_WIDTH, height: 1 }));
      this.addWidgets(
        ...entries.map(
          ([title, metrics]) =>
            new GraphWidget({ title, left: [...metrics], width: Math.floor(FULL_WIDTH / entries.length) }),
        ),
      );
    }
  }
}
