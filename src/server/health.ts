import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crm } from '../core/crm.ts';

const PATIENCE_MS = 5_000;

/** `GET /health`: 200 while requests can be served, 503 when the store does not answer (and while the server stops). */
export function addHealth(app: FastifyInstance, crm: Crm): void {
  app.get('/health', async (_request, reply) => {
    const ok = await answers(crm);
    return reply.code(ok ? 200 : 503).header('cache-control', 'no-store').send({ status: ok ? 'ok' : 'unavailable' });
  });
}

async function answers(crm: Crm): Promise<boolean> {
  const patience = new AbortController();
  const tooLong = sleep(PATIENCE_MS, false, { signal: patience.signal }).catch(() => false);
  const read = Promise.resolve().then(() => crm.storage.directoryEpoch('fresh')).then(() => true, () => false);
  return Promise.race([read, tooLong]).finally(() => patience.abort());
}
