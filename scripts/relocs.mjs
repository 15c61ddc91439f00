// What functions and data refer to, as the linker knows it: from a module that was linked with --emit-relocs, whose sections
// https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md describes.
import { readFileSync } from "node:fs";

const CUSTOM = 0, IMPORT = 2, CODE = 10, DATA = 11;
/** Kinds of imports and of symbols. */
const FUNCTION = 0, TABLE = 1, MEMORY = 2, GLOBAL = 3, DATA_SYMBOL = 1, SECTION_SYMBOL = 3;
/** A symbol from elsewhere, and one that has a name all the same. */
const UNDEFINED = 0x10, NAMED = 0x40;
/** The names of functions in the section `name`, the table of symbols in the section `linking`. */
const FUNCTION_NAMES = 1, SYMBOL_TABLE = 8;
/** The segment of data that never changes. */
const CONSTANTS = 0;
/** Relocations that mean a place in memory, others that have an addend, too, and those that mean a function's place in the table. */
const ADDRESSES = new Set([3, 4, 5, 11, 14, 15, 16, 17, 21, 23, 25]);
const OTHERS_WITH_ADDEND = new Set([8, 9, 22]);
const IN_TABLE = new Set([1, 2, 12, 18, 19, 24]);

/**
 * What a symbol stands for: a function by its name, or data by its place in memory, whether it never changes, and to which symbols it refers.
 * @typedef {{name?: string, start?: number, end?: number, isConstant?: boolean, refers: Set<number>}} Symbol
 *
 * @param {string} path of the linked module
 * @returns {{symbols: Symbol[], refers: Map<string, Set<number>>}} all symbols; and to which of them functions refer, by their names, calls left out.
 */
export function referencesOf(path) {
  const bytes = readFileSync(path);
  const sections = sectionsOf(bytes);
  const [imports, code, data] = [IMPORT, CODE, DATA].map((kind) => sections.find((section) => section.kind === kind));
  const [names, linking, codeRelocs, dataRelocs] = ["name", "linking", "reloc.CODE", "reloc.DATA"].map((name) => sections.find((section) => section.name === name));

  const segments = listAt(bytes, data.at, (read) => {
    read.unsigned();
    read.bytes(1);
    const start = read.signed();
    read.bytes(1);
    return { start, at: read.bytes(read.unsigned()) };
  });
  const nameOf = new Map(subsection(bytes, names.at, names.end, FUNCTION_NAMES, (read) => [read.unsigned(), read.text()]));
  const symbols = subsection(bytes, linking.at + 1, linking.end, SYMBOL_TABLE, symbol).map(({ index, segment, offset, size }) => {
    if (segment === undefined) return { name: nameOf.get(index), refers: new Set() };
    const { start, at } = segments[segment];
    return { start: start + offset, end: start + offset + size, at: at + offset, isConstant: segment === CONSTANTS, refers: new Set() };
  });
  for (const { at, symbol } of relocations(bytes, dataRelocs, data)) {
    for (const each of symbols) if (each.at <= at && at < each.at + each.end - each.start) each.refers.add(symbol);
  }

  const imported = listAt(bytes, imports.at, importKind).filter((kind) => kind === FUNCTION).length;
  const bodies = listAt(bytes, code.at, (read, nth) => {
    const length = read.unsigned();
    const at = read.bytes(length);
    return { end: at + length, name: nameOf.get(imported + nth) };
  });
  const refers = new Map(bodies.map(({ name }) => [name, new Set()]));
  let nth = 0;
  for (const { at, symbol } of relocations(bytes, codeRelocs, code).toSorted((one, other) => one.at - other.at)) {
    while (bodies[nth].end <= at) nth += 1;
    refers.get(bodies[nth].name).add(symbol);
  }
  return { symbols, refers };
}

/** The sections of a module: where each begins and ends, after its name if it is a custom one. */
function sectionsOf(bytes) {
  const sections = [];
  for (const read = reader(bytes, 8); read.at() < bytes.length; ) {
    const kind = bytes[read.bytes(1)];
    const length = read.unsigned();
    const end = read.at() + length;
    const name = kind === CUSTOM ? read.text() : undefined;
    const at = read.at();
    sections.push({ kind, name, at, end });
    read.bytes(end - at);
  }
  return sections;
}

/** The list in a subsection of that kind. */
function subsection(bytes, at, end, wanted, item) {
  for (const read = reader(bytes, at); read.at() < end; ) {
    const kind = bytes[read.bytes(1)];
    const length = read.unsigned();
    if (kind === wanted) return listAt(bytes, read.at(), item);
    read.bytes(length);
  }
  return [];
}

/** The places in a section at which it refers to something other than by a call, and the symbols of these. */
function relocations(bytes, { at }, section) {
  const read = reader(bytes, at);
  read.unsigned();
  const all = listAt(bytes, read.at(), (read) => {
    const kind = bytes[read.bytes(1)];
    const [at, symbol] = [read.unsigned(), read.unsigned()];
    if (ADDRESSES.has(kind) || OTHERS_WITH_ADDEND.has(kind)) read.signed();
    return { kind, at: section.at + at, symbol };
  });
  return all.filter(({ kind }) => ADDRESSES.has(kind) || IN_TABLE.has(kind));
}

function symbol(read, _, bytes) {
  const kind = bytes[read.bytes(1)];
  const flags = read.unsigned();
  if (kind === DATA_SYMBOL) {
    read.text();
    return flags & UNDEFINED ? {} : { segment: read.unsigned(), offset: read.unsigned(), size: read.unsigned() };
  }
  const index = read.unsigned();
  if (kind !== SECTION_SYMBOL && (!(flags & UNDEFINED) || flags & NAMED)) read.text();
  return kind === FUNCTION ? { index } : {};
}

function importKind(read, _, bytes) {
  read.text();
  read.text();
  const kind = bytes[read.bytes(1)];
  if (kind === TABLE || kind === GLOBAL) read.bytes(1);
  if (kind === TABLE || kind === MEMORY) {
    const hasMost = read.unsigned() & 1;
    read.unsigned();
    if (hasMost) read.unsigned();
  } else {
    read.unsigned();
  }
  return kind;
}

/** What stands in a list. */
function listAt(bytes, at, item) {
  const read = reader(bytes, at);
  return Array.from({ length: read.unsigned() }, (_, nth) => item(read, nth, bytes));
}

/** Reads on from a place. */
function reader(bytes, at) {
  const leb128 = () => {
    let [value, shift, byte] = [0, 0];
    do {
      byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte & 0x80);
    return { value, isNegative: byte & 0x40, shift };
  };
  const read = {
    at: () => at,
    /** The place of so many bytes. */
    bytes: (length) => (at += length) - length,
    unsigned: () => leb128().value,
    signed: () => {
      const { value, isNegative, shift } = leb128();
      return isNegative ? value - 2 ** shift : value;
    },
    text: () => {
      const length = read.unsigned();
      return bytes.toString("utf8", at, (at += length));
    },
  };
  return read;
}
