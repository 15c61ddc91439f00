// For pages that show timelines in iframes: makes each frame as high as its timeline, and carries the link state between
// the frame's address and this page's. It listens to frames that show embed.html from beside this file, and to those
// with the attribute data-news-timeline; whatever others say does nothing.

const EMBED = new URL('./embed.html', import.meta.url);

const isOurs = (frame) => {
  if (frame.hasAttribute('data-news-timeline')) return true;
  const { origin, pathname } = new URL(frame.src, document.baseURI);
  return origin === EMBED.origin && pathname === EMBED.pathname;
};
const frames = () => [...document.querySelectorAll('iframe[src]')].filter(isOurs);
const post = (frame, message) => frame.contentWindow.postMessage(message, new URL(frame.src, document.baseURI).origin);

/** As in a page that holds the timeline itself: a section begins with `nt:`, `nt2:` or `nt-ID:`, and ends where the next begins. */
const nameOf = (id) => (id ? `nt-${id}` : 'nt');
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
/** The parts of a fragment by the section that they belong to. The page's own come first, under no name. */
function sectionsOf(fragment) {
  const sections = new Map([['', []]]);
  let name = '';
  for (const part of fragment.split('&').filter(Boolean)) {
    const [, opened] = /^(nt(?:\d*|-[^:]*)):/.exec(part) ?? [];
    if (opened) name = decoded(opened);
    sections.set(name, [...(sections.get(name) ?? []), part]);
  }
  return sections;
}

/** The frames' ids, as they told them. */
const ids = new WeakMap();

function send(frame) {
  const section = sectionsOf(location.hash.slice(1)).get(nameOf(ids.get(frame)));
  post(frame, { type: 'news-timeline:state', state: section?.join('&') ?? '' });
}

function keep(name, state) {
  const sections = sectionsOf(location.hash.slice(1));
  sections.delete(name);
  const fragment = [...sections.values(), state].flat().filter(Boolean).join('&');
  history.replaceState(history.state, '', fragment ? `#${fragment}` : location.pathname + location.search);
}

// Where there is no page, nobody tells anything.
globalThis.addEventListener?.('message', ({ source, origin, data }) => {
  if (typeof data?.type !== 'string' || !data.type.startsWith('news-timeline:')) return;
  const frame = source && frames().find(({ contentWindow }) => contentWindow === source);
  if (!frame || origin !== new URL(frame.src, document.baseURI).origin) return;
  const { type, height, state } = data;
  if (type === 'news-timeline:hello') {
    ids.set(frame, String(data.id ?? '').slice(0, 200));
    if (location.hash) send(frame);
  } else if (type === 'news-timeline:resize' && Number.isFinite(height) && height > 0) {
    frame.style.height = `${Math.min(height, 20_000)}px`;
  } else if (type === 'news-timeline:state' && typeof state === 'string' && state.length < 4000) {
    const name = nameOf(ids.get(frame));
    const sections = sectionsOf(state);
    // Its own section and nothing else.
    if (!state || (sections.has(name) && sections.size === 2 && !sections.get('').length)) keep(name, state);
  }
});

globalThis.addEventListener?.('hashchange', () => frames().filter((frame) => ids.has(frame)).forEach(send));
