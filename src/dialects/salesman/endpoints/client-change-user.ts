import { changeClientOwner } from '../../../core/clients/change-owner.ts';
import type { Answer, Call } from '../call.ts';
import { clidOf, textOf } from '../client/identify.ts';
import { namedOwner } from '../client/owner.ts';
import { MISSING_CLID } from '../errors.ts';
import { asBoolean } from '../transport/boolean.ts';
import { missing, WireError } from '../transport/envelope.ts';
import { member } from '../../transport/parameters.ts';
import { settle } from '../transport/reading.ts';
import { asId } from '../transport/values.ts';

/** `client/change.user`: gives a client, and what hangs on it if asked, to another user (SalesMan contract 2.1.9). */
export async function clientChangeUser(call: Call): Promise<Answer> {
  const { crm, context, parameters } = call;
  const id = clidOf(call);
  if (id === undefined) throw new WireError(MISSING_CLID);
  const owner = settle(asId(member(parameters, 'newuser')), 'newuser') ?? namedOwner(call);
  if (owner === undefined || call.directory.account(owner)?.active !== true) throw new WireError(missing('newuser'));
  await changeClientOwner(crm, context, id, {
    owner,
    reason: textOf(call, 'reason') ?? 'не указано',
    persons: asBoolean(member(parameters, 'person_send')),
    deals: asBoolean(member(parameters, 'dog_send')),
    tasks: asBoolean(member(parameters, 'todo_send')),
  });
  return { result: 'Сделано', error: [] };
}
