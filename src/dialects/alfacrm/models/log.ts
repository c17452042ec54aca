import { readChangeLog } from '../../../core/changes/read-change-log.ts';
import type { ChangeAction, ChangeQuery, LoggedChange } from '../../../core/changes/logged-change.ts';
import type { FieldValues } from '../../../core/values.ts';
import { localDateTime } from '../../transport/local-times.ts';
import { readPage } from '../actions/index-action.ts';
import type { Action, Call } from '../call.ts';
import { customFields } from '../custom-fields.ts';
import { moments } from '../filters/makers.ts';
import type { Model } from '../model.ts';
import { listBody } from '../transport/envelope.ts';
import type { WireJson } from '../transport/wire-json.ts';
import { readIntegers, readText } from '../values/read-values.ts';

const EVENTS: Readonly<Record<ChangeAction, number>> = { created: 1, changed: 2, restored: 2, deleted: 3, purged: 3 };

/** What this API logs and has no entity of its own for (alfaCRM contract 3.27). */
export const OTHERS: Readonly<Record<string, string>> = { attendance: 'LessonDetails', level: 'Level', group_status: 'GroupStatus', absence_reason: 'LessonReason', role: 'AclRole' };

/**
 * alfaCRM contract 3.27: the change log of everything that has one class here, newest first. Read alone; for those who
 * see all records.
 */
export function logOf(models: readonly Model[]): Model {
  const known = modelByEntity(models);
  const classOf = (entity: string): string => known.get(entity)?.className ?? OTHERS[entity] ?? entity;
  const entities = [...known.keys(), ...Object.keys(OTHERS).filter((entity) => !known.has(entity))];

  const index: Action = async (call) => {
    const { page, limit } = readPage(call);
    const { rows, total } = await readChangeLog(call.crm, call.context, { ...asked(call, named(call, entities, classOf)), offset: page * limit, limit });
    return listBody({ total, page, items: rows.map((row) => present(row, classOf(row.entity), known.get(row.entity), call)) });
  };
  return { path: 'log', className: 'Log', entity: 'client', byBranch: false, actions: ['index'], fields: [], filters: {}, own: { index } };
}

/** By entity, the model that tells of its records. */
export function modelByEntity(models: readonly Model[]): ReadonlyMap<string, Model> {
  return new Map([...Map.groupBy(models, ({ entity }) => entity)].flatMap(([entity, some]) => onlyOne(some).map((model) => [entity, model] as const)));
}

/** The model that an entity is written by, or its only one. Messages of three kinds are one entity, and their rows do not say which: none. */
function onlyOne(models: readonly Model[]): readonly Model[] {
  const written = models.filter(({ actions }) => actions.includes('create'));
  const some = written.length > 0 ? written : models.filter(({ fields }) => fields.length > 0);
  return some.length === 1 ? some : [];
}

function named({ given, directory }: Call, entities: readonly string[], classOf: (entity: string) => string): readonly string[] {
  const there = entities.filter((entity) => directory.catalog.has(entity));
  const sent = given('entity');
  if (sent === undefined || sent === '') return there;
  const words = (Array.isArray(sent) ? sent : [sent]).map(readText);
  return there.filter((entity) => words.includes(classOf(entity)));
}

/** The conditions of a call; a value of no known form finds nothing, a date of none says nothing (contract 2.5). */
function asked(call: Call, entities: readonly string[]): Omit<ChangeQuery, 'offset' | 'limit'> {
  const [record, actor] = [oneNumber(call, 'entity_id'), oneNumber(call, 'user_id')];
  const events = numbers(call, 'event');
  const actions = events === undefined ? undefined : actionsOf(events);
  const nothing = record === null || actor === null || actions?.length === 0;
  return {
    entities: nothing ? [] : entities,
    ...(typeof record === 'number' ? { recordId: record } : {}),
    ...(typeof actor === 'number' ? { actorId: actor } : {}),
    ...(actions === undefined ? {} : { actions }),
    ...times(call),
  };
}

function numbers({ given }: Call, name: string): readonly number[] | undefined {
  const sent = given(name);
  return sent === undefined || sent === '' ? undefined : (readIntegers(sent) ?? []);
}

/** Null: nothing can be it. */
function oneNumber(call: Call, name: string): number | null | undefined {
  const sent = numbers(call, name);
  return sent === undefined ? undefined : (sent[0] ?? null);
}

function actionsOf(events: readonly number[]): readonly ChangeAction[] {
  const all: readonly ChangeAction[] = ['created', 'changed', 'restored', 'deleted', 'purged'];
  return all.filter((action) => events.includes(EVENTS[action]));
}

const BOUNDS = moments('date', 'at');

function times(call: Call): Pick<ChangeQuery, 'from' | 'to'> {
  const bound = (side: 'from' | 'to'): number | undefined => {
    const filter = BOUNDS[`date_${side}`]?.(call.given(`date_${side}`) ?? null, call);
    const end = filter?.kind === 'range' ? filter[side] : undefined;
    return end === undefined ? undefined : Number(end.value) + (side === 'to' && end.inclusive ? 1 : 0);
  };
  const [from, to] = [bound('from'), bound('to')];
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function present(row: LoggedChange, className: string, model: Model | undefined, call: Call): WireJson {
  return {
    id: row.id,
    entity: className,
    entity_id: row.recordId,
    user_id: row.actorId,
    event: EVENTS[row.action],
    fields_old: wireValues(row.before, row, model, call),
    fields_new: wireValues(row.after, row, model, call),
    fields_rel: [],
    date_time: localDateTime(call.zone, row.at),
  };
}

/** The values as the entity shows them, by its names; none are an empty list (trap 15). */
function wireValues(values: FieldValues | null, { recordId }: LoggedChange, model: Model | undefined, call: Call): WireJson {
  if (values === null || model === undefined) return [];
  const record = { ...values, id: recordId, version: 0 };
  const of = { ...call, model };
  const fields = [...model.fields, ...(model.custom === true ? customFields(of) : [])];
  const members = fields.flatMap(({ wire, field, show }) => (field !== undefined && Object.hasOwn(values, field) ? [[wire, show(record, of)] as const] : []));
  const archive = model.archived === true && Object.hasOwn(values, 'archived_at') ? { removed: values['archived_at'] === null ? 0 : 1 } : {};
  const shown = { ...Object.fromEntries(members), ...archive };
  return Object.keys(shown).length === 0 ? [] : shown;
}

