import { visibleOwners } from '../../../core/permissions/visible-owners.ts';
import { textAt, type CrmRecord } from '../../../core/values.ts';
import type { WireValue } from '../../transport/parameters.ts';
import type { Call } from '../call.ts';
import type { Inputs, Reading } from '../model.ts';
import { readInteger } from '../values/read-values.ts';
import { storedPhone } from '../values/phone.ts';

/** 0 is nobody knows (alfaCRM contract 3.10). */
export const GENDERS: Readonly<Record<string, number>> = { male: 1, female: 2 };

/** 0 is a lead, 1 a client (alfaCRM contract 3.10). */
export function readStage(value: WireValue): Reading {
  if (value === null || value === '') return { input: null };
  const number = readInteger(value);
  return number === 0 || number === 1 ? { input: number === 0 ? 'lead' : 'client' } : { fault: 'wrong_format' };
}

/** 1 is a natural person, 2 a legal entity of whatever kind (contract 3.10). */
export function readLegalType(value: WireValue): Reading {
  if (value === null || value === '') return { input: null };
  const number = readInteger(value);
  return number === 1 || number === 2 ? { input: number === 1 ? 'person' : 'company' } : { fault: 'wrong_format' };
}

export function readGender(value: WireValue): Reading {
  const number = value === null || value === '' ? 0 : readInteger(value);
  const word = Object.keys(GENDERS).find((known) => GENDERS[known] === number);
  return word === undefined && number !== 0 ? { fault: 'wrong_format' } : { input: word ?? null };
}

/**
 * The last word about a customer: phones as they are kept here; the kinds of a legal entity that other faces tell apart
 * stay as they are; a customer that nobody is said to be responsible for has nobody, unless his maker would not see him.
 */
export function prepareCustomer(inputs: Inputs, call: Call, record?: CrmRecord): Inputs {
  const { kind, phones, ...rest } = inputs;
  const keepsKind = kind === 'company' && record !== undefined && !['company', 'person', null].includes(textAt(record, 'kind'));
  return {
    ...(record === undefined && visibleOwners(call.directory, call.account) === 'all' ? { owner: null } : {}),
    ...rest,
    ...(kind === undefined || keepsKind ? {} : { kind }),
    ...(phones === undefined ? {} : { phones: Array.isArray(phones) ? phones.map((phone) => storedPhone(String(phone))) : phones }),
  };
}
