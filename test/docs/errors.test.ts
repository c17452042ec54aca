import { expect, test } from 'vitest';
import { CrmError, ERROR_CODES, type ErrorCode, type FieldFault } from '../../src/core/errors.ts';
import { toProblem } from '../../src/dialects/native/problem.ts';
import { toFault } from '../../src/dialects/salesman/errors.ts';
import { readPage, tableUnder } from './pages.ts';

/** The compiler keeps this list equal to the type. */
const FIELD_FAULTS = {
  required: true, wrong_type: true, too_long: true, out_of_range: true, bad_text: true, unknown_value: true, read_only: true, taken: true,
} as const satisfies Record<FieldFault['fault'], true>;

const isFieldFault = (name: string): name is FieldFault['fault'] => Object.hasOwn(FIELD_FAULTS, name);
const faults = Object.keys(FIELD_FAULTS).filter(isFieldFault);

const page = readPage('docs/errors.md');
const codeRows = tableUnder(page, 'Codes');
const faultRows = tableUnder(page, 'Faults of a field');

/** What SalesMan says, in the form of the last column. */
function salesman(error: CrmError): string {
  const { code, text } = toFault(error, (field) => field);
  return `\`${code}\` ${text}`;
}

const ofCode = (code: ErrorCode): string => salesman(new CrmError(code, { entity: 'client', id: 42, title: 'Ромашка' }));
const ofFault = (fault: FieldFault['fault']): string => salesman(new CrmError('invalid', { faults: [{ field: 'phone', fault, limit: 100 }] }));

/** What our own API says, in the form of the column before. */
function native(error: CrmError): { readonly ofCode: string; readonly ofFault: string | undefined } {
  const { status, title, fields } = toProblem(error, { ifMatch: false, requestId: '' });
  return { ofCode: `\`${status}\` ${title}`, ofFault: fields[0]?.detail };
}

test('every error code is explained, and none that is gone', () => {
  expect(codeRows.map(([code]) => code)).toEqual(ERROR_CODES.map((code) => `\`${code}\``));
});

test('every fault of a field is explained, and none that is gone', () => {
  expect(faultRows.map(([fault]) => fault)).toEqual(faults.map((fault) => `\`${fault}\``));
});

test('every code and fault has a meaning and an occasion', () => {
  const bare = [...codeRows, ...faultRows].filter((cells) => cells.length !== 5 || cells.includes(''));
  expect(bare).toEqual([]);
});

test('the page quotes what our own API says for each code', () => {
  expect(codeRows.map((row) => row[3])).toEqual(ERROR_CODES.map((code) => native(new CrmError(code)).ofCode));
});

test('the page quotes what our own API says for each fault of a field', () => {
  expect(faultRows.map((row) => row[3])).toEqual(faults.map((fault) => native(new CrmError('invalid', { faults: [{ field: 'phone', fault, limit: 100 }] })).ofFault));
});

test('the page quotes what the SalesMan dialect says for each code', () => {
  expect(codeRows.map((row) => row.at(-1))).toEqual(ERROR_CODES.map(ofCode));
});

test('the page quotes what the SalesMan dialect says for each fault of a field', () => {
  expect(faultRows.map((row) => row.at(-1))).toEqual(faults.map(ofFault));
});
