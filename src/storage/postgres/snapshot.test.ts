import { expect, test } from 'vitest';
import { sawTransaction } from './snapshot.ts';

test('a snapshot saw what was finished before its oldest running transaction', () => {
  expect(sawTransaction('100:105:100,103', '99')).toBe(true);
  expect(sawTransaction('100:105:100,103', '9')).toBe(true);
});

test('a snapshot did not see what was running, though younger ones were finished', () => {
  expect(['100', '101', '102', '103', '104'].filter((txid) => sawTransaction('100:105:100,103', txid))).toEqual(['101', '102', '104']);
});

test('a snapshot did not see what began after it', () => {
  expect(sawTransaction('100:105:100,103', '105')).toBe(false);
  expect(sawTransaction('100:105:', '1000')).toBe(false);
});

test('numbers beyond the safe integers of JavaScript compare exactly', () => {
  expect(sawTransaction('18446744073709551614:18446744073709551615:', '18446744073709551613')).toBe(true);
  expect(sawTransaction('18446744073709551614:18446744073709551615:18446744073709551614', '18446744073709551614')).toBe(false);
});
