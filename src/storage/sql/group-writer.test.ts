import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
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
  const second = await commit(1);
  groups[0]?.fail(new Error('the disk is full'));
  groups[1]?.end();
  expect(await Promise.all([...first, ...second])).toEqual([new Error('the disk is full'), DONE]);
});

test('units of one moment are written together', async () => {
  const { commit, sizes } = openLanes();
  await commit(5);
  expect(sizes()).toEqual([5]);
});

test('beside a group that is under way the next begins when it is at least half as large', async () => {
  const { commit, sizes } = openLanes();
  await commit(10);
  await commit(4);
  expect(sizes()).toEqual([10]);
  await commit(1);
  expect(sizes()).toEqual([10, 5]);
});

test('what was too little for a group of its own is written as soon as a lane is free', async () => {
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
