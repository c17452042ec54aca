import { deleteAction } from '../actions/delete.ts';
import { idOf } from '../actions/update.ts';
import { listRecords } from '../../../core/records/find-records.ts';
import { readRecord } from '../../../core/records/read-record.ts';
import { allOf, anyOf, equals, EVERYTHING, NOTHING, oneOf, type Filter } from '../../../core/query/filter.ts';
import { numberAt, type CrmRecord } from '../../../core/values.ts';
import type { Action, Call } from '../call.ts';
import { among, containing, moments } from '../filters/makers.ts';
import type { FilterMaker, Model } from '../model.ts';
import { dateTime, ID, int, shown, str } from '../values/fields.ts';
import { readIntegers, readText } from '../values/read-values.ts';
import { CLASSES, COMMENT, isNote, prepareCommunication } from './communication-inputs.ts';
import { ofStage } from './customer-filters.ts';

/** alfaCRM contract 3.25: notes in the history of clients, groups and tasks, whichever face wrote them. */
export const communication: Model = {
  path: 'communication', className: 'Communication', entity: 'activity', byBranch: true,
  actions: ['index', 'create', 'update', 'delete'],
  fields: [
    ID,
    int('type_id', 'medium', { empty: COMMENT }),
    shown('class', (record, call) => hangsOn(record, call).word),
    shown('related_id', (record, call) => numberAt(record, hangsOn(record, call).field)),
    int('user_id', 'owner'),
    dateTime('added', 'created_at', { readOnly: true }),
    str('comment', 'text', { label: 'Комментарий' }),
    int('branch_id', 'branch'),
  ],
  filters: {
    id: among('id'),
    type_id: ofMedium,
    user_id: among('owner'),
    branch_id: among('branch'),
    comment: containing('text'),
    ...moments('added', 'created_at'),
  },
  needed: ['class', 'related_id'],
  standing: async (call) => allOf(equals('kind', 'note'), await relation(call)),
  prepare: prepareCommunication,
  own: { delete: deleteNote },
};

/** The class and the field of what a note hangs on; a client is a lead to whom asks for leads. */
function hangsOn(record: CrmRecord, { given }: Call): { readonly word: string; readonly field: string } {
  if (numberAt(record, 'group') !== null) return { word: 'Group', field: 'group' };
  if (numberAt(record, 'task') !== null) return { word: 'Task', field: 'task' };
  return { word: given('class') === 'Lead' ? 'Lead' : 'Customer', field: 'client' };
}

const ALL_FIELDS = [...new Set(CLASSES.values())];
const stored = (field: string): Filter => ({ kind: 'not', filter: equals(field, null) });

/** `class` and `related_id`, each for itself; a class that is none has no notes (contract 3.25). */
async function relation(call: Call): Promise<Filter> {
  const [word, related] = [call.given('class'), call.given('related_id')];
  const field = word === undefined ? undefined : CLASSES.get(readText(word) ?? '');
  if (word !== undefined && field === undefined) return NOTHING;
  const fields = field === undefined ? ALL_FIELDS : [field];
  if (related === undefined) return word === 'Lead' ? ofLeads(call) : anyOf(...fields.map(stored));
  const ids = readIntegers(related);
  return ids === undefined ? NOTHING : anyOf(...fields.map((name) => oneOf(name, ids)));
}

/** So many leads may be asked for at once. */
const MANY = 10_000;

async function ofLeads({ crm, context }: Call): Promise<Filter> {
  const leads = await listRecords(crm, context, { entity: 'client', filter: ofStage('lead'), sort: { field: 'id', descending: true }, offset: 0, limit: MANY, fields: [] });
  return oneOf('client', leads.map(({ id }) => id));
}

/** A note of a face that knows no ways of talking is a comment. */
function ofMedium(...[value]: Parameters<FilterMaker>): Filter {
  const numbers = readIntegers(value);
  if (numbers === undefined) return NOTHING;
  if (numbers.length === 0) return EVERYTHING;
  return numbers.includes(COMMENT) ? anyOf(oneOf('medium', numbers), equals('medium', null)) : oneOf('medium', numbers);
}

/** What the product wrote into a history itself is nobody's to delete: here it is not there. */
async function deleteNote(...[call]: Parameters<Action>): ReturnType<Action> {
  isNote(await readRecord(call.crm, call.context, 'activity', idOf(call)));
  return deleteAction(call);
}
