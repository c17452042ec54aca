import { expect, test } from 'vitest';
import { settleAll } from './settle-all.ts';

const failure = (code: string): Promise<never> => Promise.reject(Object.assign(new Error(code), { code }));

test('answers come back in their order', async () => {
  expect(await settleAll([Promise.resolve(1), Promise.resolve(2)])).toEqual([1, 2]);
});

test('the first cause is told, not what failed because of it', async () => {
  await expect(settleAll([failure('25P02'), failure('23505'), failure('25P02')])).rejects.toMatchObject({ code: '23505' });
});

test('nothing is told before all have ended', async () => {
  let ended = false;
  const slow = new Promise<void>((resolve) => { setTimeout(() => { ended = true; resolve(); }, 20); });
  await expect(settleAll([failure('23505'), slow])).rejects.toMatchObject({ code: '23505' });
  expect(ended).toBe(true);
});
