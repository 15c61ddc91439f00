// No widget: what fetching and parsing the file costs any page. Nobody can be faster.
export const about = { pan: 'drag', zoom: 'wheel' };

let events = 0;

export function create({ stage, model }) {
  events = model.events.length;
  stage.textContent = `${events} events`;
}
export const shown = () => events;
export function view() {}
export function filter(kept) {
  events = kept.length;
}
