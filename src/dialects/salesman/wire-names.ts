import type { EntityDefinition, FieldDefinition } from '../../core/metadata/definitions.ts';

/** How a member of the wire turns into a core field and back. */
export type WireForm = 'text' | 'title' | 'address' | 'list' | 'kind' | 'owner' | 'dictionary' | 'relation' | 'client' | 'person';

export interface WireField {
  /** The vendor's name. */
  readonly wire: string;
  /** The core's name. */
  readonly core: string;
  readonly form: WireForm;
}

const wireField = (wire: string, core: string, form: WireForm): WireField => ({ wire, core, form });

/** The annotation that gives a run-time field its name on this wire (`input1`). */
export const FIELD_NAME = 'salesman.field';

/** The members of a client that an account configures, in the order in which `client/fields` documents them. */
const CLIENT_FIELDS: readonly WireField[] = [
  wireField('title', 'name', 'title'),
  wireField('iduser', 'owner', 'owner'),
  wireField('idcategory', 'industry', 'dictionary'),
  wireField('head_clid', 'parent', 'client'),
  wireField('pid', 'main_person', 'person'),
  wireField('address', 'addresses', 'address'),
  wireField('phone', 'phones', 'list'),
  wireField('fax', 'faxes', 'list'),
  wireField('site_url', 'websites', 'list'),
  wireField('mail_url', 'emails', 'list'),
  wireField('territory', 'territory', 'dictionary'),
  wireField('des', 'note', 'text'),
  wireField('scheme', 'decision_scheme', 'text'),
  wireField('tip_cmr', 'relation', 'relation'),
  wireField('clientpath', 'source', 'dictionary'),
];

/** Stands between `tip_cmr` and `clientpath` in the documented order; requisites are records of their own. */
export const REQUISITES_MEMBER = 'recv';
export const REQUISITES_LABEL = 'Реквизиты';

/** A member together with the definition it stands for. */
export interface ActiveField extends WireField {
  readonly field: FieldDefinition;
}

interface Members {
  readonly active: readonly ActiveField[];
  readonly extra: readonly ActiveField[];
  readonly names: ReadonlySet<string>;
}

const MEMBERS = new WeakMap<EntityDefinition, Members>();

/** Worked out once for each version of the definition: every call asks. */
function membersOf(client: EntityDefinition): Members {
  const known = MEMBERS.get(client);
  if (known !== undefined) return known;
  const named = client.fields.flatMap((field) => {
    const wire = field.annotations[FIELD_NAME];
    return wire === undefined ? [] : [wireField(wire, field.name, 'text')];
  });
  const active = [...CLIENT_FIELDS, ...named].flatMap((member) => {
    const field = client.fields.find((candidate) => candidate.name === member.core);
    return field?.active === true ? [{ ...member, field }] : [];
  });
  const members = { active, extra: active.slice(active.filter(({ wire }) => CLIENT_FIELDS.some((field) => field.wire === wire)).length), names: new Set(active.map(({ wire }) => wire)) };
  MEMBERS.set(client, members);
  return members;
}

/** The members in use now: switched-off fields are gone from every read and write (SalesMan contract 3.12). */
export function activeFields(client: EntityDefinition): readonly ActiveField[] {
  return membersOf(client).active;
}

/** Those of them that were made at run time (`input1`…). */
export function extraFields(client: EntityDefinition): readonly ActiveField[] {
  return membersOf(client).extra;
}

/** The names of the members in use. */
export function shownMembers(client: EntityDefinition): ReadonlySet<string> {
  return membersOf(client).names;
}

/** The vendor's words for kinds of clients; `concurent` is spelt so (SalesMan documentation, "Клиенты"). */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  company: 'client',
  person: 'person',
  partner: 'partner',
  contractor: 'contractor',
  competitor: 'concurent',
};

/** The core's kind of a vendor's word; `parnter` is how the documentation of `add` prints it. */
export function kindOf(word: string): string | undefined {
  if (word === 'parnter') return 'partner';
  return Object.keys(KIND_WORDS).find((kind) => KIND_WORDS[kind] === word);
}

/** Requisites: the vendor's key, the core's field, in the documented order. */
export const REQUISITE_NAMES: readonly (readonly [wire: string, core: string])[] = [
  ['castUrName', 'legal_name'],
  ['castInn', 'inn'],
  ['castKpp', 'kpp'],
  ['castBank', 'bank'],
  ['castBankKs', 'correspondent_account'],
  ['castBankRs', 'settlement_account'],
  ['castBankBik', 'bik'],
  ['castOkpo', 'okpo'],
  ['castOgrn', 'ogrn'],
  ['castDirName', 'head_name_genitive'],
  ['castDirSignature', 'head_signature'],
  ['castDirStatus', 'head_post_genitive'],
  ['castDirStatusSig', 'head_post'],
  ['castDirOsnovanie', 'head_grounds'],
  ['castUrAddr', 'legal_address'],
];

/** The sixteenth, accepted and given by `info` only (SalesMan contract 2.1.8). */
export const SHORT_LEGAL_NAME = ['castUrNameShort', 'legal_name_short'] as const;

/** Sort names of `client/list` that are no members: system fields and the spellings the documentation uses. */
const SYSTEM_SORTS: Readonly<Record<string, string>> = {
  clid: 'id',
  uid: 'external_id',
  type: 'kind',
  date_create: 'created_at',
  date_edit: 'updated_at',
  date_change: 'updated_at',
  date_chage: 'updated_at',
};

/** The core field by which `order` sorts; undefined when the name is none of the list's. */
export function sortField(client: EntityDefinition, order: string): string | undefined {
  return Object.hasOwn(SYSTEM_SORTS, order) ? SYSTEM_SORTS[order] : activeFields(client).find((member) => member.wire === order)?.core;
}

/** The vendor's name of a core field of a client or of requisites, for error texts. */
export function wireNameOf(client: EntityDefinition, core: string): string {
  const requisite = [...REQUISITE_NAMES, SHORT_LEGAL_NAME].find(([, name]) => name === core)?.[0];
  return activeFields(client).find((member) => member.core === core)?.wire ?? requisite ?? OTHER_NAMES[core] ?? core;
}

const OTHER_NAMES: Readonly<Record<string, string>> = { external_id: 'uid', kind: 'type', created_at: 'date_create' };
