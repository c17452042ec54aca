import type { Account } from '../accounts/account.ts';
import type { Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import { CrmError } from '../errors.ts';
import type { EntityDefinition } from '../metadata/definitions.ts';
import { rightsOn } from '../permissions/rights.ts';
import { seesWhole } from '../permissions/visible-records.ts';
import { SYSTEM_FIELDS, type FieldValues } from '../values.ts';
import type { ChangeQuery, LoggedPage } from './logged-change.ts';

const SYSTEM: readonly string[] = SYSTEM_FIELDS;

/**
 * A page of the change log, newest first, and how many rows there are in all. The log is for those whom nothing of the
 * company is kept from: administrators, and roles that see all records of all branches; others are refused
 * (`forbidden`). Entities whose records such a caller sees only in part are left out, and so are those that are the
 * product's own; of the values he gets those of fields that he sees.
 */
export async function readChangeLog(crm: Crm, { account }: Context, query: ChangeQuery): Promise<LoggedPage> {
  if (!seesCompany(account)) throw new CrmError('forbidden', { reason: 'the change log is for those who see all records' });
  const directory = await crm.directory();
  const entities = directory.catalog.entities.filter((entity) => query.entities.includes(entity.name) && seesWhole(directory, account, entity));
  const shown = new Map(entities.map((entity) => [entity.name, shownNames(entity, rightsOn(directory, account, entity).hidden)]));
  const { rows, total } = await crm.storage.readChanges({ ...query, entities: [...shown.keys()] });
  return {
    rows: rows.map((row) => ({ ...row, before: only(row.before, shown.get(row.entity)), after: only(row.after, shown.get(row.entity)) })),
    total,
  };
}

function seesCompany({ administrator, role, branchIds }: Account): boolean {
  return administrator || (role.visibility === 'all' && branchIds.length === 0);
}

/** A value logged under a name that is no field any more may be that of a hidden one, by its name of before. */
function shownNames({ fields }: EntityDefinition, hidden: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...SYSTEM, ...fields.filter((field) => field.removed !== true && !field.secret && !hidden.has(field.name)).map(({ name }) => name)]);
}

function only(values: FieldValues | null, names: ReadonlySet<string> = new Set()): FieldValues | null {
  return values === null ? null : Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
