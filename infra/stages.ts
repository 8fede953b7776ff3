/** The stages and what differs between them; nothing else in `infra/` knows a stage by its name. */
export interface StageSettings {
  readonly name: string;
  /** The region of everything but the firewall. The account is that of whoever deploys: one for each stage. */
  readonly region: string;
  /** What stands in front; null where the partition has no CloudFront, and clients ask API Gateway itself. */
  readonly edge: EdgeSettings | null;
  /** Settings that are no secret, by variable: each reaches the functions that declare it. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * Tables that administrations keep, by dataset: `here` makes one in this account, an ARN is that of a table which is
   * read in place (`docs/deploying.md`). The dataset of a table that is not named is down.
   */
  readonly tables: Readonly<Record<string, 'here' | TableArn>>;
  /** Requests a second that API Gateway lets in, on average and at once. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /**
   * Instances that a function has for itself and cannot exceed, by name: a bulkhead. An account may have only 10 in all
   * while it is new, of which 10 have to stay unreserved: then leave this empty.
   */
  readonly reserved: Readonly<Record<string, number>>;
  /** Whether tables and stacks are protected from deletion, and kept when they are taken out of the application. */
  readonly isProtected: boolean;
  /** Days for which logs are kept. */
  readonly logDays: 7 | 30 | 90;
  /** Whether each dataset has an alarm of its own; the dashboard shows them all anyway. */
  readonly sourceAlarms: boolean;
  /** Where alarms are sent; null for nowhere. */
  readonly alarmsTo: string | null;
}

export interface EdgeSettings {
  /** The public name and its certificate, which has to be in us-east-1; null for CloudFront's own name. */
  readonly domain: { readonly name: string; readonly certificate: CertificateArn } | null;
  /** Which of two keys CloudFront shows to the gateway; the other can be exchanged meanwhile. */
  readonly proxyKey: 'A' | 'B';
  /** Requests that one address may send in five minutes, before the gateway counts what they cost. */
  readonly perAddress: number;
}

export type TableArn = `arn:${string}:dynamodb:${string}:${string}:table/${string}`;
type CertificateArn = `arn:${string}:acm:us-east-1:${string}:certificate/${string}`;

/** What stages have in common until they say otherwise. */
const STANDARD = {
  region: 'eu-central-1',
  edge: { domain: null, proxyKey: 'A', perAddress: 2_000 },
  settings: {},
  tables: { 'project-portfolio': 'here' },
  throttle: { rate: 500, burst: 1_000 },
  reserved: {},
  isProtected: true,
  logDays: 30,
  sourceAlarms: false,
  alarmsTo: null,
} as const satisfies Omit<StageSettings, 'name'>;

export const STAGES: readonly StageSettings[] = [
  {
    ...STANDARD,
    name: 'dev',
    tables: { 'project-portfolio': 'here', 'enterprise-register': 'here', 'household-register': 'here' },
    throttle: { rate: 50, burst: 100 },
    isProtected: false,
    logDays: 7,
  },
  { ...STANDARD, name: 'staging', tables: { 'project-portfolio': 'here', 'enterprise-register': 'here' } },
  {
    ...STANDARD,
    name: 'production',
    settings: { OPERATOR_NAME: 'Brussels City Graph' },
    reserved: { gateway: 200, mobility: 150, environment: 50, economy: 50, governance: 100, living: 50, people: 50 },
    logDays: 90,
    sourceAlarms: true,
  },
  // The European Sovereign Cloud, a partition of its own without CloudFront and its firewall.
  { ...STANDARD, name: 'sovereign', region: 'eusc-de-east-1', edge: null },
];
