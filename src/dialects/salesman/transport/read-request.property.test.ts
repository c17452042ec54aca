import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRequest, type RawRequest } from './read-request.ts';

type Nest = string | Nest[] | { [name: string]: Nest };

const FORM_TYPE = 'application/x-www-form-urlencoded';

const send = (rest: Partial<RawRequest>) =>
  readRequest({
    path: '/developer/v3/client/add',
    queryString: '',
    contentType: undefined,
    headers: {},
    body: Buffer.alloc(0),
    ...rest,
  });

/** PHP's http_build_query, without the empty nests, which it cannot express. */
function httpBuildQuery(nest: Nest, name = ''): string[] {
  if (typeof nest === 'string') return [`${phpUrlencode(name)}=${phpUrlencode(nest)}`];
  return Object.entries(nest).flatMap(([key, item]) => httpBuildQuery(item, name === '' ? key : `${name}[${key}]`));
}

function phpUrlencode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()*~]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

// A name must survive PHP: no brackets, no dot or space in a first name, not digits alone (those make a list).
const nameArbitrary = fc
  .oneof(
    fc.constantFrom('title', 'castInn', 'constructor', 'toString', 'prototype', 'hasOwnProperty', 'Название', 'a&b=c', '%41'),
    fc.string({ minLength: 1, unit: 'grapheme' }),
  )
  .filter((name) => !/[[\]. ]|^\d+$|^__proto__$/u.test(name));

const { nest } = fc.letrec<{ nest: Nest }>((tie) => ({
  nest: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('nest'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(nameArbitrary, tie('nest'), { minKeys: 1, maxKeys: 4 }),
  ),
}));
const formArbitrary = fc.dictionary(nameArbitrary, nest, { maxKeys: 6 }).filter((form) => !hasReserved(form));

function hasReserved(form: object): boolean {
  return Object.hasOwn(form, 'apikey') || Object.hasOwn(form, 'action');
}

test('whatever PHP encodes reads back equal, from the form and from the query', async () => {
  await fc.assert(
    fc.asyncProperty(formArbitrary, async (form) => {
      const encoded = httpBuildQuery(form).join('&');
      const posted = await send({ contentType: FORM_TYPE, body: Buffer.from(encoded) });
      const queried = await send({ queryString: encoded });
      expect(posted).toMatchObject({ kind: 'request' });
      expect('parameters' in posted && posted.parameters).toEqual(form);
      expect('parameters' in queried && queried.parameters).toEqual(form);
    }),
    { numRuns: 300 },
  );
});

const typeArbitrary = fc.oneof(
  fc.constantFrom(undefined, 'application/json', FORM_TYPE, 'text/plain', 'multipart/form-data; boundary=X', 'multipart/'),
  fc.string({ unit: 'binary' }),
);
const pieceArbitrary = fc.constantFrom(
  ...'--X|--X--|\r\n|\r\n\r\n|Content-Disposition: form-data; name="a[]"|; filename="f"|: |value'.split('|'),
  ...'{|}|[|"a"|&|=|%|%ff|[]|\\u|\uFFFD'.split('|'),
);
const bodyArbitrary = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.array(pieceArbitrary, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join(''))),
);

test('no bytes under any content type, path, query or header make it throw or hang', async () => {
  const text = fc.string({ unit: 'binary' });
  await fc.assert(
    fc.asyncProperty(
      typeArbitrary,
      bodyArbitrary,
      fc.tuple(text, text),
      fc.dictionary(text, text),
      async (contentType, body, [tail, queryString], headers) => {
        const outcome = await send({ path: `/developer/v3/${tail}`, queryString, contentType, headers, body });
        expect(['request', 'refusal']).toContain(outcome.kind);
      },
    ),
    { numRuns: 1000 },
  );
});

test('no JSON value makes it throw or reaches Object.prototype', async () => {
  const before = Reflect.ownKeys(Object.prototype);
  const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'prototype', 'apikey', 'action'), fc.string());
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(key, fc.dictionary(key, fc.jsonValue())));
  await fc.assert(
    fc.asyncProperty(value, async (json) => {
      const outcome = await send({ contentType: 'application/json', body: Buffer.from(JSON.stringify(json)) });
      expect(['request', 'refusal']).toContain(outcome.kind);
      expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
      expect('parameters' in outcome ? Object.getPrototypeOf(outcome.parameters) : null).toBeNull();
    }),
    { numRuns: 500 },
  );
});
