import { expect, test } from 'vitest';
import { campaignsFirst } from './campaigns-first.ts';

const files = (...paths: readonly string[]) => paths.map((path) => ({ moduleId: `/clone/${path}` }));

test('campaigns begin first, in their order, and all others keep theirs', () => {
  const sorted = campaignsFirst(files('src/core/text/fold.test.ts', 'test/fuzz/fuzz.test.ts', 'src/cli/serve.test.ts', 'test/kill/kill.test.ts', 'src/core/money.test.ts'));
  expect(sorted).toEqual(files('test/kill/kill.test.ts', 'test/fuzz/fuzz.test.ts', 'src/core/text/fold.test.ts', 'src/cli/serve.test.ts', 'src/core/money.test.ts'));
});

test('without campaigns nothing changes its place', () => {
  const order = files('src/b.test.ts', 'src/a.test.ts', 'src/c.test.ts');
  expect(campaignsFirst(order)).toEqual(order);
});
