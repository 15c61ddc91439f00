// The frames of a gesture: when each began, and how long the main thread was busy at a stretch.

const nextFrame = () => new Promise(requestAnimationFrame);
const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** How many frames without input end a gesture: the last events may arrive late. */
const QUIET = 6;
/** How many of these still belong to it: they paint what the last event did. */
const AFTER = 2;

export async function twoFrames() {
  await nextFrame();
  await nextFrame();
}

/** Waits until a new view is drawn and its work is done. */
export async function settle() {
  await twoFrames();
  await rest(500);
  await nextFrame();
}

export function record() {
  let times; // undefined while nothing is recorded
  let quiet = 0;
  let busy = 0;
  for (const type of ['pointermove', 'mousemove', 'wheel']) {
    addEventListener(type, () => (quiet = 0), { capture: true, passive: true });
  }
  const note = (entries) => {
    for (const { duration } of entries) busy += duration;
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  const frame = (time) => {
    if (!times) return;
    times.push(time);
    quiet += 1;
    requestAnimationFrame(frame);
  };
  return {
    async begin() {
      await nextFrame();
      times = [];
      busy = 0;
      observer.observe({ type: 'longtask' });
      requestAnimationFrame(frame);
    },
    /** The times between frames, in ms, and the sum of tasks of more than 50 ms. */
    async end() {
      quiet = 0;
      while (quiet < QUIET) await nextFrame();
      const during = times.slice(0, AFTER - QUIET);
      times = undefined;
      await rest(60); // the browser tells of a long task after its end
      note(observer.takeRecords());
      observer.disconnect();
      return { intervals: during.slice(1).map((time, at) => time - during[at]), longTasks: busy };
    },
  };
}
