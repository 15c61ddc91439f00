// EventDrops: a row per country, points only, without its SVG filter. It draws one circle per pixel and row.
import { COLOURS, WHOLE } from '../page/model.js';

export const about = {
  package: 'event-drops',
  styles: ['/npm/event-drops/dist/style.css'],
  scripts: ['/npm/d3/build/d3.min.js', '/npm/event-drops/dist/index.js'],
  pan: 'drag',
  zoom: 'wheel',
};

let stage;
let rows;

function draw(from, to) {
  globalThis.global = globalThis; // its build counts on a bundler that names it so
  const chart = eventDrops({
    d3,
    metaballs: false,
    range: { start: new Date(from), end: new Date(to) },
    drop: { date: (event) => event.from, color: (event) => COLOURS[event.kind], radius: 4 },
    label: { text: (row) => row.name, width: 60 },
    line: { height: 13 },
  });
  d3.select(stage).data([rows]).call(chart);
}

const rowsOf = (lanes, events) =>
  lanes.map((name) => ({ name, data: events.filter((event) => event.lane === name) })).filter((row) => row.data.length > 0);

let names;

export function create(page) {
  stage = page.stage;
  names = page.model.lanes;
  rows = rowsOf(names, page.model.events);
  draw(...WHOLE);
}
export const shown = () => document.querySelectorAll('.drop').length;
export const view = draw;
export function filter(kept) {
  rows = rowsOf(names, kept);
  draw(...WHOLE);
}
