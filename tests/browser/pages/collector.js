// Stands first in every page of a test: collects what goes wrong there, and counts the listeners that are put on what
// outlives a widget, and what is observed.
(() => {
  const complaints = (window.complaints = []);
  addEventListener("error", ({ message, filename }) => complaints.push(`error: ${message} (${filename})`));
  addEventListener("unhandledrejection", ({ reason }) => complaints.push(`unhandled rejection: ${reason}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
    complaints.push(`policy: ${violatedDirective} blocked ${blockedURI} (${sourceFile}:${lineNumber})`),
  );
  const { error } = console;
  console.error = (...words) => {
    complaints.push(`console: ${words.join(" ")}`);
    error.apply(console, words);
  };

  window.outsideListeners = 0;
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const known = new WeakMap();
  const outlives = (target) => target === window || target === document || target === document.body;
  const key = (type, options) => `${type} ${Boolean(typeof options === "object" ? options?.capture : options)}`;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? window;
    if (outlives(target) && listener && !options?.once) {
      const of = known.get(listener) ?? known.set(listener, new Set()).get(listener);
      if (!of.has(key(type, options))) {
        of.add(key(type, options));
        window.outsideListeners += 1;
      }
    }
    return add.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? window;
    if (outlives(target) && known.get(listener)?.delete(key(type, options))) window.outsideListeners -= 1;
    return remove.call(target, type, listener, options);
  };

  window.observed = 0;
  for (const name of ["ResizeObserver", "IntersectionObserver", "MutationObserver"]) {
    const Given = window[name];
    window[name] = class extends Given {
      #targets = new Set();
      observe(target, options) {
        if (!this.#targets.has(target)) window.observed += 1;
        this.#targets.add(target);
        super.observe(target, options);
      }
      unobserve(target) {
        if (this.#targets.delete(target)) window.observed -= 1;
        super.unobserve(target);
      }
      disconnect() {
        window.observed -= this.#targets.size;
        this.#targets.clear();
        super.disconnect();
      }
    };
  }
})();
