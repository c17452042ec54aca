import { describe, expect, test } from 'vitest';
import { readMultipart } from './read-multipart.ts';
import { UnreadableError } from './unreadable.ts';

const MAX_FIELDS = 20_000;
const TYPE = 'multipart/form-data; boundary=XX';
const read = (contentType: string, sent: Buffer) => readMultipart(contentType, sent, MAX_FIELDS);

const part = (disposition: string, value: string | Buffer) =>
  Buffer.concat([
    Buffer.from(`--XX\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
const body = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from('--XX--\r\n')]);

describe('readMultipart refuses', () => {
  test('a body that breaks off', async () => {
    const whole = body(part('name="title"', 'Пермь'), part('name="file"; filename="a.bin"', 'x'.repeat(1000)));
    await expect(read(TYPE, whole.subarray(0, -20))).rejects.toThrow(new UnreadableError('multipart'));
    await expect(read(TYPE, whole.subarray(0, 30))).rejects.toThrow(new UnreadableError('multipart'));
  });

  test('a type without a boundary and a type that is no form', async () => {
    await expect(read('multipart/form-data', body())).rejects.toThrow(new UnreadableError('multipart'));
    await expect(read('multipart/mixed; boundary=XX', body())).rejects.toThrow(new UnreadableError('multipart'));
  });

  test('a value that is no UTF-8', async () => {
    const sent = body(part('name="title"', Buffer.of(0xcf, 0xf0)));
    await expect(read(TYPE, sent)).rejects.toThrow(new UnreadableError('encoding'));
  });

  test('more fields than the limit', async () => {
    const sent = body(...Array.from({ length: MAX_FIELDS + 1 }, () => part('name="a"', '')));
    await expect(read(TYPE, sent)).rejects.toThrow(new UnreadableError('tooManyFields'));
  });
});

describe('readMultipart', () => {
  test.each([65_536, 70_000, 130_954, 1_000_000])('goes on behind a part of %i bytes that is no field', async (size) => {
    const attached = Buffer.from(`--XX\r\nContent-Disposition: attachment; name=a\r\n\r\n${'x'.repeat(size)}\r\n`);
    expect(await read(TYPE, body(attached, part('name="title"', 'Пермь')))).toEqual([['title', 'Пермь']]);
  });

  test('reads fields and skips files and nameless parts', async () => {
    const sent = body(
      part('name="client[0][title]"', 'ООО «Пермь» \uFFFD'),
      part('name="photo"; filename="a.png"', Buffer.alloc(200_000, 0xff)),
      part('filename="b"', 'x'),
      part('x="y"', 'nameless'),
      part('name="des"', ''),
    );
    expect(await read(TYPE, sent)).toEqual([
      ['client[0][title]', 'ООО «Пермь» \uFFFD'],
      ['des', ''],
    ]);
  });

  test('keeps a long value whole', async () => {
    const long = 'ы'.repeat(1_500_000);
    expect(await read(TYPE, body(part('name="des"', long)))).toEqual([['des', long]]);
  });

  test('reads an empty body as no fields', async () => {
    expect(await read(TYPE, Buffer.alloc(0))).toEqual([]);
  });
});
