import { member } from '../../transport/parameters.ts';
import type { ActionAnswer, ActionCall } from '../call.ts';
import { ApiError } from '../transport/errors.ts';
import { readText } from '../transport/read-text.ts';
import { missing } from '../transport/texts.ts';
import { entityOf } from './entity-of.ts';

/** `run_process`: there are no processes here, so none of this number (Rukovoditel contract 2.11). */
export async function runProcess(call: ActionCall): Promise<ActionAnswer> {
  entityOf(call);
  const process = readText(member(call.parameters, 'process_id')) ?? '';
  if (process === '') throw new ApiError(missing('process_id'));
  throw new ApiError(`process ${process.slice(0, 100)} not exist`);
}
