import { expect, test } from 'vitest';
import { MANAGER_KEY, onEveryEngine } from '../../../../test/native/world.ts';

onEveryEngine('the native API, another type for a field', (given) => {
  const RETYPE = '/meta/entities/shelf/fields/width/retype';
  const retype = async (body: object): Promise<{ readonly status: number; readonly json: unknown }> => {
    const { status, json } = await given().ask('POST', RETYPE, { body });
    return { status, json };
  };

  test('is refused to who is no administrator, for fields that are not there, and in the wrong shape', async () => {
    await given().ask('POST', '/meta/entities', { body: { label: { ru: 'Полка' }, name: 'shelf' } });
    await given().ask('POST', '/meta/entities/shelf/fields', { body: { type: 'text', label: { ru: 'Ширина' }, name: 'width' } });
    expect((await given().ask('POST', RETYPE, { key: MANAGER_KEY, body: { type: 'integer' } })).json).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await given().ask('POST', '/meta/entities/shelf/fields/height/retype', { body: { type: 'integer' } })).json).toMatchObject({ status: 404, code: 'unknown_field' });
    expect(await retype({ type: 'number', dry_run: 'yes' })).toMatchObject({ status: 422, json: { fields: [{ field: 'type', fault: 'unknown_value' }, { field: 'dry_run', fault: 'wrong_type' }] } });
  });

  test('is reported by a dry run, which changes nothing', async () => {
    await given().add('shelf', { name: 'А', width: '120' });
    await given().add('shelf', { name: 'Б' });
    const wide = await given().add('shelf', { name: 'В', width: 'широкая' });
    expect(await retype({ type: 'integer', dry_run: true })).toEqual({
      status: 200,
      json: { field: expect.objectContaining({ name: 'width', type: 'text' }), report: { records: 3, converts: 1, empty: 1, fails: 1, examples: [{ id: wide, value: 'широкая', fault: 'wrong_type' }] } },
    });
  });

  test('is refused while values do not convert, unless they may be cleared', async () => {
    expect(await retype({ type: 'integer' })).toMatchObject({ status: 422, json: { code: 'invalid', fields: [{ field: 'width', fault: 'wrong_type' }] } });
    expect(await retype({ type: 'integer', on_failure: 'clear' })).toMatchObject({ status: 200, json: { field: { name: 'width', type: 'integer' }, report: null } });
    const page = await given().ask('GET', '/records/shelf?sort=id&fields=width');
    expect(page.json).toMatchObject({ data: [{ width: 120 }, { width: null }, { width: null }] });
  });
});
