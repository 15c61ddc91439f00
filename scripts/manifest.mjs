// The element for tools: custom-elements.json (https://github.com/webcomponents/custom-elements-manifest), out of the
// tables of docs/embedding.md.
//
// Usage: node scripts/manifest.mjs FILE    writes it
//        node scripts/manifest.mjs         checks that the tables, news-timeline.d.ts and the sources tell the same
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const sections = read("docs/embedding.md").split(/^## /m);

/** The rows of a section's table, as cells. */
function table(title) {
  const section = sections.find((section) => section.startsWith(`${title}\n`)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"));
  return rows.map((row) => row.slice(2, -2).split(" | ").map((cell) => cell.trim()));
}
const names = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
/** One entry per name in the first cells; the last cell describes it. */
const entries = (rows) =>
  rows.flatMap((cells) => names(cells[0]).map((name) => ({ name, cells, description: cells.at(-1).replaceAll("`", "") })));

const style = table("Style");
const tables = {
  attributes: entries(table("Attributes")),
  properties: entries(table("Properties")),
  methods: entries(table("Methods")).map((entry) => ({ ...entry, name: entry.name.replace(/\(.*/, "") })),
  events: entries(table("Events")),
  cssProperties: entries(style).filter(({ name }) => name.startsWith("--")),
  cssParts: entries(style).filter(({ name }) => !name.startsWith("--")),
};
const propertyOf = (attribute) =>
  attribute === "refresh" ? "refreshSeconds" : attribute.replace(/-./g, ([, letter]) => letter.toUpperCase());

const [file] = process.argv.slice(2);
if (file) writeFileSync(file, `${JSON.stringify(manifest(), null, 1)}\n`);
else await check();

function manifest() {
  const plain = ({ name, description }) => ({ name, description });
  const path = "news-timeline.js";
  const declaration = {
    kind: "class",
    customElement: true,
    tagName: "news-timeline",
    name: "NewsTimeline",
    superclass: { name: "HTMLElement" },
    description: "A timeline of the events that articles report.",
    attributes: tables.attributes.map(({ name, cells, description }) => ({
      name,
      fieldName: propertyOf(name),
      description,
      type: { text: names(cells[1]).map((value) => `"${value}"`).join(" | ") || "string" },
      default: names(cells[1])[0],
    })),
    members: [
      ...tables.attributes.map(({ name }) => ({ kind: "field", name: propertyOf(name), attribute: name })),
      ...tables.properties.map((entry) => ({ kind: "field", ...plain(entry) })),
      ...tables.methods.map((entry) => ({ kind: "method", ...plain(entry) })),
    ],
    events: tables.events.map((entry) => ({ ...plain(entry), type: { text: "CustomEvent" } })),
    slots: [{ name: "", description: "Shown until the timeline is there and whenever it cannot be; may be the data." }],
    cssProperties: tables.cssProperties.map(plain),
    cssParts: tables.cssParts.map(plain),
  };
  const definition = { kind: "custom-element-definition", name: "news-timeline", declaration: { name: "NewsTimeline", module: path } };
  return { schemaVersion: "1.0.0", modules: [{ kind: "javascript-module", path, declarations: [declaration], exports: [definition] }] };
}

async function check() {
  const faults = [];
  const compare = (what, told, there) => {
    for (const name of there) if (!told.includes(name)) faults.push(`docs/embedding.md does not tell the ${what} ${name}`);
    for (const name of told) if (!there.includes(name)) faults.push(`docs/embedding.md tells a ${what} ${name} that is not there`);
  };
  const told = Object.fromEntries(Object.entries(tables).map(([key, list]) => [key, list.map(({ name }) => name)]));

  let element;
  globalThis.HTMLElement = class { lang = ""; dir = ""; };
  globalThis.customElements = { get: () => undefined, define: (_, given) => { element = given; } };
  await import("../public/news-timeline.js");
  compare("attribute", told.attributes, element.observedAttributes);
  const members = Object.entries(Object.getOwnPropertyDescriptors(element.prototype)).filter(([name]) => !/Callback$|^constructor$/.test(name));
  const methods = members.filter(([, { value }]) => typeof value === "function").map(([name]) => name);
  compare("method", told.methods, methods);
  const ofAttributes = told.attributes.map(propertyOf);
  const properties = members.map(([name]) => name).filter((name) => !methods.includes(name) && !ofAttributes.includes(name));
  compare("property", told.properties, properties);

  const sources = (folder, pattern, ending) =>
    [...new Set(readdirSync(fileURLToPath(new URL(`../${folder}`, import.meta.url)))
      .filter((name) => name.endsWith(ending))
      .flatMap((name) => [...read(`${folder}/${name}`).matchAll(pattern)].map(([, found]) => found)))];
  compare("custom property", told.cssProperties, sources("style", /var\((--nt-[a-z-]+)/g, ".css"));
  compare("part", told.cssParts, sources("src/view", /"part", "([^"]+)"/g, ".rs"));
  const events = [...sources("src/embed", /"(timeline-[a-z]+)"/g, ".rs"), ...sources("public", /'(timeline-error)'/g, "timeline.js")];
  compare("event", told.events, [...new Set(events)]);

  const types = read("public/news-timeline.d.ts");
  const inTypes = [...methods, ...properties, ...ofAttributes.filter((name) => name !== "lang" && name !== "dir"), ...told.events];
  for (const name of inTypes) {
    if (!new RegExp(`[ '\`]${name}['(:]`).test(types)) faults.push(`news-timeline.d.ts lacks ${name}`);
  }
  for (const fault of faults) console.error(fault);
  console.log(`${Object.values(told).flat().length} names of the element: ${faults.length} faults`);
  process.exitCode = faults.length ? 1 : 0;
}
