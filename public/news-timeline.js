// Defines <news-timeline>. The widget itself is WebAssembly, which is loaded from beside this file when the first
// element comes near the view; until then, and whenever it cannot run, the element shows what stands between its tags.

/** The attributes. A list holds the allowed values, the first of which holds where none is given. */
const ATTRIBUTES = {
  src: '',
  format: '',
  lanes: ['kind', 'country', 'actor', 'source', 'none'],
  view: ['timeline', 'list'],
  from: '',
  to: '',
  kind: '',
  actor: '',
  country: '',
  source: '',
  q: '',
  lang: '',
  dir: '',
  theme: ['auto', 'light', 'dark'],
  loading: ['lazy', 'eager'],
  activate: ['card', 'article'],
  'url-state': ['off', 'hash'],
  refresh: 0,
  height: '',
  'max-bytes': 64e6,
  texts: '',
};
/** Properties that the widget holds while it runs. */
const HELD = ['filters', 'range', 'selection'];

/** The languages besides English that the widget's words are there in: addresses that bundlers understand. */
const LANGUAGES = {
  ar: new URL('./texts/ar.json', import.meta.url),
  de: new URL('./texts/de.json', import.meta.url),
  es: new URL('./texts/es.json', import.meta.url),
  fr: new URL('./texts/fr.json', import.meta.url),
};
/** Promises of words by their address; a language that does not come in time is not waited for. */
const words = {};
const wordsAt = (url) => (words[url] ??= fetch(url, { credentials: 'same-origin', signal: AbortSignal.timeout(5000) })
  .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
  .catch(() => {
    // Asked for again by who comes next.
    delete words[url];
    return {};
  }));

const SCRIPT = new URL('./news-timeline-app.js', import.meta.url);
const MODULE = new URL('./news-timeline-app_bg.wasm', import.meta.url);
/** Hashes of the two files. A release's are put in by scripts/integrity.sh. */
const INTEGRITY = {};
/** Parts of the module, which it asks for when it first needs them: addresses that bundlers understand, and hashes. A release's are put in by scripts/integrity.sh. */
const PARTS = {};

let attempts = 0;
let loading;
/** The module that new widgets run in. */
let current;
/** A module in which nothing has crashed: one for all elements. A load that failed is tried again. */
const load = () =>
  (loading ??= instantiate().catch((error) => {
    loading = undefined;
    throw error;
  }));

async function instantiate() {
  // Browsers keep a script that failed to load, and the script keeps its module.
  const url = SCRIPT + (attempts++ ? `?${attempts}` : '');
  const { script = '', module: binary = '' } = isPinned() ? INTEGRITY : {};
  const module_or_path = fetch(MODULE, { integrity: binary, credentials: 'same-origin' });
  // Awaited, and reported, only once the script is there.
  module_or_path.catch(() => {});
  if (script) {
    // WebKit preloads and does not check. What was fetched is what is run there, as long as it is in the browser's cache.
    await fetch(url, { integrity: script, credentials: 'same-origin' });
    await preload(url, script);
  }
  const module = await import(/* @vite-ignore */ /* webpackIgnore: true */ url);
  await module.default({ module_or_path });
  if (module.add) module.partsFrom((name) => part(module, name));
  return (current = module);
}

/** Who pins this file by a hash pins all. */
const isPinned = () => [...document.scripts].some(({ src, integrity }) => integrity && src === import.meta.url);

/** Promises: of the bytes of parts by name, and of parts that are in a module. */
const bytes = {};
const added = new WeakMap();

/** Fetches a part, once; one that could not be fetched is asked for again. */
const fetchPart = (name) => (bytes[name] ??= (async () => {
  const [url, hash] = PARTS[name];
  const response = await fetch(url, { integrity: isPinned() ? hash : '', credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.arrayBuffer();
})().catch((error) => {
  delete bytes[name];
  throw error;
}));

/** Adds a part to a module, once. */
async function part(module, name) {
  if (!module.add) return;
  const parts = added.get(module) ?? added.set(module, {}).get(module);
  await (parts[name] ??= fetchPart(name).then(module.add).catch((error) => {
    delete parts[name];
    throw error;
  }));
}

/** Has the browser check a script before it is imported. */
function preload(href, integrity) {
  const link = document.createElement('link');
  if (!link.relList.supports('modulepreload')) return undefined;
  return new Promise((resolve, reject) => {
    Object.assign(link, { rel: 'modulepreload', href, integrity, onload: resolve });
    link.onerror = () => reject(new Error(`${href} is not what its hash says`));
    document.head.append(link);
  }).finally(() => link.remove());
}

/** What stands between the tags, as data: JSON as it is; a list of links with times as article JSON. */
function dataBetweenTags(host) {
  const json = (type) => [...host.querySelectorAll(`script[type="application/${type}"]`)].map((script) => script.text);
  const [text] = json('json');
  if (text) return text;
  const linked = json('ld+json');
  if (linked[0]) return linked[1] ? `[${linked}]` : linked[0];

  const dates = new Map();
  for (const time of host.querySelectorAll('time')) {
    const around = time.closest('li, tr, dd, article');
    const item = around && host.contains(around) && around !== host ? around : time.parentElement;
    const link = time.closest('a[href]') ?? item.querySelector('a[href]');
    const date = (time.getAttribute('datetime') ?? time.textContent).trim().replace(' ', 'T');
    if (link && host.contains(link)) dates.set(link, [...(dates.get(link) ?? []), date]);
  }
  if (!dates.size) return null;
  const articles = [...dates].map(([link, [start, end]]) => {
    const words = link.cloneNode(true);
    for (const time of words.querySelectorAll('time')) time.remove();
    const title = words.textContent.replace(/\s+/g, ' ').replace(/^[\s:–—-]+/, '').trim();
    const { kind, actors, countries, source } = { ...link.closest('li, tr, dd, article')?.dataset, ...link.dataset };
    const list = (values) => values?.split(',').map((value) => value.trim());
    const event = { title, date: end ? `${start}/${end}` : start, kind, actors: list(actors), countries: list(countries) };
    return { url: link.href, headline: title, source, language: link.lang || undefined, events: [event] };
  });
  return JSON.stringify({ title: host.querySelector('h1, h2, h3, h4, h5, h6')?.textContent.trim(), articles });
}

/** What a page gives as an id, as a text: data may count its events. The module takes nothing else. */
const text = (value) => (value == null ? undefined : String(value));

const Base = globalThis.HTMLElement ?? class {};

class NewsTimeline extends Base {
  static observedAttributes = Object.keys(ATTRIBUTES);

  /** The elements whose widgets run, by the number under which their module knows them. */
  static #running = new Map();
  static #modules = new Set();
  static #last = 0;
  static #near;

  // Before the shadow root: a browser that lacks it goes on showing what stands between the tags.
  #sheet = new CSSStyleSheet();
  #root = this.attachShadow({ mode: 'open' });
  /** The widget and its module, from start to disconnection. */
  #widget;
  #module;
  #id = 0;
  #crashes = 0;
  #data = null;
  /** The data that the widget has. */
  #fed = null;
  /** Where its words are from, and the words by the English ones. */
  #spoken = '';
  #words = {};
  /** What is set on the widget as soon as it runs. */
  #pending = {};
  /** The request for the data that is under way while the module is. */
  #begun;
  /** Whether there is something to see yet: until then the element is as high as a window. */
  #isShown = false;
  #content = new MutationObserver(() => this.#feed());

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [this.#sheet];
    for (const type of ['timeline-ready', 'timeline-error']) this.addEventListener(type, () => this.#reserve(true));
    this.#reserve();
    this.#clear();
  }

  connectedCallback() {
    for (const name of [...PROPERTIES, ...HELD, 'data']) this.#upgrade(name);
    // Moved: the language may be another here.
    if (this.#widget) this.#speak();
    else this.#wait();
  }

  /** Without it `moveBefore` would take the widget down. */
  connectedMoveCallback() {
    if (this.#widget) this.#speak();
  }

  /** In another document the widget would not understand what happens there: it stops, and goes on once it is back. */
  adoptedCallback() {
    this.#giveUp();
    if (this.#widget) this.#rest();
    // Sheets stay behind.
    if (this.ownerDocument === document) this.#root.adoptedStyleSheets = [this.#sheet];
  }

  disconnectedCallback() {
    // A move disconnects and connects at once: it must not cost the reader's place.
    queueMicrotask(() => {
      if (this.isConnected) return;
      NewsTimeline.#near?.unobserve(this);
      this.#giveUp();
      if (!this.#widget) return;
      this.#rest();
    });
  }

  attributeChangedCallback(name, before, value) {
    if (before === value) return;
    if (name === 'height') this.#reserve();
    if (this.#widget) {
      if (name === 'lang' || name === 'texts') this.#speak();
      else this.#tell(name);
      if (name === 'src') this.#feed();
    } else if (name === 'src' && this.#begun) {
      this.#begin();
    } else if (name === 'loading' && this.isConnected) {
      this.#wait();
    }
  }

  /** The visible extent, {start, end} as ISO strings; undefined before there is a view. */
  get range() { return this.#get('range'); }
  set range(value) { this.#set('range', value); }
  /** What the reader filters by. */
  get filters() { return this.#get('filters') ?? {}; }
  set filters(value) { this.#set('filters', value); }
  /** The id of the event whose card is open, or null. */
  get selection() { return this.#get('selection') ?? null; }
  set selection(value) { this.#set('selection', text(value)); }
  /** Article JSON as an object, an array or a string; takes the place of `src`. */
  get data() { return this.#data; }
  set data(value) {
    this.#data = value ?? null;
    this.#fed = undefined;
    this.#feed();
  }
  /** {events, shown, articles, format, issues}, or null before there is data. */
  get summary() { return this.#ask((widget) => widget.summary) ?? null; }

  /** Fetches the data again; starts the widget again where it could not start. */
  refresh() {
    if (this.#widget) this.#ask((widget) => widget.refresh());
    else this.#again();
  }
  /** Brings an event into view, opens its card and puts the focus there. */
  goTo(value) {
    const id = text(value);
    if (id === undefined) return;
    if (this.#widget) {
      this.#ask((widget) => widget.goTo(id));
    } else {
      this.selection = id;
      this.#run();
    }
  }
  /** The matching events as a text: 'json', 'csv', 'ics', or the chart as 'svg'. A promise; rejected before there is data. */
  async export(value) {
    const format = String(value);
    const module = this.#module;
    if (module) await part(module, 'export');
    // It may have crashed meanwhile, and go on in a module that lacks the part.
    const text = module === this.#module ? this.#ask((widget) => widget.export(format)) : undefined;
    if (text === undefined) throw new Error(`no data yet, or no format '${format}'`);
    return text;
  }
  /** Shows all matching events. */
  fit() { this.#ask((widget) => widget.fit()); }
  /** Zooms about the middle; a factor above 1 zooms in. */
  zoom(value) {
    const factor = Number(value);
    this.#ask((widget) => widget.zoom(factor));
  }

  #get(name) { return this.#widget ? this.#ask((widget) => widget[name]) : this.#pending[name]; }
  #set(name, value) {
    if (this.#widget) this.#ask((widget) => { widget[name] = value; });
    else this.#pending[name] = value;
  }
  #tell(name) { this.#ask((widget) => widget.attribute(name, this.getAttribute(name) ?? undefined)); }

  #feed() {
    const data = this.#data ?? (this.src ? null : dataBetweenTags(this));
    if (!this.#widget || data === this.#fed) return;
    this.#fed = data;
    this.#ask((widget) => { widget.data = data ?? undefined; });
  }

  /** Starts the widget when it is near the view, or now. */
  #wait() {
    // A link to what a timeline shows leads to it.
    if (this.loading === 'eager' || this.ownerDocument !== document || /[#&]nt[-:\d]/.test(location.hash)) {
      this.#run();
      return;
    }
    NewsTimeline.#near ??= new IntersectionObserver((entries, near) => {
      for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
        near.unobserve(target);
        target.#run();
      }
    }, { rootMargin: '800px' });
    NewsTimeline.#near.observe(this);
  }

  async #run(hasCrashed = false) {
    if (!this.isConnected) return;
    if (this.ownerDocument !== document) {
      this.#fail(new Error('a timeline works only in the document whose script defined it'));
      return;
    }
    if (!hasCrashed && !this.#begun) this.#begin();
    // The module would ask for it first thing.
    const isNarrow = this.getBoundingClientRect().width < 640;
    if (PARTS.rows && (isNarrow || this.view === 'list')) fetchPart('rows').catch(() => {});
    let module;
    const spoken = (this.#spoken = this.#language());
    try {
      [module, this.#words] = await Promise.all([load(), spoken ? wordsAt(spoken) : {}]);
    } catch (error) {
      this.#fail(error);
      return;
    }
    // It speaks another language by now: that one is on its way.
    if (spoken !== this.#spoken) return;
    if (!this.isConnected || this.#widget || this.ownerDocument !== document) return;
    NewsTimeline.#watch(module);
    this.#module = module;
    this.#id = NewsTimeline.#last += 1;
    NewsTimeline.#running.set(this.#id, this);
    this.#ask(() => {
      const place = [...document.querySelectorAll('news-timeline:not([id])')].indexOf(this);
      this.#widget = new module.Widget(this, this.#root, Object.entries(this.#words).flat(), place);
      for (const name of NewsTimeline.observedAttributes) this.#tell(name);
      for (const [name, value] of Object.entries(this.#pending)) this.#widget[name] = value;
      this.#pending = {};
      this.#feed();
      const { url, response, abort } = this.#begun ?? {};
      this.#begun = undefined;
      if (url) this.#widget?.begun(url, response, abort);
      this.#widget?.start(hasCrashed);
    });
    this.#content.observe(this, { attributes: true, characterData: true, childList: true, subtree: true });
  }

  /** Asks for the data while the module is still on its way. */
  #begin() {
    this.#giveUp();
    if (this.#widget || !this.src || this.#data != null || !URL.canParse?.(this.src, this.baseURI)) return;
    const { href: url } = new URL(this.src, this.baseURI);
    const abort = new AbortController();
    const response = fetch(url, { signal: abort.signal });
    response.catch(() => {}); // told when the widget asks for it
    this.#begun = { url, response, abort };
  }

  #giveUp() {
    this.#begun?.abort.abort();
    this.#begun = undefined;
  }

  /** The address of the words in the language around the element; empty where that is English, or none that is known. */
  #language() {
    if (this.texts) return URL.canParse?.(this.texts, this.baseURI) ? new URL(this.texts, this.baseURI).href : '';
    let around = this;
    // Out of one shadow tree into the next.
    while (around && !around.closest('[lang]')) around = around.getRootNode().host;
    const [language] = (around?.closest('[lang]').lang ?? '').toLowerCase().split('-');
    return LANGUAGES[language]?.href ?? '';
  }

  /** Goes on in the language that is around the element now. */
  async #speak() {
    const spoken = this.#language();
    if (spoken === this.#spoken) {
      this.#tell('lang');
      return;
    }
    this.#spoken = spoken;
    const words = spoken ? await wordsAt(spoken) : {};
    if (spoken !== this.#spoken || !this.#widget) return;
    this.#words = words;
    this.#ask((widget) => widget.speak(Object.entries(words).flat()));
  }

  /** Ends the widget in such a way that it can go on where it was. */
  #rest() {
    this.#pending = this.#ask((widget) => Object.fromEntries(['address', ...HELD].map((name) => [name, widget[name]]))) ?? {};
    this.#end();
  }

  #again() {
    this.#crashes = 0;
    this.#run();
  }

  #end() {
    this.#content.disconnect();
    NewsTimeline.#running.delete(this.#id);
    const widget = this.#widget;
    this.#widget = undefined;
    this.#module = undefined;
    this.#fed = null;
    try {
      widget?.free();
    } catch {
      // It has crashed, and what it holds is lost.
    }
    this.#reserve(false);
    this.#clear();
  }

  /** Calls into the widget. Whatever comes out of there as an exception has left the widget unusable. */
  #ask(run) {
    const module = this.#module;
    if (!module) return undefined;
    const before = module.running(this.#id);
    try {
      return run(this.#widget);
    } catch (error) {
      reportError(error);
      this.#crash(error);
      return undefined;
    } finally {
      module.running(before);
    }
  }

  /** Finds out whose widget has crashed after an error that nobody caught. */
  static #watch(module) {
    if (this.#modules.has(module)) return;
    if (!this.#modules.size) {
      // A microtask runs when no other code does. Who is said to run even so has never come back.
      const look = ({ error, reason }) => queueMicrotask(() => {
        for (const each of this.#modules) this.#running.get(each.crashed())?.#crash(error ?? reason);
      });
      addEventListener('error', look);
      addEventListener('unhandledrejection', look);
    }
    this.#modules.add(module);
  }

  /** Replaces a crashed widget, in a module of its own, by one that says so. */
  #crash(error) {
    if (!this.#module) return;
    // It may have left the module in disorder, which runs the others on, but takes no new ones.
    if (this.#module === current) loading = undefined;
    this.#module = undefined;
    // Not at once: the widget may be the one that calls.
    queueMicrotask(() => {
      this.#end();
      this.#crashes += 1;
      if (this.#crashes > 2) this.#fail(error);
      else this.#run(true);
    });
  }

  #fail(error) {
    this.#giveUp();
    const isHopeless = !globalThis.WebAssembly || error instanceof WebAssembly.CompileError;
    this.#clear();
    if (!isHopeless || !this.textContent.trim()) {
      const notice = document.createElement('p');
      notice.setAttribute('role', 'alert');
      notice.setAttribute('part', 'status');
      const again = document.createElement('button');
      // The page's own words, if it gives some.
      const [title, button] = ['The timeline could not be loaded.', 'Try again'].map((text) => this.#words[text] ?? text);
      const { failed = title, again: words = button } = this.dataset;
      again.textContent = words;
      again.onclick = () => this.#again();
      notice.append(`${failed} `, isHopeless ? '' : again);
      this.#root.append(notice);
    }
    const detail = { kind: 'start', message: String(error?.message ?? error), url: SCRIPT.href };
    this.dispatchEvent(new CustomEvent('timeline-error', { bubbles: true, composed: true, detail }));
    console.warn('news-timeline could not start:', error);
  }

  #clear() {
    this.#root.replaceChildren(document.createElement('slot'));
  }

  /** Keeps room free, so that nothing below moves when the widget comes: what is below the window cannot be seen to move. */
  #reserve(isShown = this.#isShown) {
    this.#isShown = isShown;
    const given = this.getAttribute('height')?.trim() ?? '';
    const height = /^[\d.]+$/.test(given) ? `${given}px` : given;
    const min = CSS.supports('min-height', height) ? height : isShown ? '240px' : 'max(240px, 100vh)';
    this.#sheet.replaceSync(`:host { display: block; min-height: ${min} } :host([hidden]) { display: none }`);
  }

  /** A property that was set before the class was known would hide the class's own. */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }
}

/** The properties of the attributes. `refresh` is a method already. */
const PROPERTIES = Object.entries(ATTRIBUTES).flatMap(([attribute, given]) => {
  const name = attribute === 'refresh' ? 'refreshSeconds' : attribute.replace(/-./g, ([, letter]) => letter.toUpperCase());
  // Every element has lang and dir.
  if (name in Base.prototype) return [];
  const values = Array.isArray(given) && given;
  const absent = values ? values[0] : given;
  Object.defineProperty(NewsTimeline.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = this.getAttribute(attribute) ?? absent;
      if (values) return values.includes(value) ? value : absent;
      return typeof absent === 'number' ? Number(value) || absent : value;
    },
    set(value) {
      if (value == null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value);
    },
  });
  return [name];
});

if (globalThis.customElements && !customElements.get('news-timeline')) {
  customElements.define('news-timeline', NewsTimeline);
}
