import { describe, expect, test } from 'vitest';
import { CrmError, ERROR_CODES, type ErrorFacts } from '../../../core/errors.ts';
import { ApiError, isOurs, messageOf, type WireNames } from './errors.ts';
import { noAction } from './texts.ts';

const NAMES: WireNames = { entity: (name) => name.replace('entity_', ''), field: (_entity, name) => name };
const said = (code: (typeof ERROR_CODES)[number], facts: ErrorFacts = {}) => messageOf(new CrmError(code, facts), NAMES);

describe('messageOf', () => {
  test.each([new Error('SELECT secret FROM user'), new TypeError('x'), 'text', undefined, { message: 'secret' }])('tells nothing of %s', (fault) => {
    expect(messageOf(fault, NAMES)).toBe('Internal error');
    expect(isOurs(fault)).toBe(true);
  });

  test('tells no reason that the core gives for its own log', () => {
    const reason = 'postgres://robot:s3cret@db';
    const named = ['unknown_field', 'refused'];
    expect(ERROR_CODES.filter((code) => !named.includes(code)).map((code) => said(code, { reason })).filter((text) => text.includes('s3cret'))).toEqual([]);
  });

  test('repeats what a filter of the operator says to the caller', () => {
    expect(said('refused', { reason: 'Клиент с таким ИНН уже есть' })).toBe('Клиент с таким ИНН уже есть');
    expect(said('refused')).toBe('The request is refused');
  });

  test('repeats a refusal of this dialect word for word', () => {
    const refusal = new ApiError('API Key mismatch', { cause: new Error('inner') });
    expect(messageOf(refusal, NAMES)).toBe('API Key mismatch');
    expect(isOurs(refusal)).toBe(false);
  });

  test('names a field and its entity as the documentation does', () => {
    expect(said('unknown_field', { entity: 'entity_34', reason: 'field_429' })).toBe('field_429 not exist in entity 34');
    expect(said('unknown_entity', { entity: 'entity_34' })).toBe('entity 34 not exist');
  });

  test('uses the texts of the vendor where there are any', () => {
    expect(said('unauthenticated')).toBe('No match for Username and/or Password.');
    expect(said('forbidden')).toBe("You don't have access");
    expect(said('not_found')).toBe('Record Not Found');
    expect(said('duplicate', { entity: 'user' })).toBe('Username already exist!');
    expect(said('duplicate', { entity: 'user', faults: [{ field: 'email', fault: 'taken' }] })).toBe('User Email already exist!');
    expect(said('invalid', { entity: 'user', faults: [{ field: 'password', fault: 'out_of_range', limit: 8 }] })).toBe('Your Password must contain a minimum of 8 characters.');
  });

  test('tells all faults of a record at once', () => {
    const faults = [{ field: 'field_1', fault: 'required' }, { field: 'field_2', fault: 'too_long', limit: 5 }, { field: 'field_3', fault: 'bad_text' }] as const;
    expect(said('invalid', { entity: 'entity_34', faults })).toBe('field_1 is required; field_2: the value is too long (5); field_3: a character is not allowed');
    expect(said('invalid')).toBe('request: it is not accepted');
  });

  test('tells the operator when the store is away, and of no other refusal', () => {
    expect(ERROR_CODES.filter((code) => isOurs(new CrmError(code)))).toEqual(['unavailable']);
  });
});

test('a long name is repeated in part, never cut to half a character', () => {
  expect(noAction(`${'a'.repeat(99)}😀`.repeat(1000))).toBe(`action ${'a'.repeat(99)}\uFFFD not exist`);
});
