// Packs a release build for those who install it: an npm tarball, and a zip whose one folder is named by the version, to be put on
// a server as it is. Both hold the licences, also of all that is compiled in, and the sizes.
//
// Usage: node scripts/package.mjs [OUT], after a release build; OUT is target/package
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = resolve(process.argv[2] ?? join(project, "target/package"));
const dist = join(project, "dist");
/** Of the demo page only. */
const DEMO = ["index.html", "demo.css"];

const manifest = readFileSync(join(project, "Cargo.toml"), "utf8");
const field = (name) => new RegExp(`^${name} *= *"([^"]*)"`, "m").exec(manifest.slice(manifest.indexOf("[package]")))?.[1];
const version = field("version");
const texts = readdirSync(join(dist, "texts")).map((name) => `texts/${name}`);
const files = [...readdirSync(dist).filter((name) => statSync(join(dist, name)).isFile() && !DEMO.includes(name)), ...texts];
const about = ["LICENSE-APACHE", "LICENSE-MIT", "CHANGELOG.md"];

rmSync(out, { recursive: true, force: true });
const npm = join(out, "npm");
const zip = join(out, "zip/news-timeline", version);
const licences = thirdParties();
const sizes = `${JSON.stringify(Object.fromEntries(files.map((name) => [name, sizesOf(name)])), null, 1)}\n`;
for (const folder of [npm, zip]) {
  mkdirSync(folder, { recursive: true });
  for (const name of files) cpSync(join(dist, name), join(folder, name));
  for (const name of about) cpSync(join(project, name), join(folder, name));
  writeFileSync(join(folder, "THIRD-PARTY-LICENSES.txt"), licences);
  writeFileSync(join(folder, "sizes.json"), sizes);
}
cpSync(join(project, "README.md"), join(npm, "README.md"));
cpSync(join(project, "docs"), join(npm, "docs"), { recursive: true });
writeFileSync(join(npm, "package.json"), `${JSON.stringify(description(), null, 2)}\n`);

// Equal input gives equal files.
for (const folder of [npm, zip]) settle(folder);
execFileSync("npm", ["pack", "--silent", "--pack-destination", out], { cwd: npm });
execFileSync("zip", ["-q", "-X", "-9", "-r", join(out, `news-timeline-${version}.zip`), "."], {
  cwd: join(out, "zip"),
  env: { ...process.env, TZ: "UTC" },
});
for (const name of readdirSync(out).filter((name) => /\.(tgz|zip)$/.test(name))) {
  console.log(`${join(out, name)}: ${statSync(join(out, name)).size} bytes`);
}

/** package.json. */
function description() {
  const types = "./news-timeline.d.ts";
  return {
    name: field("name"),
    version,
    description: field("description"),
    license: "(MIT OR Apache-2.0)",
    keywords: ["timeline", "news", "custom-element", "web-components", "webassembly"],
    type: "module",
    main: "./news-timeline.js",
    types,
    // The loader finds the other files beside itself.
    exports: {
      ".": { types, default: "./news-timeline.js" },
      "./host": "./news-timeline-host.js",
      "./schema": "./news-timeline.schema.json",
      "./*": "./*",
    },
    customElements: "./custom-elements.json",
    sideEffects: ["*.js"],
  };
}

function sizesOf(name) {
  const bytes = readFileSync(join(dist, name));
  return { bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

function settle(path) {
  if (statSync(path).isDirectory()) readdirSync(path).forEach((name) => settle(join(path, name)));
  utimesSync(path, 500_000_000, 500_000_000);
}

/** The licences of all crates that are compiled into the module, each text once. */
function thirdParties() {
  const target = ["--target", "wasm32-unknown-unknown"];
  const run = (...words) => execFileSync("cargo", [...words, "--locked"], { cwd: project, maxBuffer: 1 << 28, encoding: "utf8" });
  const lines = run("tree", ...target, "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}\t{l}").split("\n");
  const linked = new Map(lines.filter(Boolean).map((line) => {
    const [, name, version, licence] = /^(\S+) v(\S+)[^\t]*\t(.*?)(?: \(\*\))?$/.exec(line);
    return [`${name} ${version}`, licence];
  }));
  linked.delete(`${field("name")} ${version}`);
  const { packages } = JSON.parse(run("metadata", "--format-version", "1", "--filter-platform", target[1]));
  const folders = new Map(packages.map((crate) => [`${crate.name} ${crate.version}`, dirname(crate.manifest_path)]));

  const byText = new Map();
  for (const [crate, licence] of [...linked].sort()) {
    const text = textOf(folders.get(crate), licence);
    byText.set(text, [...(byText.get(text) ?? []), `${crate} (${licence})`]);
  }
  const parts = [...byText].map(([text, crates]) => `${"=".repeat(80)}\n${crates.join("\n")}\n\n${text}\n`);
  const head = `The WebAssembly module of news-timeline ${version} has these parts in it, and parts of the standard library of Rust
(MIT OR Apache-2.0, https://github.com/rust-lang/rust). Where a licence may be chosen, the text is that of the MIT licence.
`;
  return [head, ...parts].join("\n");
}

function textOf(folder, licence) {
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|unlicense|notice)/i.test(name)).sort();
  const mit = files.filter((name) => /mit/i.test(name));
  const chosen = /\bMIT\b/.test(licence) && mit.length ? mit : files;
  const texts = chosen.filter((name) => statSync(join(folder, name)).isFile()).map((name) => readFileSync(join(folder, name), "utf8").trim());
  return texts.join("\n\n") || `Licensed under ${licence}; the crate holds no text of it.`;
}
