// What an application makes of the file before it hands events to a widget, and what all widgets show alike.

export const COLOURS = {
  statement: '#6b7280',
  incident: '#b91c1c',
  talks: '#1d4ed8',
  agreement: '#7e22ce',
  ceasefire: '#15803d',
  protest: '#c2410c',
};

/** All events lie in it. In ms since 1970, the end exclusive. */
export const WHOLE = [Date.UTC(2011, 0), Date.UTC(2027, 2)];
/** Where panning and zooming begin: a third of the whole. */
export const WINDOW = [Date.UTC(2016, 0), Date.UTC(2021, 0)];

/** The events with their times in ms (`to` is undefined for points) and one lane each, and all lanes. */
export function model(file) {
  const events = file.articles.flatMap((article) => article.events);
  for (const event of events) {
    event.from = Date.parse(event.date ?? event.start);
    event.to = event.end && Date.parse(event.end);
    event.lane = event.countries[0];
  }
  return { events, lanes: [...new Set(events.map((event) => event.lane))].sort() };
}
