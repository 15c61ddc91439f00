// TimelineJS3: a slide and a marker for each event. A horizontal wheel pans; zooming has buttons alone, so its method is
// called. It has no filter: it is made anew with what is left.
import { WINDOW } from '../page/model.js';

export const about = {
  package: '@knight-lab/timelinejs',
  styles: ['/npm/@knight-lab/timelinejs/dist/css/timeline.css'],
  scripts: ['/npm/@knight-lab/timelinejs/dist/js/timeline.js'],
  at: [600, 450], // over its markers; above are the slides
  pan: 'wheel-x',
  zoom: 'script',
};

let stage;
let timeline;
let events = 0;

function day(ms) {
  const date = new Date(ms);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const slide = ({ id, kind, title, actors, from, to }) => ({
  unique_id: id,
  group: kind,
  start_date: day(from),
  ...(to === undefined ? {} : { end_date: day(to) }),
  text: { headline: title, text: actors.join(', ') },
});

async function build(kept) {
  events = 0;
  await new Promise((resolve) => {
    timeline = new TL.Timeline(stage, { events: kept.map(slide) }, {
      font: null, // else it asks another host for fonts
      script_path: `${location.origin}/npm/@knight-lab/timelinejs/dist/js/`,
      timenav_height_percentage: 60,
      scale_factor: 1,
      duration: 1,
    });
    timeline.on('loaded', resolve);
  });
  // Its markers now glide to their places; what it breaks off counts as ended.
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  events = document.querySelectorAll('.tl-timemarker').length;
}

export function create(page) {
  stage = page.stage;
  return build(page.model.events);
}
export const shown = () => events;
export function view(from) {
  timeline.setZoom(from === WINDOW[0] ? 3 : 1);
  timeline.goTo(Math.floor(events / 2));
}
export function filter(kept) {
  stage.replaceChildren();
  return build(kept);
}
export const zoom = (inwards) => (inwards ? timeline.zoomIn() : timeline.zoomOut());
