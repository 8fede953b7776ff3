import type { ServerResponse } from 'node:http';
import type { WireAnswer } from './emulator.ts';

/** How an emulated administration can fail: what it does, and what the number or name behind a colon says. */
export const FAULTS = {
  refuse: 'refuses connections',
  certificate: 'presents a certificate that nobody vouches for',
  hang: 'never answers',
  drip: 'sends one byte a second',
  slow: 'takes its time: slow:1500 is milliseconds',
  '500': 'answers with a server error',
  fail: 'answers a share of the calls with a server error: fail:0.3',
  throttle: 'answers 503 with Retry-After: throttle:120 is seconds',
  quota: 'says that the quota of our key or address is used up: quota:403 as gateways do, quota:429 as portals do',
  redirect: 'sends us to another host',
  html: 'answers 200 with a web page',
  lie: 'answers 200 with JSON of no use',
  truncate: 'stops in the middle of its JSON',
  rename: 'renames a field: rename:station_id',
  large: 'answers with too much: large:50 is megabytes',
  clock: 'has a clock that is wrong: clock:86400 is seconds ahead, clock:-86400 behind',
} as const;

/** One of them, with what it says behind the colon. */
export interface Fault {
  readonly kind: keyof typeof FAULTS;
  readonly argument: string | null;
}

/** What a fault takes when it says nothing. */
const USUAL: Partial<Record<Fault['kind'], string>> = {
  slow: '1500',
  fail: '0.3',
  throttle: '120',
  quota: '403',
  large: '50',
  clock: '86400',
};

/**
 * Reads `hang` or `fail:0.3`.
 * @throws {Error} for what is no fault, saying which there are.
 */
export function parseFault(text: string): Fault {
  const [kind = '', argument] = text.split(/:(.*)/s);
  if (!Object.hasOwn(FAULTS, kind)) {
    throw new Error(`There is no fault "${text}". There are: ${Object.keys(FAULTS).join(', ')}.`);
  }
  const fault = { kind: kind as Fault['kind'], argument: argument ?? USUAL[kind as Fault['kind']] ?? null };
  const isName = fault.kind === 'rename';
  const number = Number(fault.argument);
  const most = fault.kind === 'fail' ? 1 : 1e9;
  if (isName ? !fault.argument : fault.argument !== null && !(Math.abs(number) <= most)) {
    throw new Error(`The fault "${text}" is not complete: ${kind} ${FAULTS[fault.kind]}.`);
  }
  return fault;
}

/** What a server knows of the request that it is to fail. */
export interface Occasion {
  /** The answer of an administration in good health. */
  readonly answer: () => Promise<WireAnswer>;
  readonly response: ServerResponse;
  /** DynamoDB has its own way of saying no. */
  readonly isDynamoDb: boolean;
  /** A number in [0, 1) that is this request's own. */
  readonly chance: number;
}

/** Answers as a fault has it. Gives null where the fault has nothing to say here: the answer is a good one then. */
export async function misbehave({ kind, argument }: Fault, occasion: Occasion): Promise<WireAnswer | null> {
  const { answer, response, isDynamoDb, chance } = occasion;
  const number = Number(argument);
  switch (kind) {
    case 'hang':
      return new Promise(() => {});
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, number));
      return null;
    case '500':
      return SERVER_ERROR;
    case 'fail':
      return chance < number ? SERVER_ERROR : null;
    case 'throttle':
      return isDynamoDb ? THROTTLED_TABLE : { status: 503, headers: { 'retry-after': String(number) }, body: '' };
    case 'quota':
      return number === 429 ? PORTAL_USED_UP : GATEWAY_USED_UP;
    case 'redirect':
      return { status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' }, body: '' };
    case 'html':
      return { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Maintenance</title>' };
    case 'lie':
      return { body: { status: 'maintenance', code: 0 } };
    case 'truncate':
      return changed(await answer(), (text) => text.slice(0, text.length / 2));
    case 'rename':
      return changed(await answer(), (text) => text.replaceAll(`"${argument}":`, `"${argument}_renamed":`));
    case 'drip':
      return trickle(response, await answer());
    case 'large':
      return flood(response, number * 1024 * 1024);
    case 'refuse':
    case 'certificate':
    case 'clock':
      return null; // Not in what it says, but in how it is reached, or when it lives.
  }
}

const SERVER_ERROR: WireAnswer = { status: 500, body: 'Internal Server Error' };
/** Azure API Management, and OpenDataSoft: neither says for how long. */
const GATEWAY_USED_UP: WireAnswer = { status: 403, body: { statusCode: 403, message: 'Quota Exceeded' } };
const PORTAL_USED_UP: WireAnswer = { status: 429, body: { errorcode: 10002, error: 'Too many requests' } };
const THROTTLED_TABLE: WireAnswer = {
  status: 400,
  body: { __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', message: 'slow down' },
};

/** An answer as it goes over the wire. */
export function bytesOf({ body }: WireAnswer): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Changes an answer byte by byte: Latin-1 has a letter for each of them. */
function changed(answer: WireAnswer, change: (text: string) => string): WireAnswer {
  return { ...answer, body: Buffer.from(change(Buffer.from(bytesOf(answer)).toString('latin1')), 'latin1') };
}

/** Never settles: the answer is on its way. */
function trickle(response: ServerResponse, answer: WireAnswer): Promise<never> {
  const bytes = bytesOf(answer);
  let sent = 0;
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  const timer = setInterval(() => response.write(sent < bytes.byteLength ? bytes.subarray(sent, ++sent) : ' '), 1_000);
  response.on('close', () => clearInterval(timer));
  return new Promise(() => {});
}

/** Never settles: sends as much as is taken. */
function flood(response: ServerResponse, bytes: number): Promise<never> {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  let sent = 0;
  const pour = (): void => {
    while (sent < bytes && !response.destroyed) {
      sent += chunk.byteLength;
      if (!response.write(chunk)) return void response.once('drain', pour);
    }
    response.end('{}');
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  pour();
  return new Promise(() => {});
}
