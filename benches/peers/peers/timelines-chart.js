// timelines-chart: a line per country. Neither a drag nor the wheel moves its view: its method zoomX does.
import { COLOURS, WHOLE } from '../page/model.js';

export const about = {
  package: 'timelines-chart',
  scripts: ['/npm/timelines-chart/dist/timelines-chart.min.js'],
  pan: 'script',
  zoom: 'script',
};

const DAY_MS = 86_400_000;
let chart;
let lanes;
let now;

const groups = (events) => [
  {
    group: 'countries',
    data: lanes.map((label) => ({
      label,
      data: events
        .filter((event) => event.lane === label)
        .map((event) => ({ timeRange: [event.from, event.to ?? event.from + DAY_MS], val: event.kind })),
    })),
  },
];

export function create({ stage, model }) {
  lanes = model.lanes;
  chart = new TimelinesChart(stage)
    .enableAnimations(false)
    .useUtc(true)
    .zQualitative(true)
    .minSegmentWidth(3)
    .leftMargin(30)
    .width(1200)
    .maxHeight(510)
    .data(groups(model.events));
  chart.zColorScale().domain(Object.keys(COLOURS)).range(Object.values(COLOURS));
  view(...WHOLE);
}
export const shown = () => document.querySelectorAll('.series-segment').length;
export function view(from, to) {
  now = [from, to];
  chart.zoomX([new Date(from), new Date(to)]);
}
export const filter = (kept) => chart.data(groups(kept));

export const pan = () => view(now[0] + 10 * DAY_MS, now[1] + 10 * DAY_MS);
export function zoom(inwards) {
  const by = (now[1] - now[0]) * (inwards ? 0.05 : -1 / 18);
  view(now[0] + by, now[1] - by);
}
