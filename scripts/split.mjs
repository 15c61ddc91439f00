// Splits a module: what readers need only now and then becomes parts, modules of their own that are fetched when they are first needed. A
// part shares the memory and the function table of the main module, and calls its functions.
//
// The main module calls into a part through its gates alone, each by a place in the function table that is empty until the part is there:
// Rust makes sure of that (src/dom/part.rs). Functions and data that only the gates of one part lead to are the part's, at their places in the
// table and in memory. All else is in the main module.
import { bytesAt, dataAt, kindOf, NAME, nameOf } from "./wat.mjs";

const NAMES = new RegExp(NAME, "g");
const CALL = new RegExp(String.raw`\((?:call|return_call|ref\.func) (${NAME.source})`, "g");
/** What the main module calls itself towards its parts. */
const MAIN = "~";
/** So many bytes between two stretches of a part's data are written twice rather than begin a stretch of their own. */
const GAP = 12;

/**
 * @param {string[]} forms of the whole module
 * @param {Record<string, string[]>} parts and the paths of their gates
 * @param {ReturnType<import("./relocs.mjs").referencesOf>} references of the module as it was linked
 * @returns {{main: string[], parts: Map<string, string[]>}} the forms of each module
 */
export function split(forms, parts, references) {
  const functions = forms.filter((form) => kindOf(form) === "func").map((text) => ({ text, name: nameOf(text) }));
  const byName = new Map(functions.map((each) => [each.name, each]));
  const elements = forms.find((form) => kindOf(form) === "elem" && !form.startsWith("(elem declare"));
  const slots = elements.slice(elements.indexOf(") func ") + 7).match(NAMES);
  const firstSlot = Number(elements.match(/\(i32\.const (\d+)\)/)[1]);

  const exported = new Set(forms.filter((form) => kindOf(form) === "export").map((form) => form.match(/\(func (.+)\)\)$/s)?.[1]));
  const started = new Set(forms.filter((form) => kindOf(form) === "start").map(nameOf));
  const gates = findGates(functions, parts);
  const byLinkedName = new Map();
  for (const each of functions) {
    each.calls = new Set([...each.text.matchAll(CALL)].map(([, name]) => name));
    each.linked = linkedName(each.name, references);
    byLinkedName.set(each.linked, [...(byLinkedName.get(each.linked) ?? []), each]);
  }
  const graph = { byName, byLinkedName, gates, ...references };
  // Functions that the linker does not know stand between others and JavaScript; who has their places in the table is not known.
  const roots = functions.filter(({ name, linked }) => exported.has(name) || started.has(name) || (linked === undefined && slots.includes(name)));
  // What the linker knows by another name: to what it refers belongs to all.
  const renamed = [...references.refers].filter(([name]) => !byLinkedName.has(name)).flatMap(([, symbols]) => [...symbols].map((symbol) => references.symbols[symbol]));
  const users = new Map([[undefined, reached([...roots, ...renamed], undefined, graph)]]);
  for (const part of Object.keys(parts)) users.set(part, reached([...gates.keys()].filter((gate) => gates.get(gate) === part), part, graph));
  const partOf = (node) => {
    const reaching = [...users].filter(([, nodes]) => nodes.has(node));
    return reaching.length === 1 ? reaching[0][0] : undefined;
  };
  for (const each of functions) each.part = partOf(each);

  const gateSlots = new Map([...gates.keys()].map((gate, at) => [gate, firstSlot + slots.length + at]));
  const size = firstSlot + slots.length + gateSlots.size;
  const table = nameOf(forms.find((form) => /^\(table \S+ \d+ \d+ funcref\)/.test(form)));
  const shared = forms.filter((form) => ["memory", "table", "global"].includes(kindOf(form)))
    .map((form) => (kindOf(form) === "table" && nameOf(form) === table ? `(table ${table} ${size} ${size} funcref)` : form));
  const types = forms.filter((form) => kindOf(form) === "type");
  const imports = forms.filter((form) => kindOf(form) === "import");

  const exports = new Map();
  const modules = new Map();
  const data = dataByPart(forms.filter((form) => kindOf(form) === "data"), references.symbols, partOf);
  for (const part of Object.keys(parts)) {
    const own = functions.filter((each) => each.part === part);
    const used = new Set(own.flatMap(({ text }) => text.match(NAMES)));
    const fromMain = [...shared, ...functions.filter((each) => each.part !== part && used.has(each.name)).map(({ text }) => signature(text))]
      .filter((form) => ["memory", "table"].includes(kindOf(form)) || used.has(nameOf(form)));
    for (const form of fromMain) exports.set(nameOf(form) + kindOf(form), { form, name: exports.get(nameOf(form) + kindOf(form))?.name ?? exports.size.toString(36) });
    const taken = slots.flatMap((name, at) => (byName.get(name)?.part === part ? [[firstSlot + at, name]] : []));
    for (const [gate, at] of gateSlots) if (gate.part === part) taken.push([at, gate.name]);
    modules.set(part, [
      ...types,
      ...imports.filter((form) => used.has(form.match(/\((?:func|table|global|memory) (.+)$/s)?.[1].match(NAME)[0])),
      ...fromMain.map((form) => `(import "${MAIN}" "${exports.get(nameOf(form) + kindOf(form)).name}" ${declared(form)})`),
      ...runs(taken).map(([at, names]) => `(elem (table ${table}) (i32.const ${at}) func ${names.join(" ")})`),
      ...(data.get(part) ?? []),
      ...own.map(({ text }) => text),
    ]);
  }

  const isMain = (name) => !byName.get(name)?.part;
  const filled = slots.map((name) => (isMain(name) ? name : "$missing"));
  const main = forms.filter((form) => !["func", "elem", "table", "memory", "global", "data"].includes(kindOf(form)));
  main.push(
    ...shared,
    ...data.get(undefined),
    ...[...exports.values()].map(({ form, name }) => `(export "${name}" (${kindOf(form)} ${nameOf(form)}))`),
    `(elem (table ${table}) (i32.const ${firstSlot}) func ${filled.join(" ")})`,
    "(func $missing (unreachable))",
    ...functions.filter(({ part }) => !part).map(({ text }) => text),
    ...[...gateSlots].map(([gate, at]) => throughTable(gate.text, table, at)),
  );
  return { main, parts: modules };
}

/** The name that a function has for the linker; names that several have were given numbers since. */
function linkedName(name, { refers }) {
  const plain = name.replace(/^\$"?|"$/g, "");
  return [plain, plain.replace(/\.\d+$/, "")].find((each) => refers.has(each));
}

/** All functions and symbols that functions lead to, short of the gates of other parts. */
function reached(roots, part, { byName, byLinkedName, gates, symbols, refers }) {
  const seen = new Set();
  const open = [...roots];
  while (open.length > 0) {
    const node = open.pop();
    if (node === undefined || seen.has(node) || (gates.has(node) && gates.get(node) !== part)) continue;
    seen.add(node);
    if (node.text) {
      for (const name of node.calls) open.push(byName.get(name));
      for (const symbol of refers.get(node.linked) ?? []) open.push(symbols[symbol]);
    } else {
      open.push(...((node.name && byLinkedName.get(node.name)) || []));
      for (const symbol of node.refers) open.push(symbols[symbol]);
    }
  }
  return seen;
}

/** The data of the main module, and that of each part. */
function dataByPart(forms, symbols, partOf) {
  const owners = new Map();
  for (const symbol of symbols) {
    const part = symbol.isConstant ? partOf(symbol) : undefined;
    for (let at = symbol.start; at < symbol.end; at += 1) owners.set(at, owners.has(at) && owners.get(at) !== part ? undefined : part);
  }
  const byPart = new Map([[undefined, []]]);
  for (const form of forms) {
    const { at, bytes } = bytesAt(form);
    const rest = Buffer.from(bytes);
    const stretches = [];
    bytes.forEach((_, offset) => {
      const part = owners.get(at + offset);
      if (part === undefined) return;
      rest[offset] = 0;
      const last = stretches.findLast((stretch) => stretch.part === part);
      if (last && offset - last.end <= GAP) last.end = offset + 1;
      else stretches.push({ part, start: offset, end: offset + 1 });
    });
    byPart.get(undefined).push(dataAt(at, rest));
    for (const { part, start, end } of stretches) byPart.set(part, [...(byPart.get(part) ?? []), dataAt(at + start, bytes.subarray(start, end))]);
  }
  return byPart;
}

/** Places of a table that follow each other, put together. */
function runs(taken) {
  const runs = [];
  for (const [at, name] of taken) {
    const last = runs.at(-1);
    if (last && last[0] + last[1].length === at) last[1].push(name);
    else runs.push([at, [name]]);
  }
  return runs;
}

/** The functions that are gates, and their parts. */
function findGates(functions, parts) {
  const gates = new Map();
  for (const [part, paths] of Object.entries(parts)) {
    for (const path of paths) {
      const gate = functions.find(({ name }) => name === `$"${path}"` || name === `$${path}`);
      if (!gate) throw new Error(`The part ${part} has no function ${path}: it is gone, renamed or inlined.`);
      gates.set(gate, part);
    }
  }
  return gates;
}

/** `(func $name (param …) (result …))` without what it does. */
function signature(text) {
  const name = nameOf(text);
  const rest = text.slice(text.indexOf(name) + name.length).split("\n")[0];
  const parts = rest.match(/\((?:type|param|result) [^()]*\)/g) ?? [];
  return `(func ${name} ${parts.join(" ").replace(/\(param \$\d+ /g, "(param ")})`;
}

/** A form as it stands in an import: a global without its value. */
function declared(form) {
  if (kindOf(form) !== "global") return form;
  const name = nameOf(form);
  return `(global ${name} ${form.slice(form.indexOf(name) + name.length).match(/\(mut \w+\)|\w+/)[0]})`;
}

/** A function that calls what stands at a place of the table. */
function throughTable(text, table, at) {
  const head = signature(text).slice(0, -1);
  const params = head.match(/\(param [^()]*\)/g)?.length ?? 0;
  const given = Array.from({ length: params }, (_, nth) => `(local.get ${nth})`).join(" ");
  const types = head.match(/\((?:param|result) [^()]*\)/g)?.join(" ") ?? "";
  return `${head} (call_indirect ${table} ${types} ${given} (i32.const ${at})))`;
}
