import { listAt, numberAt, textAt, type CrmRecord, type FieldValues } from '../../../core/values.ts';
import type { EventParts } from '../../dialect.ts';
import { localDateTime } from '../../transport/local-times.ts';
import { joined, presentMember, titleOf } from '../client/present-list.ts';
import { activeFields, KIND_WORDS } from '../wire-names.ts';

type Show = (record: CrmRecord, parts: EventParts) => unknown;
/** The vendor's name of a member, the core's field, and how it is shown. */
type Member = readonly [wire: string, core: string, show: Show];

const number = (wire: string, core: string): Member => [wire, core, (record) => numberAt(record, core) ?? 0];
const text = (wire: string, core: string): Member => [wire, core, (record) => textAt(record, core)];
const list = (wire: string, core: string): Member => [wire, core, (record) => joined(record, core)];
const title = (wire: string, core: string, dictionary: string): Member => [wire, core, (record, { directory }) => titleOf(directory.dictionary(dictionary).byId(numberAt(record, core) ?? 0))];
const stored = (wire: string, core: string): Member => [wire, core, (record) => ((record[core] ?? null) === null ? 'no' : 'yes')];

/** Members of a client that `info` has beside those that an account configures (SalesMan contract 2.1.3). */
const CLIENT: readonly Member[] = [
  text('uid', 'external_id'),
  ['type', 'kind', (record) => KIND_WORDS[textAt(record, 'kind') ?? 'company'] ?? 'client'],
  ['fav', 'favourite', (record) => (record['favourite'] === true ? 'yes' : 'no')],
  stored('trash', 'archived_at'),
  ['priceLevel', 'price_level', (record) => `price_${textAt(record, 'price_level') ?? '1'}`],
];

/** SalesMan contract 2.2.2: roles are one text with semicolons, values of lists are titles. */
const PERSON: readonly Member[] = [
  text('uid', 'external_id'), number('clid', 'client'), text('person', 'name'), text('ptitle', 'post'),
  list('tel', 'phones'), list('fax', 'faxes'), list('mob', 'mobiles'), list('mail', 'emails'),
  ['rol', 'roles', (record) => listAt(record, 'roles').join(';')],
  number('iduser', 'owner'), title('clientpath', 'source', 'source'), title('loyalty', 'loyalty', 'loyalty'),
];

/** SalesMan contract 3.3: as the vendor stores a deal. */
const DEAL: readonly Member[] = [
  text('uid', 'external_id'), text('title', 'name'), number('clid', 'client'), number('payer', 'payer'), text('datum_plan', 'planned_on'),
  number('idcategory', 'stage'), number('direction', 'direction'), number('tip', 'type'), number('iduser', 'owner'),
  ['kol', 'amount', (record) => roubles(numberAt(record, 'amount') ?? 0)],
  text('content', 'note'),
  stored('close', 'closed_at'),
  ['datum_close', 'closed_at', (record, { zone }) => dayAt(numberAt(record, 'closed_at'), zone)],
];

/** `newparam`: what these values of a client, a contact or a deal are on this wire; what is empty is an empty text. */
export function members(entity: 'client' | 'person' | 'deal', values: FieldValues, parts: EventParts): Readonly<Record<string, string>> {
  const record: CrmRecord = { ...values, id: 0, version: 0 };
  const table = entity === 'client' ? clientMembers(parts) : entity === 'person' ? PERSON : DEAL;
  const shown = table.filter(([, core]) => Object.hasOwn(values, core)).map(([wire, , show]) => [wire, String(show(record, parts) ?? '')]);
  return Object.fromEntries(shown);
}

function clientMembers({ directory }: EventParts): readonly Member[] {
  const configured = activeFields(directory.catalog.entity('client')).map((field): Member => [field.wire, field.core, (record) => presentMember({ directory }, field, record)]);
  return [...configured, ...CLIENT];
}

/** Kopecks as `1500.00`. */
export function roubles(kopecks: number): string {
  return (kopecks / 100).toFixed(2);
}

function dayAt(instant: number | null, zone: EventParts['zone']): string | null {
  return instant === null ? null : localDateTime(zone, instant).slice(0, 10);
}
