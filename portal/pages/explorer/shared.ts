/** What is in the editors. */
export interface Question {
  readonly query: string;
  /** JSON. */
  readonly variables: string;
}

/**
 * The address of this page with a question in it. It stands behind the `#`, which browsers send to nobody: a question may
 * name a place.
 */
export function addressOf({ query, variables }: Question): string {
  const address = new URL(location.href);
  const parts = new URLSearchParams({ query, ...(variables.trim() ? { variables } : {}) });
  address.hash = parts.toString();
  return address.href;
}

/** The question that an address has in it; null where it has none. */
export function questionIn(hash: string): Question | null {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const query = parts.get('query');
  return query ? { query, variables: parts.get('variables') ?? '' } : null;
}
