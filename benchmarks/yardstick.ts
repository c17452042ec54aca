import { startBareServer } from './bare-process.ts';
import type { LoadGroup } from './load-plan.ts';
import { runLoad } from './load.ts';
import type { BenchOptions } from './options.ts';

/** The bare server beside a store of clients, measured again and again: what changes of its figures is the machine's doing. */
export interface Yardstick {
  /** Requests each second of every measurement so far. */
  readonly figures: readonly number[];
  measure(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the bare server on a database with `count` clients; a measurement is as long, and as wide, as the widest one of a scenario. */
export async function openYardstick(place: string, count: number, { connections, seconds, warmUpSeconds }: BenchOptions): Promise<Yardstick> {
  const server = await startBareServer(place);
  const group: LoadGroup = {
    name: 'bare', connections: Math.max(...connections), expected: '"name":',
    source: { templates: [{ path: '/', body: '{"clid":{{random}}}' }], headers: {}, order: 'random', range: [1, count] },
  };
  const figures: number[] = [];
  return {
    figures,
    async measure() {
      figures.push((await runLoad({ port: server.port, warmUpSeconds, seconds, group })).perSecond);
    },
    stop: () => server.stop(),
  };
}
