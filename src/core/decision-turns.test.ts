import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createDecisionTurns } from './decision-turns.ts';

/** A clock that goes on when something is done. */
function steps(): { readonly now: () => number; pass(ms: number): void } {
  let at = 0;
  return { now: () => at, pass: (ms) => { at += ms; } };
}

test('a read that comes into a burst of decisions waits for one of them', async () => {
  const { now, pass } = steps();
  const turn = createDecisionTurns(now);
  const done: string[] = [];
  const decisions = ['a', 'b', 'c'].map(async (name) => {
    await turn();
    await Promise.resolve();
    pass(1);
    done.push(name);
  });
  for (const name of ['read 1', 'read 2']) {
    await nextTurn();
    done.push(name);
  }
  await Promise.all(decisions);
  expect(done).toEqual(['a', 'read 1', 'b', 'read 2', 'c']);
});

test('decisions have the thread as long as all the rest had it', async () => {
  const { now, pass } = steps();
  const turn = createDecisionTurns(now);
  const done: string[] = [];
  const decisions = ['a', 'b', 'c', 'd'].map(async (name) => {
    await turn();
    pass(1);
    done.push(name);
  });
  // Reads of the moment: the decisions have asked already.
  pass(3);
  await nextTurn();
  done.push('read');
  await Promise.all(decisions);
  expect(done).toEqual(['a', 'b', 'c', 'read', 'd']);
});

test('one that fails, and one that waits for something else, hold nobody up', async () => {
  const turn = createDecisionTurns();
  const never = turn().then(() => new Promise<never>(() => undefined));
  const failing = turn().then(() => { throw new Error('refused'); });
  await expect(failing).rejects.toThrow('refused');
  await expect(turn()).resolves.toBeUndefined();
  await nextTurn();
  await expect(turn()).resolves.toBeUndefined();
  void never;
});
