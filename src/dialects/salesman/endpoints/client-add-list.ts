import { withParameters, type Answer, type Call } from '../call.ts';
import { toEnvelope } from '../refuse.ts';
import { wrongValue } from '../errors.ts';
import { missing, WireError } from '../transport/envelope.ts';
import { member, type Parameters, type WireValue } from '../../transport/parameters.ts';
import { settle } from '../transport/reading.ts';
import { asList, asMembers } from '../transport/values.ts';
import { clientAdd } from './client-add.ts';

const MAX_ITEMS = 500;

/**
 * `client/add.list`: one answer for each item, in their order; an item that is refused does not undo the others. Items
 * are taken one after another, so that the second of two equal ones finds the first.
 */
export async function clientAddList(call: Call): Promise<Answer> {
  const items = settle(asList(member(call.parameters, 'client')), 'client');
  if (items === null || items === undefined) throw new WireError(missing('client'));
  if (items.length > MAX_ITEMS) throw new WireError(wrongValue('client', `не более ${MAX_ITEMS} записей в одном запросе`));
  const answers: Answer[] = [];
  for (const item of items) answers.push(await addOne(call, item));
  return answers;
}

async function addOne(call: Call, item: WireValue): Promise<Answer> {
  try {
    return await clientAdd(withParameters(call, withOwner(call.parameters, item)));
  } catch (error) {
    return toEnvelope(error, call);
  }
}

/** An item names its own owner, or the request does for all of them. */
function withOwner(request: Parameters, item: WireValue): Parameters {
  const members = settle(asMembers(item), 'client') ?? {};
  const owner = ['user', 'iduser'].some((name) => member(members, name) !== undefined) ? undefined : member(request, 'user');
  return owner === undefined ? members : { ...members, user: owner };
}
