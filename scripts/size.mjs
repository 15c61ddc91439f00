// Prints what the widget makes a reader's browser load, and fails above the budget.
// The style sheet and the words are inside the module; the article data is the embedder's. Parts that are fetched only when a reader needs them
// stand below the sum.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** What the widget is to come down to. */
const TARGET_BYTES = 129_000;
/** What fails. */
const BUDGET_BYTES = 188_000;
const FILES = ["news-timeline.js", "news-timeline-app.js", "news-timeline-app_bg.wasm"];

const dist = process.argv[2] ?? "dist";
const parts = readdirSync(dist).filter((name) => name.endsWith(".wasm") && !FILES.includes(name)).sort();
const sizes = (name) => {
  const bytes = readFileSync(join(dist, name));
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
};
const rows = FILES.map(sizes);
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
const total = { name: "together", raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") };

const line = (name, ...cells) => console.log(name.padEnd(28) + cells.map((cell) => String(cell).padStart(11)).join(""));
line("bytes", "raw", "gzip -9", "brotli -11");
for (const { name, raw, gzip, brotli } of [...rows, total]) line(name, raw, gzip, brotli);
line("target", "", "", TARGET_BYTES);
line("budget", "", "", BUDGET_BYTES);
for (const { name, raw, gzip, brotli } of parts.map(sizes)) line(`+ ${name}`, raw, gzip, brotli);

if (total.brotli > BUDGET_BYTES) {
  console.error(`The widget is ${total.brotli - BUDGET_BYTES} bytes above its budget.`);
  process.exit(1);
}
