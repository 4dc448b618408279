"use strict";
window.fillIn = window.fillIn || {};

/* Zip archives: the packages that workbooks are (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
   The numbers are the offsets of fields, in bytes from the start of their record. */
(() => {
  const END = 0x06054b50;
  const END_64 = 0x06064b50;
  const LOCATOR_64 = 0x07064b50;
  const ENTRY = 0x02014b50;
  const HEADER = 0x04034b50;

  const STORED = 0;
  const DEFLATED = 8;

  const IS_ENCRYPTED = 0x1;
  const IS_PATCHED = 0x20;
  const IS_STRONGLY_ENCRYPTED = 0x40;
  const IS_UTF8 = 0x800;

  const LATEST_VERSION = 63;
  const FIRST_DAY = 0x21; // 1 January 1980, so that the same parts always give the same bytes

  /** A part of an archive, as the directory describes it.
   * @typedef {{name: string, raw: Uint8Array, flags: number, method: number, sum: number, packed: number, size: number,
   *   at: number}} Entry */

  /** An archive cannot be read. `key` names the message for people, among those of the reading of workbooks. */
  class ZipError extends Error {
    /** @param {string} key */
    constructor(key) {
      super(key);
      this.key = key;
    }
  }

  /** @param {boolean} good
   * @param {string} [key] */
  function expect(good, key = "damaged") {
    if (!good) throw new ZipError(key);
  }

  /** @param {Uint8Array} bytes */
  const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  /** Return where the directory is, and by how much all places are off because something was put before the archive.
   * @param {DataView} view */
  function findDirectory(view) {
    let end = view.byteLength - 22;
    /* A comment of at most 64 kB may follow. Without one, the end is at the very end. */
    const first = Math.max(0, end - 0x10000);
    while (end >= first && view.getUint32(end, true) !== END) end -= 1;
    expect(end >= first);
    const found = { size: view.getUint32(end + 12, true), start: view.getUint32(end + 16, true), end };
    if (end < 20 || view.getUint32(end - 20, true) !== LOCATOR_64) return found;
    expect(view.getUint32(end - 16, true) === 0 && view.getUint32(end - 4, true) <= 1);
    if (end < 76 || view.getUint32(end - 76, true) !== END_64) return found;
    return { size: large(view, end - 76 + 40), start: large(view, end - 76 + 48), end: end - 76 };
  }

  /** Return a number of eight bytes, rounded where it is too large for any file. @param {DataView} view
   * @param {number} at */
  const large = (view, at) => Number(view.getBigUint64(at, true));

  /** Return the parts in the order of the directory. @param {Uint8Array} bytes @returns {Entry[]} */
  function entries(bytes) {
    const view = viewOf(bytes);
    expect(view.byteLength >= 22);
    const { size, start, end } = findDirectory(view);
    const begin = end - size;
    expect(begin >= 0);
    /** @type {Entry[]} */
    const found = [];
    let at = begin;
    while (at < end) {
      expect(end - at >= 46 && view.getUint32(at, true) === ENTRY);
      const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
      found.push(entry(bytes.subarray(at, end), lengths, begin - start));
      at += 46 + lengths[0] + lengths[1] + lengths[2];
    }
    return found;
  }

  /** Return the part that an entry of the directory describes.
   * @param {Uint8Array} bytes from the entry to the end of the directory
   * @param {number[]} lengths of its name, its further fields and its comment
   * @param {number} shift what has to be added to places
   * @returns {Entry} */
  function entry(bytes, [nameLength, extraLength], shift) {
    const view = viewOf(bytes);
    /* The byte after it has no meaning, and other programs pass over it. */
    expect(view.getUint8(6) <= LATEST_VERSION);
    const raw = bytes.subarray(46, 46 + nameLength);
    const extra = bytes.subarray(46 + nameLength, 46 + nameLength + extraLength);
    const flags = view.getUint16(8, true);
    const sizes = withLarge(extra, [24, 20, 42].map((field) => view.getUint32(field, true)));
    return {
      name: nameOf(raw, flags),
      raw,
      flags,
      method: view.getUint16(10, true),
      sum: view.getUint32(16, true),
      size: sizes[0],
      packed: sizes[1],
      at: sizes[2] + shift,
    };
  }

  /** Return the size, the packed size and the place of a part, with those from the further fields that need more bytes.
   * @param {Uint8Array} extra
   * @param {number[]} sizes */
  function withLarge(extra, sizes) {
    const view = viewOf(extra);
    let found = sizes;
    for (let at = 0; extra.length - at >= 4; ) {
      const length = view.getUint16(at + 2, true);
      expect(at + 4 + length <= extra.length);
      if (view.getUint16(at, true) === 1) {
        let next = at + 4;
        found = found.map((size) => {
          if (size !== 0xffffffff) return size;
          expect(next + 8 <= at + 4 + length);
          next += 8;
          return large(view, next - 8);
        });
      }
      at += 4 + length;
    }
    return found;
  }

  /** Return the name of a part. A zero byte ends it. @param {Uint8Array} raw
   * @param {number} flags */
  function nameOf(raw, flags) {
    try {
      /* Without the flag the letters beyond ASCII are those of a code page, which no part of a workbook is named with. */
      const decoder = new TextDecoder("utf-8", { fatal: Boolean(flags & IS_UTF8), ignoreBOM: true });
      return decoder.decode(raw).split("\0")[0].replace(/^\/+/, "");
    } catch {
      throw new ZipError("damaged_inside");
    }
  }

  /** Return the bytes of a part as they are packed.
   * @param {Uint8Array} bytes
   * @param {Entry} part */
  function packedBytes(bytes, part) {
    const { at, raw, flags } = part;
    const view = viewOf(bytes);
    expect(at >= 0, "damaged_inside");
    expect(at + 30 <= bytes.length && view.getUint32(at, true) === HEADER);
    const start = at + 30 + view.getUint16(at + 26, true);
    expect(!(flags & (IS_PATCHED | IS_STRONGLY_ENCRYPTED)));
    const own = bytes.subarray(at + 30, start);
    expect(own.length === raw.length && own.every((byte, place) => byte === raw[place]));
    expect(!(flags & IS_ENCRYPTED), "password");
    const content = start + view.getUint16(at + 28, true);
    return bytes.subarray(content, content + part.packed);
  }

  /** Raise ZipError for a part that is packed in a way that no workbook is. @param {Entry} part */
  function checkMethod(part) {
    expect(part.method === STORED || part.method === DEFLATED);
  }

  /** Return the content of a part.
   * @param {Uint8Array} bytes
   * @param {Entry} part */
  async function unpack(bytes, part) {
    checkMethod(part);
    const packed = packedBytes(bytes, part);
    const content = part.method === STORED ? packed.slice(0, part.size) : await inflated(packed, part.size);
    expect(crc32(content) === part.sum);
    return content;
  }

  /** Return bytes as a stream. The stream of a Blob would come from another process. @param {Uint8Array} bytes */
  const streamed = (bytes) =>
    /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (new Response(/** @type {BodyInit} */ (bytes)).body);

  /** Return unpacked bytes, but no more than `limit`: a part that claims to be small is not unpacked to gigabytes.
   * What is unpacked before a fault is returned too: its sum shows whether it is all there is.
   * @param {Uint8Array} packed
   * @param {number} limit */
  async function inflated(packed, limit) {
    const content = new Uint8Array(limit);
    let length = 0;
    const reader = streamed(packed).pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    try {
      for (let step = await reader.read(); !step.done && length < limit; step = await reader.read()) {
        const chunk = step.value.subarray(0, limit - length);
        content.set(chunk, length);
        length += chunk.length;
      }
    } catch {
      /* Bytes after the end of the packed ones are a fault as well. */
    }
    reader.cancel().catch(() => {});
    return content.subarray(0, length);
  }

  /** Return bytes packed. @param {Uint8Array} content */
  async function deflated(content) {
    const packed = streamed(content).pipeThrough(new CompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(packed).arrayBuffer());
  }

  const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    return sum;
  });

  /** Return the sum by which an archive knows that a part is whole. @param {Uint8Array} bytes */
  function crc32(bytes) {
    let sum = 0xffffffff;
    for (let place = 0; place < bytes.length; place += 1) sum = CRC_TABLE[(sum ^ bytes[place]) & 0xff] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  }

  /** Return every part of an archive that this project made, in order. @param {Uint8Array} bytes
   * @returns {Promise<Map<string, Uint8Array>>} */
  async function read(bytes) {
    const parts = new Map();
    for (const part of entries(bytes)) parts.set(part.name, await unpack(bytes, part));
    return parts;
  }

  /** Return an archive of these parts, in this order. @param {Map<string, Uint8Array>} parts */
  async function write(parts) {
    const written = /** @type {BlobPart[]} */ ([]);
    const directory = /** @type {Uint8Array[]} */ ([]);
    let at = 0;
    /* All at once: to wait for each in turn takes twice as long. */
    const packing = new Map([...parts].map(([name, content]) => [name, deflated(content)]));
    for (const [name, content] of parts) {
      const packed = /** @type {Uint8Array<ArrayBuffer>} */ (await packing.get(name));
      const raw = new TextEncoder().encode(name);
      const fields = [20, /[^\0-\x7f]/.test(name) ? IS_UTF8 : 0, DEFLATED, 0, FIRST_DAY];
      const sizes = [crc32(content), packed.length, content.length];
      const header = record([HEADER], fields, sizes, [raw.length, 0]);
      directory.push(record([ENTRY], [20, ...fields], sizes, [raw.length, 0, 0, 0, 0], [0, at]), raw);
      written.push(header, raw, packed);
      at += header.length + raw.length + packed.length;
    }
    const size = directory.reduce((sum, bytes) => sum + bytes.length, 0);
    const end = record([END], [0, 0, parts.size, parts.size], [size, at], [0]);
    return new Uint8Array(await new Blob(/** @type {BlobPart[]} */ ([...written, ...directory, end])).arrayBuffer());
  }

  /** Return numbers as bytes: groups of four bytes each and of two bytes each, in turn. @param {number[][]} groups */
  function record(...groups) {
    const bytes = groups.flatMap((numbers, place) => {
      const width = place % 2 ? 2 : 4;
      return numbers.flatMap((number) => Array.from({ length: width }, (_, byte) => (number >>> (8 * byte)) & 0xff));
    });
    return Uint8Array.from(bytes);
  }

  Object.assign(fillIn, { zip: { read, write, entries, checkMethod, unpack, ZipError } });
})();
