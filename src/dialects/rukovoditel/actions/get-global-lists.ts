import { optionLists } from '../../../core/options/option-lists.ts';
import { textAt } from '../../../core/values.ts';
import { listNumber } from '../application/list-numbers.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { administratorsOnly } from './administrators-only.ts';

/** `get_global_lists`: lists that several fields may share (Rukovoditel contract 2.10). */
export async function getGlobalLists(call: ActionCall): Promise<ActionAnswer> {
  administratorsOnly(call);
  const shared = optionLists(call.directory).all.filter(({ own }) => !own);
  return { data: shared.map((list) => ({ id: String(listNumber(list)), name: list.title, notes: list.record === undefined ? '' : (textAt(list.record, 'note') ?? '') })) };
}
