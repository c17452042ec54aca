import { authorOf } from '../../../core/context.ts';
import { CrmError } from '../../../core/errors.ts';
import { planNew } from '../../../core/records/plan-new.ts';
import { readRecord, readShown } from '../../../core/records/read-record.ts';
import { numberAt } from '../../../core/values.ts';
import type { Action, Call } from '../call.ts';
import type { Model } from '../model.ts';
import { MANNER } from '../save.ts';
import { HttpError } from '../transport/http-error.ts';
import { RefusedWrite } from '../transport/refused-write.ts';
import { missingParameters, PAGE_NOT_FOUND, required, wrongFormat } from '../transport/texts.ts';
import type { WireJson } from '../transport/wire-json.ts';
import { int, str } from '../values/fields.ts';
import { readInteger, readText } from '../values/read-values.ts';

const AMOUNT = 'Количество';
const MAX_AMOUNT = 1_000_000_000;
const DONE: WireJson = { success: true, errors: [] };

/** `balance-bonus`: how many a customer has (alfaCRM contract 3.23). */
const balance: Action = async (call) => {
  const client = await orNotFound(readShown(call.crm, call.context, 'client', customerOf(call)));
  return { balance_bonus: numberAt(client, 'bonus') ?? 0 };
};

/** The customer of the query, else of the body: 400 without one, 404 for none. */
function customerOf({ query, body }: Call): number {
  const sent = (Object.hasOwn(query, 'customer_id') ? query['customer_id'] : undefined) ?? (Object.hasOwn(body, 'customer_id') ? body['customer_id'] : undefined) ?? null;
  if (sent === null || sent === '') throw new HttpError(400, missingParameters(['customer_id']));
  const id = readInteger(sent);
  if (id === undefined) throw new HttpError(404, PAGE_NOT_FOUND);
  return id;
}

async function orNotFound<Found>(found: Promise<Found>): Promise<Found> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof CrmError && error.code === 'not_found') throw new HttpError(404, PAGE_NOT_FOUND);
    throw error;
  }
}

/** Adds bonuses, or takes them away; nobody spends more than he has, be it in two calls at once. */
function book(sign: 1 | -1): Action {
  return async (call) => {
    const { crm, context } = call;
    const customer = customerOf(call);
    const amount = readAmount(call);
    await crm.write(authorOf(context), async (draft, directory) => {
      const client = await orNotFound(readRecord(crm, context, 'client', customer));
      if (sign < 0 && (numberAt(client, 'bonus') ?? 0) < amount) throw new RefusedWrite({ amount: ['Недостаточно бонусов.'] });
      // The client is written too, as he was read: a decision on bonuses that are gone meanwhile is taken again.
      draft.derive('client', client, {}, ['bonus']);
      await planNew(crm, context, draft, directory, directory.catalog.entity('bonus'), { client: customer, amount: sign * amount, note: noteOf(call) }, MANNER);
    });
    return DONE;
  };
}

function readAmount({ body }: Call): number {
  const sent = Object.hasOwn(body, 'amount') ? (body['amount'] ?? null) : null;
  if (sent === null || sent === '') throw new RefusedWrite({ amount: [required(AMOUNT)] });
  const amount = typeof sent === 'boolean' ? undefined : readInteger(sent);
  if (amount === undefined || amount < 1 || amount > MAX_AMOUNT) throw new RefusedWrite({ amount: [wrongFormat(AMOUNT)] });
  return amount;
}

function noteOf({ body }: Call): string {
  return (Object.hasOwn(body, 'note') ? readText(body['note'] ?? '') : undefined) ?? '';
}

/** alfaCRM contract 3.23: specials alone. */
export const bonus: Model = {
  path: 'bonus', className: 'Bonus', entity: 'bonus', byBranch: false, actions: [], filters: {},
  fields: [int('customer_id', 'client'), int('amount', 'amount', { label: AMOUNT }), str('note', 'note')],
  specials: { 'balance-bonus': balance, 'bonus-add': book(1), 'bonus-spend': book(-1) },
  readSpecials: ['balance-bonus'],
};
