import { RequestError } from '../../kernel/errors.ts';
import type { AgreementRecord } from './models.ts';

/** Why an administration asks, as GraphQL's `AccessReasonInput` takes it. */
export interface AccessReason {
  readonly purpose: string;
  readonly legalBasis: string;
  readonly caseReference: string;
}

/** A purpose, a legal act or a file: letters, digits and what joins them. */
const NAME = /^[\p{L}\d][\p{L}\d ./:_-]{2,99}$/u;

/** A national number: eleven digits, however they are parted. */
const NATIONAL_NUMBER = /(?:\d[ ./:_-]*){11}/;

/**
 * Checks the form of a reason, which is kept in the trail as it is.
 * @param ids Whom it is about: they must not stand in it.
 * @throws {RequestError} BAD_USER_INPUT for a text that names nothing, or somebody.
 */
export function checkReason(reason: AccessReason, ids: readonly string[] = []): AccessReason {
  for (const name of ['purpose', 'legalBasis', 'caseReference'] as const) {
    const text = reason[name];
    if (NATIONAL_NUMBER.test(text) || ids.some((id) => id !== '' && text.includes(id)))
      throw new RequestError('BAD_USER_INPUT', `"${name}" must not say whom it is about: it is kept in the trail.`);
    if (NAME.test(text)) continue;
    throw new RequestError('BAD_USER_INPUT', `"${name}" must be a name of 3 to 100 letters, digits, spaces or ./:_-.`);
  }
  return reason;
}

/**
 * Checks that one agreement covers all of a question: its fields, its purpose with the legal act for it, and its time.
 * @throws {RequestError} NOT_AGREED with what none covers.
 */
export function checkAgreed(
  agreements: readonly AgreementRecord[],
  { purpose, legalBasis }: AccessReason,
  fields: readonly string[],
  now: Date,
): void {
  const refuse = (what: string): never => {
    throw new RequestError('NOT_AGREED', `No agreement with your administration covers ${what}.`);
  };
  const current = agreements.filter(({ from, until }) => from <= now && now < until);
  if (current.length === 0) refuse('this time');
  const allowed = current.filter(({ purposes }) => purposes.has(purpose));
  if (allowed.length === 0) refuse(`the purpose "${purpose}"`);
  const lawful = allowed.filter(({ purposes }) => purposes.get(purpose) === legalBasis);
  if (lawful.length === 0) refuse(`the purpose "${purpose}" by the legal act "${legalBasis}"`);
  const missing = (agreed: AgreementRecord): string | undefined =>
    fields.find((field) => !agreed.fields.includes(field));
  if (lawful.every((agreed) => missing(agreed) !== undefined))
    refuse(`"${lawful.map(missing).find((field) => field !== undefined)}" for this purpose`);
}
