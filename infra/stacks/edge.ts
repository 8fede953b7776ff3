import { Aws, CfnOutput, Duration, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { FORWARDED, KEYED_BY } from '../edge-headers.ts';
import { logGroupName, nameOf, secretName } from '../names.ts';
import type { EdgeSettings, StageSettings } from '../stages.ts';
import { type ApiStack, PROXY_HEADER } from './api.ts';
import type { FirewallStack } from './firewall.ts';

/** What the gateway answers; everything else is a file of the portal's. */
const PATHS = ['/graphql', '/catalogue', '/schema.graphql', '/health'];
/** Failures of which CloudFront keeps an answer for ten seconds unless told otherwise. */
const FAILURES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

interface EdgeProps {
  readonly stage: StageSettings;
  readonly edge: EdgeSettings;
  readonly api: ApiStack;
  readonly firewall: FirewallStack;
  /** The folder with the portal's files; null for none. */
  readonly portal: string | null;
}

/** CloudFront in front of the gateway and of the portal's files, which lie in a bucket that nobody else reads. */
export class EdgeStack extends Stack {
  readonly distribution: Distribution;

  constructor(scope: Construct, { stage, edge, api, firewall, portal }: EdgeProps) {
    super(scope, 'Edge', {
      stackName: nameOf(stage.name, 'edge'),
      env: { region: stage.region },
      crossRegionReferences: true,
      terminationProtection: stage.isProtected,
    });
    const bucket = this.makeBucket(stage);
    const graph = this.graphBehaviour(stage, edge, api);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: nameOf(stage.name, 'edge'),
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket, { originId: 'portal' }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
      },
      additionalBehaviors: Object.fromEntries(PATHS.map((path) => [path, graph])),
      errorResponses: FAILURES.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      webAclId: firewall.acl.attrArn,
      ...(edge.domain
        ? {
            domainNames: [edge.domain.name],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, 'Certificate', edge.domain.certificate),
          }
        : {}),
    });
    this.acknowledgeEdge(edge);
    if (portal) this.publish(portal, bucket, stage);
    new CfnOutput(this, 'Url', { value: `https://${edge.domain?.name ?? this.distribution.distributionDomainName}` });
  }

  private makeBucket(stage: StageSettings): IBucket {
    const bucket = new Bucket(this, 'Portal', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: stage.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(bucket, { 'AwsSolutions-S1': 'CloudFront alone reads it; a log would hold what is public.' });
    return bucket as IBucket; // It is one: the two types differ in what may be undefined and what may be absent.
  }

  /** Kept for as long as the gateway says, apart for each language and each caller; what it does not let be kept, is not. */
  private graphBehaviour(stage: StageSettings, { proxyKey }: EdgeSettings, { api }: ApiStack): BehaviorOptions {
    const key = secretName(stage.name, `PROXY_KEY_${proxyKey}`);
    return {
      origin: new HttpOrigin(`${api.apiId}.execute-api.${stage.region}.${Aws.URL_SUFFIX}`, {
        originId: 'gateway',
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        // CloudFormation puts it in; it stands in no template. The name of the key changes with the key.
        customHeaders: { [PROXY_HEADER]: SecretValue.secretsManager(key).unsafeUnwrap() },
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: new CachePolicy(this, 'Kept', {
        cachePolicyName: nameOf(stage.name, 'kept'),
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: Duration.hours(1),
        headerBehavior: CacheHeaderBehavior.allowList(...KEYED_BY),
        queryStringBehavior: CacheQueryStringBehavior.all(),
        cookieBehavior: CacheCookieBehavior.none(),
        enableAcceptEncodingGzip: true,
        enableAcceptEncodingBrotli: true,
      }),
      originRequestPolicy: new OriginRequestPolicy(this, 'Forwarded', {
        originRequestPolicyName: nameOf(stage.name, 'forwarded'),
        headerBehavior: OriginRequestHeaderBehavior.allowList(...FORWARDED),
      }),
    };
  }

  private publish(portal: string, bucket: IBucket, stage: StageSettings): void {
    new BucketDeployment(this, 'Files', {
      sources: [Source.asset(portal)],
      destinationBucket: bucket,
      cacheControl: [CacheControl.maxAge(Duration.minutes(5))], // So that nothing has to be called back.
      logGroup: new LogGroup(this, 'FilesLog', {
        logGroupName: logGroupName(stage.name, 'portal-files'),
        retention: stage.logDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    const copier = this.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
    const reads =
      "CDK's own function copies the portal's files while the stack is deployed: from CDK's bucket of assets";
    const writes = `${reads} to the portal's, and nowhere else`;
    if (!copier) return;
    acknowledge(copier, {
      'AwsSolutions-L1': "It is CDK's own function, with the runtime that CDK tests it on.",
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
        writes,
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

  private acknowledgeEdge(edge: EdgeSettings): void {
    acknowledge(this.distribution, {
      'AwsSolutions-CFR1': 'Open data is for readers anywhere.',
      'AwsSolutions-CFR3': 'A log would hold the address of every reader. The gateway counts and logs without them.',
      ...(edge.domain ? {} : { 'AwsSolutions-CFR4': 'CloudFront sets the protocol of its own domain name.' }),
    });
  }
}
