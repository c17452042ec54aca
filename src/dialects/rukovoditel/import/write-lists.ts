import type { NewId, PlannedValues } from '../../../core/changes/change-set.ts';
import type { Draft } from '../../../core/changes/draft.ts';
import type { Crm } from '../../../core/crm.ts';
import type { Directory } from '../../../core/directory.ts';
import { optionLists, type OptionList } from '../../../core/options/option-lists.ts';
import { IMPORT } from './author.ts';
import type { Ids } from './ids.ts';
import type { VendorChoice, VendorModel } from './model.ts';
import { globalListCode, globalListOf, hasOptions, type Plan } from './plan.ts';
import type { Tally } from './tally.ts';

const LIMITS = { title: 250, note: 2000, color: 20 } as const;

interface ListDraft {
  readonly code: string;
  readonly values: PlannedValues;
  readonly choices: readonly VendorChoice[];
}

/** So many lists are written at once. */
const LOT = 20;

/** Brings the options of fields, and the lists that fields share (Rukovoditel contract 3.5, 3.6). */
export async function writeLists(crm: Crm, plan: Plan, model: VendorModel, user: Ids['user'], tally: Tally): Promise<void> {
  const lists = listDrafts(plan, model);
  for (const { choices } of lists) for (const choice of choices) noteGone(choice, user, tally);
  for (let at = 0; at < lists.length; at += LOT) {
    await crm.write(IMPORT, async (draft, directory) => {
      for (const list of lists.slice(at, at + LOT)) writeList(draft, directory, list, user);
    });
  }
}

function noteGone({ number, users }: VendorChoice, user: Ids['user'], tally: Tally): void {
  const gone = users.filter((id) => user(id) === undefined);
  if (gone.length > 0) tally.note('users of options are gone', `option ${number}: ${gone.join(', ')}`, gone.length);
}

function listDrafts(plan: Plan, model: VendorModel): readonly ListDraft[] {
  const own = Map.groupBy(model.choices, ({ owner }) => owner);
  const shared = Map.groupBy(model.listChoices, ({ owner }) => owner);
  const ofFields = plan.entities.flatMap(({ definition, fields }) => fields.filter((field) => hasOptions(field) && globalListOf(field.vendor) === 0).map(({ vendor, core }) => ({
    code: core.settings.list ?? '', values: { title: cut(`${definition.label.ru}: ${core.label.ru}`, LIMITS.title), own: true }, choices: own.get(vendor.number) ?? [],
  })));
  const global = model.lists.map(({ number, title, note }) => ({
    code: globalListCode(number), values: { title: cut(title || String(number), LIMITS.title), note: cut(note, LIMITS.note), own: false, number }, choices: shared.get(number) ?? [],
  }));
  return [...ofFields, ...global];
}

function writeList(draft: Draft, directory: Directory, { code, values, choices }: ListDraft, user: Ids['user']): void {
  const stored = optionLists(directory).of(code);
  const list = stored.record?.id ?? draft.insert('list', { code, ...values });
  const ids = new Map(choices.map(({ number }) => [number, stored.byNumber(number)?.id ?? draft.newId()]));
  for (const choice of choices) {
    const planned = optionValues(choice, stored, ids, user);
    const known = stored.byNumber(choice.number);
    const id = ids.get(choice.number);
    if (known !== undefined) draft.update('option', known.record, planned);
    else if (typeof id === 'object') draft.insert('option', { list, ...planned }, id);
  }
}

function optionValues(choice: VendorChoice, stored: OptionList, ids: ReadonlyMap<number, NewId | number>, user: Ids['user']): PlannedValues {
  const { number, parent, active, title, standard, color, value, position, users, note } = choice;
  const counted = value.trim() === '' ? Number.NaN : Number(value.replace(',', '.'));
  const people = users.flatMap((id) => user(id) ?? []).map(String);
  return {
    title: cut(title || String(number), LIMITS.title), number, position, standard, disabled: !active,
    parent: parent === 0 ? null : (ids.get(parent) ?? stored.byNumber(parent)?.id ?? null),
    color: color.length > LIMITS.color ? null : color, value: Number.isFinite(counted) ? counted : null,
    users: people.length === 0 ? null : people, note: note === '' ? null : cut(note, LIMITS.note),
  };
}

/** Never half a character. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/u, '');
}
