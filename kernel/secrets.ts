import { signedForAws } from './aws-signature.ts';
import { keepSecret, read, secretPlaces, setting } from './env.ts';
import type { LambdaHandler } from './lambda.ts';
import { causeOf, log } from './log.ts';
import { membersOf, postText } from './post-text.ts';

/** Where AWS Secrets Manager is asked, under the name that AWS's own tools give it. */
const ENDPOINT = setting('AWS_ENDPOINT_URL_SECRETS_MANAGER', null);
const REGION = setting('AWS_REGION', null);

/** Milliseconds: a secret holds for so long, one that could not be read is asked for again after so long, for so long. */
const KEPT_FOR = 5 * 60_000;
const AGAIN_AFTER = 5_000;
const TIMEOUT = 1_500;
/** Characters of an answer; a secret has 64 KiB at most. */
const MOST = 128 * 1024;

/** A secret could not be read; `code` says why in Secrets Manager's words or the system's, and never what it is. */
class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code: string;

  constructor(code: string) {
    super(`a secret could not be read: ${code}`);
    this.code = code;
  }
}

/** What its code is while a secret was made and nobody has put a value into it. */
const EMPTY = 'ResourceNotFoundException';

interface Reading {
  /** Until when it is not asked for again. */
  until: number;
  isKnown: boolean;
  running: Promise<void> | null;
}

/**
 * Reads the secrets that `<VARIABLE>_SECRET_ID` name before the first question is answered, side by side, and again when
 * one has been kept for five minutes, beside a question that goes on with what is known: an exchanged secret is used
 * from the next one on. What cannot be read is missing, as a variable would be: whoever needs it refuses, and nothing
 * else does.
 * @param now Milliseconds of a clock that never goes back.
 */
export function withSecrets(handler: LambdaHandler, now: () => number = () => performance.now()): LambdaHandler {
  const readings = new Map<string, Reading>();
  let places: ReturnType<typeof secretPlaces> | undefined;
  const readingOf = (variable: string): Reading => {
    const reading = readings.get(variable) ?? { until: Number.NEGATIVE_INFINITY, isKnown: false, running: null };
    readings.set(variable, reading);
    return reading;
  };
  return async (event, context) => {
    places ??= secretPlaces();
    const waiting = places.flatMap(({ variable, place }) => {
      const reading = readingOf(variable);
      if (!reading.running && now() >= reading.until) reading.running = renew(reading, variable, place, now);
      return reading.running && !reading.isKnown ? [reading.running] : [];
    });
    if (waiting.length > 0) await Promise.all(waiting);
    return handler(event, context);
  };
}

/** Never rejects. */
async function renew(reading: Reading, variable: string, place: string, now: () => number): Promise<void> {
  try {
    keepSecret(variable, await getSecret(place));
    reading.isKnown = true;
    reading.until = now() + KEPT_FOR;
  } catch (error) {
    const cause = causeOf(error);
    // That there is no value is an answer, too.
    reading.until = now() + (cause === EMPTY ? KEPT_FOR : AGAIN_AFTER);
    log.warn('a secret cannot be read', { variable, cause });
  } finally {
    reading.running = null;
  }
}

/** @throws {SecretError} */
async function getSecret(SecretId: string): Promise<string> {
  const [endpoint, region] = [read(ENDPOINT), read(REGION)];
  if (!endpoint || !region || !URL.canParse(endpoint)) throw new SecretError('NO_ADDRESS');
  const { status, text } = await post(new URL(endpoint), region, JSON.stringify({ SecretId }));
  const answer = membersOf(text);
  if (status !== 200) {
    throw new SecretError(typeof answer?.__type === 'string' ? (answer.__type.split('#').at(-1) ?? '') : `${status}`);
  }
  const secret = typeof answer?.SecretString === 'string' ? answer.SecretString.trim() : ''; // A terminal ends a line.
  if (!secret) throw new SecretError('INVALID');
  return secret;
}

/** One signed request, without a client of the AWS SDK's: that takes longer to load than the answer to come. */
function post(url: URL, region: string, body: string): ReturnType<typeof postText> {
  const { host, pathname: path } = url;
  const headers = signedForAws({
    service: 'secretsmanager',
    region,
    host,
    path,
    headers: [
      ...['host', host, 'content-type', 'application/x-amz-json-1.1'],
      ...['x-amz-target', 'secretsmanager.GetSecretValue', 'content-length', String(Buffer.byteLength(body))],
    ],
    body,
  });
  return postText(url, { headers, body, timeout: TIMEOUT, most: MOST });
}
