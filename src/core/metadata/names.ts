import { SYSTEM_FIELDS } from '../values.ts';

const NAME = /^[a-z][a-z0-9_]{0,39}$/u;
const RESERVED: ReadonlySet<string> = new Set([...SYSTEM_FIELDS, 'search', 'rowid', 'oid', 'ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid']);
const SHADOW_ENDING = /__(fold|sort|key|digits)$/u;

/** Whether a name may become a table: it is also part of SQL identifiers, so the form is strict. */
export function isEntityName(name: string): boolean {
  return NAME.test(name);
}

/** Whether a name may become a column beside the system's own and the shadow columns (`name__fold`). */
export function isFieldName(name: string): boolean {
  return NAME.test(name) && !RESERVED.has(name) && !SHADOW_ENDING.test(name);
}
