// ECharts: points only, a category per country, a series per kind in its mode for large data, on a canvas.
import { COLOURS, WHOLE } from '../page/model.js';

export const about = {
  package: 'echarts',
  bundle: 'echarts.entry.js',
  scripts: ['/build/echarts.entry.js'],
  pan: 'drag',
  zoom: 'wheel',
};

let chart;
let lanes;
let drawn = 0;

const series = (events) =>
  Object.entries(COLOURS).map(([kind, color]) => ({
    id: kind,
    name: kind,
    type: 'scatter',
    large: true,
    symbolSize: 6,
    itemStyle: { color },
    data: events.filter((event) => event.kind === kind).map((event) => [event.from, lanes.get(event.lane)]),
  }));

/** Large series are drawn in pieces: resolves when all are. */
const draw = (option, count) =>
  new Promise((resolve) => {
    const done = () => {
      chart.off('finished', done);
      drawn = count;
      resolve();
    };
    chart.on('finished', done);
    chart.setOption(option);
  });

export function create({ stage, model }) {
  lanes = new Map(model.lanes.map((lane, at) => [lane, at]));
  chart = initChart(stage);
  return draw(
    {
      animation: false,
      useUTC: true,
      tooltip: { trigger: 'item' },
      grid: { left: 40, right: 8, top: 8, bottom: 28 },
      xAxis: { type: 'time', min: WHOLE[0], max: WHOLE[1] },
      yAxis: { type: 'category', data: model.lanes },
      dataZoom: [{ type: 'inside', throttle: 0 }],
      series: series(model.events),
    },
    model.events.length,
  );
}
export const shown = () => drawn;
export const view = (from, to) => chart.dispatchAction({ type: 'dataZoom', startValue: from, endValue: to });
export const filter = (kept) => draw({ series: series(kept) }, kept.length);
