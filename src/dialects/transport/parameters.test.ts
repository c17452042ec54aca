import { describe, expect, test } from 'vitest';
import { member, membersFrom } from './parameters.ts';

describe('member', () => {
  test('does not take an inherited name for a parameter', () => {
    expect(member({}, 'constructor')).toBeUndefined();
    expect(member(membersFrom([]), '__proto__')).toBeUndefined();
  });

  test('tells a null from a member that was not sent', () => {
    expect(member({ title: null }, 'title')).toBeNull();
    expect(member({ title: null }, 'phone')).toBeUndefined();
  });

  test('finds a dotted name in both spellings', () => {
    expect(member({ 'date.plan': '2026-05-01' }, 'date.plan')).toBe('2026-05-01');
    expect(member({ date_plan: '2026-05-01' }, 'date.plan')).toBe('2026-05-01');
  });

  test('prefers the documented spelling', () => {
    expect(member({ date_plan: 'b', 'date.plan': null }, 'date.plan')).toBeNull();
  });
});

describe('membersFrom', () => {
  test('drops __proto__ and inherits nothing', () => {
    const members = membersFrom([['__proto__', { isAdmin: true }], ['constructor', 'x']]);
    expect(Object.keys(members)).toEqual(['constructor']);
    expect(Object.getPrototypeOf(members)).toBeNull();
  });
});
