// The browser: starting one with a new profile, a mouse with a real one's pace, and how much memory a page takes.
import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', // the pages are known, and the sandbox does not start in most containers
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Nobody is asked but this machine.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];
/** How often a mouse tells where it is. */
const STEP_MS = 1000 / 60;
const CTRL = 2;

function program() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = ['chromium', 'google-chrome', 'chromium-browser'].flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error('There is no Chromium on this machine: `make bench` installs it.');
  return found;
}

/** A new browser with an empty profile. */
export const launch = () => chromium.launch({ executablePath: program(), args: FLAGS });

const until = (time) => new Promise((resolve) => setTimeout(resolve, time - performance.now()));

/**
 * Sends a gesture's events, sixty a second. It does not wait until the page has taken one in before it sends the next, as a
 * hand does not: the browser merges those that the page is late for.
 */
export async function move(page, how, steps, [x, y]) {
  const session = await page.context().newCDPSession(page);
  const mouse = (type, more) => session.send('Input.dispatchMouseEvent', { type, x, y, ...more });
  const inwards = (step) => (step < steps / 2 ? -100 : 100);
  const left = { button: 'left', buttons: 1 };
  const events = {
    drag: (step) => mouse('mouseMoved', { ...left, x: x - 6 * (step + 1) }),
    wheel: (step) => mouse('mouseWheel', { deltaX: 0, deltaY: inwards(step) }),
    'ctrl-wheel': (step) => mouse('mouseWheel', { deltaX: 0, deltaY: inwards(step), modifiers: CTRL }),
    'wheel-x': () => mouse('mouseWheel', { deltaX: 60, deltaY: 0 }),
  };
  if (how === 'drag') await mouse('mousePressed', { ...left, clickCount: 1 });
  const began = performance.now();
  const sent = [];
  for (let step = 0; step < steps; step += 1) {
    sent.push(events[how](step));
    await until(began + (step + 1) * STEP_MS);
  }
  await Promise.all(sent);
  if (how === 'drag') await mouse('mouseReleased', { button: 'left', clickCount: 1, x: x - 6 * steps });
  await session.detach();
}

/** The page's memory in bytes once garbage is collected: JavaScript's heap, and all of the renderer's that is resident. */
export async function memory(browser, page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const resident = await Promise.all(
    renderers.map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
      return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN);
    }),
  );
  // A spare renderer may wait beside the page's, with nothing in it.
  const rss = Math.max(...resident);
  return { heap: usedSize, ...(Number.isFinite(rss) ? { rss } : {}) };
}
