// The arithmetic: what many numbers come down to. Knows nothing of what they measure.

const ascending = (numbers) => [...numbers].sort((a, b) => a - b);

/** The middle number; the mean of the two middle ones where their count is even; undefined of none. */
export function median(numbers) {
  const sorted = ascending(numbers);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : sorted.length ? (sorted[half - 1] + sorted[half]) / 2 : undefined;
}

/** The least of the numbers that at least the share `q` of them does not exceed: the nearest-rank quantile. */
export function quantile(numbers, q) {
  const sorted = ascending(numbers);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

/** What the frames of a gesture come down to. */
export function summary({ intervals, longTasks }) {
  return {
    median: median(intervals),
    p95: quantile(intervals, 0.95),
    max: quantile(intervals, 1),
    longTasks,
    frames: intervals.length,
  };
}

/** Runs of the same case as one: of every number the median. Where a run has a word instead, that word. */
export function combine(runs) {
  const word = runs.find((run) => typeof run === 'string');
  if (word !== undefined) return word;
  const present = runs.filter((run) => run !== undefined && run !== null);
  if (present.length === 0) return undefined;
  if (typeof present[0] === 'number') return median(present);
  const keys = [...new Set(present.flatMap(Object.keys))];
  return Object.fromEntries(keys.map((key) => [key, combine(present.map((run) => run[key]))]));
}

/** The order in which a run visits: forth, then back, so that no one always comes first. */
export const order = (names, run) => (run % 2 ? [...names].reverse() : [...names]);
