/** A registered client, as its record says. */
export interface Client {
  /** In kebab case. */
  readonly id: string;
  readonly name: string;
  /** Whom to write to: an e-mail address. */
  readonly contact: string;
  /** Id of the administration that it belongs to, for what is asked of another administration; null for others. */
  readonly administration: string | null;
  readonly scopes: readonly string[];
  /** Cost units a minute, and how many may be saved up; null is the standard of its kind. */
  readonly quota: { readonly perMinute: number; readonly burst: number } | null;
  /** Whether it asks by documents that were registered: not at all, also, or by nothing else. */
  readonly documents: 'off' | 'prefer' | 'only';
  /** Whether an operation with a field that it may not read is refused whole. */
  readonly isStrict: boolean;
  readonly status: 'ACTIVE' | 'REVOKED';
}

/** Who asks. */
export interface Identity {
  readonly kind: 'ANONYMOUS' | 'KEY' | 'TOKEN';
  readonly client: Client | null;
  /** Under which what is asked is counted: `client:<id>`, or `net:<hash of the network>` for anybody. */
  readonly account: string;
  readonly scopes: ReadonlySet<string>;
  /** A key or a token was sent that cannot be checked now: open data only. */
  readonly unchecked?: true;
}
