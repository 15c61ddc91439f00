import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combine, median, order, quantile, summary } from './statistics.mjs';

test('the median is the middle, whatever the order', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([10, 9, 1, 2]), 5.5);
  assert.equal(median([7]), 7);
  assert.equal(median([]), undefined);
  // By number, not by letter.
  assert.equal(median([100, 9, 20]), 20);
});

test('a quantile is a number of the list that so many do not exceed', () => {
  const hundred = Array.from({ length: 100 }, (_, no) => 100 - no);
  assert.equal(quantile(hundred, 0.95), 95);
  assert.equal(quantile(hundred, 1), 100);
  assert.equal(quantile(hundred, 0), 1);
  assert.equal(quantile([5, 6], 0.95), 6);
  assert.equal(quantile([5], 0.5), 5);
  assert.equal(quantile([], 0.5), undefined);
});

test('frames come down to five numbers', () => {
  const intervals = [...Array(18).fill(16), 40, 90];
  assert.deepEqual(summary({ intervals, longTasks: 90 }), { median: 16, p95: 40, max: 90, longTasks: 90, frames: 20 });
});

test('runs are combined number by number', () => {
  const runs = [{ load: { ms: 3 }, note: 1 }, { load: { ms: 1 } }, { load: { ms: 2 }, note: 3 }];
  assert.deepEqual(combine(runs), { load: { ms: 2 }, note: 2 });
  assert.deepEqual(combine([{ ms: 0 }, { ms: null }, { ms: 0 }]), { ms: 0 });
  assert.equal(combine([]), undefined);
});

test('one run that did not finish is not hidden by the others', () => {
  assert.deepEqual(combine([{ pan: { ms: 1 } }, { pan: 'DNF' }, { pan: { ms: 1 } }]), { pan: 'DNF' });
});

test('runs go forth and back, and leave the list alone', () => {
  const names = ['a', 'b', 'c'];
  assert.deepEqual([0, 1, 2].map((run) => order(names, run).join('')), ['abc', 'cba', 'abc']);
  assert.deepEqual(names, ['a', 'b', 'c']);
});
