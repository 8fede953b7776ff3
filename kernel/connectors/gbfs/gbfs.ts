import * as v from 'valibot';
import { SourceError } from '../../errors.ts';
import type { Source } from '../../source.ts';
import { LANGUAGES } from '../../text.ts';

/**
 * General Bikeshare Feed Specification, 2.x and 3.0 (gbfs.org): what all its feeds share. What differs between the
 * versions is evened out in this folder: 3.0 has no language level in `gbfs.json`, texts in several languages,
 * RFC 3339 times, and speaks of vehicles where 2.x speaks of bikes.
 */
const feeds = v.array(v.object({ name: v.string(), url: v.pipe(v.string(), v.url()) }));
/** `gbfs.json`: where a system's feeds are, and in which language. */
export const discovery = v.union([
  v.pipe(
    v.object({ data: v.object({ feeds }) }),
    v.transform(({ data }) => ({ language: 'en' as const, feeds: data.feeds })),
  ),
  v.pipe(
    v.object({ data: v.record(v.string(), v.object({ feeds })) }),
    v.transform(({ data }) => {
      const language = LANGUAGES.find((code) => code in data) ?? 'en';
      return { language, feeds: (data[language] ?? Object.values(data)[0])?.feeds ?? [] };
    }),
  ),
]);

/** 2.x: POSIX seconds. 3.0: RFC 3339. */
export const time = v.union([
  v.pipe(
    v.number(),
    v.transform((seconds) => new Date(seconds * 1000)),
  ),
  v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((instant) => new Date(instant)),
  ),
]);

/**
 * The address of a feed, by the first of its names that the discovery lists.
 * @throws {SourceError} SOURCE_INVALID when it lists none of them.
 */
export function feedUrl(source: Source, found: v.InferOutput<typeof discovery>, ...names: readonly string[]): URL {
  const listed = listedUrl(found, ...names);
  if (!listed) throw new SourceError('SOURCE_INVALID', source, { field: `data.feeds.${names[0]}` });
  return listed;
}

/** The same for a feed that a system may do without: null when it is not listed. */
export function listedUrl({ feeds }: v.InferOutput<typeof discovery>, ...names: readonly string[]): URL | null {
  const urls = new Map(feeds.map(({ name, url }) => [name, url]));
  const name = names.find((known) => urls.has(known));
  return name === undefined ? null : new URL(urls.get(name) ?? '');
}
