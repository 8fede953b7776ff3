import * as v from 'valibot';
import { addressOf } from '../../endpoint.ts';
import type { Door, Reading } from '../../http.ts';
import { rowsOf } from '../../rows.ts';
import type { Source } from '../../source.ts';
import { maybe, parseWire } from '../../wire.ts';

/**
 * Collections in Hypertext Application Language (draft-kelly-json-hal) as Spring HATEOAS writes them:
 * `_embedded.<rel>[]`, `_links.next.href`, and `page { size totalElements totalPages number }` counted from 0.
 * Spring leaves `_embedded` out of a page without elements, and lowers a `size` that it finds too large.
 */
export interface CollectionQuestion<Item> {
  /** The name under `_embedded`. */
  readonly rel: string;
  readonly item: v.GenericSchema<unknown, Item>;
  readonly pageSize: number;
  /** Pages after these are not asked for, however many there are. */
  readonly maxPages: number;
}

interface Page<Item> {
  readonly items: readonly Item[];
  /** Null where the service does not count its pages. */
  readonly totalPages: number | null;
  readonly next: string | null;
}

/**
 * Reads a collection: the first page tells how many there are, the rest are asked side by side. Where the service
 * does not count them, each page is reached by the `next` link of the one before. A link to another host is refused
 * by the door.
 *
 * A collection that grows between two pages shows an element twice; its source knows what makes one the same.
 */
export async function readCollection<Item>(
  door: Door,
  source: Source,
  question: CollectionQuestion<Item>,
): Promise<Reading<readonly Item[]>> {
  const page = pageSchema(source, question, false);
  const laterPage = pageSchema(source, question, true);
  const readPage = (url: URL, schema = laterPage): Promise<Reading<Page<Item>>> =>
    door.json(source, { url }, (body) => toPage(parseWire(source, schema, body), question.rel));
  const pageUrl = (number: number): URL => addressOf(source, '', { page: number, size: question.pageSize });

  const first = await readPage(pageUrl(0), page);
  const readings = [first];
  if (first.value.totalPages === null) {
    for (let last = first; last.value.next && readings.length < question.maxPages; ) {
      last = await readPage(new URL(last.value.next, addressOf(source)));
      readings.push(last);
    }
  } else {
    const rest = Math.max(0, Math.min(first.value.totalPages, question.maxPages) - 1);
    readings.push(...(await Promise.all(Array.from({ length: rest }, (_, index) => readPage(pageUrl(index + 1))))));
  }
  return {
    value: readings.flatMap(({ value }) => value.items),
    // What was asked first is the oldest part of the whole.
    retrievedAt: new Date(Math.min(...readings.map(({ retrievedAt }) => retrievedAt.getTime()))),
  };
}

function pageSchema<Item>(source: Source, { rel, item }: CollectionQuestion<Item>, isRest: boolean) {
  return v.object({
    _embedded: maybe(v.object({ [rel]: rowsOf(source, item, { isRest }) })),
    _links: maybe(v.object({ next: maybe(v.object({ href: maybe(v.string()) })) })),
    page: maybe(v.object({ totalPages: v.pipe(v.number(), v.integer()) })),
  });
}

function toPage<Item>(body: v.InferOutput<ReturnType<typeof pageSchema<Item>>>, rel: string): Page<Item> {
  return {
    items: body._embedded?.[rel] ?? [],
    totalPages: body.page?.totalPages ?? null,
    next: body._links?.next?.href ?? null,
  };
}
