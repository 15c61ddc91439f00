// In which order the functions of a module compress best: those that share most stand side by side, and share the tables of the compressor.

/** How many bytes at a stretch two functions must have in common. */
const STRETCH = 4;
/** What so many functions have tells nothing. */
const COMMON = 400;
/** How many of those that are most like a function come into question as its neighbours. */
const LIKELY = 20;

/** The functions' positions in that order. `bodies`: their code, see `bodiesOf`. */
export function byLikeness(bodies) {
  const sets = bodies.map((body) => {
    const stretches = new Set();
    for (let at = 0; at + STRETCH <= body.length; at += 1) stretches.add(body.readUIntLE(at, STRETCH));
    return stretches;
  });
  const holders = new Map();
  sets.forEach((set, position) => {
    for (const stretch of set) {
      const all = holders.get(stretch) ?? [];
      if (all.length < COMMON) all.push(position);
      holders.set(stretch, all);
    }
  });
  const pairs = sets.flatMap((set, one) => {
    const shared = new Map();
    for (const stretch of set) {
      const all = holders.get(stretch);
      if (all.length === COMMON) continue;
      // What few have tells most.
      const weight = Math.log(bodies.length / all.length);
      for (const other of all) if (other > one) shared.set(other, (shared.get(other) ?? 0) + weight);
    }
    const likely = [...shared].map(([other, weight]) => [weight / (set.size + sets[other].size), one, other]);
    return likely.sort(([a], [b]) => b - a).slice(0, LIKELY);
  });
  pairs.sort(([a], [b]) => b - a);
  return chains(pairs, bodies.length).sort((a, b) => meanLength(a, bodies) - meanLength(b, bodies)).flat();
}

/** Joins positions to chains, the likest pairs first: each has two neighbours at most, and no chain is closed. */
function chains(pairs, count) {
  const chainOf = Array.from({ length: count }, (_, position) => [position]);
  for (const [, one, other] of pairs) {
    const [a, b] = [chainOf[one], chainOf[other]];
    const isEnd = (chain, position) => chain[0] === position || chain.at(-1) === position;
    if (a === b || !isEnd(a, one) || !isEnd(b, other)) continue;
    if (a.at(-1) !== one) a.reverse();
    if (b[0] !== other) b.reverse();
    a.push(...b);
    for (const position of b) chainOf[position] = a;
  }
  return [...new Set(chainOf)];
}

const meanLength = (chain, bodies) => chain.reduce((sum, position) => sum + bodies[position].length, 0) / chain.length;

/** The code of a module's functions, in their order (https://webassembly.github.io/spec/core/binary/modules.html#code-section). */
export function bodiesOf(module) {
  let at = 8;
  const number = () => {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = module[at++];
      value += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  const CODE = 10;
  while (at < module.length) {
    const kind = module[at++];
    const length = number();
    if (kind === CODE) {
      return Array.from({ length: number() }, () => {
        const length = number();
        at += length;
        return module.subarray(at - length, at);
      });
    }
    at += length;
  }
  return [];
}
