// The iframe form: embed.html?src=…&lanes=… shows one timeline with these attributes, tells the page around it how high
// it is, and keeps its link state in step with that page, where news-timeline-host.js runs.

import './news-timeline.js';

const host = document.createElement('news-timeline');
const { observedAttributes } = host.constructor;
const given = { loading: 'eager', 'url-state': 'hash', ...Object.fromEntries(new URLSearchParams(location.search)) };
for (const [name, value] of Object.entries(given)) {
  if (name === 'id' || observedAttributes.includes(name)) host.setAttribute(name, value);
}
if (given.lang) document.documentElement.lang = given.lang;
if (given.theme === 'dark' || given.theme === 'light') document.documentElement.style.colorScheme = given.theme;

// An article takes the place of the page around, if that is of the same site, and not of this frame.
const isWithin = document.referrer.startsWith(`${location.origin}/`);
document.head.append(Object.assign(document.createElement('base'), { target: isWithin ? '_top' : '_blank' }));

// The height is no secret, and nobody knows who the parent is.
const tell = (message) => parent !== window && parent.postMessage(message, '*');

let told = 0;
function tellHeight() {
  // A card may reach beyond the element.
  const parts = [host, ...host.shadowRoot.querySelectorAll('[part~=card]')];
  const height = Math.ceil(Math.max(...parts.map((part) => part.getBoundingClientRect().bottom)) + scrollY);
  if (height === told || height === 0) return;
  told = height;
  tell({ type: 'news-timeline:resize', id: host.id, height });
  tell({ 'datawrapper-height': { [host.id || 'news-timeline']: height } });
  tell({ sentinel: 'amp', type: 'embed-size', height });
}
new ResizeObserver(tellHeight).observe(host);
for (const type of ['click', 'keyup', 'pointerover']) host.addEventListener(type, () => requestAnimationFrame(tellHeight));

let state = location.hash.slice(1);
function tellState() {
  const now = location.hash.slice(1);
  if (now === state) return;
  state = now;
  tell({ type: 'news-timeline:state', id: host.id, state });
}
for (const type of ['timeline-filter', 'timeline-range', 'timeline-select']) {
  // The widget writes the address after it has told.
  host.addEventListener(type, () => setTimeout(tellState, 500));
}
addEventListener('hashchange', tellState);

addEventListener('message', ({ source, data }) => {
  if (source !== parent || data?.type !== 'news-timeline:state' || typeof data.state !== 'string') return;
  if (data.state === state) return;
  state = data.state;
  location.replace(`#${state}`);
});

host.addEventListener('timeline-ready', () => {
  document.title = host.shadowRoot.querySelector('[part~=heading]')?.textContent || document.title;
  tellHeight();
});
document.body.append(host);
tell({ type: 'news-timeline:hello', id: host.id });
