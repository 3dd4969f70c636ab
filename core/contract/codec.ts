import { assert, required } from '../base/assert';
import type { Frame } from './transport';

/**
 * A frame as bytes, for pipes that carry no objects (WebSocket). Little endian:
 *
 *     u32 length of the header · header (JSON, UTF-8) · zeros to a multiple of 8 ·
 *     typed arrays one after another, each padded to a multiple of 8
 *
 * The header is `{ frame, arrays: [[path, kind, bytes], ...] }`, where `frame` has null in the place
 * of each array. Arrays start at multiples of 8, so that the receiver can view them in place.
 */

type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

interface TypedArrayConstructor {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): TypedArray;
}

const KINDS = new Map<string, TypedArrayConstructor>([
  ['Int8Array', Int8Array],
  ['Uint8Array', Uint8Array],
  ['Uint8ClampedArray', Uint8ClampedArray],
  ['Int16Array', Int16Array],
  ['Uint16Array', Uint16Array],
  ['Int32Array', Int32Array],
  ['Uint32Array', Uint32Array],
  ['Float32Array', Float32Array],
  ['Float64Array', Float64Array],
]);

type Key = string | number;
type ArrayEntry = readonly [path: readonly Key[], kind: string, bytes: number];
interface Header {
  readonly frame: unknown;
  readonly arrays: readonly ArrayEntry[];
}

const ALIGNMENT = 8;
const LENGTH_BYTES = 4;

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const { value, arrays, found } = takeArraysOut(frame);
  const header = new TextEncoder().encode(JSON.stringify({ frame: value, arrays }));
  let offset = aligned(LENGTH_BYTES + header.length);
  const total = found.reduce((sum, array) => sum + aligned(array.byteLength), offset);
  const bytes = new Uint8Array(total);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, LENGTH_BYTES);
  for (const array of found) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += aligned(array.byteLength);
  }
  return bytes;
}

/** Throws where the bytes are not those of {@link encodeFrame}; what a frame holds is not checked. */
export function decodeFrame(received: Uint8Array): unknown {
  // Views need aligned memory; a slice of a larger pool often is not.
  const bytes = received.byteOffset % ALIGNMENT === 0 ? received : new Uint8Array(received);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint32(0, true);
  assert(LENGTH_BYTES + headerLength <= bytes.length, 'frame header is cut off');
  const header = readHeader(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + headerLength));
  let offset = aligned(LENGTH_BYTES + headerLength);
  let root = header.frame;
  for (const [path, kind, byteLength] of header.arrays) {
    const array = viewArray(bytes, offset, kind, byteLength);
    offset += aligned(byteLength);
    if (path.length === 0) root = array;
    else putBack(root, path, array);
  }
  return root;
}

function readHeader(bytes: Uint8Array): Header {
  const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  assert(
    typeof header === 'object' && header !== null && 'frame' in header && 'arrays' in header,
    'frame header lacks its parts',
  );
  const { frame, arrays } = header;
  assert(Array.isArray(arrays) && arrays.every(isArrayEntry), 'frame header lists bad arrays');
  return { frame, arrays };
}

function isArrayEntry(entry: unknown): entry is ArrayEntry {
  if (!Array.isArray(entry) || entry.length !== 3) return false;
  const [path, kind, bytes] = entry;
  return Array.isArray(path) && typeof kind === 'string' && Number.isSafeInteger(bytes);
}

function viewArray(bytes: Uint8Array, offset: number, kind: string, size: number): TypedArray {
  const Kind = required(KINDS.get(kind), `unknown typed array ${kind}`);
  assert(size >= 0 && size % Kind.BYTES_PER_ELEMENT === 0, 'typed array has a broken length');
  assert(offset + size <= bytes.length, 'typed array is cut off');
  return new Kind(bytes.buffer, bytes.byteOffset + offset, size / Kind.BYTES_PER_ELEMENT);
}

/** Own keys only: a path through `__proto__` would reach objects that are not part of the frame. */
function putBack(root: unknown, path: readonly Key[], array: TypedArray): void {
  let holder = root;
  for (const key of path.slice(0, -1)) holder = ownValue(holder, key);
  const last = required(path.at(-1), 'empty path');
  ownValue(holder, last);
  Object.defineProperty(holder, last, { value: array, writable: true, enumerable: true });
}

function ownValue(holder: unknown, key: Key): unknown {
  assert(
    typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key),
    'frame header names a place that is not there',
  );
  return Reflect.get(holder, key);
}

interface Extraction {
  /** The frame with null for each typed array; shares everything that holds none. */
  readonly value: unknown;
  readonly arrays: ArrayEntry[];
  readonly found: TypedArray[];
}

interface Visit {
  readonly source: object;
  readonly copy: object;
  readonly path: readonly Key[];
}

/** Copies objects and lists with a stack of its own, so that depth costs heap only. */
function takeArraysOut(frame: Frame): Extraction {
  const arrays: ArrayEntry[] = [];
  const found: TypedArray[] = [];
  const visits: Visit[] = [];

  function replaced(value: object, path: readonly Key[]): unknown {
    if (ArrayBuffer.isView(value)) {
      const array = value as TypedArray;
      arrays.push([path, kindOf(array), array.byteLength]);
      found.push(array);
      return null;
    }
    const copy = Array.isArray(value) ? new Array(value.length) : {};
    visits.push({ source: value, copy, path });
    return copy;
  }

  const value = replaced(frame, []);
  for (let visit = visits.pop(); visit; visit = visits.pop()) {
    const { source, copy, path } = visit;
    const isList = Array.isArray(source);
    for (const [name, inner] of Object.entries(source)) {
      const key = isList ? Number(name) : name;
      const isLeaf = typeof inner !== 'object' || inner === null;
      put(copy, key, isLeaf ? inner : replaced(inner, [...path, key]));
    }
  }
  return { value, arrays, found };
}

/** Assigning to the key `__proto__` would set the prototype instead. */
function put(holder: object, key: Key, value: unknown): void {
  if (key !== '__proto__') Reflect.set(holder, key, value);
  else Object.defineProperty(holder, key, { value, enumerable: true, writable: true });
}

function kindOf(array: TypedArray): string {
  // The tag, not the constructor: a Node Buffer is a Uint8Array too.
  const kind = Object.prototype.toString.call(array).slice('[object '.length, -1);
  assert(KINDS.has(kind), `${kind} cannot be sent`);
  return kind;
}
