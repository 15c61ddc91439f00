// Splits a module: what readers need only now and then becomes parts, modules of their own that are fetched when they are first needed. A
// part shares the memory and the function table of the main module, and calls its functions.
//
// A function belongs to a part if it or a closure in its name is defined in one of the part's paths, or if only functions of the part
// call it. The main module calls into a part through its gates alone, each by a place in the function table that is empty until
// the part is there: Rust makes sure of that (src/dom/part.rs). What the main module calls besides stays in it. Data that only functions of
// one part refer to lies in it, at the same place of the memory.
import { bytesAt, dataAt, kindOf, NAME, nameOf } from "./wat.mjs";

const NAMES = new RegExp(NAME, "g");
const CALL = new RegExp(String.raw`\((?:call|return_call|ref\.func) (${NAME.source})`, "g");
/** What the main module calls itself towards its parts. */
const MAIN = "~";
/** So many bytes between two stretches of a part's data are written twice rather than begin a stretch of their own. */
const GAP = 12;

/**
 * @param {string[]} forms of the whole module
 * @param {Record<string, {paths: string[], gates: string[]}>} parts
 * @param {ReturnType<import("./relocs.mjs").dataOf>} references of the module as it was linked
 * @returns {{main: string[], parts: Map<string, string[]>}} the forms of each module
 */
export function split(forms, parts, references) {
  const functions = forms.filter((form) => kindOf(form) === "func").map((text) => ({ text, name: nameOf(text), path: pathOf(text) }));
  const byName = new Map(functions.map((each) => [each.name, each]));
  const elements = forms.find((form) => kindOf(form) === "elem" && !form.startsWith("(elem declare"));
  const slots = elements.slice(elements.indexOf(") func ") + 7).match(NAMES);
  const firstSlot = Number(elements.match(/\(i32\.const (\d+)\)/)[1]);

  const exported = new Set(forms.filter((form) => kindOf(form) === "export").map((form) => form.match(/\(func (.+)\)\)$/s)?.[1]));
  const inTable = new Set(slots);
  for (const each of functions) {
    each.calls = new Set([...each.text.matchAll(CALL)].map(([, name]) => name));
    each.callers = [];
    each.part = exported.has(each.name) ? undefined : partOf(each.path, parts);
  }
  for (const each of functions) for (const name of each.calls) byName.get(name)?.callers.push(each);
  const gates = findGates(functions, parts);
  assign(functions, inTable, exported, gates);

  const gateSlots = new Map([...gates].map((gate, at) => [gate, firstSlot + slots.length + at]));
  const size = firstSlot + slots.length + gateSlots.size;
  const table = nameOf(forms.find((form) => /^\(table \S+ \d+ \d+ funcref\)/.test(form)));
  const shared = forms.filter((form) => ["memory", "table", "global"].includes(kindOf(form)))
    .map((form) => (kindOf(form) === "table" && nameOf(form) === table ? `(table ${table} ${size} ${size} funcref)` : form));
  const types = forms.filter((form) => kindOf(form) === "type");
  const imports = forms.filter((form) => kindOf(form) === "import");

  const exports = new Map();
  const modules = new Map();
  const data = dataByPart(forms.filter((form) => kindOf(form) === "data"), functions, references);
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

/** The data of the main module, and of each part what only its functions refer to, be it through other data. */
function dataByPart(forms, functions, { symbols, refers }) {
  const users = symbols.map(() => new Set());
  const use = (symbol, part) => {
    if (users[symbol].has(part)) return;
    users[symbol].add(part);
    for (const next of symbols[symbol].refers) use(next, part);
  };
  const seen = new Set();
  for (const { name, part } of functions) {
    const known = [name, name.replace(/\.\d+("?)$/, "$1")].map((each) => each.replace(/^\$"?|"$/g, "")).find((each) => refers.has(each));
    seen.add(known);
    for (const symbol of refers.get(known) ?? []) use(symbol, part);
  }
  // Functions that are no longer there may have been put into others.
  for (const [name, symbols] of refers) if (!seen.has(name)) for (const symbol of symbols) use(symbol, undefined);

  const owners = new Map();
  symbols.forEach(({ start, end }, nth) => {
    for (let at = start; at < end; at += 1) for (const part of users[nth]) owners.set(at, owners.has(at) && owners.get(at) !== part ? undefined : part);
  });
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

/** The path in a function's name, without the hashes of crates. */
const pathOf = (text) => nameOf(text).replace(/\[[0-9a-f]+\]/g, "").replace(/^\$"?/, "");

/** The part in whose paths a function is defined, or a closure that it is compiled for. */
function partOf(path, parts) {
  for (const [part, { paths }] of Object.entries(parts)) {
    for (const each of paths) {
      const own = path.replace(/^<+/, "").startsWith(`${each}::`);
      const closure = path.indexOf(`${each}::`);
      if (own || (closure >= 0 && /^[\w:<>]*\{closure/.test(path.slice(closure)))) return part;
    }
  }
  return undefined;
}

function findGates(functions, parts) {
  const gates = new Set();
  for (const [part, { gates: names }] of Object.entries(parts)) {
    for (const name of names) {
      const gate = functions.find((each) => each.path.replace(/"$/, "") === name);
      if (!gate) throw new Error(`The part ${part} has no function ${name}: it is gone, renamed or inlined.`);
      gate.part = part;
      gates.add(gate);
    }
  }
  return gates;
}

/** Gives each function to the part that alone calls it, and takes back what is called from elsewhere, until nothing changes. */
function assign(functions, inTable, exported, gates) {
  for (let changed = true; changed; ) {
    changed = false;
    for (const each of functions) {
      if (exported.has(each.name) || gates.has(each)) continue;
      const callers = new Set(each.callers.filter((caller) => caller !== each).map(({ part }) => part));
      if (each.part ? [...callers].some((part) => part !== each.part) : !inTable.has(each.name) && callers.size === 1 && ![...callers].includes(undefined)) {
        each.part = each.part ? undefined : [...callers][0];
        changed = true;
      }
    }
  }
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
