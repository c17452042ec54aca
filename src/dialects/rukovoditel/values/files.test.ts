import { expect, test } from 'vitest';
import { filesValue as kind } from './files.ts';
import { NO_RECORD, surroundings, wireField } from './testing/surroundings.ts';

const field = wireField('attachments', 'files');

test('files are asked for by no condition', () => {
  expect(kind.include('a.pdf', field, surroundings())).toEqual({ kind: 'none' });
});

test('names stand with a comma and no space between, so that a client may split at it', () => {
  expect([kind.show(['12/a.pdf', '13/b_c.pdf'], field, surroundings(), NO_RECORD), kind.show(null, field, surroundings(), NO_RECORD)]).toEqual(['a.pdf,b_c.pdf', '']);
});
