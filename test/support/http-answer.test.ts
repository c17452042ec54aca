import { expect, test } from 'vitest';
import { createAnswerReader } from './http-answer.ts';

const BYTES = Buffer.from([
  'HTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n',
  'hello',
  'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n',
  'HTTP/1.0 400 Bad Request\r\nconnection: close\r\n\r\nto the end',
].join(''));
const EXPECTED = [[200, 'hello'], [404, ''], [200, 'abcde'], [400, 'to the end']];

function read(size: number): unknown[] {
  const answers: unknown[] = [];
  const reader = createAnswerReader(({ status, body }) => answers.push([status, body.toString()]));
  for (let at = 0; at < BYTES.length; at += size) reader.push(BYTES.subarray(at, at + size));
  expect(reader.end()).toBe(true);
  return answers;
}

test.each([1, 2, 7, 64, 10_000])('answers are cut alike whatever pieces they come in (%i bytes)', (size) => {
  expect(read(size)).toEqual(EXPECTED);
});

test('the answer to HEAD has no body', () => {
  const statuses: number[] = [];
  const reader = createAnswerReader(({ status }) => statuses.push(status), () => false);
  reader.push(Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nHTTP/1.1 201 Created\r\ncontent-length: 9\r\n\r\n'));
  expect(statuses).toEqual([200, 201]);
});

test('a connection that ends in the middle of an answer is told apart', () => {
  const reader = createAnswerReader(() => undefined);
  reader.push(Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhel'));
  expect(reader.end()).toBe(false);
});
