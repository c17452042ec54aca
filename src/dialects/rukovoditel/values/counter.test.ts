import { expect, test } from 'vitest';
import { counterValue as kind } from './counter.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

test('nothing is shown of no number; a number stands between what the field says', () => {
  const show = (value: number | null, settings = {}, configuration = {}): string => kind.show(value, wireField('auto_increment', 'counter', settings, configuration), surroundings(), NO_RECORD);
  expect([show(null, { prefix: 'N' }), show(7), show(7, { prefix: 'N-', suffix: '/24' }), show(7, { prefix: 'N-' }, { prefix: 'No. ' })]).toEqual(['', '7', 'N-7/24', 'No. 7']);
});
