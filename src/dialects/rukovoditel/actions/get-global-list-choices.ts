import { optionLists } from '../../../core/options/option-lists.ts';
import { member } from '../../transport/parameters.ts';
import { listNumber } from '../application/list-numbers.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { readId } from '../transport/read-id.ts';
import { missing, NOT_FOUND } from '../transport/texts.ts';
import { administratorsOnly } from './administrators-only.ts';
import { presentOptions } from './present-choices.ts';

/** `get_global_list_choices` (Rukovoditel contract 2.10). */
export async function getGlobalListChoices(call: ActionCall): Promise<ActionAnswer> {
  administratorsOnly(call);
  const number = readId(member(call.parameters, 'list_id'));
  if (number === undefined) throw new ApiError(missing('list_id'));
  const list = optionLists(call.directory).all.find((one) => !one.own && listNumber(one) === number);
  if (list === undefined) throw new ApiError(NOT_FOUND);
  return { data: presentOptions(list.options) };
}
