import * as v from 'valibot';

/** On whose behalf a subgraph is asked for what is not open to everybody, as the gateway asserts it. */
export interface Caller {
  /** Id of the client's record. */
  readonly client: string;
  /** Id of the administration that the client belongs to; null for others. */
  readonly administration: string | null;
  /** What it has been granted. */
  readonly scopes: readonly string[];
}

const caller = v.object({
  client: v.string(),
  administration: v.nullable(v.string()),
  scopes: v.array(v.string()),
});

/** A caller as the value of a header. */
export function toHeader({ client, administration, scopes }: Caller): string {
  return Buffer.from(JSON.stringify({ client, administration, scopes })).toString('base64url');
}

/** Reads a caller out of a signed header; null without one. */
export function fromHeader(header: string | undefined): Caller | null {
  if (header === undefined) return null;
  return v.parse(caller, JSON.parse(Buffer.from(header, 'base64url').toString('utf8')));
}
