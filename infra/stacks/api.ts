import { Stack } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { GraphFunction } from '../constructs/graph-function.ts';
import { keptOnceMade } from '../constructs/kept.ts';
import type { DeclaredFunction, DeclaredGraph } from '../declared.ts';
import { logGroupName, nameOf } from '../names.ts';
import type { StageSettings } from '../stages.ts';

/** The header in which CloudFront shows to the gateway that a request came through it. */
export const PROXY_HEADER = 'x-proxy-key';

/** The functions, and the HTTP API in front of the gateway. */
export class ApiStack extends Stack {
  readonly api: HttpApi;

  constructor(scope: Construct, graph: DeclaredGraph, stage: StageSettings, bundles: (name: string) => string) {
    super(scope, 'Api', {
      stackName: nameOf(stage.name, 'api'),
      env: { region: stage.region },
      terminationProtection: stage.isProtected,
    });
    const make = (declared: DeclaredFunction): GraphFunction =>
      new GraphFunction(this, { declared, stage, bundle: bundles(declared.name) });
    const gateway = make(graph.gateway);
    for (const declared of graph.subgraphs) gateway.useSubgraph(declared.name, make(declared));
    if (stage.edge) {
      gateway.set('PROXY_KEY_HEADER', PROXY_HEADER);
      gateway.set('CLIENT_ADDRESS_HEADER', 'cloudfront-viewer-address');
      const { domain } = stage.edge;
      if (domain) gateway.set('PUBLIC_URL', `https://${domain.name}`);
    }
    this.api = this.makeApi(gateway, stage);
  }

  private makeApi(gateway: GraphFunction, stage: StageSettings): HttpApi {
    const api = new HttpApi(this, 'Http', {
      apiName: nameOf(stage.name, 'http'),
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration('Gateway', gateway.lambda),
    });
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: logGroupName(stage.name, 'http'),
      retention: stage.logDays,
      removalPolicy: keptOnceMade(stage),
    });
    new HttpStage(this, 'Default', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.rate, burstLimit: stage.throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: ACCESS },
    });
    acknowledge(api, {
      'AwsSolutions-APIG4': 'Open data is for anybody. Who asks for more, the gateway finds out: docs/access.md.',
    });
    return api;
  }
}

/** Neither an address nor a query: both may be somebody's. */
const ACCESS = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    time: AccessLogField.contextRequestTimeEpoch(),
    method: AccessLogField.contextHttpMethod(),
    path: AccessLogField.contextPath(),
    status: AccessLogField.contextStatus(),
    latency: AccessLogField.contextResponseLatency(),
    bytes: AccessLogField.contextResponseLength(),
  }),
);
