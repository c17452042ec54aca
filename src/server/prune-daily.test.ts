import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testedEngines } from '../../test/engines.ts';
import { buildClient, contextOf, openOffice } from '../../test/factories.ts';
import { routeEvents } from '../delivery/route-events.ts';
import { pruneDaily } from './prune-daily.ts';

const DAY_MS = 86_400_000;
const QUIET = { error: () => undefined, warn: () => undefined };

for (const engine of testedEngines()) {
  test(`${engine.name}: events are kept for their days, and then forgotten by one process`, async () => {
    const { crm, boss, store, setTime, dispose } = await openOffice(engine);
    const count = async (): Promise<number> => Number((await store.sql('SELECT count(*) AS number FROM outbox'))[0]?.['number']);
    await buildClient(crm, contextOf(boss));
    await routeEvents(crm, new Map(), () => undefined);
    const told = await count();
    expect(told).toBeGreaterThan(0);
    const start = crm.clock();
    for (const [days, left] of [[9, told], [11, 0]] as const) {
      setTime(start + days * DAY_MS);
      const stop = pruneDaily({ crm, days: 10, log: QUIET, afterMs: 0 });
      await expect.poll(count).toBe(left);
      await stop();
    }
    await buildClient(crm, contextOf(boss));
    await routeEvents(crm, new Map(), () => undefined);
    const stop = pruneDaily({ crm, days: -1, log: QUIET, afterMs: 0 });
    await sleep(100);
    await stop();
    expect(await count()).toBeGreaterThan(0);
    await dispose();
  });
}
