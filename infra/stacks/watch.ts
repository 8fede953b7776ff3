import { Aws, Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { NAMESPACE } from '../../kernel/metrics.ts';
import type { DeclaredFunction, DeclaredGraph } from '../declared.ts';
import { kebab, logGroupName, nameOf } from '../names.ts';
import type { StageSettings } from '../stages.ts';
import { alarmsOf, LOGGED, type LoggedAlarm } from '../watch/alarms.ts';
import { widgetsOf } from '../watch/dashboard.ts';
import type { ApiStack } from './api.ts';

interface Alarming {
  readonly kind: string;
  readonly of: string | null;
  readonly says: string;
  readonly metric: IMetric;
  readonly above: number;
  readonly periods: number;
}

/** Alarms and a dashboard. It can be taken down and made anew without anybody noticing. */
export class WatchStack extends Stack {
  private readonly stage: StageSettings;
  private readonly topic: Topic;

  constructor(scope: Construct, graph: DeclaredGraph, stage: StageSettings, { api }: ApiStack) {
    super(scope, 'Watch', { stackName: nameOf(stage.name, 'watch'), env: { region: stage.region } });
    this.stage = stage;
    this.topic = new Topic(this, 'Alarms', { topicName: nameOf(stage.name, 'alarms'), enforceSSL: true });
    // A policy of its own takes the place of the one by which alarms of the account may publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (stage.alarmsTo) this.topic.addSubscription(new EmailSubscription(stage.alarmsTo));
    for (const alarm of alarmsOf(graph, stage, api.apiId)) this.alarm(alarm);
    const functions = [graph.gateway, ...graph.subgraphs];
    for (const logged of LOGGED)
      this.alarm({ ...logged, of: null, metric: this.counted(logged, functions), above: 0, periods: 1 });
    new Dashboard(this, 'Dashboard', {
      dashboardName: nameOf(stage.name, 'overview'),
      defaultInterval: Duration.hours(3),
      widgets: widgetsOf(graph, stage.name, api.apiId),
    });
  }

  private alarm({ kind, of, says, metric, above, periods }: Alarming): void {
    const id = of === null ? kind : `${kind}-${kebab(of)}`;
    const alarm = new Alarm(this, id, {
      alarmName: nameOf(this.stage.name, id),
      alarmDescription: `${says} What to do: docs/runbook.md#${kind}`,
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING, // At night nobody may ask.
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }

  /** How often the functions that can say it have said it in their logs. */
  private counted({ kind, message, reads }: LoggedAlarm, functions: readonly DeclaredFunction[]): Metric {
    const metricNamespace = `${NAMESPACE}/${this.stage.name}/Log`;
    const able = functions.filter(
      ({ tables, secrets }) => reads === null || [...tables, ...secrets].some(({ variable }) => variable === reads),
    );
    for (const { name } of able) {
      new MetricFilter(this, `${kind}-in-${name}`, {
        logGroup: LogGroup.fromLogGroupName(this, `${kind}-log-${name}`, logGroupName(this.stage.name, name)),
        filterPattern: FilterPattern.stringValue('$.message', '=', message),
        metricNamespace,
        metricName: kind,
        metricValue: '1',
      });
    }
    return new Metric({ namespace: metricNamespace, metricName: kind, statistic: 'Sum', period: Duration.minutes(5) });
  }
}
