// Makes the files of a release small: takes out exports of libraries that nothing calls, and what hangs on them; splits off what readers need only
// now and then (split.mjs); shortens the names by which the modules and their JavaScript know each other; puts functions that are alike side by side, which
// compresses better (order.mjs); takes out of the style sheet what only people need.
//
// Usage: node scripts/slim.mjs MODULE.wasm GLUE.js LINKED.wasm
//
// With NEWS_TIMELINE_PARTS=1 the module is split, by what the module as it was linked tells of its data. Only one that was compiled for it can be:
// see small_std in lib.sh.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { bodiesOf, byLikeness } from "./order.mjs";
import { referencesOf } from "./relocs.mjs";
import { split } from "./split.mjs";
import { dataAt, kindOf, optimize, placeOf, readForms, writeForms } from "./wat.mjs";

/** What is fetched when it is first needed, by the name in `src/dom/part.rs`. */
const PARTS = JSON.parse(readFileSync(new URL("parts.json", import.meta.url)));
/** Leptos links streams for its server functions; their classes would stay, though the widget has no server. */
const UNUSED = /^(__wbg_)?intounderlying/;
/** Those streams' own functions. What is in the table stays unless it is taken out, though nothing calls it. */
const UNUSED_CRATE = /\$"[^"]*\bwasm_streams::[^"]*"/g;

/** Functions stay apart, so that each can go to the part that it belongs to. */
const KEEP = ["duplicate-function-elimination", "inlining", "inlining-optimizing"].map((pass) => `--skip-pass=${pass}`);
/** Twice through a form without nesting and back: 2 kB. */
const HARDER = ["--flatten", "--rereloop", "-Oz", "--flatten", "--rereloop", "-Oz"];

const [modulePath, gluePath, linkedPath] = process.argv.slice(2);
const whole = readForms(modulePath)
  .filter((form) => kindOf(form) !== "export" || !UNUSED.test(form.match(/"(.*?)"/)[1]))
  .map((form) => (kindOf(form) === "elem" ? form.replace(UNUSED_CRATE, "$unused") : form));
whole.push("(func $unused (unreachable))");
minifyStyle(whole);
writeForms(whole, modulePath, "-g");
const written = new Map([["", modulePath]]);
if (process.env.NEWS_TIMELINE_PARTS) {
  // Once more with the names: what hung on the exports is gone, and would be called from nowhere.
  optimize(modulePath, "-g", ...KEEP);
  const { main, parts } = split(readForms(modulePath), PARTS, referencesOf(linkedPath));
  writeForms(main, modulePath);
  for (const [part, forms] of parts) {
    written.set(part, modulePath.replace("app_bg", part));
    writeForms(forms, written.get(part));
  }
}

const names = new Map();
for (const path of written.values()) {
  optimize(path, "-g", ...HARDER);
  const forms = readForms(path).map((form) => (kindOf(form) === "import" ? form.replace(/"(__wb\w+)"/, (_, name) => `"${shorter(name)}"`) : form));
  const functions = forms.filter((form) => kindOf(form) === "func");
  const ordered = byLikeness(bodiesOf(readFileSync(path))).map((position) => functions[position]);
  writeForms([...forms.filter((form) => kindOf(form) !== "func"), ...ordered], path);
  await WebAssembly.compile(readFileSync(path));
}
let glue = withoutClasses(readFileSync(gluePath, "utf8")).replace(/__wb\w+/g, (name) => names.get(name) ?? name);
if (written.size > 1) {
  // A part needs what the glue gives the main module, and the main module itself.
  glue += "\nexport const add = async (part) => WebAssembly.instantiate(part, { ...__wbg_get_imports(), '~': wasm });\n";
}
writeFileSync(gluePath, glue);

/** The style sheet is a text in the module's data, of the files that its source names, and keeps its length: spaces compress to nothing. */
function minifyStyle(forms) {
  const source = readFileSync(new URL("../src/dom/sheet.rs", import.meta.url), "utf8");
  for (const [, file] of source.matchAll(/include_str!\("..\/..\/(style\/\w+\.css)"\),/g)) {
    const text = readFileSync(new URL(`../${file}`, import.meta.url));
    const short = execFileSync("esbuild", ["--minify", "--loader=css", "--target=esnext"], { input: text });
    const { form, at, bytes, start } = placeOf(forms, text, file);
    bytes.fill(" ", start, start + text.length).set(short, start);
    forms[forms.indexOf(form)] = dataAt(at, bytes);
  }
}

function shorter(name) {
  if (!names.has(name)) names.set(name, `i${names.size}`);
  return names.get(name);
}

/** Functions with the same parameters and results first, then those of one length. */
/** A script without the classes of those exports. */
function withoutClasses(text) {
  return text
    .replace(/^(export )?class IntoUnderlying\w+ \{[^]*?^\}\n/gm, "")
    .replace(/^if \(Symbol\.dispose\) IntoUnderlying.*\n/gm, "")
    .replace(/^const IntoUnderlying\w+Finalization[^]*?;\n/gm, "")
    .replace(/IntoUnderlying\w+(, | as \w+, )/g, "");
}
