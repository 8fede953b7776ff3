import { signedForAws, type Unsigned } from '../../kernel/aws-signature.ts';

/** The region of a Function URL; null for any other host. Its domain differs by partition. */
export function regionOf(hostname: string): string | null {
  return /^[^.]+\.lambda-url\.([a-z\d-]+)\./.exec(hostname)?.[1] ?? null;
}

/**
 * The headers of a request to a Function URL with its signature (AWS Signature Version 4), by the credentials of the
 * process.
 * @throws {Error} without credentials.
 */
export const signed = (unsigned: Omit<Unsigned, 'service'>): string[] =>
  signedForAws({ service: 'lambda', ...unsigned });
