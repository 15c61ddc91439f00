import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure, markdown, ratio } from './table.mjs';

test('figures are short, and words stay', () => {
  assert.equal(figure(16.6667), '16.7');
  assert.equal(figure(0), '0');
  assert.equal(figure(99.96), '100');
  assert.equal(figure(1234567.8), '1 234 568');
  assert.equal(figure('DNF'), 'DNF');
  assert.equal(figure(undefined), '–');
});

test('a ratio needs two numbers', () => {
  assert.equal(ratio(30, 20), '1.50');
  assert.equal(ratio('DNF', 20), '–');
  assert.equal(ratio(30, undefined), '–');
  assert.equal(ratio(30, 0), '–');
});

test('a table has a row for each widget, measured or not', () => {
  const text = markdown({
    date: 'today', chromium: '1', node: '20', machine: 'a machine', cores: 2, runs: 3, load: [0.5, 2],
    peers: { blank: {}, ours: { version: '1', bytes: { raw: 3000, gzip: 2000, brotli: 1000 } }, slow: { version: '2', bytes: { raw: 1, gzip: 1, brotli: 500 } } },
    cases: [
      { peer: 'blank', size: 1000, runs: [1, 2, 3], median: { load: { painted: 100 }, memory: { rss: 2 ** 20 } } },
      { peer: 'ours', size: 1000, runs: [1, 2, 3], median: { load: { painted: 150 }, memory: { rss: 2 ** 21, elements: 12 } } },
      { peer: 'slow', size: 1000, runs: [1], median: { load: 'DNF' } },
    ],
  });
  assert.match(text, /\| slow \| 2 \| 0\.0 \| 0\.0 \| 0\.5 \| 0\.50 \|/);
  assert.match(text, /\| ours \| 150 \| 1\.50 \| 1\.00 \|/);
  assert.match(text, /\| slow \| DNF \| – \| – \|/);
  assert.match(text, /\| ours \| – \| 12 \| – \| 2\.0 \| 2\.00 \| 1\.00 \|/);
});
