import { ensureOption } from '../../../core/designer/ensure-option.ts';
import { closedFields } from '../../../core/permissions/allow.ts';
import { optionLists } from '../../../core/options/option-lists.ts';
import { membersFrom, type Parameters } from '../../transport/parameters.ts';
import type { WireEntity } from '../application/application.ts';
import type { ActionCall } from '../call.ts';
import { readCommaList } from '../transport/read-comma-list.ts';

const KEY = /^(?:field_)?(\d{1,15})$/u;

/** What was sent, and the call with a directory that knows the tags made for it. */
export interface Tagged {
  readonly call: ActionCall;
  readonly sent: Parameters;
}

/**
 * The map with tags of a new name (`#urgent`) made choices and put by their numbers (Rukovoditel contract 3.4.4). None is
 * made for a field that the caller may not write.
 */
export async function ensureTags(call: ActionCall, entity: WireEntity, sent: Parameters): Promise<Tagged> {
  const closed = closedFields(call.directory, call.account, entity.definition);
  const changed: [string, Parameters[string]][] = [];
  for (const [key, value] of Object.entries(sent)) {
    const core = entity.field(Number(KEY.exec(key)?.[1] ?? Number.NaN))?.core;
    const items = core?.type === 'options' && core.settings.open === true && !closed.has(core.name) ? readCommaList(value) : undefined;
    if (core?.settings.list === undefined || items === undefined || !items.some((item) => item.startsWith('#'))) changed.push([key, value]);
    else changed.push([key, await numbersOf(call, core.settings.list, items)]);
  }
  return { call: { ...call, directory: await call.crm.directory() }, sent: membersFrom(changed) };
}

async function numbersOf({ crm, context }: ActionCall, list: string, items: readonly string[]): Promise<string[]> {
  const numbers: string[] = [];
  for (const item of items) {
    const title = item.startsWith('#') ? item.slice(1).trim() : '';
    if (title === '') numbers.push(item);
    else {
      const id = await ensureOption(crm, context, list, title);
      numbers.push(String(optionLists(await crm.directory()).of(list).byId(id)?.number ?? id));
    }
  }
  return numbers;
}
