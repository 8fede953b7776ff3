import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import {
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  type HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { acknowledge } from '../constructs/acknowledge.ts';
import { logGroupName, nameOf } from '../names.ts';
import { readSite } from '../site-settings.ts';
import type { StageSettings } from '../stages.ts';

/** What `portal/site.json` asks of whoever serves the portal's files, in CloudFront's words. */
export function servedAsSite(stack: Stack, stage: StageSettings) {
  const { headers } = readSite();
  const page = new EdgeFunction(stack, 'Page', {
    functionName: nameOf(stage.name, 'page'),
    runtime: FunctionRuntime.JS_2_0,
    // Addresses of pages are no files: all are the one that finds out which page it is, or says that it is none.
    code: FunctionCode.fromInline(
      `function handler(event) {
  var request = event.request;
  if (!/\\.[^/]*$/.test(request.uri)) request.uri = '/index.html';
  return request;
}`,
    ),
  });
  return {
    functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: page }],
    responseHeadersPolicy: headersPolicy(stack, stage, headers),
  };
}

/** CloudFront has names of its own for headers of security, and takes others as they are. */
function headersPolicy(stack: Stack, stage: StageSettings, headers: Readonly<Record<string, string>>) {
  const {
    'content-security-policy': contentSecurityPolicy = '',
    'referrer-policy': referrerPolicy = '',
    'strict-transport-security': transport = '',
    'x-content-type-options': _nosniff,
    ...others
  } = headers;
  const [, seconds = '0'] = /^max-age=(\d+)$/.exec(transport) ?? [];
  const override = true;
  return new ResponseHeadersPolicy(stack, 'PortalHeaders', {
    responseHeadersPolicyName: nameOf(stage.name, 'portal'),
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override },
      referrerPolicy: { referrerPolicy: referrerPolicy as HeadersReferrerPolicy, override },
      strictTransportSecurity: { accessControlMaxAge: Duration.seconds(Number(seconds)), override },
      contentTypeOptions: { override },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(others).map(([header, value]) => ({ header, value, override })),
    },
  });
}

/** Copies the built portal into its bucket: first what pages load, then the pages. */
export function publish(stack: Stack, stage: StageSettings, portal: string, bucket: IBucket): void {
  const { caching } = readSite();
  const common = {
    sources: [Source.asset(portal)],
    destinationBucket: bucket,
    logGroup: new LogGroup(stack, 'FilesLog', {
      logGroupName: logGroupName(stage.name, 'portal-files'),
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    }),
  };
  const assets = new BucketDeployment(stack, 'Assets', {
    ...common,
    exclude: ['*'],
    include: ['assets/*'],
    cacheControl: [CacheControl.fromString(caching.asset)],
    prune: false, // Who has a page open still loads what that page was built with.
  });
  const pages = new BucketDeployment(stack, 'Files', {
    ...common,
    exclude: ['assets/*'],
    cacheControl: [CacheControl.fromString(caching.page)],
  });
  pages.node.addDependency(assets);
  acknowledgeCopier(stack, stage);
}

function acknowledgeCopier(stack: Stack, stage: StageSettings): void {
  const copier = stack.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  const reads = "CDK's own function copies the portal's files while the stack is deployed: from CDK's bucket of assets";
  const writes = `${reads} to the portal's, and nowhere else`;
  if (!copier) return;
  acknowledge(copier, {
    'AwsSolutions-L1': "It is CDK's own function, with the runtime that CDK tests it on.",
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]': writes,
    'AwsSolutions-IAM5[Action::s3:GetObject*]': writes,
    'AwsSolutions-IAM5[Action::s3:GetBucket*]': writes,
    'AwsSolutions-IAM5[Action::s3:List*]': writes,
    'AwsSolutions-IAM5[Action::s3:DeleteObject*]': writes,
    'AwsSolutions-IAM5[Action::s3:Abort*]': writes,
    [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${stage.region}/*]`]:
      reads,
    'AwsSolutions-IAM5[Resource::<PortalDF61C365.Arn>/*]': writes,
  });
}
