import { membersFrom, type Parameters, type WireValue } from '../../transport/parameters.ts';
import type { ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { readId } from '../transport/read-id.ts';
import { readText } from '../transport/read-text.ts';
import { NO_ACCESS, wrongValue } from '../transport/texts.ts';
import { ADMINISTRATORS, roleOfGroup } from '../values/groups.ts';

/** The names that entity 1 knows beside the numbers of its fields (Rukovoditel contract 2.5). */
const NAMES: Readonly<Record<string, string>> = { firstname: 'field_7', lastname: 'field_8', email: 'field_9', username: 'field_12', group_id: 'field_6' };

export interface UserChange {
  /** By field keys alone, without the group of administrators. */
  readonly data: Parameters;
  readonly password: string | undefined;
  /** Absent where nothing was said of the group. */
  readonly administrator: boolean | undefined;
}

/** What is written of a user, with names turned into fields. Only an administrator makes administrators. */
export function readUserChange({ account, directory }: ActionCall, sent: Parameters): UserChange {
  const entries: [string, WireValue][] = [];
  let password: string | undefined;
  let administrator: boolean | undefined;
  for (const [name, value] of Object.entries(sent)) {
    const key = NAMES[name] ?? (name === '6' ? 'field_6' : name);
    if (name === 'password') password = readText(value) ?? '';
    else if (key === 'field_6') {
      const group = readId(value);
      if (group !== ADMINISTRATORS && roleOfGroup(directory, group ?? -1) === undefined) throw new ApiError(wrongValue('field_6', 'no such value'));
      administrator = group === ADMINISTRATORS;
      if (administrator && !account.administrator) throw new ApiError(NO_ACCESS);
      if (!administrator) entries.push([key, value]);
    } else entries.push([key, value]);
  }
  return { data: membersFrom(entries), password: password === '' ? undefined : password, administrator };
}
