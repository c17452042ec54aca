import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { defineEntity } from '../../../core/metadata/definitions.ts';
import { choice, formula, instant, text } from '../../../core/metadata/field-drafts.ts';
import { MANAGER_KEY, onEveryEngine, type Asked } from '../../../../test/native/world.ts';

const VISIT = defineEntity({
  name: 'visit', label: { ru: 'Визит', en: 'Visit' }, heading: 'name', granted: true,
  fields: [text('name', 'Тема', 'Subject', { required: true }), instant('at', 'Когда', 'When'), choice('kind', ['short', 'long'], 'Вид', 'Kind'), formula('worth', '1 + 1', 'Цена', 'Worth')],
});

onEveryEngine('the OpenAPI document', (given) => {
  const document = async (asked: Asked = {}): Promise<Record<string, Record<string, never>>> => Object((await given().ask('GET', '/openapi.json', asked)).json);

  test('is refused without a key', async () => {
    expect((await given().ask('GET', '/openapi.json', { key: null })).status).toBe(401);
  });

  test('shows nobody what he may not see', async () => {
    await given().define(VISIT);
    const { paths = {}, components = {} } = await document({ key: MANAGER_KEY });
    expect(Object.keys(paths)).toContain('/records/client');
    expect(JSON.stringify({ paths, components })).not.toMatch(/visit|requisites|password_hash|api_key/u);
  });

  test('is valid OpenAPI 3.1', async () => {
    const checked = await new Validator().validate(await document());
    expect(checked).toEqual({ valid: true });
  });

  test('lists an entity made at run time with its fields, and those added later', async () => {
    const schemas = async (): Promise<unknown> => Object((await document())['components']).schemas;
    const at = { anyOf: [{ type: 'string', format: 'date-time', pattern: expect.any(String) }, { type: 'null' }], title: 'When' };
    const kind = { anyOf: [{ type: 'string', enum: ['short', 'long'] }, { type: 'null' }], title: 'Kind' };
    const name = { type: ['string', 'null'], title: 'Subject' };
    expect(await schemas()).toMatchObject({
      'visit.new_record': { type: 'object', properties: { name, at, kind }, required: ['name'], additionalProperties: false },
      'visit.record': { type: 'object', properties: { name, at, kind, worth: { type: ['number', 'null'], title: 'Worth' } }, required: ['id', 'version'] },
    });
    expect(Object((await document())['paths'])['/records/visit/{id}']).toMatchObject({ get: { operationId: 'get_records_visit_id_' }, patch: {}, delete: {} });
    await given().define({ ...VISIT, fields: [...VISIT.fields, text('room', 'Кабинет', 'Room')] });
    expect(await schemas()).toMatchObject({ 'visit.new_record': { properties: { room: {} } } });
  });
});
