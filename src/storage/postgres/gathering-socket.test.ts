import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { GatheringSocket } from './gathering-socket.ts';

/** Counts the writes that reach the system. */
class Counted extends GatheringSocket {
  written = 0;
  override _write(...args: Parameters<GatheringSocket['_write']>): void {
    this.written++;
    super._write(...args);
  }
  override _writev(...args: Parameters<NonNullable<GatheringSocket['_writev']>>): void {
    this.written++;
    super._writev?.(...args);
  }
}

test('corked or gathered writes of one moment leave together and in their order, those of the next by themselves', async () => {
  let heard = '';
  const server = createServer((peer) => peer.on('data', (chunk) => { heard += chunk.toString(); }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = new Counted();
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const say = (...words: readonly string[]): void => {
    socket.cork();
    for (const word of words) socket.write(word);
    socket.uncork();
  };
  say('a', 'b');
  await Promise.resolve();
  say('c');
  // Not corked: it may not pass those that wait.
  socket.write('d');
  say('e');
  await nextTurn();
  expect(socket.written).toBe(1);
  socket.gather();
  for (const word of ['f', 'g', 'h']) socket.write(word);
  await expect.poll(() => heard).toBe('abcdefgh');
  expect(socket.written).toBe(2);
  socket.destroy();
  server.close();
});
