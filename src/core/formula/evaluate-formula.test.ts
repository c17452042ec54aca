import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldValue } from '../values.ts';
import { compute } from './testing/compute.ts';
import { rightFormula } from './testing/formula-text.ts';

describe('arithmetic', () => {
  test('what cannot be computed is null', () => {
    for (const text of ['1 / 0', '0 / 0', '1 % 0', '1e308 * 10', '-1e308 - 1e308', '1e400', 'SQRT(-1)', 'POWER(0, -1)']) expect(compute(text)).toBeNull();
  });

  test('null is contagious', () => {
    for (const text of ['NULL + 1', '1 - [none]', '[none] * 0', '[none] / 1', '1 % [none]', '-[none]']) expect(compute(text)).toBeNull();
  });

  test('a text that looks like a number counts as one, any other as 0', () => {
    expect(compute("' 2.5 ' + 1")).toBe(3.5);
    expect(compute("'1e2' * 1")).toBe(100);
    for (const text of ['семь', '', '12 шт', '0x10', '1,5', 'Infinity']) expect(compute('[a] + 1', { a: text })).toBe(1);
  });

  test('truth is 1 or 0, a list is its items joined by commas', () => {
    expect(compute('[yes] + (2 > 1) + FALSE', { yes: true })).toBe(2);
    expect(compute('[yes]', { yes: true })).toBe(1);
    expect(compute('[tags]', { tags: ['a', 'b'] })).toBe('a,b');
    expect(compute('[tags] * 2', { tags: ['7'] })).toBe(14);
  });

  test('decimals come without binary noise', () => {
    expect(compute('0.1 + 0.2')).toBe(0.3);
    expect(compute('0.1 * 3')).toBe(0.3);
    expect(compute('1000000.1 - 1000000')).toBe(0.1);
    expect(compute('0.1 + 0.2 - 0.3')).toBe(0);
    expect(compute('0.3 % 0.1')).toBe(0);
    expect(compute('1.1 * 1.1')).toBe(1.21);
    expect(compute('1 / 3 * 3')).toBe(1);
    expect(compute('(1 / 3 + 0) * 3')).toBe(1);
    expect(compute('0.1 + 0.2 = 0.3')).toBe(1);
    expect(compute('123456789012.34 + 0.01')).toBe(123456789012.35);
    expect(compute('-7 % 3')).toBe(-1);
  });

  test('whole numbers stay exact: an id, an instant in milliseconds', () => {
    expect(compute('[at] + 1', { at: 1_700_000_000_123 })).toBe(1_700_000_000_124);
    expect(compute('[id]', { id: Number.MAX_SAFE_INTEGER })).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('there is no negative zero', () => {
    for (const text of ['-0', '0 * -1', 'ROUND(-0.1)', 'CEIL(-0.5)']) expect(compute(text)).toBe(0);
  });

  test('a sum of prices is what adding up kopecks gives', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), { minLength: 1, maxLength: 20 }), (kopecks) => {
      const text = kopecks.map((amount) => `(${amount / 100})`).join(' + ');
      expect(compute(text)).toBe(kopecks.reduce((sum, amount) => sum + amount, 0) / 100 + 0);
    }));
  });
});

describe('comparison and logic', () => {
  test('null compares with nothing, not even itself', () => {
    for (const text of ['NULL = NULL', '1 <> NULL', "NULL < 'a'", 'NOT NULL']) expect(compute(text)).toBeNull();
  });

  test('null decides AND and OR only where the other side leaves it open', () => {
    expect(['0 AND NULL', 'NULL AND 0', '1 AND NULL', '1 OR NULL', 'NULL OR 1', '0 OR NULL'].map((text) => compute(text))).toEqual([0, 0, null, 1, 1, null]);
  });

  test('texts compare without case, with a number they compare as numbers', () => {
    expect(compute("[state] = 'НОВЫЙ ёж'", { state: 'новый Еж' })).toBe(1);
    expect(compute("'10' < '9'")).toBe(1);
    expect(compute("'10' < 9")).toBe(0);
    expect(compute("'a' <> 'b' AND 'a' != 'b' AND 2 == 2")).toBe(1);
  });

  test('days compare by the calendar', () => {
    expect(compute("[due] < '2024-02-10'", { due: '2024-02-09' })).toBe(1);
  });
});

describe('CASE', () => {
  test('without a fitting branch and without ELSE is null', () => {
    expect(compute('CASE WHEN 0 THEN 1 WHEN NULL THEN 2 END')).toBeNull();
    expect(compute('CASE NULL WHEN NULL THEN 1 END')).toBeNull();
  });

  test('takes the first branch that is true, or equal to its subject', () => {
    expect(compute("case when [a] > 10 then 'many' when [a] > 1 then 'some' else 'few' end", { a: 5 })).toBe('some');
    expect(compute("CASE [a] WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'more' END", { a: 2 })).toBe('two');
    expect(compute("CASE [a] WHEN 1 THEN 'one' ELSE 'more' END", { a: 2 })).toBe('more');
  });
});

type Sum = number | readonly ['+' | '-' | '*' | '/', Sum, Sum];

const { sum } = fc.letrec<{ sum: Sum }>((tie) => ({
  sum: fc.oneof({ maxDepth: 5 }, fc.integer({ min: -99, max: 99 }), fc.tuple(fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const), tie('sum'), tie('sum'))),
}));

const LEVEL = { '+': 1, '-': 1, '*': 2, '/': 2 } as const;

/** Writes a sum with no more parentheses than it needs. */
function write(tree: Sum, level = 0): string {
  if (typeof tree === 'number') return String(tree);
  const [operator, left, right] = tree;
  const text = `${write(left, LEVEL[operator])} ${operator} ${write(right, LEVEL[operator] + 1)}`;
  return LEVEL[operator] < level ? `(${text})` : text;
}

function model(tree: Sum): number {
  if (typeof tree === 'number') return tree;
  const [a, b] = [model(tree[1]), model(tree[2])];
  switch (tree[0]) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return Number.isInteger(a / b) ? a / b : Number.NaN;
  }
}

test('arithmetic agrees with that of the machine', () => {
  fc.assert(fc.property(sum, (tree) => {
    fc.pre(!hasFraction(tree));
    const expected = model(tree);
    expect(compute(write(tree))).toBe(Number.isFinite(expected) ? expected + 0 : null);
  }), { numRuns: 1000 });
});

function hasFraction(tree: Sum): boolean {
  if (typeof tree === 'number') return false;
  const [a, b] = [model(tree[1]), model(tree[2])];
  return hasFraction(tree[1]) || hasFraction(tree[2]) || (tree[0] === '/' && b !== 0 && !Number.isInteger(a / b));
}

test('a quotient is the exact one to 14 digits', () => {
  fc.assert(fc.property(fc.integer(), fc.integer().filter((number) => number !== 0), (a, b) => {
    expect(compute('[a] / [b]', { a, b })).toBe(Number((a / b).toPrecision(14)) + 0);
  }));
});

const fieldValue: fc.Arbitrary<FieldValue> = fc.oneof(fc.string({ unit: 'binary' }), fc.string().map((text) => text.repeat(2000)), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.string()));

test('no formula over any values throws or gives anything but a finite number, a short text or null', () => {
  fc.assert(fc.property(rightFormula, fieldValue, fieldValue, fieldValue, fc.double(), (text, a, b, c, now) => {
    const value = compute(text, { a, b, c }, { now });
    const fits = typeof value === 'string' ? value.length <= 10_000 : value === null || Number.isFinite(value);
    expect({ text, fits }).toEqual({ text, fits: true });
  }), { numRuns: 1000 });
});
