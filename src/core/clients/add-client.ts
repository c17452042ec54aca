import { absence } from '../changes/draft.ts';
import { authorOf, type Context } from '../context.ts';
import type { Crm } from '../crm.ts';
import type { Directory } from '../directory.ts';
import { CrmError } from '../errors.ts';
import { checkBranches } from '../records/check-branches.ts';
import { planCreate } from '../records/plan.ts';
import { standardValues } from '../records/standard-values.ts';
import type { Storage } from '../storage.ts';
import { matchKey } from '../text/fold.ts';
import { textAt, type FieldValue, type FieldValues } from '../values.ts';
import { planClientValues, type ClientInput } from './client-input.ts';
import { filterClient } from './filter-client.ts';
import { duplicateFilter, findDuplicate, type Identity } from './find-duplicate.ts';
import { journal } from './journal.ts';
import { planRequisites } from './requisites.ts';

export interface AddClient extends ClientInput {
  /** When the client came to be, where a face may say so (imports from another system). */
  readonly createdAt?: number;
}

/**
 * Adds a client: dictionary values, requisites, history line, event and all, in one transaction. Refuses one that we
 * have (`duplicate`, with its id and title), also when both arrive at the same moment. Gives the new id.
 */
export async function addClient(crm: Crm, context: Context, given: AddClient): Promise<number> {
  const written = await crm.write(authorOf(context), async (draft, directory) => {
    const input = await filterClient(crm, context, draft, directory, given);
    const planned = await planClientValues(crm, draft, directory, { ...input, values: { ...standardValues(directory, directory.catalog.entity('client')), ...defaults(directory, input), owner: context.account.id, ...input.values } }, { whole: true });
    const values = checkBranches(context.account, directory.catalog.entity('client'), planned);
    const identity = identityOf(values);
    // The claim is checked by the writer anyway, so the base is asked for a duplicate only once the claim has failed.
    if (draft.attempt > 0) await refuseDuplicate(crm.storage, identity);
    draft.claimAbsence(absence('client', duplicateFilter(identity), matchKey(identity.name)));

    const created = given.createdAt === undefined ? {} : { created_at: given.createdAt };
    const id = planCreate(draft, directory, directory.catalog.entity('client'), { ...values, ...created });
    if (input.requisites !== undefined) planRequisites(draft, directory, id, undefined, input.requisites);
    journal(draft, id, 'created');
    return id;
  });
  return written.idOf(written.decision);
}

async function refuseDuplicate(storage: Storage, identity: Identity): Promise<void> {
  const found = await findDuplicate(storage, identity);
  if (found !== undefined) throw new CrmError('duplicate', { entity: 'client', id: found.id, title: textAt(found, 'name') ?? '' });
}

/** A client without a kind is a company; dictionaries with a standard value give it. */
function defaults(directory: Directory, input: ClientInput): FieldValues {
  const values: Record<string, FieldValue> = { kind: 'company' };
  for (const field of ['relation', 'source']) {
    const standard = directory.dictionary(field).standard;
    if (standard !== undefined && !Object.hasOwn(input.items, field)) values[field] = standard.id;
  }
  return values;
}

function identityOf(values: Readonly<Record<string, unknown>>): Identity {
  const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);
  return { name: typeof values['name'] === 'string' ? values['name'] : '', phones: list(values['phones']), emails: list(values['emails']) };
}
