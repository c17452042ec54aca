import { createFirstAdministrator } from '../src/core/accounts/create-first-administrator.ts';
import { createUser } from '../src/core/accounts/create-user.ts';
import type { Author } from '../src/core/changes/change-set.ts';
import { createDraft } from '../src/core/changes/draft.ts';
import type { Context } from '../src/core/context.ts';
import { createCrm, type Crm } from '../src/core/crm.ts';
import { addField } from '../src/core/designer/add-field.ts';
import { addOption } from '../src/core/designer/add-option.ts';
import { createEntity } from '../src/core/designer/create-entity.ts';
import { createList } from '../src/core/designer/create-list.ts';
import { BASE_PRESET } from '../src/core/presets/base.ts';
import { loadPreset } from '../src/core/presets/load-preset.ts';
import { planCreate } from '../src/core/records/plan.ts';
import type { Storage } from '../src/core/storage.ts';
import rukovoditel from '../src/dialects/rukovoditel/index.ts';
import { SALESMAN_PRESET } from '../src/dialects/salesman/preset.ts';
import { annotateFor } from '../src/server/annotate.ts';
import { DESIGNED, DESIGNED_FIELDS, OPTIONS } from './designed-fields.ts';
import { ACCOUNT, userLogin } from './load-clients.ts';
import { loadInGroups, type LoadRows } from './load-rows.ts';
import { makeDesigned, type DesignedTargets } from './make-designed.ts';

const AUTHOR: Author = { userId: null, face: 'setup', keyId: null };
const USERS = 20;

/** Designs the entity in a new store, as an administrator would, with all that its records point at; gives what fills it. */
export async function prepareDesigned(storage: Storage): Promise<LoadRows> {
  const crm = createCrm({ storage, clock: Date.now, annotate: annotateFor([rukovoditel]) });
  for (const preset of [BASE_PRESET, SALESMAN_PRESET, rukovoditel.preset]) await loadPreset(crm, AUTHOR, preset);
  const administrator = await createFirstAdministrator(crm, AUTHOR, { ...ACCOUNT, name: 'Бенч Администратор', keyLabel: 'bench' });
  const targets = await design(crm, await contextOf(crm, administrator ?? 0));
  const directory = await crm.directory();
  const definition = directory.catalog.entity(DESIGNED.name);
  return (count, group, write) => loadInGroups(count, group, write, (from, size) => {
    const draft = createDraft(AUTHOR, Date.now());
    for (let index = from; index < from + size; index++) {
      const { values, createdAt } = makeDesigned(index, count, targets);
      planCreate(draft, directory, definition, { ...values, created_at: createdAt, created_by: values['responsible'] ?? null });
    }
    return draft.toChangeSet();
  });
}

async function contextOf(crm: Crm, administrator: number): Promise<Context> {
  const account = (await crm.directory()).account(administrator);
  if (account === undefined) throw new Error('the store has an administrator already');
  return { account, face: 'setup', keyId: null };
}

async function design(crm: Crm, context: Context): Promise<DesignedTargets> {
  const users: number[] = [];
  for (let index = 1; index <= USERS; index++) {
    users.push(await createUser(crm, AUTHOR, { values: { login: userLogin(index), name: `Сотрудник ${index}` }, role: 'sales_manager' }));
  }
  await createEntity(crm, context, { name: DESIGNED.name, label: DESIGNED.label, heading: { ru: DESIGNED.heading, en: DESIGNED.heading } });
  const options = new Map<string, readonly number[]>();
  for (const field of DESIGNED_FIELDS) {
    const listed = field.type === 'option' || field.type === 'options' ? await makeList(crm, context, field.label.en) : undefined;
    if (listed !== undefined) options.set(field.label.en, listed.ids);
    await addField(crm, context, DESIGNED.name, listed === undefined ? field : { ...field, settings: { list: listed.list } });
  }
  return { users, options };
}

async function makeList(crm: Crm, context: Context, title: string): Promise<{ readonly list: string; readonly ids: readonly number[] }> {
  const list = await createList(crm, context, { title, code: `bench.${title}` });
  const ids: number[] = [];
  for (let index = 1; index <= OPTIONS; index++) ids.push(await addOption(crm, context, list, { title: `${title} ${index}` }));
  return { list, ids };
}
