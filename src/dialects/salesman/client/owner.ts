import type { Call } from '../call.ts';
import { member } from '../../transport/parameters.ts';
import { settle } from '../transport/reading.ts';
import { asId, asText } from '../transport/values.ts';

/**
 * The owner that a write names: `iduser` before the login in `user` (SalesMan contract 2.0.5). Nobody of that name is
 * no error, imports live with it: undefined, and a line in our log.
 */
export function namedOwner(call: Call): number | undefined {
  const { parameters, directory } = call;
  const id = settle(asId(member(parameters, 'iduser')), 'iduser');
  const login = settle(asText(member(parameters, 'user')), 'user');
  const found = typeof id === 'number' ? directory.account(id) : login === null || login === undefined ? undefined : directory.accountByLogin(login);
  if (found === undefined && (typeof id === 'number' || (login ?? '') !== '')) {
    call.log.warn({ face: call.context.face }, 'a write named an owner who does not exist; the owner stays as it was');
  }
  return found?.id;
}
