import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crm } from '../core/crm.ts';
import type { Extensions } from '../extensions/open-extensions.ts';

const PATIENCE_MS = 5_000;

/**
 * `GET /health`: 200 while requests can be served, 503 when the store does not answer (and while the server stops). How
 * extensions are doing stands beside, and changes nothing of that.
 */
export function addHealth(app: FastifyInstance, crm: Crm, extensions?: Pick<Extensions, 'report'>): void {
  app.get('/health', async (_request, reply) => {
    const ok = await answers(crm);
    return reply.code(ok ? 200 : 503).header('cache-control', 'no-store').send({ status: ok ? 'ok' : 'unavailable', ...reportOf(extensions) });
  });
}

function reportOf(extensions: Pick<Extensions, 'report'> | undefined): object {
  const reports = extensions?.report() ?? [];
  return reports.length === 0 ? {} : { extensions: reports };
}

async function answers(crm: Crm): Promise<boolean> {
  const patience = new AbortController();
  const tooLong = sleep(PATIENCE_MS, false, { signal: patience.signal }).catch(() => false);
  const read = Promise.resolve().then(() => crm.storage.directoryEpoch('fresh')).then(() => true, () => false);
  return Promise.race([read, tooLong]).finally(() => patience.abort());
}
