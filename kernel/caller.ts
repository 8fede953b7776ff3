/** On whose behalf a subgraph is asked for what is not open to everybody, as the gateway asserts it. */
export interface Caller {
  /** Id of the client's record. */
  readonly client: string;
  /** Id of the administration that the client belongs to; null for others. */
  readonly administration: string | null;
  /** What it has been granted. */
  readonly scopes: readonly string[];
}
