import type { NewId, PlannedValues } from '../changes/change-set.ts';
import { absence, type Draft } from '../changes/draft.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError, type FieldFault } from '../errors.ts';
import type { Option } from '../options/option-lists.ts';
import { allOf, equals, oneOf } from '../query/filter.ts';
import { acceptValues } from '../records/accept-values.ts';
import { checkLinks } from '../records/check-links.ts';
import { planCreate } from '../records/plan.ts';
import { matchKey } from '../text/fold.ts';
import type { KnownList } from './known-list.ts';

/** One value of a list; what is not named stays, or is nothing. */
export interface OptionValues {
  readonly title?: string;
  readonly position?: number | null;
  readonly color?: string | null;
  /** What new records have; the one that was so before is so no more. */
  readonly standard?: boolean;
  /** Not offered any more; records that have it keep it. */
  readonly disabled?: boolean;
  /** What formulas count it as. */
  readonly value?: number | null;
  /** The people that it stands for. */
  readonly users?: readonly number[] | null;
  readonly parent?: number | null;
  readonly note?: string | null;
  /** The number that programs know it by, its id unless said. */
  readonly number?: number | null;
}

/** Drafts an option whose values were checked, unless another writer of this moment adds one of its title. */
export function planOption(draft: Draft, directory: Directory, list: KnownList, values: PlannedValues): NewId {
  const title = String(values['title'] ?? '');
  claimTitle(draft, list, title);
  const position = list.options.reduce((last, option) => Math.max(last, option.position), 0) + 1;
  return planCreate(draft, directory, directory.catalog.entity('option'), { position, ...values, list: list.record.id });
}

/** Two writers of one new title make one option: the second decides again, and sees it. */
export function claimTitle(draft: Draft, list: KnownList, title: string): void {
  const key = matchKey(title);
  draft.claimAbsence(absence('option', allOf(equals('list', list.record.id), { kind: 'same_key', field: 'title', key }), `${list.record.id}/${key}`));
}

/** The values as they may be stored. Refuses (`duplicate`) a title or number of another option, (`invalid`) unknown people and parents. */
export async function optionValues(crm: Crm, directory: Directory, list: KnownList, asked: OptionValues, option?: Option): Promise<PlannedValues> {
  const definition = directory.catalog.entity('option');
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]));
  const values = acceptValues(definition, { ...given, ...(option === undefined ? { list: list.record.id } : {}) }, { whole: option === undefined });
  await checkLinks(crm.storage, directory, definition, values);
  refuseTaken(list, asked, option);
  const faults = parentFaults(list, asked.parent ?? null, option);
  if (faults.length > 0) throw new CrmError('invalid', { entity: 'option', faults });
  return values;
}

function refuseTaken(list: KnownList, { title, number }: OptionValues, option: Option | undefined): void {
  const sameTitle = title === undefined ? undefined : list.options.find((other) => other.id !== option?.id && matchKey(other.title) === matchKey(title));
  if (sameTitle !== undefined) throw new CrmError('duplicate', { entity: 'option', id: sameTitle.id, title: sameTitle.title, faults: [{ field: 'title', fault: 'taken' }] });
  const sameNumber = number === undefined || number === null ? undefined : list.options.find((other) => other.id !== option?.id && other.number === number);
  if (sameNumber !== undefined) throw new CrmError('duplicate', { entity: 'option', id: sameNumber.id, title: sameNumber.title, faults: [{ field: 'number', fault: 'taken' }] });
}

/** A parent is of the same list, and lies not in what it is a parent of. */
function parentFaults(list: KnownList, parent: number | null, option: Option | undefined): readonly FieldFault[] {
  for (let above = parent, steps = 0; above !== null && above !== 0; steps++) {
    const found = list.byId(above);
    if (found === undefined || found.id === option?.id || steps > list.options.length) return [{ field: 'parent', fault: 'unknown_value' }];
    above = found.parent;
  }
  return [];
}

/** Takes the standard away from the options of a list that have it, as long as no other writer gives it to another. */
export function clearStandard(draft: Draft, list: KnownList, except?: Option): void {
  const standards = list.options.filter(({ standard }) => standard);
  for (const other of standards) if (other.id !== except?.id) draft.update('option', other.record, { standard: false });
  const another = allOf(equals('list', list.record.id), equals('standard', true), { kind: 'not', filter: oneOf('id', standards.map(({ id }) => id)) });
  draft.claimAbsence(absence('option', another, `${list.record.id}/standard`));
}
