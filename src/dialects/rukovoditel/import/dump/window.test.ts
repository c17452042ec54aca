import { expect, test } from 'vitest';
import { DumpError } from './dump-error.ts';
import { DumpWindow } from './window.ts';

async function* chunksOf(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

test('refuses to hold more than its limit, and to grow behind the end', async () => {
  const small = new DumpWindow(chunksOf('12345', '67890'), 9);
  await small.grow();
  await expect(small.grow()).rejects.toThrow(new DumpError('a row of this statement does not end within 9 bytes: a quote may be missing', 1));

  const short = new DumpWindow(chunksOf('a'));
  await short.grow();
  await short.grow();
  expect(short).toMatchObject({ text: 'a\n', ended: true });
  await expect(short.grow()).rejects.toThrow('the dump ends inside this statement');
});

test('drops what was read and keeps what was not, so that a long row is looked at only a few times', async () => {
  const window = new DumpWindow(chunksOf(...Array.from({ length: 16 }, () => 'ab')));
  const lengths: number[] = [];
  for (let time = 0; time < 4; time += 1) {
    await window.grow();
    lengths.push(window.text.length);
  }
  window.at = 30;
  await window.grow();
  expect([...lengths, window.text]).toEqual([2, 6, 14, 30, 'ab']);
});

test('knows the line and the offset in bytes of each statement, across chunks', async () => {
  const window = new DumpWindow(chunksOf('я\n\nb', '\nc'));
  await window.grow();
  window.at = 4;
  window.beginStatement();
  expect(window.statement).toEqual({ line: 3, offset: 4 });
  await window.grow();
  window.at = 2;
  window.beginStatement();
  expect(window.statement).toEqual({ line: 4, offset: 6 });
});

test('finds the next backslash from any place, also from one before the last', async () => {
  const window = new DumpWindow(chunksOf('a\\bc\\d'));
  await window.grow();
  expect([0, 1, 2, 5, 0, 3].map((from) => window.backslashFrom(from))).toEqual([1, 1, 4, Infinity, 1, 4]);
});
