import type { NewId } from '../../../core/changes/change-set.ts';
import { authorOf } from '../../../core/context.ts';
import { CrmError } from '../../../core/errors.ts';
import { allowCreating } from '../../../core/permissions/allow.ts';
import { planNew } from '../../../core/records/plan-new.ts';
import { member, type Parameters, type WireValue } from '../../transport/parameters.ts';
import type { WireEntity } from '../application/application.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { ApiError, messageOf } from '../transport/errors.ts';
import { readMap } from '../transport/read-map.ts';
import { missing } from '../transport/texts.ts';
import { wireNames } from '../wire-names.ts';
import { entityOf } from './entity-of.ts';
import { readTagged } from './read-tagged.ts';
import { registerUser } from './register-user.ts';
import { fileInputs, readyFiles } from './sent-files.ts';
import { takenFields, WIRE_MANNER } from './wire-manner.ts';

/** `insert`: one record or many, all of them or none (Rukovoditel contract 2.4). Entity 1 registers users. */
export async function insert(call: ActionCall): Promise<ActionAnswer> {
  const entity = entityOf(call);
  allowCreating(call.directory, call.account, entity.definition);
  const items = readItems(entity, member(call.parameters, 'items'));
  if (entity.definition.name === 'user') return registerUser(call, entity, items);
  const read = await Promise.all(items.map((item, index) => naming(call, items, index, async () => {
    const values = await readTagged(call, entity, item);
    return { ...values, ready: await readyFiles(call, values.files) };
  })));
  const written = await call.crm.write(authorOf(call.context), async (draft, directory) => {
    const ids: NewId[] = [];
    const taken = new Set<string>();
    for (const [index, { inputs, stamp, ready }] of read.entries()) {
      await naming(call, items, index, async () => {
        try {
          ids.push(await planNew(call.crm, call.context, draft, directory, directory.catalog.entity(entity.definition.name), { ...inputs, ...fileInputs(ready) }, WIRE_MANNER, stamp));
        } catch (error) {
          // A value that must be unique and is not: the record is passed over, and the answer says so (contract 2.4.3).
          for (const field of takenFields(error, entity)) taken.add(field);
        }
      });
    }
    return { ids, taken };
  });
  const { ids, taken } = written.decision;
  return { data: { id: ids.map((id) => written.idOf(id)).join(',') }, ...(taken.size === 0 ? {} : { extra: { unique_fields_warning: [...taken] } }) };
}

/** One map or a list of maps; a map whose keys are numbers of fields is one record (Rukovoditel contract 2.4.1). */
function readItems(entity: WireEntity, sent: WireValue | undefined): readonly Parameters[] {
  if (sent === undefined || sent === null || sent === '') throw new ApiError(missing('items'));
  if (typeof sent !== 'object') throw new ApiError(missing('items'));
  const entries = Object.entries(sent);
  const many = Array.isArray(sent) || (entries.length > 0 && entries.every(([key, value]) => /^\d+$/u.test(key) && typeof value === 'object' && value !== null && entity.field(Number(key)) === undefined));
  const items = many ? entries.map(([, value]) => readMap(value)) : [readMap(sent)];
  if (items.length === 0) throw new ApiError(missing('items'));
  return items.map((item, index) => {
    if (item === undefined) throw new ApiError(missing(`items[${index}]`));
    return item;
  });
}

/** Of several records, the one at fault is named. */
async function naming<Result>(call: ActionCall, items: readonly Parameters[], index: number, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (items.length === 1 || !(error instanceof ApiError || (error instanceof CrmError && error.code !== 'unavailable' && error.code !== 'conflict'))) throw error;
    throw new ApiError(`items[${index}]: ${messageOf(error, wireNames(call.application))}`, { cause: error });
  }
}
