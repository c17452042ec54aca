import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

/** Work that ends when it is told to. */
function openWork(): { readonly work: () => Promise<number>; readonly started: () => boolean; end(): void; fail(): void } {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let started = false;
  return {
    work: () => { started = true; return promise; },
    started: () => started,
    end: () => resolve(1),
    fail: () => reject(new Error('failed')),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

test('who finds the queue full is told so at once', async () => {
  const turns = createTurns({ running: 1, waiting: 1 });
  const [first, second, third] = [openWork(), openWork(), openWork()];
  const answers = [turns.take(first.work), turns.take(second.work)];
  expect(turns.take(third.work)).toBeUndefined();
  first.end();
  second.end();
  expect(await Promise.all(answers)).toEqual([1, 1]);
  expect(third.started()).toBe(false);
});

test('work that fails gives its place to the next', async () => {
  const turns = createTurns({ running: 1, waiting: 1 });
  const [first, second] = [openWork(), openWork()];
  const answers = [turns.take(first.work), turns.take(second.work)];
  first.fail();
  second.end();
  await expect(answers[0]).rejects.toThrow('failed');
  expect(await answers[1]).toBe(1);
});

test('no more runs at once than may, and as much as may', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.constantFrom('ask', 'end'), { maxLength: 40 }), async (most, moves) => {
    const turns = createTurns({ running: most, waiting: 100 });
    const open: ReturnType<typeof openWork>[] = [];
    const answers: (Promise<number> | undefined)[] = [];
    for (const move of moves) {
      if (move === 'end') {
        open.shift()?.end();
      } else {
        const work = openWork();
        open.push(work);
        answers.push(turns.take(work.work));
      }
      if (move === 'end') await settled();
      expect(open.filter(({ started }) => started())).toHaveLength(Math.min(most, open.length));
    }
    open.forEach(({ end }) => end());
    expect(new Set(await Promise.all(answers))).toEqual(new Set(answers.length === 0 ? [] : [1]));
  }));
});
