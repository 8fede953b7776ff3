import { Aws, CfnOutput, Duration, SecretValue, Stack } from 'aws-cdk-lib';
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
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { keptOnceMade } from '../constructs/kept.ts';
import { FORWARDED, KEYED_BY } from '../edge-headers.ts';
import { nameOf, secretName } from '../names.ts';
import type { EdgeSettings, StageSettings } from '../stages.ts';
import { type ApiStack, PROXY_HEADER } from './api.ts';
import type { FirewallStack } from './firewall.ts';
import { publish, servedAsSite } from './portal-files.ts';

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
        ...servedAsSite(this, stage),
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
    if (portal) publish(this, stage, portal, bucket);
    new CfnOutput(this, 'Url', { value: `https://${edge.domain?.name ?? this.distribution.distributionDomainName}` });
  }

  private makeBucket(stage: StageSettings): IBucket {
    const bucket = new Bucket(this, 'Portal', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: keptOnceMade(stage),
      autoDeleteObjects: !stage.isProtected, // A bucket that holds something is deleted by nobody.
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

  private acknowledgeEdge(edge: EdgeSettings): void {
    acknowledge(this.distribution, {
      'AwsSolutions-CFR1': 'Open data is for readers anywhere.',
      'AwsSolutions-CFR3': 'A log would hold the address of every reader. The gateway counts and logs without them.',
      ...(edge.domain ? {} : { 'AwsSolutions-CFR4': 'CloudFront sets the protocol of its own domain name.' }),
    });
  }
}
