import { createHash } from 'node:crypto';
import { notFound, type Standard, type WireAnswer } from '../emulator.ts';
import { zip } from './gtfs/zip.ts';

/** What a fixture tells of a timetable: its files by name, those of text packed and those of bytes stored. */
export interface Timetable {
  readonly files: () => Readonly<Record<string, string | Uint8Array>>;
}

/** A GTFS archive (gtfs.org/schedule) on a server that knows ranges of bytes and validators (RFC 9110, 13 and 14). */
export const standard: Standard<Timetable> = {
  answer: ({ files }) => {
    // Packed when it is first asked for: most do not.
    let packed: { readonly archive: Buffer; readonly etag: string } | undefined;
    return ({ url, headers }, { source, origin }) => {
      if (url.pathname !== new URL(source.endpoint.fallback ?? origin).pathname) return notFound;
      packed ??= stamped(zip(files()));
      if (headers['if-none-match'] === packed.etag) return { status: 304, body: '' };
      return partOf(packed.archive, headers.range, { 'content-type': 'application/zip', etag: packed.etag });
    };
  },
};

function stamped(archive: Buffer) {
  return { archive, etag: `"${createHash('sha256').update(archive).digest('hex').slice(0, 16)}"` };
}

/** One range of an archive, as `bytes=first-last`, `bytes=first-` or `bytes=-length`; the whole without one. */
export function partOf(archive: Buffer, range: string | undefined, headers: Record<string, string>): WireAnswer {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return { headers: { ...headers, 'accept-ranges': 'bytes' }, body: archive };
  const size = archive.byteLength;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (start >= end) return { status: 416, headers: { 'content-range': `bytes */${size}` }, body: '' };
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${start}-${end - 1}/${size}` },
    body: archive.subarray(start, end),
  };
}
