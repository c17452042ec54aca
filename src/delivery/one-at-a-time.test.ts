import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

test('work asked for while it runs runs once more, and never twice at once', async () => {
  let running = 0;
  let runs = 0;
  const ask = oneAtATime(async () => {
    expect(++running).toBe(1);
    runs++;
    await turn();
    running--;
  });
  const first = ask();
  await turn();
  await Promise.all([ask(), ask(), ask(), first]);
  expect(runs).toBe(2);
  await ask();
  expect(runs).toBe(3);
});

test('whoever asks within the work gets it once more', async () => {
  let runs = 0;
  const ask = oneAtATime(async () => {
    runs++;
    if (runs < 3) void ask();
  });
  await ask();
  expect(runs).toBe(3);
});
