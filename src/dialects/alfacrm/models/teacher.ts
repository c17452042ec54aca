import { dayOf } from '../../../core/school/days.ts';
import { listAt, numberAt, type CrmRecord } from '../../../core/values.ts';
import type { Call } from '../call.ts';
import { among, containing, holding, phoneLike } from '../filters/makers.ts';
import type { Inputs, Model } from '../model.ts';
import { dateRu, ID, ids, int, shown, str, strs } from '../values/fields.ts';
import { storedPhone } from '../values/phone.ts';
import { GENDERS, readGender } from './customer-inputs.ts';
import { teacherRates } from './teacher-rate.ts';
import { workingHours } from './working-hour.ts';

/** What the `e_date` of a teacher who works says (alfaCRM contract 3.19). */
const STILL_WORKS = '2030-12-31';

/** alfaCRM contract 3.19. */
export const teacher: Model = {
  path: 'teacher', className: 'Teacher', entity: 'teacher', byBranch: true, archived: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    ids('branch_ids', 'branches'),
    str('name', 'name', { required: true }),
    dateRu('dob', 'birthday'),
    { wire: 'gender', field: 'gender', show: (record) => GENDERS[String(record['gender'])] ?? null, read: readGender },
    int('streaming_id', 'streaming_number'),
    str('note', 'note'),
    shown('e_date', leftOn),
    str('avatar_url', 'avatar_url', { empty: null }),
    strs('phone', 'phones'),
    strs('email', 'emails'),
    strs('web', 'websites'),
    strs('addr', 'addresses'),
    shown('teacher-to-skill', (record) => listAt(record, 'skills').map((name) => ({ name }))),
  ],
  filters: { id: among('id'), name: containing('name'), phone: phoneLike('phones'), branch_ids: holding('branches') },
  prepare: withStoredPhones,
  specials: { 'working-hour': workingHours, 'teacher-rate': teacherRates },
  readSpecials: ['working-hour', 'teacher-rate'],
};

function leftOn(record: CrmRecord, { zone }: Call): string {
  const at = numberAt(record, 'archived_at');
  return at === null ? STILL_WORKS : dayOf(zone, at);
}

function withStoredPhones(inputs: Inputs): Inputs {
  const { phones } = inputs;
  return Array.isArray(phones) ? { ...inputs, phones: phones.map((phone) => storedPhone(String(phone))) } : inputs;
}
