import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts findings of the checks at one place, each with the reason why it is right as it is. */
export function acknowledge(at: IConstruct, findings: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(findings)) Validations.of(at).acknowledge({ id, reason });
}
