// A receiver of webhooks that answers at once and counts: `fork` it; it says its port, and its count whenever it is asked.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

let count = 0;
const server = createServer((request, reply) => {
  count++;
  request.resume();
  reply.writeHead(204).end();
});
server.listen(0, '127.0.0.1', () => {
  const address: AddressInfo | string | null = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
});
process.on('message', () => process.send?.(count));
process.on('disconnect', () => process.exit());
