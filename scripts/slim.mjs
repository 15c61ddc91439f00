// Takes out of a release what only its tools need: exports of libraries that nothing calls, and what hangs on them; the
// hashes in the names by which the module and its JavaScript know each other; the comments and the indentation of the
// JavaScript. About 11 kB of the download.
//
// Usage: node scripts/slim.mjs MODULE.wasm GLUE.js [OTHER.js …]
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

/** Leptos links streams for its server functions; their classes would stay, though the widget has no server. */
const UNUSED = /^(__wbg_)?intounderlying/;

const [modulePath, ...scriptPaths] = process.argv.slice(2);
writeFileSync(modulePath, withoutExports(readFileSync(modulePath)));
execFileSync("wasm-opt", ["-Oz", "--strip-producers", "-o", modulePath, modulePath]);
const { bytes, names } = renameImports(readFileSync(modulePath));
await WebAssembly.compile(bytes);
writeFileSync(modulePath, bytes);
for (const path of scriptPaths) {
  const script = withoutComments(withoutClasses(readFileSync(path, "utf8")));
  writeFileSync(path, script.replace(/__wb\w+/g, (name) => names.get(name) ?? name));
}

/** The module with short names for its imports, and the short name by each long one. */
function renameImports(module) {
  const IMPORTS = 2;
  const names = new Map();
  const parts = [module.subarray(0, 8)];
  for (let at = 8; at < module.length; ) {
    const [length, start] = number(module, at + 1);
    const end = start + length;
    if (module[at] === IMPORTS) {
      const section = renamed(module, start);
      parts.push(Buffer.from([IMPORTS, ...encoded(section.length)]), section);
    } else {
      parts.push(module.subarray(at, end));
    }
    at = end;
  }
  return { bytes: Buffer.concat(parts), names };

  // https://webassembly.github.io/spec/core/binary/modules.html#import-section
  function renamed(module, start) {
    let [count, at] = number(module, start);
    const parts = [Buffer.from(encoded(count))];
    while (count-- > 0) {
      const nameAt = skipName(module, at);
      const kindAt = skipName(module, nameAt);
      const [, textAt] = number(module, nameAt);
      const long = module.toString("utf8", textAt, kindAt);
      const short = long.startsWith("__wb") ? `i${names.size}` : long;
      names.set(long, short);
      const end = skipKind(module, kindAt);
      const name = Buffer.from([...encoded(short.length), ...Buffer.from(short)]);
      parts.push(module.subarray(at, nameAt), name, module.subarray(kindAt, end));
      at = end;
    }
    return Buffer.concat(parts);
  }
}

/** The module without the exports that are not used. */
function withoutExports(module) {
  const EXPORTS = 7;
  const parts = [module.subarray(0, 8)];
  for (let at = 8; at < module.length; ) {
    const [length, start] = number(module, at + 1);
    const end = start + length;
    if (module[at] === EXPORTS) {
      const section = kept(start);
      parts.push(Buffer.from([EXPORTS, ...encoded(section.length)]), section);
    } else {
      parts.push(module.subarray(at, end));
    }
    at = end;
  }
  return Buffer.concat(parts);

  // https://webassembly.github.io/spec/core/binary/modules.html#export-section
  function kept(start) {
    let [count, at] = number(module, start);
    const exports = [];
    while (count-- > 0) {
      const [length, textAt] = number(module, at);
      const end = number(module, textAt + length + 1)[1];
      if (!UNUSED.test(module.toString("utf8", textAt, textAt + length))) exports.push(module.subarray(at, end));
      at = end;
    }
    return Buffer.concat([Buffer.from(encoded(exports.length)), ...exports]);
  }
}

/** A script without the classes of those exports. */
function withoutClasses(text) {
  return text
    .replace(/^(export )?class IntoUnderlying\w+ \{[^]*?^\}\n/gm, "")
    .replace(/^if \(Symbol\.dispose\) IntoUnderlying.*\n/gm, "")
    .replace(/^const IntoUnderlying\w+Finalization[^]*?;\n/gm, "")
    .replace(/IntoUnderlying\w+(, | as \w+, )/g, "");
}

function skipName(module, at) {
  const [length, start] = number(module, at);
  return start + length;
}

function skipKind(module, at) {
  if (module[at] !== 0) throw new Error("slim.mjs knows imported functions only");
  return number(module, at + 1)[1];
}

/** An unsigned LEB128 number, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

function encoded(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

/** Of scripts that have no text or template over several lines, and whose comments stand on lines of their own. */
function withoutComments(text) {
  return text
    .replace(/^\s*\/\*[^]*?\*\/$/gm, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/^\s+/gm, "");
}
