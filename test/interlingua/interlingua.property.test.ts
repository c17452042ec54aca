import fc from 'fast-check';
import { expect, test } from 'vitest';
import native from '../../src/dialects/native/index.ts';
import rukovoditel from '../../src/dialects/rukovoditel/index.ts';
import salesman from '../../src/dialects/salesman/index.ts';
import { onEveryEngine } from '../alfacrm/world.ts';
import { alfacrmFace, nativeFace, rukovoditelFace, salesmanFace, type Face, type Meaning, type Part, type Parts } from './faces.ts';

/** So many times a random value goes in through one face and out through another. */
const PAIRS = 10_000;
const WRITES_A_ROUND = 150;
/** From so many clients on, each write changes one of them. */
const CLIENTS = 200;

const words = fc.array(fc.constantFrom('Ромашка', 'ООО', 'ёж', 'Ёлка', 'Smith & Sons', '«Заря»', 'O’Neil', "д'Артаньян", '100%', '№5', '😀', 'ß', 'a_b', 'x\\y', '{1}', '$2', '50:50'), { minLength: 1, maxLength: 4 }).map((some) => some.join(' '));
const line = fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 5, arbitrary: words });
const list = (item: fc.Arbitrary<string>) => fc.uniqueArray(item, { maxLength: 3 });
const latin = fc.array(fc.constantFrom(...'abcdefghij0123456789'), { minLength: 3, maxLength: 12 }).map((letters) => letters.join(''));

/** A value for each part of a meaning; names and phones are made one of a kind by the test, since no two clients may share them everywhere. */
const values: { readonly [Name in Exclude<Part, 'source' | 'territory' | 'owner'>]: fc.Arbitrary<Meaning[Name]> } = {
  // SalesMan puts a legal form after the name (its contract 2.0.6): that is said of names, not of their meaning.
  name: words.map((name) => name.replaceAll('ООО', 'Оо')),
  phones: fc.uniqueArray(fc.integer({ min: 9_000_000_000, max: 9_999_999_999 }).map(String), { maxLength: 3 }),
  emails: list(fc.tuple(latin, latin).map(([name, host]) => `${name}@${host}.example`)),
  websites: list(latin.map((host) => `https://${host}.example`)),
  addresses: list(words),
  note: fc.oneof(line, fc.array(words, { maxLength: 3 }).map((lines) => lines.join('\n'))),
  payer: line,
  scheme: line,
  birthday: fc.oneof(fc.constant(''), fc.date({ min: new Date('1950-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))),
  stage: fc.constantFrom('lead', 'client'),
  person: fc.boolean(),
};

const NEW: Meaning = { name: '', phones: [], emails: [], websites: [], addresses: [], note: '', source: 0, territory: 0, owner: 0, payer: '', scheme: '', birthday: '', stage: 'client', person: false };

onEveryEngine('one client in four languages', (world) => {
  test(`${PAIRS} values written through one face mean the same through the others, and no update loses what another face wrote`, async () => {
    const faces = [alfacrmFace(world()), salesmanFace(world()), rukovoditelFace(world()), nativeFace(world())];
    const directory = await world().crm.directory();
    const some = (entity: string): readonly number[] => directory.dictionary(entity).items.map(({ id }) => id);
    const links = { source: [0, ...some('source')], territory: [0, ...some('territory')], owner: [world().ids.boss, world().ids.manager] };
    const expected = new Map<number, Parts>();
    let serial = 0;
    // Told with a failure, so that the same values can be drawn again.
    const seed = Math.floor(Math.random() * 2 ** 30);
    let drawings = 0;
    const sample = <Value>(arbitrary: fc.Arbitrary<Value>): Value => {
      const [value] = fc.sample(arbitrary, { seed: seed + ++drawings, numRuns: 1 });
      if (value === undefined) throw new Error('nothing was drawn');
      return value;
    };

    /** A value for each of the parts that the face can say, or for some of them. */
    const draw = (face: Face, all: boolean): Parts => {
      const { chosen, ...drawn } = sample(fc.record({ ...values, source: fc.constantFrom(...links.source), territory: fc.constantFrom(...links.territory), owner: fc.constantFrom(...links.owner), chosen: fc.subarray([...face.parts], { minLength: 1 }) }));
      const unique = { ...drawn, name: `${drawn.name} ${++serial}`, phones: drawn.phones.map((phone, index) => `9${String(serial * 10 + index).padStart(9, phone.slice(0, 1) === '9' ? '0' : '1')}`), emails: drawn.emails.map((mail) => `${serial}${mail}`) };
      const parts = all ? [...face.parts] : chosen;
      return Object.fromEntries(parts.map((part) => [part, unique[part]]));
    };

    let pairs = 0;
    for (let round = 0; pairs < PAIRS; round++) {
      const changes = Math.min(expected.size, expected.size < CLIENTS ? WRITES_A_ROUND / 2 : WRITES_A_ROUND);
      const known = sample(fc.shuffledSubarray([...expected.keys()], { minLength: changes, maxLength: changes }));
      const writers = sample(fc.array(fc.constantFrom(...faces), { minLength: WRITES_A_ROUND, maxLength: WRITES_A_ROUND }));
      await Promise.all(writers.map(async (face, index) => {
        const id = known[index];
        const parts = draw(face, id === undefined && index % 3 === 0);
        if (id !== undefined) {
          await face.update(id, parts);
          expected.set(id, { ...expected.get(id), ...parts });
          return;
        }
        const whole: Parts = { name: `Имя ${serial}`, ...parts };
        const made = await face.create(whole);
        // What a new client is where nothing was said is for its face to decide; what was said is not.
        expected.set(made, whole);
      }));
      for (const face of faces) {
        const seen = await face.readAll();
        expect({ face: face.name, size: seen.size }).toEqual({ face: face.name, size: expected.size });
        for (const [id, meaning] of expected) {
          const asked = Object.keys(meaning).filter((part) => face.parts.some((known) => known === part));
          const shown = seen.get(id);
          expect({ seed, round, face: face.name, id, ...only(shown, asked) }).toEqual({ seed, round, face: face.name, id, ...only(meaning, asked) });
        }
        pairs += writers.filter((writer) => writer !== face).length;
      }
    }
    expect(Object.keys(NEW).every((part) => faces.some((face) => face.parts.includes(part as Part)))).toBe(true);
    expect(pairs).toBeGreaterThanOrEqual(PAIRS);
  });
}, { dialects: [salesman, rukovoditel, native] });

function only(parts: Parts | undefined, names: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parts ?? {}).filter(([name]) => names.includes(name)).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
