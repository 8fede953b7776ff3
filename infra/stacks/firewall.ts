import { Stack } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { nameOf } from '../names.ts';
import type { EdgeSettings, StageSettings } from '../stages.ts';

/** Where CloudFront's firewall has to be. */
const REGION = 'us-east-1';

/** The firewall in front of CloudFront. A stack of its own, because it is in a region of its own. */
export class FirewallStack extends Stack {
  readonly acl: CfnWebACL;

  constructor(scope: Construct, stage: StageSettings, { perAddress }: EdgeSettings) {
    super(scope, 'Firewall', {
      stackName: nameOf(stage.name, 'firewall'),
      env: { region: REGION },
      terminationProtection: stage.isProtected,
    });
    this.acl = new CfnWebACL(this, 'Acl', {
      name: nameOf(stage.name, 'firewall'),
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: counted(nameOf(stage.name, 'firewall')),
      rules: [
        {
          name: 'requests-per-address',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: { rateBasedStatement: { limit: perAddress, aggregateKeyType: 'IP', evaluationWindowSec: 300 } },
          visibilityConfig: counted('requests-per-address'),
        },
        managed('AWSManagedRulesAmazonIpReputationList', 1),
        managed('AWSManagedRulesKnownBadInputsRuleSet', 2),
        managed('AWSManagedRulesCommonRuleSet', 3, ONLY_COUNTED),
      ],
    });
  }
}

/**
 * Rules of the common set that would refuse what is right here, and are only counted: a document may be longer than
 * 8 KB, may hold what looks like markup, and comes from programs that have no name for themselves.
 */
const ONLY_COUNTED = [
  'SizeRestrictions_BODY',
  'SizeRestrictions_QUERYSTRING',
  'CrossSiteScripting_BODY',
  'CrossSiteScripting_QUERYARGUMENTS',
  'GenericRFI_BODY',
  'GenericRFI_QUERYARGUMENTS',
  'EC2MetaDataSSRF_BODY',
  'NoUserAgent_HEADER',
];

function managed(name: string, priority: number, onlyCounted: readonly string[] = []): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: onlyCounted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: counted(name),
  };
}

/** Samples would show addresses and keys of whoever asked. */
const counted = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
  metricName,
});
