import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testedEngines } from '../../../../test/engines.ts';
import { openCrm, SETUP, type TestCrm } from '../../../../test/factories.ts';
import { createUser } from '../../../core/accounts/create-user.ts';
import type { Crm } from '../../../core/crm.ts';
import { changeEntities } from '../../../core/metadata/change-entities.ts';
import { defineEntity } from '../../../core/metadata/definitions.ts';
import { text } from '../../../core/metadata/field-drafts.ts';
import { loadPreset } from '../../../core/presets/load-preset.ts';
import { textAt, type CrmRecord } from '../../../core/values.ts';
import { NOTE } from '../application/annotations.ts';
import { applicationOf } from '../application/application.ts';
import { defaultApplication } from '../default-application/preset.ts';
import { RUKOVODITEL_PRESET } from '../preset.ts';
import { runSample } from './testing/run-sample.ts';
import { dumpOf, GOODS_FIELDS, opener, SAMPLE, type SampleTables } from './testing/sample-dump.ts';
import { snapshot } from './testing/snapshot.ts';

const refusalOf = (running: Promise<unknown>): Promise<string> => running.then(() => 'no refusal', (error: unknown) => String(error));
const designed = (number: number, name: string) => defineEntity({ name, label: { ru: name, en: name }, heading: 'name', granted: true, fields: [text('name', 'Имя', 'Name')], annotations: { [NOTE.entity]: String(number) } });

describe.each(testedEngines())('on $name', (engine) => {
  let opened: TestCrm;
  let crm: Crm;
  beforeEach(async () => {
    opened = await openCrm(engine);
    ({ crm } = opened);
    await loadPreset(crm, SETUP, RUKOVODITEL_PRESET);
  });
  afterEach(() => opened.dispose());

  describe('refused before anything is written', () => {
    const whole = dumpOf(SAMPLE);
    test.each([
      ['a dump of something else', { open: opener('CREATE TABLE `t` (\n `a` int\n);\n') }, 'invalid this is no whole dump of Rukovoditel: it has no rows of app_entities and app_fields'],
      ['a dump that was cut short, naming the line', { open: opener(whole.slice(0, whole.indexOf('ivan'))) }, /line \d+: the dump ends inside this statement/u],
      ['two installations in one dump', { open: opener(dumpOf({ ...SAMPLE, crm_fields: { columns: 'id', rows: [[1]] } })) }, /several installations, with the tables app_fields, crm_fields/u],
      ['a folder of files where files are not kept', { readUpload: async () => undefined }, 'unavailable file no file store'],
    ])('%s', async (_, parts, sentence) => {
      const before = await snapshot(crm);
      expect(await refusalOf(runSample(crm, SAMPLE, parts))).toMatch(sentence);
      expect(await snapshot(crm)).toEqual(before);
    });

    test('a number that another entity has', async () => {
      await changeEntities(crm, () => [designed(30, 'deals')]);
      const before = await snapshot(crm);
      expect(await refusalOf(runSample(crm))).toContain('entity_30 is deals (deals) here already');
      expect(await refusalOf(runSample(crm, SAMPLE, { dryRun: true }))).toContain('entity_30 is deals (deals) here already');
      expect(await snapshot(crm)).toEqual(before);
    });

    test('numbers that a field, a group and a list have', async () => {
      await changeEntities(crm, () => [{ ...designed(40, 'deals'), fields: [{ ...text('name', 'Имя', 'Name'), annotations: { [NOTE.field]: '158' } }] }]);
      await crm.write(SETUP, async (draft) => {
        draft.insert('role', { code: 'store', title: 'Магазин', number: 9, visibility: 'own' });
        draft.insert('list', { code: 'mine', title: 'Мой', own: false, number: 3 });
      });
      expect(await refusalOf(runSample(crm))).toContain('field_158 is deals.name here already; the access group 9 is Магазин here already; the global list 3 is Мой here already');
    });

    test('the default application when somebody works with it', async () => {
      await loadPreset(crm, SETUP, defaultApplication('ru'));
      await crm.write(SETUP, async (draft) => void draft.insert('projects', { name: 'Свой' }));
      expect(await refusalOf(runSample(crm))).toContain('entity_21 is Projects (projects) here, and has records already');
    });
  });

  test('a dry run writes nothing, and tells what a real one tells', async () => {
    const before = await snapshot(crm);
    const planned = await runSample(crm, SAMPLE, { dryRun: true });
    expect(await snapshot(crm)).toEqual(before);
    expect({ ...planned, state: 'done' }).toEqual(await runSample(crm));
  });

  test('every number and id stays, and a finished import says so', async () => {
    const report = await runSample(crm);
    expect(report.entities.map(({ number, name, records }) => [number, name, records])).toEqual([[1, 'user', 2], [21, 'proekty', 2], [22, 'zadachi', 1], [30, 'tovary', 2]]);
    const application = applicationOf(await crm.directory());
    expect(application.entity(22)).toMatchObject({ parentNumber: 21, definition: { label: { ru: 'Задачи', en: 'Задачи' }, commented: true, heading: 'nazvanie' } });
    expect(application.entity(21)?.fields.map(({ number, type }) => `${number} ${type}`)).toEqual([
      '900 action', '901 id', '902 date_added', '903 date_updated', '904 created_by', '905 parent_item_id',
      '156 dropdown', '157 dropdown', '158 input', '159 input_date', '160 textarea_wysiwyg', '162 attachments', '161 users',
    ]);
    const kept = new Set(application.entity(30)?.fields.map(({ number }) => number));
    expect(GOODS_FIELDS.map(([id]) => Number(id)).filter((id) => !kept.has(id))).toEqual([334, 335, 336]);
    const ids = await Promise.all(([['proekty', 7], ['proekty', 9], ['zadachi', 5], ['tovary', 11], ['tovary', 12], ['user', 2], ['comment', 3]] as const).map(([entity, id]) => crm.storage.readRecord(entity, id)));
    expect(ids.map((record) => record?.id)).toEqual([7, 9, 5, 11, 12, 2, 3]);
    expect(await runSample(crm)).toEqual({ ...report, state: 'done before' });
  });

  test('values of every kind arrive as the core keeps them', async () => {
    await runSample(crm);
    const options = (await crm.directory()).dictionary('option');
    const titles = (value: CrmRecord[string] | undefined): unknown => (typeof value === 'object' ? (value ?? []).map((id) => textAt(options.byId(Number(id)) ?? { id: 0, version: 0 }, 'title')) : textAt(options.byId(Number(value)) ?? { id: 0, version: 0 }, 'title'));
    const goods = await crm.storage.readRecord('tovary', 11);
    expect(goods).toMatchObject({
      created_at: 1_710_493_200_000, created_by: 2, updated_at: null, artikul: 'А-1', primechanie: 'a < b\nc', tekst: '<b>x</b>', sayt: 'example.ru', pochta: 'a@example.ru', telefon: '+7 342 254-55-77', adres_seti: '192.168.1.1',
      tsena: 10.5, kolichestvo: 3, gotovnost: 40, summa: 31.5, hitraya: null, podpis: 'А-1 / 40%', den: '2024-03-15', moment: 1_710_493_200_000, vremya: '09:30', novyy: true, proveren: false,
      otvetstvennyy: ['2'], proekty: ['7', '9'], zadacha: 5, nomer: 12, kod: 'QWERTY', dney: 3.5, sekret: null, skript: 'ok', pasport: null,
    });
    expect([goods?.['sort'], goods?.['tsveta'], goods?.['mesto'], goods?.['metki'], goods?.['otdel'], goods?.['etap']].map(titles)).toEqual(['Первый', ['Красный', 'Синий'], ['Склад', 'Полка'], ['срочно', 'брак'], ['Закупки'], 'Приёмка']);
    expect(await crm.storage.readRecord('tovary', 12)).toMatchObject({ tree_parent: 11, created_by: null, tsena: null, novyy: null, proveren: true });
    expect(await crm.storage.readRecord('zadachi', 5)).toMatchObject({ parent: 7, zatracheno_vremeni: 1.5 });
    expect(await crm.storage.readRecord('comment', 3)).toMatchObject({ entity: 'zadachi', record: 5, text: '<p>Готово</p>', created_by: 2, values: expect.stringContaining('"zatracheno_vremeni":1.5') });
    expect(options.items.find((item) => item['number'] === 430)).toMatchObject({ users: ['2', '1'] });
    expect(options.items.find((item) => item['number'] === 35 && item['title'] === 'Высокий')).toMatchObject({ standard: true, color: '#ff0000', value: 2.5, position: 2, disabled: false });
  });

  test('rights, rules and reports come along, and what does not is told', async () => {
    const { findings } = await runSample(crm);
    const directory = await crm.directory();
    const manager = directory.roles.find(({ record }) => record['number'] === 4)?.id ?? 0;
    expect(directory.entityRights.find((right) => right['entity'] === 'proekty' && right['role'] === manager)).toMatchObject({ read: 'all', create: true, update: 'all', delete: 'all', comment: 'create', hidden: ['opisanie'], fixed: ['status'] });
    expect(directory.stateRules).toMatchObject([{ entity: 'proekty', field: 'status', update: true, delete: false, fixed: ['prioritet'] }]);
    expect(directory.dictionary('report').items).toMatchObject([{ number: 59, entity: 'proekty', title: 'Проекты', filters: '[{"field":"157","condition":"include","values":"38"}]', sorting: '158_asc' }]);
    expect(findings.map(({ what }) => what)).toEqual([
      'fields of the type related_records are not carried', 'fields of the type section are not carried', 'fields of the type entity are not carried: what they point at is gone', 'formulas are not understood: the fields stay empty',
      'users of options are gone', 'fields that every entity has, or that are not carried, cannot be hidden', 'rules of visibility are not carried: their groups see more records than before', 'reports of other kinds are not carried',
      'comments on what is gone are not carried', 'files are not brought along: name their folder with --files', 'field_157 Статус: values name options that are gone', 'field_161 Команда: values name users that are gone',
      'field_332 Секрет: values are encrypted', 'field_307 Цена: values do not fit (wrong type)', 'authors are gone: their records have none', 'fields have other values in the table that repeats them; those of the records are carried',
    ]);
  });

  test('a user whose login is here is that account, and one whose id is taken gets another everywhere', async () => {
    const first = await createUser(crm, SETUP, { values: { login: 'boss', name: 'Шеф', administrator: true } });
    const ivan = await createUser(crm, SETUP, { values: { login: 'IVAN', name: 'Свой Иван' } });
    expect([first, ivan]).toEqual([1, 2]);
    const report = await runSample(crm);
    expect(report).toMatchObject({ matchedUsers: ['ivan'], movedUsers: [[1, 3]], users: 1 });
    const directory = await crm.directory();
    expect(directory.accounts.map(({ id, login, name, administrator }) => [id, login, name, administrator])).toEqual([[1, 'boss', 'Шеф', true], [2, 'IVAN', 'Свой Иван', false], [3, 'admin', 'Анна Смирнова', true]]);
    expect(await crm.storage.readRecord('zadachi', 5)).toMatchObject({ created_by: 3, naznachen_na: ['2'] });
    expect(await crm.storage.readRecord('proekty', 7)).toMatchObject({ created_by: 2, komanda: ['3', '2'] });
    expect(directory.dictionary('option').items.find((item) => item['number'] === 430)).toMatchObject({ users: ['2', '3'] });
  });

  test('the default application becomes that of the dump while it is empty', async () => {
    await loadPreset(crm, SETUP, defaultApplication('ru'));
    const { entities } = await runSample(crm);
    expect(entities.map(({ name }) => name)).toEqual(['user', 'projects', 'tasks', 'tovary']);
    expect(await crm.storage.readRecord('projects', 7)).toMatchObject({ name: 'Склад', start_date: '2024-03-15', team: ['1', '2'] });
    const directory = await crm.directory();
    expect(applicationOf(directory).entity(21)?.field(158)?.core?.name).toBe('name');
    expect(directory.roles.filter(({ record }) => record['number'] === 4)).toHaveLength(1);
    expect(directory.dictionary('option').items.filter((item) => item['number'] === 34)).toHaveLength(2);
  });

  test('a unique field stays unique, unless its records say otherwise', async () => {
    await runSample(crm);
    expect((await crm.directory()).catalog.entity('tovary').unique).toEqual([['artikul']]);
  });

  test('a field with one value twice is not unique, and told of', async () => {
    const { columns, rows } = SAMPLE['app_entity_30'] ?? { columns: '', rows: [] };
    const twice: SampleTables = { ...SAMPLE, app_entity_30: { columns, rows: [...rows, ...rows.slice(0, 1).map(([, ...cells]) => [13, ...cells])] } };
    expect((await runSample(crm, twice)).findings).toContainEqual({ what: 'fields are not unique: several records hold one value', count: 1, examples: ['field_300 Артикул'] });
    expect((await crm.directory()).catalog.entity('tovary').unique).toEqual([]);
  });

  test('tables under another prefix are taken for the same, with a word of warning', async () => {
    const other = Object.fromEntries(Object.entries(SAMPLE).map(([name, table]) => [name.replace('app_', 'crm_'), table]));
    const { findings, entities } = await runSample(crm, other);
    expect(entities).toHaveLength(4);
    expect(findings[0]?.what).toBe('the tables are called crm_… instead of app_…, and are taken for the same');
  });
});
