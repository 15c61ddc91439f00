// Runs in the page beside one widget: loads it, records frames, and answers what the driver asks through `probe`.
import { model, WHOLE, WINDOW } from './model.js';
import { record, settle, twoFrames } from './frames.js';

const nextFrame = () => new Promise(requestAnimationFrame);

/** Waits until something is shown, and for two more frames, which paint it. */
async function painted(isShown) {
  while (!isShown()) await nextFrame();
  await twoFrames();
}

/** The elements under a node, those in open shadow trees included. */
function elements(root) {
  let count = 0;
  for (const element of root.querySelectorAll('*')) count += 1 + (element.shadowRoot ? elements(element.shadowRoot) : 0);
  return count;
}

export async function start(peer, url) {
  let data;
  const views = { whole: WHOLE, window: WINDOW };
  const recording = record();
  globalThis.probe = {
    elements: () => elements(document),
    point: () => peer.point?.() ?? peer.about.at ?? [600, 300],
    async view(name) {
      peer.view(...views[name]);
      await settle();
    },
    begin: recording.begin,
    end: recording.end,
    /** For widgets that no mouse moves: calls the method as often as frames come, for as long as the mouse would take. */
    async script(gesture, steps) {
      const began = performance.now();
      const due = () => Math.floor((performance.now() - began) * 0.06);
      for (let step = 0; step < steps; step = Math.max(step + 1, due())) {
        peer[gesture](step < steps / 2);
        await nextFrame();
      }
    },
    async filter(actor) {
      const before = peer.shown();
      // From just after a frame, so that chance does not decide how far the next one is.
      await nextFrame();
      await new Promise((resolve) => setTimeout(resolve));
      const began = performance.now();
      // A widget that fetches by itself also filters by itself; else that is the page's part.
      await peer.filter(data?.events.filter((event) => event.actors.includes(actor)), actor);
      await painted(() => peer.shown() > 0 && peer.shown() !== before);
      return { ms: performance.now() - began, before, after: peer.shown() };
    },
  };
  const code = performance.now();
  if (!peer.about.fetches) {
    const text = await (await fetch(url)).text();
    data = model(JSON.parse(text));
  }
  const parsed = performance.now();
  await peer.create({ stage: document.getElementById('stage'), model: data, url });
  await painted(() => peer.shown() > 0);
  return { code, data: data && parsed - code, painted: performance.now(), shown: peer.shown() };
}
