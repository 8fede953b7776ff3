import { notFound, type Standard } from '../emulator.ts';
import type { World } from '../world.ts';

/** What a fixture tells of a collection: its elements as they go over the wire, in the order of the service. */
export interface Collection {
  /** The name under `_embedded`. */
  readonly rel: string;
  /** The largest `size` that the service grants. */
  readonly maxSize: number;
  readonly items: (world: World) => readonly { readonly id: number; readonly [field: string]: unknown }[];
}

/** What Spring takes when `size` is missing, or not a number above 0. */
const DEFAULT_SIZE = 20;

/** HAL as Spring HATEOAS pages it: `page` from 0, `size` lowered to the most it grants, links to the pages around. */
export const standard: Standard<Collection> = {
  answer:
    ({ rel, maxSize, items }) =>
    ({ url }, { world, source, origin }) => {
      const { pathname } = new URL(source.endpoint.fallback ?? origin);
      if (url.pathname !== pathname) return notFound;
      const all = items(world);
      const size = Math.min(wholeNumber(url.searchParams.get('size'), 1) ?? DEFAULT_SIZE, maxSize);
      const number = wholeNumber(url.searchParams.get('page'), 0) ?? 0;
      const totalPages = Math.ceil(all.length / size);
      const href = (page: number) => ({ href: `${origin}${pathname}?page=${page}&size=${size}` });
      const shown = all.slice(number * size, (number + 1) * size);
      return {
        headers: { 'content-type': 'application/hal+json' },
        body: {
          ...(shown.length > 0 && {
            _embedded: {
              [rel]: shown.map((item) => ({
                ...item,
                _links: { self: { href: `${origin}${pathname}/${item.id}` } },
              })),
            },
          }),
          _links: {
            first: href(0),
            ...(number > 0 && { prev: href(number - 1) }),
            self: href(number),
            ...(number + 1 < totalPages && { next: href(number + 1) }),
            last: href(Math.max(0, totalPages - 1)),
          },
          page: { size, totalElements: all.length, totalPages, number },
        },
      };
    },
};

function wholeNumber(text: string | null, least: number): number | null {
  const number = text === null ? Number.NaN : Number(text);
  return Number.isInteger(number) && number >= least ? number : null;
}
