import { expect, test } from 'vitest';
import { readPath } from './read-path.ts';

test.each([
  ['/developer/v3/client/list', 'client', 'list'],
  ['/developer/v3/client/add.list/', 'client', 'add.list'],
  ['/developer/v3', 'client', ''],
  ['/developer/v3/', 'client', ''],
  ['/developer/v3/deal', 'deal', ''],
  ['/developer/v3/deal/', 'deal', ''],
  ['/developer/v3/deal/list/more', 'deal', 'list'],
  ['/developer/v3/%64eal/%E0%A4%A', 'deal', '%E0%A4%A'],
])('reads %s as %s, %j', (path, method, action) => {
  expect(readPath(path)).toEqual({ method, action, inlineQuery: '' });
});

test('reads the fourth segment as a query when it is one', () => {
  expect(readPath('/developer/v3/client/action=list&word=a/b&apikey=k/')).toEqual({
    method: 'client',
    action: '',
    inlineQuery: 'action=list&word=a/b&apikey=k',
  });
});
