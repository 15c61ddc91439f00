// Defines <news-timeline>. The widget itself is WebAssembly, which is loaded from beside this file when the first
// element is connected; until then, and whenever it cannot run, the element shows what stands between its tags.

const ATTRIBUTES = ['src', 'lanes', 'lang', 'from', 'to', 'kind', 'actor', 'country', 'source', 'q', 'activate'];

let loading;
/** The widget's module, loaded once for all elements. */
const load = () =>
  (loading ??= (async () => {
    const module = await import(new URL('news-timeline-app.js', import.meta.url));
    await module.default({ module_or_path: new URL('news-timeline-app_bg.wasm', import.meta.url) });
    return module;
  })());

const Base = globalThis.HTMLElement ?? class {};

class NewsTimeline extends Base {
  static observedAttributes = ATTRIBUTES;

  #root = this.attachShadow({ mode: 'open' });
  /** The widget, from connection to disconnection. */
  #widget;
  /** What is set on the widget as soon as it runs. */
  #pending = {};

  constructor() {
    super();
    this.#root.append(document.createElement('slot'));
  }

  async connectedCallback() {
    for (const name of ['src', 'lanes', 'data', 'filters', 'range', 'selection']) this.#upgrade(name);
    if (this.#widget) return; // moved
    try {
      const { Widget } = await load();
      if (!this.isConnected || this.#widget) return;
      this.#widget = new Widget(this, this.#root);
      for (const name of ATTRIBUTES) this.#widget.attribute(name, this.getAttribute(name) ?? undefined);
      for (const [name, value] of Object.entries(this.#pending)) this.#widget[name] = value;
      this.#pending = {};
      this.#widget.start();
    } catch (error) {
      this.#fail(error);
    }
  }

  disconnectedCallback() {
    // A move disconnects and connects at once: it must not cost the reader's place.
    queueMicrotask(() => {
      if (this.isConnected || !this.#widget) return;
      const { data, filters, range, selection } = this.#widget;
      this.#pending = { ...this.#pending, data, filters, range, selection };
      this.#widget.free();
      this.#widget = undefined;
      this.#root.replaceChildren(document.createElement('slot'));
    });
  }

  attributeChangedCallback(name, before, value) {
    if (before !== value) this.#widget?.attribute(name, value ?? undefined);
  }

  /** The visible extent, {start, end} as ISO strings. */
  get range() { return this.#get('range'); }
  set range(value) { this.#set('range', value); }
  /** What the reader filters by. */
  get filters() { return this.#get('filters') ?? {}; }
  set filters(value) { this.#set('filters', value); }
  /** The id of the event whose card is open, or null. */
  get selection() { return this.#get('selection') ?? null; }
  set selection(value) { this.#set('selection', value); }
  /** Article JSON as an object, an array or a string; takes the place of `src`. */
  get data() { return this.#get('data') ?? null; }
  set data(value) { this.#set('data', value); }
  /** {events, shown, articles, issues}, or null before there is data. */
  get summary() { return this.#widget?.summary ?? null; }

  get src() { return this.getAttribute('src') ?? ''; }
  set src(value) { this.setAttribute('src', value); }
  get lanes() { return this.getAttribute('lanes') ?? 'kind'; }
  set lanes(value) { this.setAttribute('lanes', value); }

  /** Fetches the data again. */
  refresh() { this.#widget?.refresh(); }
  /** Brings an event into view, opens its card and puts the focus there. */
  goTo(id) { this.#widget?.goTo(id); }
  /** Shows all matching events. */
  fit() { this.#widget?.fit(); }
  /** Zooms about the middle; a factor above 1 zooms in. */
  zoom(factor) { this.#widget?.zoom(factor); }

  #get(name) { return this.#widget ? this.#widget[name] : this.#pending[name]; }
  #set(name, value) {
    if (this.#widget) this.#widget[name] = value;
    else this.#pending[name] = value;
  }

  /** A property that was set before the class was known would hide the class's own. */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }

  #fail(error) {
    this.#root.replaceChildren(document.createElement('slot'));
    const detail = { kind: 'start', message: String(error?.message ?? error), url: this.src };
    this.dispatchEvent(new CustomEvent('timeline-error', { bubbles: true, composed: true, detail }));
    console.warn('news-timeline could not start:', error);
  }
}

if (globalThis.customElements && !customElements.get('news-timeline')) {
  customElements.define('news-timeline', NewsTimeline);
}
