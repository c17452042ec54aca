import { expect, test } from 'vitest';
import { instantValue as kind } from './instant.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('input_datetime', 'instant');
const around = surroundings();
const AT = Date.UTC(2024, 4, 10, 11, 30);

test('what is no date is nothing', () => {
  for (const sent of ['', 'soon', '2024-05-10 24:30', null, { a: 1 }]) expect([sent, kind.read(sent, field, around)]).toEqual([sent, null]);
});

test('a time is read on the clock of the instance, an epoch as it is', () => {
  expect(['2024-05-10 14:30', '10.05.2024 14:30:00', '2024-05-10T14:30:00Z', AT / 1000].map((sent) => kind.read(sent, field, around))).toEqual([AT, AT, AT, AT]);
});

test('it is shown by the pattern, and stored as epoch seconds', () => {
  expect([kind.show(AT, field, around, NO_RECORD), kind.stored?.(AT, field, around, NO_RECORD), kind.show(null, field, around, NO_RECORD), kind.stored?.(null, field, around, NO_RECORD)]).toEqual(['05/10/2024 14:30', String(AT / 1000), '', '']);
});
