// One visit: a new browser opens a widget's page, and everything is measured there once.
import { launch, memory, move } from './chromium.mjs';
import { LIMIT_S, STEPS } from './limits.mjs';
import { summary } from './statistics.mjs';

const VIEWPORT = { width: 1200, height: 600 };

class TooLate extends Error {}

function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TooLate()), LIMIT_S * 1000);
  });
  promise.catch(() => {}); // it may still fail when nobody waits for it any more
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function gesture(page, how, name) {
  await page.evaluate(() => probe.view('window'));
  const point = await page.evaluate(() => probe.point());
  await page.mouse.move(...point);
  await page.evaluate(() => probe.begin());
  if (how === 'script') await page.evaluate(([name, steps]) => probe.script(name, steps), [name, STEPS[name]]);
  else await move(page, how, STEPS[name], point);
  return summary(await page.evaluate(() => probe.end()));
}

/**
 * The phases' results by name. A phase that took too long is 'DNF', one that broke is 'failed'; with either the visit ends.
 * `problems` are the page's complaints. `shoot` is called with the page after each phase.
 */
export async function visit({ url, about, actor, shoot = () => {} }) {
  const browser = await launch();
  const problems = new Set();
  const result = {};
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    page.on('pageerror', (error) => problems.add(String(error)));
    page.on('crash', () => problems.add('the page crashed'));
    page.on('response', (response) => response.ok() || problems.add(`${response.status()} ${new URL(response.url()).pathname}`));
    const phases = {
      load: async () => {
        await page.goto(url, { timeout: 0 });
        return page.evaluate(() => loading);
      },
      memory: async () => ({ ...(await memory(browser, page)), elements: await page.evaluate(() => probe.elements()) }),
      pan: () => gesture(page, about.pan, 'pan'),
      zoom: () => gesture(page, about.zoom, 'zoom'),
      filter: async () => {
        await page.evaluate(() => probe.view('whole'));
        return page.evaluate((actor) => probe.filter(actor), actor);
      },
    };
    for (const [name, run] of Object.entries(phases)) {
      try {
        result[name] = await inTime(run());
        await shoot(page, name);
      } catch (error) {
        result[name] = error instanceof TooLate ? 'DNF' : 'failed';
        if (result[name] === 'failed') problems.add(`${name}: ${error.message.split('\n')[0]}`);
        break;
      }
    }
  } finally {
    await browser.close();
  }
  return { result, problems: [...problems] };
}
