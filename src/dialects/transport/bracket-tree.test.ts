import { describe, expect, test } from 'vitest';
import { growTree, indicesOnly, overlay, treeMembers } from './bracket-tree.ts';
import { readFields } from './read-fields.ts';

const tree = (encoded: string) => growTree(readFields(encoded, 10_000), 64);
const read = (encoded: string) => treeMembers(tree(encoded), indicesOnly);

describe('growTree', () => {
  test('cannot reach a prototype', () => {
    const members = read('__proto__[isAdmin]=1&a[__proto__][isAdmin]=1&constructor[prototype][isAdmin]=1');
    expect(Object.keys(members)).toEqual(['a', 'constructor']);
    expect(members).toEqual({ a: {}, constructor: { prototype: { isAdmin: '1' } } });
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  test('lets the last of equal names win, whatever its shape', () => {
    expect(read('a=1&a=2')).toEqual({ a: '2' });
    expect(read('a=1&a[b]=2')).toEqual({ a: { b: '2' } });
    expect(read('a[b]=1&a=2')).toEqual({ a: '2' });
  });

  test('counts [] on from the highest index', () => {
    expect(read('phone[]=1&phone[]=2')).toEqual({ phone: ['1', '2'] });
    expect(read('phone[3]=1&phone[]=2')).toEqual({ phone: ['1', '2'] });
    expect(read('client[][title]=A&client[][title]=B')).toEqual({ client: [{ title: 'A' }, { title: 'B' }] });
  });

  test('reads indices with gaps as a list in their order', () => {
    expect(read('client[10][title]=C&client[2][title]=B&client[0][title]=A')).toEqual({
      client: [{ title: 'A' }, { title: 'B' }, { title: 'C' }],
    });
    expect(read('a[999999999]=x')).toEqual({ a: ['x'] });
  });

  test('keeps the keys when one of them is a name', () => {
    expect(read('a[0]=x&a[b]=y')).toEqual({ a: { 0: 'x', b: 'y' } });
    expect(read('a[007]=x')).toEqual({ a: { '007': 'x' } });
  });

  test('asks the rule of its caller what a list is', () => {
    expect(treeMembers(tree('a[0]=x&b[1]=y'), ([key]) => key === '1')).toEqual({ a: { 0: 'x' }, b: ['y'] });
    expect(treeMembers(tree('0=x'), () => true)).toEqual({ 0: 'x' });
  });

  test('keeps a list of thousands a list', () => {
    const fields = Array.from({ length: 6000 }, (_, index) => `a[${index}]=${index}`).join('&');
    expect(read(fields)['a']).toHaveLength(6000);
  });
});

describe('overlay', () => {
  test('joins nests and replaces values', () => {
    const joined = overlay(tree('filter[type]=client&phone[]=1&user=a'), tree('filter[trash]=1&phone[]=2&user=b'));
    expect(treeMembers(joined, indicesOnly)).toEqual({ filter: { type: 'client', trash: '1' }, phone: ['2'], user: 'b' });
  });
});
