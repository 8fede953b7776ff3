import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import { SourceError } from '../../errors.ts';
import { type Geometry, geometry } from '../../geography/geojson.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { maybe, parseWire } from '../../wire.ts';

/**
 * OGC API Features, Part 1 (OGC 17-069r4): the items of one collection, as GeoJSON. The source's endpoint is the
 * whole address of the items, `…/collections/<collection>/items`.
 *
 * Positions are in CRS84 unless something else is asked for (Part 2). Some services answer in the collection's own
 * system without being asked and put a `crs` into each geometry, which RFC 7946 does not know. It is not read: how
 * large the numbers are says more, see `fromPosition`.
 */
export interface Item<Properties> {
  readonly properties: Properties;
  /** As it was sent: metres or degrees; of a collection of geometries the first; null for one without a place. */
  readonly geometry: Geometry | null;
}

/** Items to a page: what services mostly grant. One that grants less sends less, and a link to the rest. */
const PAGE = 1000;
/** Pages that are asked for, one after the other: each is known by a link in the one before. */
const MOST_PAGES = 10;

const anyGeometry = v.pipe(
  v.variant('type', [geometry, v.object({ type: v.literal('GeometryCollection'), geometries: v.array(geometry) })]),
  v.transform((sent): Geometry | null => (sent.type === 'GeometryCollection' ? (sent.geometries[0] ?? null) : sent)),
);
const links = maybe(v.array(v.object({ rel: maybe(v.string()), href: maybe(v.string()) })));

/**
 * Reads every item of a collection, page after page. A link to another host is refused by the door.
 *
 * A collection that changes between two pages may show an item twice; its source knows what makes one the same.
 * @throws {SourceError} SOURCE_TOO_LARGE beyond ten pages: never a part as if it were the whole.
 */
export async function readItems<Properties>(
  door: Door,
  source: Source,
  properties: v.GenericSchema<unknown, Properties>,
): Promise<Reading<readonly Item<Properties>[]>> {
  const item = v.object({ geometry: maybe(anyGeometry), properties });
  const envelope = (isRest: boolean) =>
    v.object({ type: v.literal('FeatureCollection'), features: rowsOf(source, item, { isRest }), links });
  const pages: Reading<v.InferOutput<ReturnType<typeof envelope>>>[] = [];
  let next: URL | null = addressOf(source, '', { f: 'json', limit: PAGE });
  while (next) {
    if (pages.length === MOST_PAGES) throw new SourceError('SOURCE_TOO_LARGE', source);
    const url: URL = next;
    const schema = envelope(pages.length > 0);
    const page = await door.json(source, { url }, (body) => parseWire(source, schema, body));
    pages.push(page);
    // Some services link on from their last page, to one without items.
    next = page.value.features.length > 0 ? nextOf(source, page.value.links, url) : null;
  }
  return {
    // Pages may come from different moments; the oldest speaks for the whole.
    retrievedAt: new Date(Math.min(...pages.map(({ retrievedAt }) => retrievedAt.getTime()))),
    value: pages.flatMap(({ value }) => value.features),
  };
}

function nextOf(source: Source, known: v.InferOutput<typeof links>, from: URL): URL | null {
  const link = known?.find(({ rel }) => rel === 'next');
  if (!link) return null;
  if (link.href === null || !URL.canParse(link.href, from.href)) {
    throw new SourceError('SOURCE_INVALID', source, { field: 'links.next.href' });
  }
  return new URL(link.href, from);
}
