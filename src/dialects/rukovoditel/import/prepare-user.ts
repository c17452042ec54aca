import type { FieldValue } from '../../../core/values.ts';
import { ADMINISTRATORS } from '../values/groups.ts';
import { flagIn, idsIn, instantIn, numberIn, textIn } from './cells.ts';
import type { Conversion } from './convert-value.ts';
import type { Row } from './dump/dump-part.ts';
import type { PlannedEntity } from './plan.ts';
import { fieldValues, fileNames, stampOf } from './prepare-record.ts';
import type { Prepared } from './prepared.ts';
import type { Tally } from './tally.ts';
import { USER_FIELDS } from './user-fields.ts';

const MAX_LENGTH = 250;

/** A row of `app_entity_1` as a user, his password as it was hashed (Rukovoditel contract 3.4.9, 3.12). */
export function prepareUser({ definition, fields }: PlannedEntity, row: Row, conversion: Conversion, tally: Tally): Prepared {
  const number = numberIn(row, 'id');
  const group = numberIn(row, 'field_6');
  const role = conversion.ids.role(group);
  if (role === undefined) tally.note('users are of an access group that is gone, and may do nothing', textIn(row, 'field_12'));
  if (idsIn(textIn(row, 'multiple_access_groups')).length > 1) tally.note('users have several access groups: one of them counts', textIn(row, 'field_12'));
  const own = fields.filter(({ vendor }) => USER_FIELDS[vendor.type] === undefined);
  const hash = textIn(row, 'password');
  if (hash === '') tally.note('users have no password', textIn(row, 'field_12'));
  return {
    entity: definition.name, id: conversion.ids.user(number) ?? number,
    values: { ...fieldValues(own, row, conversion, tally), ...personValues(row), role: role ?? null, administrator: group === ADMINISTRATORS, ...stampOf(row, conversion, tally) },
    files: fileNames(fields, row), ...(hash === '' ? {} : { passwordHash: hash }),
  };
}

function personValues(row: Row): Readonly<Record<string, FieldValue>> {
  const text = (column: string): string => textIn(row, column).trim().slice(0, MAX_LENGTH);
  const login = text('field_12') || `user_${numberIn(row, 'id')}`;
  const [first, last, email] = [text('field_7'), text('field_8'), text('field_9')];
  return {
    login, name: [first, last].filter((part) => part !== '').join(' ').slice(0, MAX_LENGTH) || login, first_name: first, last_name: last,
    emails: email === '' ? [] : [email], active: flagIn(row, 'field_5'), language: text('field_13').slice(0, 50) || null, skin: text('field_14').slice(0, 50) || null, last_login_at: instantIn(row, 'field_201'),
  };
}
