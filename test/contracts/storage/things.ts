import type { Author } from '../../../src/core/changes/change-set.ts';
import { createDraft, type Draft } from '../../../src/core/changes/draft.ts';
import { defineEntity } from '../../../src/core/metadata/definitions.ts';
import { choice, counter, date, decimal, emails, flag, instant, integer, json, link, links, longText, money, options, phones, text, texts } from '../../../src/core/metadata/field-drafts.ts';
import type { Filter } from '../../../src/core/query/filter.ts';
import type { CommitOutcome, Storage } from '../../../src/core/storage.ts';
import type { CrmRecord, FieldValues } from '../../../src/core/values.ts';
import type { Engine, OpenStore } from '../../engines.ts';

export const TESTER: Author = { userId: 7, face: 'test', keyId: null };

/** One field of every kind. */
export const THING = defineEntity({
  name: 'thing', label: { ru: 'Вещь', en: 'Thing' }, heading: 'name', owner: 'owner', searched: ['name', 'note', 'phones', 'emails', 'sites'],
  fields: [
    text('name', 'Название', 'Name', { required: true, settings: { matched: true } }),
    longText('note', 'Описание', 'Note'),
    integer('count', 'Число', 'Count', { indexed: true }),
    money('amount', 'Сумма', 'Amount'),
    instant('happened', 'Когда', 'When'),
    date('day', 'День', 'Day'),
    flag('active', 'Работает', 'Active'),
    choice('kind', ['red', 'green', 'blue'], 'Вид', 'Kind', { indexed: true }),
    link('owner', 'user', 'Владелец', 'Owner', { indexed: true }),
    phones('phones', 'Телефоны', 'Phones'),
    emails('emails', 'Почта', 'E-mails'),
    texts('sites', 'Сайты', 'Sites'),
    json('payload', 'Данные', 'Payload'),
    decimal('price', 'Цена', 'Price', { indexed: true }),
    options('labels', 'labels', 'Метки', 'Labels'),
    links('team', 'user', 'Команда', 'Team'),
    counter('ticket', 'Номер', 'Ticket'),
    text('secret', 'Тайна', 'Secret', { secret: true }),
  ],
});

/** Two records never share a code. */
export const COUPON = defineEntity({
  name: 'coupon', label: { ru: 'Купон', en: 'Coupon' }, kind: 'dictionary', heading: 'code', unique: [['code']],
  fields: [text('code', 'Код', 'Code', { required: true, settings: { matched: true } })],
});

/** A store with things in it, and short ways to write them; each call is one change set. */
export interface Things {
  readonly store: OpenStore;
  readonly storage: Storage;
  add(...values: readonly FieldValues[]): Promise<readonly number[]>;
  update(id: number, values: FieldValues): Promise<void>;
  remove(id: number): Promise<void>;
  purge(id: number): Promise<void>;
  read(id: number): Promise<CrmRecord>;
  /** The ids of a selection, read without the help of anything remembered. */
  ids(filter: Filter): Promise<readonly number[]>;
}

export async function openThings(engine: Engine): Promise<Things> {
  const store = await engine.open();
  await store.storage.saveEntities([THING, COUPON]);
  return { store, ...thingsOf(store.storage) };
}

/** The same short ways over another opening of the store. */
export function thingsOf(storage: Storage): Omit<Things, 'store'> {
  const read = async (id: number): Promise<CrmRecord> => {
    const record = await storage.readRecord('thing', id);
    if (record === undefined) throw new Error(`there is no thing ${id}`);
    return record;
  };
  const change = async (id: number, how: (draft: Draft, record: CrmRecord) => void): Promise<void> => {
    for (;;) {
      const record = await read(id);
      const outcome = await write(storage, (draft) => how(draft, record));
      if (outcome.done) return;
    }
  };
  return {
    storage,
    read,
    async add(...values) {
      const outcome = await write(storage, (draft) => { for (const one of values) draft.insert('thing', one); });
      return outcome.done ? outcome.ids : [];
    },
    update: (id, values) => change(id, (draft, record) => draft.update('thing', record, values)),
    remove: (id) => change(id, (draft, record) => draft.remove('thing', record)),
    purge: (id) => change(id, (draft, record) => draft.purge('thing', record)),
    async ids(filter) {
      const page = await storage.findRecords({ entity: 'thing', filter, sort: { field: 'id', descending: false }, offset: 0, limit: 100_000, fields: [] });
      return page.map((record) => record.id);
    },
  };
}

/** Commits what `plan` drafts. */
export function write(storage: Storage, plan: (draft: Draft) => void): Promise<CommitOutcome> {
  const draft = createDraft(TESTER, 1_700_000_000_000);
  plan(draft);
  return storage.commit(draft.toChangeSet());
}
