import { crc32, inflateRawSync } from 'node:zlib';

/**
 * A zip archive that is read in place (PKWARE APPNOTE 6.3): its directory stands at its end, and says where the files
 * in it are. Not read here: archives beyond 4 GiB (zip64), of several parts, encrypted ones.
 */
export interface Directory {
  /** Bytes of the whole archive. */
  readonly size: number;
  readonly files: readonly ZippedFile[];
}

export interface ZippedFile {
  readonly name: string;
  /** First byte in the archive, and the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly checksum: number;
}

/** Bytes at the end of an archive that hold the end record, with the longest comment. */
export const TAIL = 22 + 0xffff;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Reads the directory out of the last bytes of an archive, or the whole of it.
 * @throws {Error} when they are none, or the directory begins before them.
 */
export function directoryOf(tail: Buffer): Directory {
  const end = endRecord(tail);
  const count = tail.readUInt16LE(end + 10);
  const start = tail.readUInt32LE(end + 16);
  const directoryEnd = start + tail.readUInt32LE(end + 12);
  // Between the directory and its end record stands nothing: that tells where in the archive we are.
  const size = directoryEnd + tail.byteLength - end;
  let at = start - (size - tail.byteLength);
  if (at < 0) throw new Error('the directory begins before the bytes that were read');
  const entries = Array.from({ length: count }, () => {
    if (tail.readUInt32LE(at) !== ENTRY) throw new Error('no entry where the directory has one');
    const entry = {
      method: tail.readUInt16LE(at + 10),
      checksum: tail.readUInt32LE(at + 16),
      packedSize: tail.readUInt32LE(at + 20),
      size: tail.readUInt32LE(at + 24),
      start: tail.readUInt32LE(at + 42),
      name: tail.toString('utf8', at + 46, at + 46 + tail.readUInt16LE(at + 28)),
    };
    at += 46 + tail.readUInt16LE(at + 28) + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32);
    return entry;
  });
  // The header before a file has a length of its own: the file ends at the latest where the next one starts.
  const starts = [...entries.map((entry) => entry.start), start].toSorted((a, b) => a - b);
  return {
    size,
    files: entries.map((entry) => ({ ...entry, end: starts.find((next) => next > entry.start) ?? start })),
  };
}

function endRecord(tail: Buffer): number {
  for (let at = tail.byteLength - 22; at >= 0; at -= 1) {
    const reachesTheEnd = tail.readUInt16LE(at + 20) === tail.byteLength - at - 22;
    if (tail.readUInt32LE(at) === END && reachesTheEnd) return at;
  }
  throw new Error('no end of an archive');
}

/**
 * Unpacks a file out of its own bytes, {@link ZippedFile.start} to `end`, or out of the whole archive.
 * @throws {Error} when they are not the bytes of that file, or it is larger than `most`.
 */
export function unpack(file: ZippedFile, { size }: Directory, bytes: Buffer, most: number): Buffer {
  const isWhole = bytes.byteLength === size;
  const own = isWhole ? bytes.subarray(file.start, file.end) : bytes;
  if (own.byteLength !== file.end - file.start) throw new Error('not the bytes that were asked for');
  if (own.readUInt32LE(0) !== LOCAL) throw new Error('no file where the directory has one');
  const start = 30 + own.readUInt16LE(26) + own.readUInt16LE(28);
  const packed = own.subarray(start, start + file.packedSize);
  if (file.method !== STORED && file.method !== DEFLATED) throw new Error(`compression ${file.method} is not known`);
  const content = file.method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: most });
  if (crc32(content) !== file.checksum) throw new Error('not the file that the directory has');
  return content;
}
