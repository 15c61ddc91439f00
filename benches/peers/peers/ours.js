// <news-timeline>, which fetches and reads the file by itself. A plain wheel is the page's: Ctrl and the wheel zoom.
export const about = { fetches: true, modules: ['/ours/news-timeline.js'], pan: 'drag', zoom: 'ctrl-wheel' };

let element;
const find = (selector) => element.shadowRoot.querySelector(selector);

export function create({ stage, url }) {
  element = document.createElement('news-timeline');
  element.setAttribute('lanes', 'country');
  element.setAttribute('loading', 'eager');
  element.setAttribute('src', url);
  stage.append(element);
}

/** How many events match, once there are marks for them. */
export const shown = () => (find('[part~=event], [part~=cluster]') ? element.summary?.shown ?? 0 : 0);

/** Where to put the mouse: the axis, which is always in view, on no link. */
export function point() {
  const { left, top, width, height } = find('[part~=axis]').getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

export function view(from, to) {
  element.range = { start: new Date(from).toISOString(), end: new Date(to).toISOString() };
}

export function filter(_, actor) {
  element.filters = { actor: [actor] };
}
