import { describe, expect, test } from 'vitest';
import { LIMITS, MAX_BODY_BYTES } from './limits.ts';
import { readCall } from './read-call.ts';

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=XX';
const NOT_FORMS = [undefined, '', 'application/json', 'text/plain', 'text/plain; charset=utf-8', 'multipart/mixed; boundary=XX'];

const read = (contentType: string | undefined, body: string | Buffer) => readCall({ contentType, body: Buffer.from(body) });
const part = (name: string, value: string) => `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

describe('readCall refuses', () => {
  test('a body over the limit', async () => {
    const body = Buffer.alloc(MAX_BODY_BYTES + 1, 0x20);
    await expect(readCall({ contentType: undefined, body })).rejects.toThrow('Request body is larger than 67108864 bytes');
    expect(await readCall({ contentType: undefined, body: body.subarray(1) })).toEqual({});
  });

  test('names nested too deeply', async () => {
    const name = (depth: number) => `a${'[x]'.repeat(depth - 1)}=1`;
    await expect(read(FORM, name(LIMITS.nesting))).resolves.toBeDefined();
    await expect(read(FORM, name(LIMITS.nesting + 1))).rejects.toThrow('Request parameters are nested deeper than 8 levels');
  });

  test('JSON nested too deeply, counted as names are', async () => {
    const json = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    await expect(read(undefined, json(LIMITS.nesting))).resolves.toBeDefined();
    await expect(read(undefined, json(LIMITS.nesting + 1))).rejects.toThrow('nested deeper than 8 levels');
    await expect(read(FORM, json(50_000))).rejects.toThrow('nested deeper than 8 levels');
  });

  test('too many form variables, and too many values of JSON', async () => {
    await expect(read(FORM, 'a[]=1&'.repeat(LIMITS.fields - 1))).resolves.toBeDefined();
    await expect(read(FORM, 'a[]=1&'.repeat(LIMITS.fields))).rejects.toThrow('Request has more than 10000 parameters');
    await expect(read(undefined, `{"a":[${'0,'.repeat(LIMITS.values)}0]}`)).rejects.toThrow('Request has more than 200000 values');
  });

  test('other encodings than UTF-8', async () => {
    await expect(read(FORM, Buffer.of(0x61, 0x3d, 0xcf, 0xf0))).rejects.toThrow('Request body is not in UTF-8');
    await expect(read('application/json', Buffer.from('{"a":"café"}', 'latin1'))).rejects.toThrow('Request body is not in UTF-8');
  });

  test('multipart that breaks off', async () => {
    await expect(read(MULTIPART, part('a', '1').slice(0, -10))).rejects.toThrow('Request body can not be read as multipart/form-data');
  });
});

describe('a body that is no call gives no parameters', () => {
  test.each(['', ' ', '[]', '[{"key":"a"}]', '"text"', '21', 'null', 'true', '{"key":', '{', 'key=a&action=select'])('%j under no form’s type', async (body) => {
    expect(await Promise.all(NOT_FORMS.map((type) => read(type, body)))).toEqual(NOT_FORMS.map(() => ({})));
  });

  test.each(['', '&&', '=1', '[]=1'])('%j as a form', async (body) => {
    expect(await read(FORM, body)).toEqual({});
  });
});

describe('JSON', () => {
  test('is read under any content type, a form’s too', async () => {
    const types = [...NOT_FORMS, FORM, `${FORM}; charset=UTF-8`, 'multipart/form-data'];
    const body = ' \n{"key":"a","entity_id":21,"filters":{"157":"37,38"}}';
    const expected = { key: 'a', entity_id: 21, filters: { 157: '37,38' } };
    expect(await Promise.all(types.map((type) => read(type, body)))).toEqual(types.map(() => expected));
  });

  test('may begin with a byte order mark', async () => {
    expect(await read(undefined, '\uFEFF{"a":null}')).toEqual({ a: null });
  });

  test('makes lists of maps that count from 0', async () => {
    expect(await read(undefined, '{"items":{"0":{"field_1":"A"},"1":{"field_1":[]}},"data":{}}')).toEqual({ items: [{ field_1: 'A' }, { field_1: [] }], data: [] });
  });

  test('keeps dots and spaces of names, and drops __proto__', async () => {
    expect(await read(undefined, '{"a.b c":1,"__proto__":{"x":1}}')).toEqual({ 'a.b c': 1 });
  });
});

describe('a form', () => {
  test('gives what JSON would give', async () => {
    const body = 'key=K&action=select&entity_id=21&select_fields=158%2C157&filters%5B157%5D=37%2C38&limit=2';
    expect(await read(FORM, body)).toEqual({ key: 'K', action: 'select', entity_id: '21', select_fields: '158,157', filters: { 157: '37,38' }, limit: '2' });
  });

  test('nests by brackets', async () => {
    expect(await read(FORM, 'items[0][field_158]=A')).toEqual({ items: [{ field_158: 'A' }] });
    expect(await read(FORM, 'items[field_158]=A')).toEqual({ items: { field_158: 'A' } });
    expect(await read(FORM, 'update_by_field[id][0]=3&update_by_field[id][1]=4')).toEqual({ update_by_field: { id: ['3', '4'] } });
    expect(await read(FORM, 'x[]=1&x[]=2')).toEqual({ x: ['1', '2'] });
    expect(await read(FORM, 'x[1]=b&x[0]=a&y[1]=b&y[3]=d')).toEqual({ x: ['a', 'b'], y: { 1: 'b', 3: 'd' } });
  });

  test('lets the last of equal names win and mends outer names only', async () => {
    expect(await read(FORM, 'a=1&a=2&b.c d=x+y%20z&filters[e.f g]=1')).toEqual({ a: '2', b_c_d: 'x y z', filters: { 'e.f g': '1' } });
  });

  test('stays one when it begins with a brace and is no JSON', async () => {
    expect(await read(FORM, '{a=1&key=K')).toEqual({ '{a': '1', key: 'K' });
  });

  test('may be multipart, in any letters; files are not parameters', async () => {
    const file = '--XX\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n';
    const body = `${part('key', 'K')}${file}${part('items[field_158]', 'Пермь')}--XX--\r\n`;
    expect(await read(`Multipart/Form-Data; boundary=XX`, body)).toEqual({ key: 'K', items: { field_158: 'Пермь' } });
  });
});
