import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireValue } from '../../transport/parameters.ts';
import { ApiError } from './errors.ts';
import { LIMITS } from './limits.ts';
import { readCall } from './read-call.ts';

type Nest = string | number | boolean | Nest[] | { [name: string]: Nest };

const FORM_TYPE = 'application/x-www-form-urlencoded';
const readForm = (encoded: string) => readCall({ contentType: FORM_TYPE, body: Buffer.from(encoded) });
const readJson = (value: unknown) => readCall({ contentType: undefined, body: Buffer.from(JSON.stringify(value)) });

/** PHP's http_build_query, without nulls and empty nests, which it leaves out. */
function httpBuildQuery(nest: Nest, name = ''): string[] {
  if (typeof nest !== 'object') return [`${encodeURIComponent(name)}=${encodeURIComponent(inForm(nest)).replaceAll('%20', '+')}`];
  return Object.entries(nest).flatMap(([key, item]) => httpBuildQuery(item, name === '' ? key : `${name}[${key}]`));
}

function inForm(scalar: string | number | boolean): string {
  return typeof scalar === 'boolean' ? String(Number(scalar)) : String(scalar);
}

/** What JSON gave, with the scalars written as a form writes them. */
function asTexts(value: WireValue): WireValue {
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== 'object' || value === null) return value === null ? null : inForm(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asTexts(item)]));
}

// A name must survive PHP: no brackets, and no dot or space in an outer name.
const nameArbitrary = fc
  .oneof(
    fc.constantFrom('items', 'field_158', '157', '158_db_value', 'constructor', 'toString', 'hasOwnProperty', 'Поле', 'a&b=c', '%41'),
    fc.nat({ max: 5 }).map(String),
    fc.string({ minLength: 1, unit: 'grapheme' }),
  )
  .filter((name) => !/[[\]. ]|^__proto__$/u.test(name));

const { nest } = fc.letrec<{ nest: Nest }>((tie) => ({
  nest: fc.oneof(
    { maxDepth: LIMITS.nesting - 1, depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean()),
    fc.array(tie('nest'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(nameArbitrary, tie('nest'), { minKeys: 1, maxKeys: 4 }),
  ),
}));
const parametersArbitrary = fc.dictionary(nameArbitrary, nest, { maxKeys: 6 });

test('a form and JSON of the same parameters read the same, but for scalars being texts', async () => {
  await fc.assert(
    fc.asyncProperty(parametersArbitrary, async (parameters) => {
      const fromForm = await readForm(httpBuildQuery(parameters).join('&'));
      expect({ ...fromForm }).toEqual(asTexts({ ...(await readJson(parameters)) }));
    }),
    { numRuns: 500 },
  );
});

const typeArbitrary = fc.oneof(
  fc.constantFrom(undefined, 'application/json', FORM_TYPE, 'text/plain', 'multipart/form-data; boundary=X', 'multipart/form-data', 'multipart/'),
  fc.string({ unit: 'binary' }),
);
const pieceArbitrary = fc.constantFrom(
  ...'--X|--X--|\r\n|\r\n\r\n|Content-Disposition: form-data; name="a[]"|; filename="f"|: |value'.split('|'),
  ...'{|}|[|]|"a"|,|&|=|%|%ff|[]|[x]|\\u|\uFFFD|\uFEFF'.split('|'),
);
const bodyArbitrary = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.concat([Buffer.from('{"a":"'), bytes])),
  fc.array(pieceArbitrary, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join(''))),
);

test('no bytes under any content type end in anything but a map or a refusal', async () => {
  await fc.assert(
    fc.asyncProperty(typeArbitrary, bodyArbitrary, async (contentType, body) => {
      const outcome = await readCall({ contentType, body }).catch((error: unknown) => error);
      expect(outcome instanceof ApiError || Object.getPrototypeOf(outcome) === null).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

test('no JSON value is refused for another reason than its depth, or reaches Object.prototype', async () => {
  const before = Reflect.ownKeys(Object.prototype);
  const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'prototype', '0', '1'), fc.string());
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(key, fc.dictionary(key, fc.jsonValue())));
  await fc.assert(
    fc.asyncProperty(value, async (json) => {
      const outcome = await readJson(json).then(() => 'read', String);
      expect(['read', 'ApiError: Request parameters are nested deeper than 8 levels']).toContain(outcome);
      expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
    }),
    { numRuns: 500 },
  );
});

test('both encodings are refused from the same depth on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(nameArbitrary, { minLength: 1, maxLength: 2 * LIMITS.nesting }), async (path) => {
      const tree = path.reduceRight<Nest>((inner, name) => ({ [name]: inner }), 'x');
      const outcomes = [readForm(httpBuildQuery(tree).join('&')), readJson(tree)].map((reading) => reading.then(() => 'read', () => 'refused'));
      const expected = path.length > LIMITS.nesting ? 'refused' : 'read';
      expect(await Promise.all(outcomes)).toEqual([expected, expected]);
    }),
  );
});

test('a form is refused from one variable too many on, whatever their names', async () => {
  await fc.assert(
    fc.asyncProperty(nameArbitrary, fc.integer({ min: LIMITS.fields - 3, max: LIMITS.fields + 3 }), async (name, count) => {
      const outcome = readForm(Array.from({ length: count }, () => `${encodeURIComponent(name)}[]=1`).join('&')).then(() => 'read', () => 'refused');
      expect(await outcome).toBe(count > LIMITS.fields ? 'refused' : 'read');
    }),
    { numRuns: 20 },
  );
});
