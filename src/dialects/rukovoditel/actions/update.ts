import type { Draft } from '../../../core/changes/draft.ts';
import { checkedPassword } from '../../../core/accounts/create-user.ts';
import { keepAdministrators } from '../../../core/accounts/keep-administrators.ts';
import { authorOf } from '../../../core/context.ts';
import type { Directory } from '../../../core/directory.ts';
import { CrmError } from '../../../core/errors.ts';
import { allowReading, mayUpdate } from '../../../core/permissions/allow.ts';
import { rightsOn } from '../../../core/permissions/rights.ts';
import { planChange } from '../../../core/records/plan-change.ts';
import type { CrmRecord } from '../../../core/values.ts';
import { member } from '../../transport/parameters.ts';
import type { WireEntity } from '../application/application.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { readMap } from '../transport/read-map.ts';
import { missing } from '../transport/texts.ts';
import { entityOf } from './entity-of.ts';
import { findTargets, inLots, readTargets } from './find-targets.ts';
import { readIfThere } from './read-if-there.ts';
import { readUserChange } from './read-user.ts';
import { readTagged } from './read-tagged.ts';
import type { WireValues } from './read-values.ts';
import { fileInputs, readyFiles, type ReadyFiles } from './sent-files.ts';
import { takenFields, WIRE_MANNER } from './wire-manner.ts';
import { setUserPassword } from './set-user-password.ts';

/** `update`: one map of values for every row that the criteria name (Rukovoditel contract 2.6). */
export async function update(call: ActionCall): Promise<ActionAnswer> {
  const entity = entityOf(call);
  const rights = allowReading(call.directory, call.account, entity.definition);
  if (rights.update === 'none') throw new CrmError('forbidden', { entity: entity.definition.name });
  const targets = readTargets(call, entity, rights, 'update_by_field');
  const sent = readMap(member(call.parameters, 'data'));
  if (sent === undefined) throw new ApiError(missing('data'));
  const { data, password, administrator } = entity.definition.name === 'user' ? readUserChange(call, sent) : { data: sent, password: undefined, administrator: undefined };
  if (password !== undefined) checkedPassword(password);
  const read = await readTagged(call, entity, data);
  const values = administrator === undefined ? read : { ...read, inputs: { ...read.inputs, administrator } };
  const ids = await findTargets(call, entity, targets);
  const ready = ids.length === 0 ? [] : await readyFiles(call, values.files);
  const outcome: Outcome = { changed: [], taken: new Set() };
  for (const lot of inLots(ids)) await changeLot(call, entity, lot, values, ready, outcome);
  if (password !== undefined) for (const id of outcome.changed) await setUserPassword(call, id, password);
  return { data: { id: outcome.changed.join(',') }, ...(outcome.taken.size === 0 ? {} : { extra: { unique_fields_warning: [...outcome.taken] } }) };
}

interface Outcome {
  readonly changed: number[];
  readonly taken: Set<string>;
}

async function changeLot(call: ActionCall, entity: WireEntity, ids: readonly number[], values: WireValues, ready: readonly ReadyFiles[], outcome: Outcome): Promise<void> {
  const { name } = entity.definition;
  const written = await call.crm.write(authorOf(call.context), async (draft, directory) => {
    if (name === 'user' && (values.inputs['active'] === false || values.inputs['administrator'] === false)) keepAdministrators(draft, directory, ids);
    const changed: number[] = [];
    const taken: string[] = [];
    for (const id of ids) {
      const record = await readIfThere(call, name, id);
      // Rows that the caller may not change, by his rights or by their state, are passed over (contract 3.7.5).
      if (record === undefined || !mayUpdate(directory, call.account, directory.catalog.entity(name), record) || isAbove(call, name, record)) continue;
      try {
        await planRow(call, draft, directory, name, record, values, ready);
        changed.push(id);
      } catch (error) {
        taken.push(...takenFields(error, entity));
      }
    }
    return { changed, taken };
  });
  outcome.changed.push(...written.decision.changed);
  for (const field of written.decision.taken) outcome.taken.add(field);
}

/** Administrators are changed by administrators alone: whoever sets their password is one. */
function isAbove({ account }: ActionCall, entity: string, record: CrmRecord): boolean {
  return entity === 'user' && record['administrator'] === true && !account.administrator;
}

async function planRow({ crm, context, account }: ActionCall, draft: Draft, directory: Directory, entity: string, record: CrmRecord, { inputs, stamp }: WireValues, ready: readonly ReadyFiles[]): Promise<void> {
  const definition = directory.catalog.entity(entity);
  await planChange(crm, context, draft, directory, definition, record, { ...inputs, ...fileInputs(ready, record) }, WIRE_MANNER);
  const { created_by: author } = stamp;
  if (author !== undefined && rightsOn(directory, account, definition).update === 'all') draft.update(entity, record, { created_by: author });
}
