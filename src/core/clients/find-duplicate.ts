import type { Storage } from '../storage.ts';
import { allOf, anyOf, contains, containsDigits, type Filter } from '../query/filter.ts';
import { matchKey } from '../text/fold.ts';
import { phoneDigits } from '../text/contact.ts';
import type { CrmRecord } from '../values.ts';

export interface Identity {
  readonly name: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/**
 * When a new client is one we have: the name is the same without case and quotation marks and, where phones are given,
 * one of them is there (digits without the first, so `+7` equals `8`) and, where e-mails are given, one of them is there.
 * The whole base is looked through, whoever owns the record.
 */
export function duplicateFilter({ name, phones, emails }: Identity): Filter {
  const digits = phones.map((phone) => phoneDigits(phone).slice(1)).filter((text) => text !== '');
  return allOf(
    { kind: 'same_key', field: 'name', key: matchKey(name) },
    digits.length === 0 ? allOf() : anyOf(...digits.map((text) => containsDigits('phones', text))),
    emails.length === 0 ? allOf() : anyOf(...emails.map((email) => contains('emails', email))),
  );
}

/** The client that a new one would double, or nothing. */
export async function findDuplicate(storage: Storage, identity: Identity): Promise<CrmRecord | undefined> {
  const [found] = await storage.findRecords({
    entity: 'client', filter: duplicateFilter(identity), sort: { field: 'id', descending: false }, offset: 0, limit: 1,
    fields: ['name'],
  });
  return found;
}
