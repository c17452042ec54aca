import type { EventLine } from '../../dialect.ts';
import type { Model, WireField } from '../model.ts';
import { ALL_MODELS } from '../models/all-models.ts';
import { NAME, WEIGHT } from '../models/dictionary.ts';
import { modelByEntity, OTHERS } from '../models/log.ts';
import { dateIso, flag, int, money, str } from '../values/fields.ts';

/** What happens to a record, as this API calls it, and as people read it (alfaCRM contract 5.2). */
const HAPPENINGS = { create: { ru: 'добавление', en: 'created' }, update: { ru: 'изменение', en: 'changed' }, delete: { ru: 'удаление', en: 'deleted' } } as const;
export type Happening = keyof typeof HAPPENINGS;

/** Fields of what has no address of its own: rows of attendance as a lesson's `details` have them (alfaCRM contract 3.16), and lists of values. */
const OTHER_FIELDS: Readonly<Record<string, readonly WireField[]>> = {
  attendance: [
    int('customer_id', 'client'), int('lesson_id', 'lesson'), int('ctt_id', 'subscription'), int('reason_id', 'reason'), flag('is_attend', 'attended'),
    money('commission', 'charged', { empty: '0.00' }), str('grade', 'grade', { empty: null }), int('homework_grade_id', 'homework_grade'), int('bonus', 'bonus'), str('note', 'note'),
  ],
  role: [NAME],
};

/**
 * What events show other than an index does. Payments tell their date in ISO notation, and whether they are confirmed as
 * a yes or no beside the flag (alfaCRM contract 5.2); a note always says what it hangs on.
 */
const EVENT_FIELDS: Readonly<Record<string, (fields: readonly WireField[]) => readonly WireField[]>> = {
  payment: (fields) => [
    ...fields.map((field) => (field.wire === 'document_date' ? dateIso('document_date', 'date') : field)),
    { wire: 'confirmed', field: 'confirmed', show: (record) => record['confirmed'] !== false },
  ],
  activity: (fields) => fields.map((field) => (field.wire === 'class' ? { ...field, field: 'kind' } : field)),
};

const KNOWN = modelByEntity(ALL_MODELS);

/** By entity, how its events look; an entity that is not here has no events. */
export const EVENT_MODELS: ReadonlyMap<string, Model> = new Map([
  ...[...KNOWN].map(([entity, model]) => [entity, { ...model, fields: EVENT_FIELDS[entity]?.(model.fields) ?? model.fields }] as const),
  ...Object.entries(OTHERS).filter(([entity]) => !KNOWN.has(entity)).map(([entity, className]) => [entity, otherModel(entity, className)] as const),
]);

/** `Lesson.update` and its like: every class with each of the three. */
export const EVENT_LINES: readonly EventLine[] = [...EVENT_MODELS.values()].flatMap(({ className }) =>
  Object.entries(HAPPENINGS).map(([happening, { ru, en }]): EventLine => ({ name: `${className}.${happening}`, caption: { ru: `${className}: ${ru}`, en: `${className}: ${en}` }, state: 'done' })));

function otherModel(entity: string, className: string): Model {
  return { path: '', className, entity, byBranch: false, actions: [], fields: OTHER_FIELDS[entity] ?? [NAME, WEIGHT], filters: {} };
}
