// WebAssembly as text, form by form: what slim.mjs and split.mjs have in common. Binaryen's own tools read and write it.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** What browsers have had for years, and Rust's modules use. */
const FEATURES = ["bulk-memory", "sign-ext", "mutable-globals", "nontrapping-float-to-int", "reference-types", "multivalue"];
const FLAGS = FEATURES.map((name) => `--enable-${name}`);

/** A name, as in `$main` or `$"core::fmt::write"`. */
export const NAME = /\$(?:"(?:[^"\\]|\\.)*"|[^\s()]+)/;

export const nameOf = (form) => form.match(NAME)?.[0];
/** `func`, `import`, `elem` … */
export const kindOf = (form) => form.slice(1, form.search(/[\s)]/));

/** The forms of a module: its types, imports, functions, and so on. */
export function readForms(path) {
  const text = path + ".wat";
  execFileSync("wasm-dis", [...FLAGS, path, "-o", text]);
  const forms = readFileSync(text, "utf8").trimEnd().replace(/\n\)$/, "").split(/\n (?=\()/).slice(1);
  rmSync(text);
  return forms;
}

/** Writes a module, without the names of its functions unless `-g` is among the flags. */
export function writeForms(forms, path, ...flags) {
  const text = path + ".wat";
  writeFileSync(text, `(module\n ${forms.join("\n ")}\n)\n`);
  execFileSync("wasm-as", [...FLAGS, ...flags, text, "-o", path]);
  rmSync(text);
}

/** Makes a module as small as the optimizer can; `-g` among the flags keeps the names. */
export function optimize(path, ...flags) {
  execFileSync("wasm-opt", [...FLAGS, "-Oz", "--strip-producers", ...flags, path, "-o", path]);
}

/** Where a text of a file stands in the module's data: the form, its place in memory, its bytes, and the text's place in these. */
export function placeOf(forms, text, file) {
  const found = forms.filter((form) => kindOf(form) === "data").flatMap((form) => {
    const { at, bytes } = bytesAt(form);
    const start = bytes.indexOf(text);
    return start < 0 ? [] : [{ form, at, bytes, start }];
  });
  if (found.length !== 1) throw new Error(`The text of ${file} stands ${found.length} times in the module's data.`);
  return found[0];
}

/** Where data lies in memory, and its bytes. */
export function bytesAt(form) {
  const [, at, quoted] = form.match(/^\(data [^"]*\(i32\.const (\d+)\) "([^]*)"\)$/);
  return { at: Number(at), bytes: bytesOf(quoted) };
}

export const dataAt = (at, bytes) => `(data (i32.const ${at}) "${[...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("")}")`;

/** What a text of the text format stands for. */
function bytesOf(quoted) {
  const signs = { n: 10, t: 9, r: 13, '"': 34, "'": 39, "\\": 92 };
  const parts = quoted.match(/\\[0-9a-fA-F]{2}|\\.|[^\\]+/gs) ?? [];
  return Buffer.concat(parts.map((part) => {
    if (part[0] !== "\\") return Buffer.from(part);
    return Buffer.from([part.length === 3 ? parseInt(part.slice(1), 16) : signs[part[1]]]);
  }));
}
