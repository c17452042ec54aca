import { toAccount, toRole } from '../../../../core/accounts/account.ts';
import type { Dictionary, Directory } from '../../../../core/directory.ts';
import { createCatalog } from '../../../../core/metadata/catalog.ts';
import { defineField, type FieldSettings, type FieldTypeName } from '../../../../core/metadata/definitions.ts';
import { openZone } from '../../../../core/time.ts';
import type { CrmRecord } from '../../../../core/values.ts';
import { applicationOf, type WireField } from '../../application/application.ts';
import { readSettings } from '../../settings.ts';
import type { Surroundings } from '../value-kind.ts';

/** A field of number 158, called `f` in the core. */
export function wireField(type: string, core: FieldTypeName, settings: FieldSettings = {}, configuration: WireField['configuration'] = {}): WireField {
  return { number: 158, type, label: undefined, tab: 1, sort: 0, configuration, core: defineField({ name: 'f', type: core, label: { ru: 'f', en: 'f' }, settings }), reserved: undefined };
}

const dictionary = (items: readonly CrmRecord[]): Dictionary => ({ items, byId: (id) => items.find((item) => item.id === id), byTitle: () => undefined, standard: undefined });
const roles = [{ id: 11, version: 1, code: 'administrator', title: 'Director', visibility: 'all' }, { id: 12, version: 1, code: 'manager', title: 'Manager', number: 4, visibility: 'all' }];
const users = [
  { id: 1, version: 1, login: 'root', name: 'Anna Petrova', first_name: 'Anna', last_name: 'Petrova', role: 11, administrator: true, active: true },
  { id: 2, version: 1, login: 'mia', name: 'Mia van Stone', role: 12, administrator: false, active: true },
];
/** Options have ids from 101 and are known by numbers from 37; `Leaf` lies in `Branch`, that in `New`. */
const options = [
  { id: 101, version: 1, list: 1, title: 'New', number: 37, position: 1 }, { id: 102, version: 1, list: 1, title: 'Open', number: 38, position: 2 },
  { id: 103, version: 1, list: 1, title: 'Branch', number: 39, parent: 101, position: 3 }, { id: 104, version: 1, list: 1, title: 'Leaf', number: 40, parent: 103, position: 4 },
];

function directory(): Directory {
  const known = roles.map(toRole);
  const accounts = users.map((user) => toAccount(user, new Map(known.map((role) => [role.id, role]))));
  const dictionaries = new Map([['option', dictionary(options)], ['list', dictionary([{ id: 1, version: 1, code: 'states', title: 'States', own: true }])]]);
  return {
    epoch: 1, catalog: createCatalog([], 1), accounts, roles: known, entityRights: [], stateRules: [], subscriptions: [], keyByHash: () => undefined, reportsOf: () => [], accountByLogin: () => undefined,
    account: (id) => accounts.find((account) => account.id === id), dictionary: (entity) => dictionaries.get(entity) ?? dictionary([]),
  };
}

/** 2024-05-15 12:00 in Moscow, asked by the administrator, the standard settings unless said. */
export function surroundings({ settings = {}, userId = 1, headings = {} }: { readonly settings?: Readonly<Record<string, string>>; readonly userId?: number; readonly headings?: Readonly<Record<string, string>> } = {}): Surroundings {
  const known = directory();
  return { directory: known, application: applicationOf(known), zone: openZone('Europe/Moscow'), settings: readSettings(settings), now: Date.UTC(2024, 4, 15, 9), userId, headings: new Map(Object.entries(headings)) };
}

/** A record of nothing but its id. */
export const NO_RECORD: CrmRecord = { id: 1, version: 1 };
export const RUSSIAN = { TOLMACH_RUKOVODITEL_LANGUAGE: 'ru' };
