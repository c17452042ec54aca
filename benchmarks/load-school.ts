import { createFirstAdministrator } from '../src/core/accounts/create-first-administrator.ts';
import type { Author } from '../src/core/changes/change-set.ts';
import { createDraft } from '../src/core/changes/draft.ts';
import { createCrm, type Crm } from '../src/core/crm.ts';
import { BASE_PRESET } from '../src/core/presets/base.ts';
import { loadPreset } from '../src/core/presets/load-preset.ts';
import { SCHOOL_PRESET } from '../src/core/presets/school.ts';
import { planCreate } from '../src/core/records/plan.ts';
import type { Storage } from '../src/core/storage.ts';
import type { FieldValues } from '../src/core/values.ts';
import { SALESMAN_PRESET } from '../src/dialects/salesman/preset.ts';
import { ACCOUNT } from './load-clients.ts';
import { loadInGroups, type LoadRows } from './load-rows.ts';
import { BRANCH, lessonsFor, makeCustomer, makeLesson, type SchoolTargets } from './make-school.ts';

const AUTHOR: Author = { userId: null, face: 'setup', keyId: null };
const SUBJECTS = 10;
const ROOMS = 10;
const TEACHERS = 40;
const GROUPS = 40;

/** Brings in presets, an administrator with a key, and all that customers and lessons point at; gives what writes `count` customers and their lessons. */
export async function prepareSchool(storage: Storage): Promise<LoadRows> {
  const crm = createCrm({ storage, clock: Date.now });
  for (const preset of [BASE_PRESET, SALESMAN_PRESET, SCHOOL_PRESET]) await loadPreset(crm, AUTHOR, preset);
  await createFirstAdministrator(crm, AUTHOR, { ...ACCOUNT, name: 'Бенч Администратор', keyLabel: 'bench' });
  const targets = await openSchool(crm);
  const { catalog } = await crm.directory();
  return async (count, group, write) => {
    const directory = await crm.directory();
    return loadInGroups(count + lessonsFor(count), group, write, (from, size) => {
      const draft = createDraft(AUTHOR, Date.now());
      for (let index = from; index < from + size; index++) {
        const made = index < count ? makeCustomer(index, count, targets) : makeLesson(index - count, lessonsFor(count), targets);
        planCreate(draft, directory, catalog.entity(index < count ? 'client' : 'lesson'), { ...made.values, created_at: made.createdAt });
      }
      return draft.toChangeSet();
    });
  };
}

/** Subjects, rooms, teachers and groups in the numbers of a school; what else is pointed at came with the preset. */
async function openSchool(crm: Crm): Promise<SchoolTargets> {
  const subjects = await addSome(crm, 'subject', SUBJECTS, (number) => ({ title: `Предмет ${number}` }));
  const rooms = await addSome(crm, 'room', ROOMS, (number) => ({ title: `Аудитория ${number}`, branch: BRANCH }));
  const teachers = await addSome(crm, 'teacher', TEACHERS, (number) => ({ name: `Педагог ${number}`, branches: [String(BRANCH)] }));
  const groups = await addSome(crm, 'group', GROUPS, (number) => ({ name: `Группа ${number}`, branches: [String(BRANCH)], capacity: 12 }));
  const directory = await crm.directory();
  const ids = (dictionary: string): readonly number[] => directory.dictionary(dictionary).items.map(({ id }) => id);
  return { subjects, rooms, teachers, groups, statuses: ids('study_status'), leadStatuses: ids('lead_status'), sources: ids('source'), types: ids('lesson_type') };
}

async function addSome(crm: Crm, entity: string, count: number, make: (number: number) => FieldValues): Promise<readonly number[]> {
  const written = await crm.write(AUTHOR, async (draft, directory) =>
    Array.from({ length: count }, (_, index) => planCreate(draft, directory, directory.catalog.entity(entity), make(index + 1))));
  return written.decision.map((id) => written.idOf(id));
}
