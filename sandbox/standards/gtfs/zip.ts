import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive (PKWARE APPNOTE 6.3) of files by name; those of bytes are stored as they are, those of text packed. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const isText = typeof content === 'string';
    const plain = isText ? Buffer.from(content) : content;
    const packed = isText ? deflateRawSync(plain) : plain;
    const title = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x800, 2); // Names are UTF-8.
    about.writeUInt16LE(isText ? 8 : 0, 4);
    about.writeUInt32LE(crc32(plain), 10);
    about.writeUInt32LE(packed.byteLength, 14);
    about.writeUInt32LE(plain.byteLength, 18);
    about.writeUInt16LE(title.byteLength, 22);
    // Times of the file, as many writers add them here and not in the directory.
    const extra = Buffer.from([0x55, 0x54, 5, 0, 1, 0, 0, 0, 0]);
    const local = Buffer.concat([signature(0x04034b50), about, title, extra]);
    local.writeUInt16LE(extra.byteLength, 28);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 3]), about, place, title]));
    parts.push(local, Buffer.from(packed));
    offset += local.byteLength + packed.byteLength;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.byteLength, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, directory, signature(0x06054b50), end]);
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
