// Measures timeline widgets side by side: see README.md.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { launch } from './lib/chromium.mjs';
import { serve } from './lib/server.mjs';
import { combine, order } from './lib/statistics.mjs';
import { figure, markdown } from './lib/table.mjs';
import { visit } from './lib/visit.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, '../..');
const { values: options } = parseArgs({
  options: {
    peers: { type: 'string', default: 'blank,ours,vis-timeline,timelinejs,echarts,timelines-chart,event-drops' },
    sizes: { type: 'string', default: '100,1000,10000,100000' },
    runs: { type: 'string', default: '3' },
    ours: { type: 'string', default: join(project, 'dist') },
    out: { type: 'string', default: here },
    shots: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
  },
});
if (options.smoke) Object.assign(options, { peers: 'blank,ours', sizes: '100', runs: '1', out: join(here, 'build') });
await mkdir(options.out, { recursive: true });
const names = options.peers.split(',');
const sizes = options.sizes.split(',').map(Number);
const runs = Number(options.runs);
if (![...sizes, runs].every((number) => Number.isSafeInteger(number) && number > 0)) throw new Error('--sizes and --runs are whole numbers');

const json = async (path) => JSON.parse(await readFile(path, 'utf8'));
const exists = (path) => stat(path).then(() => true, () => false);

async function peersAbout() {
  const known = (await readdir(join(here, 'peers'))).filter((file) => !file.includes('.entry.')).map((file) => file.replace(/\.js$/, ''));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  const modules = await Promise.all(names.map((name) => import(`./peers/${name}.js`)));
  return Object.fromEntries(names.map((name, at) => [name, modules[at].about]));
}

async function version(name, { package: from }) {
  if (name !== 'ours') return from && (await json(join(here, 'node_modules', from, 'package.json'))).version;
  return /^version = "(.+)"/m.exec(await readFile(join(project, 'Cargo.toml'), 'utf8'))?.[1];
}

/** Compiles the program that makes up the data. It needs the standard library alone, so the compiler will do without Cargo. */
async function compileGenerator() {
  const program = join(here, 'build/generate');
  await mkdir(dirname(program), { recursive: true });
  execFileSync('rustc', ['--edition', '2024', '-O', '-o', program, join(project, 'benches/data/generate.rs')], { stdio: 'inherit' });
  return program;
}

/** Makes the file for a size, and names the actor to filter by: the tenth of those that most events name. */
async function prepare(size) {
  const file = join(here, 'data', `${size}.json`);
  await mkdir(dirname(file), { recursive: true });
  execFileSync(generator, [String(size), file], { stdio: 'inherit' });
  const counts = new Map();
  for (const actor of (await json(file)).articles.flatMap(({ events }) => events.flatMap(({ actors }) => actors))) {
    counts.set(actor, (counts.get(actor) ?? 0) + 1);
  }
  const [actor] = [...counts].sort((a, b) => b[1] - a[1]).at(9);
  return { actor, bytes: (await stat(file)).size };
}

const peers = await peersAbout();
if (peers.ours && !(await exists(join(options.ours, 'news-timeline.js')))) throw new Error(`There is no build in ${options.ours}: run \`make build\`.`);
const entries = Object.values(peers).flatMap(({ bundle }) => (bundle ? [join(here, 'peers', bundle)] : []));
await build({ entryPoints: entries, outdir: join(here, 'build'), bundle: true, minify: true, define: { 'process.env.NODE_ENV': '"production"' } });
const generator = await compileGenerator();
const server = await serve(
  { build: join(here, 'build'), data: join(here, 'data'), npm: join(here, 'node_modules'), ours: resolve(options.ours), page: join(here, 'page'), peers: join(here, 'peers') },
  peers,
);
const browser = await launch();
const results = {
  date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  chromium: browser.version(),
  node: process.versions.node,
  machine: `${cpus()[0].model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  cores: cpus().length,
  runs,
  load: [],
  peers: {},
  data: {},
  cases: [],
};
await browser.close();
for (const name of names) results.peers[name] = { version: await version(name, peers[name]) };

const loads = [];
const gaveUp = new Map(); // the size that a widget did not load
const total = names.length * sizes.length * (runs + 1);
let step = 0;

async function once(name, size, actor, run) {
  step += 1;
  const which = run === undefined ? 'warming up' : `run ${run + 1} of ${runs}`;
  process.stdout.write(`[${step}/${total}] ${name}, ${figure(size)} events, ${which}: `);
  const before = loadavg()[0];
  loads.push(before);
  const shoot = options.shots && run === undefined ? (page, phase) => page.screenshot({ path: join(here, 'shots', `${size}-${name}-${phase}.png`) }) : undefined;
  const attempt = () =>
    visit({ url: server.url(name, size), about: peers[name], actor, shoot }).catch((error) => ({ result: { load: 'failed' }, problems: [error.message.split('\n')[0]] }));
  let { result, problems } = await attempt();
  // Once more, since something outside may have ended the browser. What takes too long is not tried again.
  if (Object.values(result).includes('failed')) ({ result, problems } = await attempt());
  const { load, pan, zoom, filter } = result;
  const words = [['painted', load?.painted ?? load], ['pan p95', pan?.p95 ?? pan], ['zoom p95', zoom?.p95 ?? zoom], ['filter', filter?.ms ?? filter]];
  console.log(words.filter(([, value]) => value !== undefined).map(([word, value]) => `${word} ${figure(value)}`).join(', '));
  for (const problem of problems) console.log(`  ${problem}`);
  return { ...result, load1: before };
}

const broke = (result) => Object.values(result).some((value) => typeof value === 'string');

for (const size of sizes) {
  const { actor, bytes } = await prepare(size);
  results.data[size] = { bytes, actor };
  await server.prepare(`/data/${size}.json`);
  const cases = Object.fromEntries(names.map((peer) => [peer, { peer, size, runs: [] }]));
  results.cases.push(...Object.values(cases));
  // Not counted: it fills the server's store and shows which files a widget loads. What breaks there is not tried again.
  for (const name of names) {
    if (gaveUp.has(name)) {
      step += runs + 1;
      cases[name].median = { load: `not tried` };
      continue;
    }
    server.forget();
    const result = await once(name, size, actor);
    results.peers[name].bytes ??= await server.bytes();
    if (broke(result)) {
      step += runs;
      cases[name].runs.push(result);
      cases[name].broke = true;
      if (typeof result.load === 'string') gaveUp.set(name, size);
    }
  }
  for (let run = 0; run < runs; run += 1) {
    for (const name of order(names, run)) {
      if (!gaveUp.has(name) && !cases[name].broke) cases[name].runs.push(await once(name, size, actor, run));
    }
  }
  for (const entry of Object.values(cases)) entry.median ??= combine(entry.runs);
  // Written after each size, so that a run that is broken off leaves what it has.
  results.load = [Math.min(...loads), Math.max(...loads)];
  await writeFile(join(options.out, 'results.json'), `${JSON.stringify(results, null, 1)}\n`);
  await writeFile(join(options.out, 'results.md'), markdown(results));
}
server.close();
console.log(`\n${markdown(results)}\nWritten to ${join(options.out, 'results.md')} and results.json.`);
const failed = results.cases.filter(({ peer, median }) => ['blank', 'ours'].includes(peer) && median && broke(median));
if (failed.length > 0) {
  console.error(`Did not finish: ${failed.map(({ peer, size }) => `${peer} with ${figure(size)} events`).join(', ')}`);
  process.exitCode = 1;
}
