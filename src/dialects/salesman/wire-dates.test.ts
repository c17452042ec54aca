import { expect, test } from 'vitest';
import { openZone } from '../../core/time.ts';
import { displayDateTime } from './wire-dates.ts';

test('info shows dates with two spaces before the time', () => {
  expect(displayDateTime(openZone('Europe/Moscow'), Date.UTC(2024, 2, 11, 6, 15, 2))).toBe('11.03.24,  09:15');
});
