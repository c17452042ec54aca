import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defineEntity } from '../../../core/metadata/definitions.ts';
import { text } from '../../../core/metadata/field-drafts.ts';
import { MANAGER_KEY, onEveryEngine } from '../../../../test/native/world.ts';

const NAMES = ['alpha', 'beta', 'gamma'] as const;
const VAULT = defineEntity({
  name: 'vault', label: { ru: 'Сейф', en: 'Vault' }, heading: 'name', granted: true, searched: ['name', ...NAMES],
  fields: [text('name', 'Имя', 'Name', { required: true }), ...NAMES.map((name) => text(name, name, name))],
});

/** Every way to ask about a field by its name. */
const QUESTIONS: readonly ((name: string) => readonly [method: string, path: string, body?: object])[] = [
  (name) => ['GET', `/records/vault?fields=name,${name}`],
  (name) => ['GET', `/records/vault?sort=-${name}`],
  (name) => ['GET', `/records/vault?filter={"or":[{"${name}":{"contains":"S"}}]}`],
  (name) => ['GET', `/records/vault?filter={"not":{"${name}":null}}`],
  (name) => ['GET', `/records/vault?filter={"${name}":{"strange":1}}`],
  (name) => ['GET', `/records/vault/1?fields=${name}`],
  (name) => ['POST', '/records/vault', { name: 'x', [name]: 5 }],
  (name) => ['PATCH', '/records/vault/1', { [name]: 'x' }],
  (name) => ['GET', `/meta/entities/vault/fields/${name}`],
];

onEveryEngine('the native API, rights to fields', (given) => {
  test('a role never learns of a hidden field: each question is answered as if the field were not there', async () => {
    await given().define(VAULT);
    await given().add('vault', { name: 'Первый', ...Object.fromEntries(NAMES.map((name) => [name, `SECRET${name}`])) });
    const role = given().manager.account.role.id;
    const ask = async ([method, path, body]: readonly [string, string, object?]): Promise<string> => {
      const { status, text: said } = await given().ask(method, path, { key: MANAGER_KEY, ...(body === undefined ? {} : { body }) });
      return `${status} ${said}`;
    };
    await fc.assert(fc.asyncProperty(fc.subarray([...NAMES], { minLength: 1 }), fc.constantFrom(...QUESTIONS), async (hidden, question) => {
      await given().ask('PUT', '/meta/rights', { body: { entity: 'vault', role, read: 'all', create: true, update: 'all', hidden } });
      for (const name of hidden) {
        expect((await ask(question(name))).replaceAll(name, 'nosuch')).toBe(await ask(question('nosuch')));
        expect(await ask(['GET', `/records/vault?search=SECRET${name}`])).toContain('"total":0');
      }
      const seen = [await ask(['GET', '/records/vault?expand=links']), await ask(['GET', '/records/vault/1']), await ask(['GET', '/meta/entities/vault']), await ask(['GET', '/openapi.json'])].join('\n');
      for (const name of hidden) expect(seen).not.toContain(name);
      for (const name of NAMES.filter((one) => !hidden.includes(one))) expect(seen).toContain(`SECRET${name}`);
    }), { numRuns: 25 });
  });
});
