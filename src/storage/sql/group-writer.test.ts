import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createGroupWriter } from './group-writer.ts';
import type { Unit, UnitOutcome } from './steps.ts';

const UNIT: Unit = { steps: [], slots: 0 };
const DONE: UnitOutcome = { done: true, ids: [] };

/** A writer of two lanes whose groups end when they are told to. */
function openLanes() {
  const groups: { readonly size: number; readonly end: () => void; readonly fail: (error: Error) => void }[] = [];
  const writer = createGroupWriter((units) => new Promise((resolve, reject) => {
    groups.push({ size: units.length, end: () => resolve(units.map(() => DONE)), fail: reject });
  }), 2);
  const commit = async (count: number): Promise<readonly unknown[]> => {
    const outcomes = Array.from({ length: count }, () => writer.commit(UNIT).catch((error: unknown) => error));
    await nextTurn();
    await nextTurn();
    return outcomes;
  };
  return { groups, writer, commit, sizes: () => groups.map(({ size }) => size) };
}

test('a group that fails fails its own units and no others', async () => {
  const { groups, commit } = openLanes();
  const first = await commit(1);
  const second = await commit(16);
  groups[0]?.fail(new Error('the disk is full'));
  groups[1]?.end();
  expect(await Promise.all(first)).toEqual([new Error('the disk is full')]);
  expect(new Set(await Promise.all(second))).toEqual(new Set([DONE]));
});

test('units of one moment are written together', async () => {
  const { commit, sizes } = openLanes();
  await commit(5);
  expect(sizes()).toEqual([5]);
});

test('beside a group that is under way the next begins when it is worth it: 16 units, and half as many as the other has', async () => {
  const { groups, commit, sizes } = openLanes();
  await commit(4);
  await commit(15);
  expect(sizes()).toEqual([4]);
  await commit(1);
  expect(sizes()).toEqual([4, 16]);
  groups[0]?.end();
  groups[1]?.end();
  await nextTurn();
  await commit(60);
  await commit(29);
  expect(sizes()).toEqual([4, 16, 60]);
  await commit(1);
  expect(sizes()).toEqual([4, 16, 60, 30]);
});

test('what is too little for a group beside another is written as soon as that one ends', async () => {
  const { groups, writer, commit, sizes } = openLanes();
  await commit(10);
  const outcomes = await commit(3);
  groups[0]?.end();
  await nextTurn();
  expect(sizes()).toEqual([10, 3]);
  groups[1]?.end();
  expect(await Promise.all(outcomes)).toEqual([DONE, DONE, DONE]);
  await writer.drain();
});

test('and without waiting any longer where that one is held up', async () => {
  const { groups, writer, commit, sizes } = openLanes();
  const stuck = await commit(10);
  const outcomes = await commit(1);
  await vi.waitFor(() => expect(sizes()).toEqual([10, 1]));
  groups[1]?.end();
  expect(await Promise.all(outcomes)).toEqual([DONE]);
  const later = await commit(2);
  await vi.waitFor(() => expect(sizes()).toEqual([10, 1, 2]));
  for (const { end } of groups) end();
  expect(await Promise.all([...stuck, ...later])).toHaveLength(12);
  await writer.drain();
});
