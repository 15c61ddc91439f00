// The results as Markdown.
import { LIMIT_S, STEPS } from './limits.mjs';

const NONE = '–';
const spaced = (number) => String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ' ');
/** A number with three digits at least, the thousands apart; a word as it is. */
export const figure = (value) =>
  typeof value === 'number' ? (value < 100 ? String(Math.round(value * 10) / 10) : spaced(value)) : (value ?? NONE);
/** How many times the other one it is. */
export const ratio = (value, other) => (value > 0 && other > 0 ? (value / other).toFixed(2) : NONE);

const table = (head, rows) => [head, head.map((_, at) => (at ? '--:' : '---')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const kilo = (bytes) => (bytes / 1000).toFixed(1);
const mega = (bytes) => (bytes === undefined ? NONE : (bytes / 2 ** 20).toFixed(1));
const frames = (phase) =>
  typeof phase === 'object'
    ? `${[phase.median, phase.p95, phase.max].map(figure).join(' / ')}; ${figure(phase.longTasks)} (${figure(phase.frames)})`
    : figure(phase);

function bytes({ peers }) {
  const ours = peers.ours?.bytes?.brotli;
  const rows = Object.entries(peers).filter(([, { bytes }]) => bytes?.raw > 0);
  return table(
    ['widget', 'version', 'raw', 'gzip -9', 'brotli -11', '× ours'],
    rows.map(([name, { version, bytes }]) => [name, version, kilo(bytes.raw), kilo(bytes.gzip), kilo(bytes.brotli), ratio(bytes.brotli, ours)]),
  );
}

function size({ cases }, events) {
  const here = cases.filter((entry) => entry.size === events);
  const reference = (name) => here.find(({ peer }) => peer === name)?.median ?? {};
  const [blank, ours] = [reference('blank'), reference('ours')];
  const times = here.map(({ peer, runs, median: { load, pan, zoom, filter } = {} }) => [
    peer,
    figure(load?.painted ?? load),
    ratio(load?.painted, blank.load?.painted),
    ratio(load?.painted, ours.load?.painted),
    frames(pan),
    frames(zoom),
    figure(filter?.ms ?? filter),
    ratio(filter?.ms, blank.filter?.ms),
    figure(runs?.length),
  ]);
  const room = here.map(({ peer, median: { load, memory } = {} }) => [
    peer,
    figure(load?.shown),
    figure(memory?.elements),
    mega(memory?.heap),
    mega(memory?.rss),
    ratio(memory?.rss, blank.memory?.rss),
    ratio(memory?.rss, ours.memory?.rss),
  ]);
  return `## ${spaced(events)} events

${table(['widget', 'painted', '× blank', '× ours', `pan (${STEPS.pan} steps)`, `zoom (${STEPS.zoom} steps)`, 'filter', '× blank', 'runs'], times)}

${table(['widget', 'shown', 'elements', 'JS heap', 'RSS', '× blank', '× ours'], room)}
`;
}

export function markdown(results) {
  const { date, chromium, node, machine, runs, load } = results;
  const sizes = [...new Set(results.cases.map((entry) => entry.size))];
  return `# Timeline widgets side by side

${date}. Chromium ${chromium}, no GPU; Node ${node}; ${machine}. Medians of ${runs} runs, each with a new profile.
System load when visits began: ${load.map((value) => value.toFixed(1)).join(' to ')} (of ${results.cores} cores).

Times in ms. Painted: from navigation to the widget's first marks and two more frames. Frames: median / 95th percentile / longest
time between two frames; the sum of tasks above 50 ms (and how many frames there were). Filter: from the choice of an actor to two frames after
its events. Memory in MiB. DNF: not done in ${LIMIT_S} s, tried once.

## Own code over the wire, in kB

${bytes(results)}

${sizes.map((events) => size(results, events)).join('\n')}`;
}
