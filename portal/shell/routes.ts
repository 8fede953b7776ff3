/** The pages, as addresses name them (`site.json` lists the same for who serves them). */
export type Route =
  | { readonly page: 'front' | 'city' | 'sources' | 'explorer' }
  | { readonly page: 'municipality'; readonly nisCode: string };

const PLAIN: Readonly<Record<string, Route>> = {
  '/': { page: 'front' },
  '/city': { page: 'city' },
  '/sources': { page: 'sources' },
  '/explorer': { page: 'explorer' },
};

/** The page of a path; null where there is none. */
export function routeOf(path: string): Route | null {
  const plain = path === '/' ? path : path.replace(/\/$/, '');
  const [, nisCode] = /^\/city\/municipality\/(\d{5})$/.exec(plain) ?? [];
  return nisCode ? { page: 'municipality', nisCode } : (PLAIN[plain] ?? null);
}

export const municipalityPath = (nisCode: string): string => `/city/municipality/${nisCode}`;
