import { anyOf, equals, NOTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import { numberAt } from '../../../core/values.ts';
import { among, holding } from '../filters/makers.ts';
import type { FilterMaker, Model } from '../model.ts';
import { dateIso, dateRu, flag, ID, ids, int, shown, time } from '../values/fields.ts';
import { readDay, readIntegers } from '../values/read-values.ts';
import { prepareRegularLesson, readWeekdays, relatedClass, relatedId, WEEKDAY } from './regular-lesson-inputs.ts';
import { saveRegularLesson } from './regular-lesson-save.ts';

const START = { label: 'Начало периода' } as const;
const END = { label: 'Конец периода' } as const;

const isSet = (field: string): Filter => ({ kind: 'not', filter: equals(field, null) });

const ofClass: FilterMaker = (value) => (value === 'Group' ? isSet('group') : value === 'Customer' ? isSet('client') : NOTHING);

/** Of whichever class, unless `related_class` says of which. */
const ofRelated: FilterMaker = (value, call) => {
  const asked = readIntegers(value);
  if (asked === undefined) return NOTHING;
  const kind = call.given('related_class');
  return anyOf(kind === 'Customer' ? NOTHING : oneOf('group', asked), kind === 'Group' ? NOTHING : oneOf('client', asked));
};

/** Slots that are held on some day of the period. */
const endsFrom: FilterMaker = (value) => bounded(readDay(value), (day) => ({ kind: 'range', field: 'ends_on', from: { value: day, inclusive: true } }), 'ends_on');
const startsTo: FilterMaker = (value) => bounded(readDay(value), (day) => ({ kind: 'range', field: 'starts_on', to: { value: day, inclusive: true } }), 'starts_on');

function bounded(day: string | undefined, range: (day: string) => Filter, field: string): Filter | undefined {
  return day === undefined ? undefined : anyOf(equals(field, null), range(day));
}

/** alfaCRM contract 3.17: a weekly slot; the core makes its lessons. */
export const regularLesson: Model = {
  path: 'regular-lesson', className: 'RegularLesson', entity: 'regular_lesson', byBranch: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    int('branch_id', 'branch', { required: true }),
    int('lesson_type_id', 'type'),
    shown('related_class', relatedClass),
    { ...int('related_id', 'group'), show: relatedId },
    int('subject_id', 'subject'),
    shown('streaming', () => false),
    ids('teacher_ids', 'teachers'),
    int('room_id', 'room'),
    { wire: 'day', field: 'weekday', label: WEEKDAY, show: (record) => numberAt(record, 'weekday'), read: readWeekdays },
    { wire: 'days', field: 'weekday', label: WEEKDAY, required: true, show: (record) => [numberAt(record, 'weekday') ?? 0], read: readWeekdays },
    time('time_from_v', 'starts', { required: true, label: 'Время начала' }),
    time('time_to_v', 'ends', { required: true, label: 'Время окончания' }),
    dateIso('b_date', 'starts_on', START),
    dateIso('e_date', 'ends_on', END),
    dateRu('b_date_v', 'starts_on', START),
    dateRu('e_date_v', 'ends_on', END),
    flag('is_public', 'public'),
    int('customer_limit', 'capacity'),
    ids('customer_ids', 'clients'),
  ],
  filters: {
    id: among('id'), teacher_id: holding('teachers'), group_id: among('group'), related_class: ofClass, related_id: ofRelated,
    date_from: endsFrom, date_to: startsTo,
  },
  prepare: prepareRegularLesson,
  save: saveRegularLesson,
};
