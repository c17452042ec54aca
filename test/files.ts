import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '../src/core/accounts/account.ts';
import { createCrm, type Crm } from '../src/core/crm.ts';
import type { FileStore } from '../src/core/file-store.ts';
import type { FileLimits } from '../src/core/files/file-limits.ts';
import { changeEntities } from '../src/core/metadata/change-entities.ts';
import { defineEntity } from '../src/core/metadata/definitions.ts';
import { decimal, files, formula, text } from '../src/core/metadata/field-drafts.ts';
import { openFileFolder } from '../src/storage/files/index.ts';
import type { Engine } from './engines.ts';
import { buildUser, NOON, openOffice, SETUP, type Office } from './factories.ts';

/** An office that keeps files, and projects that people comment. */
export interface FileOffice extends Office {
  readonly crm: Crm;
  readonly files: FileStore;
  /** Where the bytes lie. */
  readonly folder: string;
  /** Sees all projects, adds files and comments, changes his own comments. */
  readonly worker: Account;
  /** Sees all projects and their comments, except what is hidden. */
  readonly guest: Account;
  /** Has no right to projects at all. */
  readonly stranger: Account;
}

const PROJECT = defineEntity({
  name: 'project', label: { ru: 'Проект', en: 'Project' }, heading: 'name', granted: true, commented: true,
  fields: [
    text('name', 'Название', 'Name', { required: true }),
    text('stage', 'Этап', 'Stage'),
    decimal('spent', 'Потрачено', 'Spent', { settings: { additive: true } }),
    formula('twice', '[spent] * 2', 'Вдвое', 'Twice'),
    files('papers', 'Бумаги', 'Papers'),
    files('secret_papers', 'Тайное', 'Secret papers'),
  ],
});
/** Like projects, and nobody comments them. */
const SILENT = defineEntity({ ...PROJECT, name: 'silent_project', commented: false, granted: false });

const RIGHTS: Readonly<Record<string, object>> = {
  specialist: { read: 'all', create: true, update: 'all', delete: 'all', comment: 'own' },
  sales_support: { read: 'all', comment: 'view', hidden: ['secret_papers', 'stage', 'spent'] },
};

export async function openFileOffice(engine: Engine, fileLimits?: FileLimits): Promise<FileOffice> {
  const office = await openOffice(engine);
  let now = NOON;
  const clock = (): number => now;
  const folder = await mkdtemp(join(tmpdir(), 'tolmach-test-'));
  const store = openFileFolder({ folder: join(folder, 'files'), clock });
  const crm = createCrm({ storage: office.store.storage, clock, files: store, ...(fileLimits === undefined ? {} : { fileLimits }) });
  await changeEntities(crm, () => [PROJECT, SILENT]);
  await crm.write(SETUP, async (draft, directory) => {
    for (const [code, right] of Object.entries(RIGHTS)) {
      const role = directory.roles.find((known) => known.code === code);
      draft.insert('entity_right', { entity: 'project', role: role?.id ?? null, ...right });
    }
  });
  const person = (role: string): Promise<Account> => buildUser(crm, { administrator: false, role });
  return {
    ...office, crm, files: store, folder: join(folder, 'files'),
    worker: await person('specialist'), guest: await person('sales_support'), stranger: await person('sales_manager'),
    setTime(milliseconds) { now = milliseconds; },
    async dispose() {
      await office.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
