import { expect, test } from 'vitest';
import { settle, summaryLine } from './summary-reporter.ts';

test('the closing line names passed and failed, and skipped only where there are any', () => {
  expect(summaryLine({ passed: 123, failed: 0, skipped: 0 })).toBe('123 passed, 0 failed');
  expect(summaryLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
});

test('a run that failed without a failed test counts one failure', () => {
  expect(settle({ passed: 0, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a run that failed by its tests keeps their number', () => {
  expect(settle({ passed: 5, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 5, failed: 2, skipped: 0 });
});

test('a run that passed keeps its counts', () => {
  expect(settle({ passed: 5, failed: 0, skipped: 1 }, 0)).toEqual({ passed: 5, failed: 0, skipped: 1 });
});
