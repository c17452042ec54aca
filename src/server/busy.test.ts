import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchBusiness } from './busy.ts';

const server = createServer((_, reply) => {
  const until = performance.now() + 5;
  while (performance.now() < until);
  reply.end('done');
});
beforeAll(() => new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); }));
afterAll(() => { server.close(); });

test('a process without requests is not busy, one with many is, and is no longer when they end', async () => {
  const address: AddressInfo | string | null = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  const business = watchBusiness();
  server.on('request', business.note);
  const work = performance.now() + 300;
  while (performance.now() < work);
  await new Promise((resolve) => { setTimeout(resolve, 10); });
  expect([business.isBusy(), business.allowance()]).toEqual([false, undefined]);
  let asking = true;
  const askers = Array.from({ length: 4 }, async () => { while (asking) await (await fetch(url)).text(); });
  await expect.poll(() => business.isBusy()).toBe(true);
  expect(business.allowance()).toBe(50);
  asking = false;
  await Promise.all(askers);
  await expect.poll(() => business.isBusy()).toBe(false);
  business.stop();
});
