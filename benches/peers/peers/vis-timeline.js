// vis-timeline: a group per country. Without stacking, which its documentation calls slow for many items.
import { COLOURS, WHOLE } from '../page/model.js';

export const about = {
  package: 'vis-timeline',
  styles: ['/npm/vis-timeline/styles/vis-timeline-graph2d.min.css'],
  scripts: ['/npm/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js'],
  pan: 'drag',
  zoom: 'wheel',
};

let timeline;
let drawn = false; // it hides itself until then

const items = (events) =>
  events.map(({ id, lane, kind, title, from, to }) =>
    to === undefined
      ? { id, group: lane, content: '', title, className: kind, type: 'point', start: from }
      : { id, group: lane, content: '', title, className: kind, type: 'range', start: from, end: to },
  );

function style() {
  const sheet = new CSSStyleSheet();
  const kinds = Object.entries(COLOURS).map(([kind, colour]) => `.vis-item.${kind} { border-color: ${colour}; background: ${colour} }`);
  sheet.replaceSync(`.vis-item.vis-range { height: 6px } .vis-item.vis-point { background: none }
    .vis-item .vis-item-content { padding: 0 } .vis-label .vis-inner { padding: 0 4px; font-size: 9px; line-height: 12px }
    ${kinds.join(' ')}`);
  document.adoptedStyleSheets.push(sheet);
}

export function create({ stage, model }) {
  style();
  const groups = model.lanes.map((lane) => ({ id: lane, content: lane }));
  timeline = new vis.Timeline(stage, items(model.events), groups, {
    stack: false,
    start: WHOLE[0],
    end: WHOLE[1],
    height: 600,
    margin: { axis: 0, item: 0 },
    onInitialDrawComplete: () => (drawn = true),
  });
}
export const shown = () => (drawn ? document.querySelectorAll('.vis-range, .vis-point').length : 0);
export const view = (from, to) => timeline.setWindow(from, to, { animation: false });
export const filter = (kept) => timeline.setItems(items(kept));
