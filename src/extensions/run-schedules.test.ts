import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testedEngines } from '../../test/engines.ts';
import { openCrm, type TestCrm } from '../../test/factories.ts';
import type { LoadedExtension } from './loaded-extension.ts';
import { runSchedules } from './run-schedules.ts';

for (const engine of testedEngines()) {
  describe(`${engine.name}: the schedules of extensions`, () => {
    let opened: TestCrm;
    beforeAll(async () => { opened = await openCrm(engine); });
    afterAll(() => opened.dispose());

    function extension(name: string, perform: () => Promise<unknown>): LoadedExtension {
      const manifest = { filterFailure: 'refuse', on: [], filter: [], schedule: ['1s'], routes: [] } as const;
      return { name, manifest, process: { perform, report: () => ({ state: 'running', error: undefined, failures: 0 }), close: async () => undefined } };
    }

    test('two processes share the turns, and a turn that fails stops none', async () => {
      const turns: number[] = [];
      const lines: string[] = [];
      const began = Date.now();
      const start = async (): Promise<() => Promise<void>> => runSchedules({
        extensions: [extension('counter', async () => { turns.push(Date.now() - began); throw new Error('не вышло'); })],
        turns: (await opened.openAnother()).storage.deliveries, clock: Date.now, log: (message) => lines.push(message),
      });
      const ends = [await start(), await start()];
      await expect.poll(() => turns.length).toBeGreaterThanOrEqual(3);
      await Promise.all(ends.map((end) => end()));
      expect(turns.length).toBeLessThanOrEqual((Date.now() - began) / 1000 + 2);
      expect(lines).toEqual(turns.map(() => 'the schedule of an extension failed'));
      const [done] = [turns.length];
      await new Promise((resolve) => { setTimeout(resolve, 1500); });
      expect(turns.length).toBe(done);
    });
  });
}
