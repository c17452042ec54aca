import { findItem } from '../../../core/dictionaries/resolve-item.ts';
import { allOf, contains, equals, EVERYTHING, NOTHING, search, type Filter } from '../../../core/query/filter.ts';
import type { Call } from '../call.ts';
import { wrongValue } from '../errors.ts';
import { asBoolean, isPresent } from '../transport/boolean.ts';
import { WireError } from '../transport/envelope.ts';
import { member, type Parameters } from '../../transport/parameters.ts';
import { settle } from '../transport/reading.ts';
import { asId, asMembers, asText, textOrList } from '../transport/values.ts';
import { readInstant } from '../../transport/local-times.ts';
import { activeFields, extraFields, kindOf, type ActiveField } from '../wire-names.ts';
import { readItem } from './read-client.ts';

/** The selection that the parameters of `client/list` describe (SalesMan documentation, "Клиенты", `list`). */
export function readListFilter(call: Call): Filter {
  const { parameters } = call;
  const members = settle(asMembers(member(parameters, 'filter')), 'filter');
  const word = settle(asText(member(parameters, 'word')), 'word');
  return allOf(
    ownerFilter(call),
    dateFilter(call, 'created_at', 'dateStart', 'dateEnd'),
    dateFilter(call, 'updated_at', 'dateChangeStart', 'dateChangeEnd'),
    word === null || word === undefined ? EVERYTHING : search(word),
    members === null || members === undefined ? EVERYTHING : memberFilter(call, members),
  );
}

/** `user` is a login, `iduser` an id; both narrow what the caller sees, never widen it (SalesMan contract 2.0.8). */
function ownerFilter({ parameters, directory }: Call): Filter {
  const id = settle(asId(member(parameters, 'iduser')), 'iduser');
  const login = settle(asText(member(parameters, 'user')), 'user');
  const account = login === null || login === undefined || login === '' ? undefined : directory.accountByLogin(login);
  return allOf(
    typeof id === 'number' ? equals('owner', id) : EVERYTHING,
    login === null || login === undefined || login === '' ? EVERYTHING : account === undefined ? NOTHING : equals('owner', account.id),
  );
}

/** One bound excludes the moment itself, two include both (SalesMan contract 2.0.1). */
function dateFilter({ parameters, zone }: Call, field: string, start: string, end: string): Filter {
  const read = (name: string): number | undefined => {
    const text = settle(asText(member(parameters, name)), name);
    if (text === null || text === undefined || text.trim() === '') return undefined;
    const instant = readInstant(zone, text);
    if (instant === undefined) throw new WireError(wrongValue(name, 'ожидается дата вида ГГГГ-ММ-ДД'));
    return instant;
  };
  const [from, to] = [read(start), read(end)];
  if (from === undefined && to === undefined) return EVERYTHING;
  const inclusive = from !== undefined && to !== undefined;
  return {
    kind: 'range', field,
    ...(from === undefined ? {} : { from: { value: from, inclusive } }),
    ...(to === undefined ? {} : { to: { value: to, inclusive } }),
  };
}

function memberFilter(call: Call, members: Parameters): Filter {
  const active = activeFields(call.directory.catalog.entity('client'));
  const field = (wire: string): ActiveField | undefined => active.find((candidate) => candidate.wire === wire);
  return allOf(
    itemFilter(call, members, 'relation', field('tip_cmr')),
    itemFilter(call, members, 'relations', field('tip_cmr')),
    itemFilter(call, members, 'idcategory', field('idcategory')),
    itemFilter(call, members, 'territory', field('territory')),
    itemFilter(call, members, 'clientpath', field('clientpath')),
    trashFilter(members),
    kindFilter(members),
    ...extraFields(call.directory.catalog.entity('client')).map((extra) => textFilter(members, extra)),
  );
}

/** A value by title or id; an unknown one gives no rows, and nothing is created (SalesMan contract 2.0.4). */
function itemFilter({ directory }: Call, members: Parameters, name: string, target: ActiveField | undefined): Filter {
  const reference = readItem(members, name);
  if (reference === null || reference === undefined || target === undefined) return EVERYTHING;
  const id = findItem(directory, target.field.settings.entity ?? '', reference);
  return id === undefined ? NOTHING : equals(target.core, id);
}

function trashFilter(members: Parameters): Filter {
  const trash = member(members, 'trash');
  if (!isPresent(trash) || trash === '') return EVERYTHING;
  const living = equals('archived_at', null);
  return asBoolean(trash) ? { kind: 'not', filter: living } : living;
}

function kindFilter(members: Parameters): Filter {
  const word = settle(asText(member(members, 'type')), 'filter[type]');
  if (word === null || word === undefined) return EVERYTHING;
  const kind = kindOf(word.trim());
  return kind === undefined ? NOTHING : equals('kind', kind);
}

function textFilter(members: Parameters, { wire, core }: ActiveField): Filter {
  const text = settle(textOrList(member(members, wire)), `filter[${wire}]`);
  return text === null || text === undefined ? EVERYTHING : contains(core, text);
}
