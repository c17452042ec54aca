import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

test('work asked for while it runs runs once more, and never twice at once', async () => {
  const gate = Promise.withResolvers<void>();
  let running = 0;
  let runs = 0;
  const ask = oneAtATime(async () => {
    expect(++running).toBe(1);
    runs++;
    await gate.promise;
    running--;
  });
  const asked = [ask(), ask(), ask(), ask()];
  gate.resolve();
  await Promise.all(asked);
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
